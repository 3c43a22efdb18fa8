//! Unions.

use super::super::rule::rules;

rules! { Unions;
    CASE_ADDED: "union-case-added", "a union has another case", sent Safe, read Safe, source Minor,
        why "Published clients keep a value that fits no case as it came.", remedy "Nothing, or a new arm of a match.",
        at "/components/schemas/Both/properties/extra", old "{oneOf: [{type: string}, {type: integer}]}",
        new "{oneOf: [{type: string}, {type: integer}, {type: boolean}]}";
    CASE_REMOVED: "union-case-removed", "a case of a union is gone", sent Breaks, read Safe, source Major,
        why "Requests with a value of that case are refused.", remedy "Send a value of another case.",
        at "/components/schemas/Both/properties/extra", old "{oneOf: [{type: string}, {type: integer}, {type: boolean}]}",
        new "{oneOf: [{type: string}, {type: integer}]}";
    BEGAN: "union-began", "a value may be something else, too", sent Safe, read Breaks, source Major,
        why "Published clients cannot read a value of the cases that are new.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: string}",
        new "{oneOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}";
    ENDED: "union-ended", "a value is always of one case now", sent Breaks, read Safe, source Major,
        why "Requests with a value of another case are refused.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{oneOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}",
        new "{type: string}";
    DISCRIMINATOR: "discriminator-changed", "another member tells the cases of a union apart", sent Breaks, read Breaks, source Major,
        why "Neither side finds the case of what the other sends.", remedy "Upgrade the client together with the server.",
        at "/components/schemas/Shape/discriminator/propertyName", old "kind", new "sort";
    TAG_ADDED: "discriminator-value-added", "another value of the discriminator means a case", sent Safe, read Safe, source Minor,
        why "Published clients keep a value that fits no case as it came.", remedy "Nothing.",
        at "/components/schemas/Shape/discriminator/mapping", old "{circle: '#/components/schemas/Circle', square: '#/components/schemas/Square'}",
        new "{circle: '#/components/schemas/Circle', round: '#/components/schemas/Circle', square: '#/components/schemas/Square'}";
    TAG_REMOVED: "discriminator-value-removed", "a value of the discriminator means no case any more", sent Breaks, read Safe, source Major,
        why "Requests with that value are refused.", remedy "Send another value.",
        at "/components/schemas/Shape/discriminator/mapping", old "{circle: '#/components/schemas/Circle', round: '#/components/schemas/Circle', square: '#/components/schemas/Square'}",
        new "{circle: '#/components/schemas/Circle', square: '#/components/schemas/Square'}";
    TAG_MOVED: "discriminator-value-moved", "a value of the discriminator means another case", sent Breaks, read Breaks, source Major,
        why "Neither side finds the case of what the other sends.", remedy "Upgrade the client together with the server.",
        at "/components/schemas/Shape/discriminator/mapping", old "{circle: '#/components/schemas/Circle', square: '#/components/schemas/Square'}",
        new "{circle: '#/components/schemas/Square', square: '#/components/schemas/Circle'}";
}
