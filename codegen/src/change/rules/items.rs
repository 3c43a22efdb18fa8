//! Public items of the client that change without anything on the wire.

use super::super::rule::rules;

rules! { Items;
    ADDED: "item-added", "a public item is new", sent Safe, read Safe, source Minor,
        why "Nothing on the wire asks for it: a type that nothing used, or a name that another place gave.", remedy "Nothing.",
        at "/components/schemas/Alone", old "", new "{type: object, properties: {a: {type: string}}}";
    REMOVED: "item-removed", "a public item is gone", sent Safe, read Safe, source Major,
        why "Source that names it does not compile; nothing on the wire is another.", remedy "Use what stands in its place.",
        at "/components/schemas/Alone", old "{type: object, properties: {a: {type: string}}}", new "";
    CHANGED: "item-changed", "a public item has another signature", sent Safe, read Safe, source Major,
        why "Nothing on the wire is another, and source that uses the item may not compile.", remedy "Use the new signature.",
        at "/components/schemas/Both/properties/extra", old "{title: Toy, type: object, properties: {a: {type: string}}}",
        new "{title: Plaything, type: object, properties: {a: {type: string}}}";
    MOVED: "item-feature-changed", "a public item takes another feature of Cargo", sent Safe, read Safe, source Major,
        why "Builds that switch on single features may not have it any more.", remedy "Switch the other feature on.",
        at "/paths/~1shapes", old "{get: {operationId: last_shape, tags: [shapes], responses: {'200': {description: drawn, content: {application/json: {schema: {$ref: '#/components/schemas/Shape'}}}}}}}",
        new "{get: {operationId: last_shape, tags: [drawings], responses: {'200': {description: drawn, content: {application/json: {schema: {$ref: '#/components/schemas/Shape'}}}}}}}";
    GENERATOR: "generator-changed", "the same description gives other public items", sent Safe, read Safe, source Major,
        why "Another version of the generator names or types something otherwise.", remedy "Use what stands in its place.",
        at "", old "", new "";
}
