//! Types, formats, listed values, limits.

use super::super::rule::rules;

rules! { Values;
    TYPE_CHANGED: "type-changed", "a value is of another type", sent Breaks, read Breaks, source Major,
        why "Neither side can read what the other sends.", remedy "Use the new type, and upgrade the client together with the server.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: boolean}";
    TYPE_WIDENED: "type-widened", "a value may be of more types", sent Safe, read Breaks, source Major,
        why "Published clients cannot read a value of the types that are new.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: integer}", new "{type: number}";
    TYPE_NARROWED: "type-narrowed", "a value may be of fewer types", sent Breaks, read Safe, source Major,
        why "Requests with a value of the types that are gone are refused.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: number}", new "{type: integer}";
    NO_LONGER_NULLABLE: "null-forbidden", "null is not allowed any more", sent Breaks, read Safe, source Major,
        why "Requests with null are refused.", remedy "Send a value, or nothing.",
        at "/components/schemas/Both/properties/extra", old "{type: [string, 'null']}", new "{type: string}";
    NULLABLE: "null-allowed", "a value may be null now", sent Safe, read Breaks, source Major,
        why "Published clients cannot read null where a value was.", remedy "Say what happens where it is null.",
        at "/components/schemas/Both/properties/extra", old "{type: array, items: {type: string}}", new "{type: array, items: {type: [string, 'null']}}";
    FORMAT: "format-changed", "a value has another format", sent MayBreak, read MayBreak, source Major,
        why "One side writes what the other may not take for a value.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, format: date-time}";
    WIDTH_RAISED: "width-raised", "a number may be larger", sent Safe, read MayBreak, source Major,
        why "Published clients cannot read a number that their type does not hold.", remedy "Use the wider type.",
        at "/components/schemas/Both/properties/extra", old "{type: integer, format: int32}", new "{type: integer, format: int64}";
    WIDTH_LOWERED: "width-lowered", "a number must be smaller", sent MayBreak, read Safe, source Major,
        why "Requests with a larger number are refused.", remedy "Use the narrower type.",
        at "/components/schemas/Both/properties/extra", old "{type: integer, format: int64}", new "{type: integer, format: int32}";
    ENCODING: "content-encoding-changed", "a text holds something else", sent MayBreak, read MayBreak, source Major,
        why "What the text holds is written another way.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, contentEncoding: base64}";
    VALUE_ADDED: "enum-value-added", "a list of values has another one", sent Safe, read Safe, source Minor,
        why "Published clients keep a value that they do not know as it came.", remedy "Nothing, or a new arm of a match.",
        at "/components/schemas/Both/properties/extra", old "{type: string, enum: [a, b]}", new "{type: string, enum: [a, b, c]}";
    VALUE_REMOVED: "enum-value-removed", "a value of a list is gone", sent Breaks, read Safe, source Major,
        why "Requests with that value are refused.", remedy "Send another value.",
        at "/components/schemas/Both/properties/extra", old "{type: string, enum: [a, b, c]}", new "{type: string, enum: [a, b]}";
    ENUM_OPENED: "enum-opened", "any value is allowed where some were listed", sent Safe, read Safe, source Major,
        why "Published clients keep a value that they do not know as it came.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: string, enum: [a, b]}", new "{type: string}";
    ENUM_CLOSED: "enum-closed", "only listed values are allowed where any was", sent MayBreak, read Safe, source Major,
        why "Requests with another value are refused.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, enum: [a, b]}";
    DEFAULT: "default-changed", "what holds where nothing is sent is another value", sent MayBreak, read Safe, source Patch,
        why "Requests that leave it out mean something else.", remedy "Send the value that you mean.",
        at "/components/schemas/Both/properties/extra", old "{type: integer, default: 1}", new "{type: integer, default: 2}";
    LIMIT_TIGHTENED: "limit-tightened", "fewer values are allowed", sent MayBreak, read Safe, source Major,
        why "Requests with a value beyond the limit are refused.", remedy "See whether your values are within the limit.",
        at "/components/schemas/Both/properties/extra", old "{type: string, maxLength: 40}", new "{type: string, maxLength: 20}";
    LIMIT_LOOSENED: "limit-loosened", "more values are allowed", sent Safe, read Safe, source Major,
        why "What was allowed is allowed still.", remedy "Nothing.",
        at "/components/schemas/Both/properties/extra", old "{type: string, maxLength: 20}", new "{type: string, maxLength: 40}";
    PATTERN: "pattern-changed", "texts must look otherwise", sent MayBreak, read Safe, source Patch,
        why "Requests with a text of the old form may be refused.", remedy "See whether your texts have the new form.",
        at "/components/schemas/Both/properties/extra", old "{type: string, pattern: '^a'}", new "{type: string, pattern: '^ab'}";
    CONSTRAINT: "constraint-changed", "a condition that no type shows changed", sent MayBreak, read Safe, source Patch,
        why "Requests that met the old condition may not meet the new one.", remedy "See whether your values meet it.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, not: {const: x}}";
    PLACES: "tuple-changed", "a list of fixed places lost some of them, or began or ceased to have any", sent Breaks, read Breaks, source Major,
        why "Neither side can read what the other sends.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra",
        old "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
        new "{type: array, prefixItems: [{type: string}], items: false}";
    PLACES_ADDED: "tuple-extended", "a list of fixed places has more of them", sent MayBreak, read Safe, source Major,
        why "A server may ask for all places; published clients pass over those that they do not know.", remedy "Use the new type.",
        at "/components/schemas/Both/properties/extra", old "{type: array, prefixItems: [{type: string}], items: false}",
        new "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}";
}
