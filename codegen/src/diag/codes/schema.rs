//! Codes of the `schema` room: 4xx.

use crate::diag::{Code, Fault, Severity};

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &W401, &W402, &W403, &W404, &W405, &W406, &W407, &N408, &N409, &W410, &W411, &W412, &W413, &W414, &W415,
];

/// A reference that cannot be resolved.
pub static W401: Code = Code {
    id: "W401",
    title: "a reference cannot be resolved",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct the reference, or add its target",
    explanation: "\
A `$ref` names a place that the description does not have. A schema becomes any JSON value; a parameter, response or request
body is left out. An empty reference and `#` name the whole description, which is not valid here.

```yaml
schema:
  $ref: '#/components/schemas/Pte' # `Pet` exists, `Pte` does not
```

Correct the reference, or add what it names. A reference is a JSON pointer: `/` inside a key is written `~1`, `~` is
written `~0`, and keys are case-sensitive. An overlay can do either without touching the description.
",
};

/// References form a cycle.
pub static W402: Code = Code {
    id: "W402",
    title: "references form a cycle",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write out one of the places on the way",
    explanation: "\
Following the `$ref`s leads back to the start, and none of them defines the value.

```yaml
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
```

A schema that contains itself through a property, an item or a branch is fine; one that *is* itself is not. Write out one of the schemas of the cycle.
",
};

/// `$ref` is not a reference.
pub static W403: Code = Code {
    id: "W403",
    title: "`$ref` is not a reference into this description",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write a reference into this description: `'#/components/schemas/Pet'`",
    explanation: "\
A `$ref` is a string that starts with `#`: a place in this description. References to other files are resolved when the
description is loaded; this one is a bare name or a URL that nothing in the description matches.

```yaml
schema:
  $ref: Pet # write '#/components/schemas/Pet'
```
",
};

/// A schema is neither an object nor a boolean.
pub static W404: Code = Code {
    id: "W404",
    title: "a schema is neither an object nor a boolean",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write an object of keywords, such as `{ type: string }`; `{}` accepts any value",
    explanation: "\
A schema is an object of keywords, or `true` (anything) or `false` (nothing). Anything else is read as `true`, so the client accepts any JSON value.

```yaml
properties:
  name: string # write { type: string }
  note:        # an empty value in YAML is `null`; write {} for 'anything'
```
",
};

/// `type` is not a JSON type.
pub static W405: Code = Code {
    id: "W405",
    title: "`type` is not a valid JSON type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write one of `string`, `integer`, `number`, `boolean`, `object`, `array` and `null`",
    explanation: "\
`type` is one of `string`, `integer`, `number`, `boolean`, `object`, `array` and `null`, or a list of them. Any other name is ignored, and the other keywords determine the type, if they can.

```yaml
type: float   # write: type: number, format: float
type: date    # write: type: string, format: date
type: any     # leave `type` out
type: [string, null] # a bare null is read as the name, but write: [string, 'null']
```
",
};

/// A keyword has a value of the wrong type.
pub static W406: Code = Code {
    id: "W406",
    title: "a keyword of a schema has a value of the wrong type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give the keyword a value of the type that the message names",
    explanation: "\
Each keyword of JSON Schema requires a value of a certain type: `properties` a map of schemas, `enum` an array, `maxLength`
an integer, and so on. A keyword with a value of another type is ignored; the rest of the schema is used.

```yaml
type: object
properties: [name, age] # must be a map: { name: { … }, age: { … } }
```
",
};

/// A schema is nested too deeply.
pub static W407: Code = Code {
    id: "W407",
    title: "a schema is nested too deeply",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "give inner schemas names under `components/schemas` and refer to them",
    explanation: "\
Schemas inside one another are read to a depth of 100. Anything deeper becomes any JSON value.

Give the inner schemas names under `components/schemas` and refer to them; through references there is no limit.
",
};

/// A keyword constrains values in a way that a type cannot express.
pub static N408: Code = Code {
    id: "N408",
    title: "a keyword constrains values in a way that a type cannot express",
    severity: Severity::Note,
    fault: Fault::Unsupported,
    remedy: "no action is needed; use `properties`, `required` or `oneOf` if the type should express it",
    explanation: "\
`not`, `if`/`then`/`else`, `dependentRequired`, `dependentSchemas`, `contains`, `unevaluatedItems` and similar keywords restrict values in ways that a Rust type cannot express. The type accepts more values than the schema;
the server checks them. Examples are still validated by these keywords.
",
};

/// A key of a schema is not a keyword.
pub static N409: Code = Code {
    id: "N409",
    title: "a key of a schema is not a keyword",
    severity: Severity::Note,
    fault: Fault::Invalid,
    remedy: "correct the spelling, move a property below `properties`, or start an extension with `x-`",
    explanation: "\
JSON Schema ignores unknown keywords, and so does the generator. Often the key is misspelled, or it is a property that
belongs below `properties`.

```yaml
type: object
requred: [name] # `required`
```

Extensions start with `x-`.
",
};

/// `items` is a list.
pub static W410: Code = Code {
    id: "W410",
    title: "`items` is a list of schemas",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "rename the keyword to `prefixItems`",
    explanation: "\
Before JSON Schema 2020-12, an array under `items` described the items by position. That is `prefixItems` now, and the array is read as such. Rename
the keyword.
",
};

/// `required` is a boolean.
pub static W411: Code = Code {
    id: "W411",
    title: "`required` is a boolean",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list the property's name under `required` of the object that holds it",
    explanation: "\
In a schema, `required` lists the names of the properties that an object must have. `required: true` beside a
property's type is not JSON Schema; it is ignored, so the property is optional.

```yaml
type: object
required: [name] # here
properties:
  name:
    type: string
    required: true # not here
```
",
};

/// A discriminator cannot be used.
pub static W412: Code = Code {
    id: "W412",
    title: "a discriminator cannot be used",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write `propertyName` (a string) and `mapping` (from values to references)",
    explanation: "\
`discriminator` is an object with `propertyName` (a string) and, if the values differ from the names of the schemas, a
`mapping` from values to references. Other values are ignored; without a valid discriminator, the branches of a union are told apart by their properties.

```yaml
discriminator:
  propertyName: kind
  mapping:
    cat: '#/components/schemas/Cat'
```
",
};

/// Names or descriptions of enum values are not valid.
pub static W413: Code = Code {
    id: "W413",
    title: "names or descriptions of enum values are not valid",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list one string for each value of `enum`, in the same order",
    explanation: "\
`x-enum-varnames` and `x-enum-descriptions` are arrays of strings, one for each value of `enum` in the same order, or maps from value to string. Anything else is
ignored, and the variants are named after their values.

```yaml
enum: [1, 2]
x-enum-varnames: [Low, High]
```
",
};

/// An array that decides what fits is empty.
pub static W414: Code = Code {
    id: "W414",
    title: "an array of schemas or types is empty",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add the missing entries, or remove the keyword",
    explanation: "\
`oneOf`, `anyOf`, `allOf` and an array under `type` have at least one entry. An empty one is ignored: the other keywords
determine the type, and without any, the client accepts any JSON value.

```yaml
oneOf: [] # a generator has lost its branches
```
",
};

/// A dynamic reference that cannot be bound.
pub static W415: Code = Code {
    id: "W415",
    title: "the target of a `$dynamicRef` cannot be decided",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "give each component at most one schema with this `$dynamicAnchor`, or use `$ref`",
    explanation: "\
A `$dynamicRef` means the schema with that `$dynamicAnchor` in the outermost component (or schema with an `$id`) through which the value was reached; a component that is used by several gets
a type for each. Here that cannot be decided: one component gives the name to two schemas, several components give it and none of them leads here, or there are so many combinations that
the client would grow without bound. The client accepts any JSON value there.

```yaml
Page: { $defs: { item: { $dynamicAnchor: item } }, properties: { items: { items: { $dynamicRef: '#item' } } } }
Cats: { $ref: '#/components/schemas/Page', $defs: { a: { $dynamicAnchor: item, type: string }, b: { $dynamicAnchor: item, type: integer } } }
```

Give each component at most one schema with this `$dynamicAnchor`, or write the schema out for each use.
",
};
