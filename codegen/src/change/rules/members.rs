//! Members of objects.

use super::super::rule::rules;

rules! { Members;
    ADDED_OPTIONAL: "member-added-optional", "an optional member is new", sent Safe, read Safe, source Minor,
        why "Requests without it are as good as before, and published clients ignore it in answers.", remedy "Nothing.",
        at "/components/schemas/Both/properties/extra", old "", new "{type: string}";
    ADDED_REQUIRED: "member-added-required", "a required member is new", sent Breaks, read Safe, source Major,
        why "Published clients do not send it, and the server refuses requests without it; in answers they ignore it.",
        remedy "Give it where you build a request: the compiler names the places.",
        at "/components/schemas/Both", old "{type: object, properties: {a: {type: string}}}",
        new "{type: object, required: [b], properties: {a: {type: string}, b: {type: string}}}";
    REMOVED_OPTIONAL: "member-removed-optional", "an optional member is gone", sent MayBreak, read Safe, source Major,
        why "Published clients may send it still; most servers ignore what they do not know.", remedy "Do without it.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "";
    REMOVED_REQUIRED: "member-removed-required", "a member that was always there is gone", sent MayBreak, read Breaks, source Major,
        why "Published clients cannot read an answer without it.", remedy "Do without it.",
        at "/components/schemas/Both", old "{type: object, required: [b], properties: {a: {type: string}, b: {type: string}}}",
        new "{type: object, properties: {a: {type: string}}}";
    REMOVED_CLOSED: "member-removed-refused", "a member is gone where no others are allowed", sent Breaks, read Safe, source Major,
        why "The server refuses requests that have it still.", remedy "Do without it.",
        at "/components/schemas/Both", old "{type: object, additionalProperties: false, properties: {a: {type: string}, b: {type: string}}}",
        new "{type: object, additionalProperties: false, properties: {a: {type: string}}}";
    BECAME_REQUIRED: "member-became-required", "an optional member is required now", sent Breaks, read Safe, source Major,
        why "Requests without it are refused; in answers it is always there.",
        remedy "Give it where you build a request: the compiler names the places.",
        at "/components/schemas/Both", old "{type: object, properties: {a: {type: string}}}",
        new "{type: object, required: [a], properties: {a: {type: string}}}";
    BECAME_OPTIONAL: "member-became-optional", "a required member may be missing now", sent Safe, read Breaks, source Major,
        why "Published clients cannot read an answer without it; requests with it are as good as before.",
        remedy "Say what happens where it is missing.",
        at "/components/schemas/Both", old "{type: object, required: [a], properties: {a: {type: string}}}",
        new "{type: object, properties: {a: {type: string}}}";
    NULLABLE_REQUIRED: "member-became-nullable", "a required member may be null now", sent Safe, read Breaks, source Major,
        why "Published clients cannot read null where a value was.", remedy "Say what happens where it is null.",
        at "/components/schemas/Both", old "{type: object, required: [a], properties: {a: {type: string}}}",
        new "{type: object, required: [a], properties: {a: {type: [string, 'null']}}}";
    NULLABLE_OPTIONAL: "optional-member-became-nullable", "an optional member may be null now", sent Safe, read Safe, source Major,
        why "Published clients read null as nothing.", remedy "Say whether you send nothing or null.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: [string, 'null']}";
    READ_ONLY: "member-became-read-only", "a member is read-only now", sent MayBreak, read Safe, source Major,
        why "Published clients may send it still, and a server may refuse that.", remedy "Do not set it.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, readOnly: true}";
    NOT_READ_ONLY: "member-became-writable", "a member is not read-only any more", sent Safe, read Safe, source Major,
        why "Requests without it are as good as before, unless it is required.", remedy "Nothing, unless it is required.",
        at "/components/schemas/Both/properties/extra", old "{type: string, readOnly: true}", new "{type: string}";
    WRITE_ONLY: "member-became-write-only", "a member is write-only now", sent Safe, read MayBreak, source Major,
        why "Answers do not have it any more.", remedy "Do not look for it in answers.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, writeOnly: true}";
    NOT_WRITE_ONLY: "member-became-readable", "a member is not write-only any more", sent Safe, read Safe, source Major,
        why "Published clients ignore it in answers or read it.", remedy "Nothing.",
        at "/components/schemas/Both/properties/extra", old "{type: string, writeOnly: true}", new "{type: string}";
    CLOSED: "other-members-forbidden", "members without a name are not allowed any more", sent MayBreak, read Safe, source Major,
        why "Requests that have such members are refused.", remedy "Do not send members that the description does not name.",
        at "/components/schemas/Both", old "{type: object, additionalProperties: true, properties: {a: {type: string}}}",
        new "{type: object, additionalProperties: false, properties: {a: {type: string}}}";
    OPENED: "other-members-allowed", "members without a name are allowed now", sent Safe, read Safe, source Major,
        why "What was allowed is allowed still, and published clients ignore what they do not know.", remedy "Nothing.",
        at "/components/schemas/Both", old "{type: object, additionalProperties: false, properties: {a: {type: string}}}",
        new "{type: object, additionalProperties: true, properties: {a: {type: string}}}";
    DEPRECATED: "schema-deprecated", "a type or member is deprecated, or is not any more", sent Safe, read Safe, source Minor,
        why "It still works; the compiler warns of its use.", remedy "Look for what is to take its place.",
        at "/components/schemas/Both/properties/extra", old "{type: string}", new "{type: string, deprecated: true}";
    DOCUMENTATION: "schema-documentation-changed", "the documentation of a type or member changed", sent Safe, read Safe, source Patch,
        why "Nothing but text for people.", remedy "Nothing.",
        at "/components/schemas/Both/description", old "Text", new "More text";
}
