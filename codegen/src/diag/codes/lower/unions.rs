//! Codes about unions: what tells their cases apart, and what hides one.

use crate::diag::{Code, Fault, Severity};

/// A branch of a union is hidden by an earlier one.
pub static W505: Code = Code {
    id: "W505",
    title: "a branch of a union can be hidden by an earlier one",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "add a `discriminator`, a property with a `const`, or a required property that only one branch has",
    explanation: "\
A value is read as the branch that fits best: a fixed value that a branch does not list counts against it, then the branch
wins that leaves the fewest properties undescribed. Some values fit two branches equally, with properties that both describe
and none that only one of them requires; they are read as the earlier one. Values can still be written as either.

```yaml
oneOf:
  - { type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }
  - { type: object, required: [id], properties: { id: { type: string }, size: { type: integer } } } # { id: a } is both
```

Add a `discriminator`, a property with a `const`, or a required property that only one of them has. Equal branches are not
reported.
",
};

/// Two unions multiply.
pub static W506: Code = Code {
    id: "W506",
    title: "two unions that apply at once have too many combinations",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "write out the combinations that exist as branches of one `oneOf`",
    explanation: "\
`allOf` of two unions means every branch of the one with every branch of the other. A few combinations are written out; if there are many, only the first union determines the type, and the second one is
missing from it.

Write out the combinations that exist.
",
};

/// A discriminator is mapped to a schema that is not a branch.
pub static W509: Code = Code {
    id: "W509",
    title: "a discriminator is mapped to a schema that is not a branch",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add the schema to the branches, or remove the entry",
    explanation: "\
`mapping` says which value of the property selects which branch. An entry for a schema that is not in the union is left out.
If a server sends such a value anyway, it is kept as raw JSON.

Add the schema to `oneOf`, or remove the entry.
",
};

/// A discriminator does not reach every branch.
pub static W520: Code = Code {
    id: "W520",
    title: "a discriminator does not reach every branch",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add a `mapping` entry for the branch, or a `const` for the property in it",
    explanation: "\
The union names a property that tells its branches apart, but no value selects one of the branches: it has no name, no
`mapping` entry and no `const`. The branches are then told apart by their properties.

Add a `mapping` entry, or a `const` for the property in that branch.
",
};

/// No branch has the property that tells the branches apart.
pub static W524: Code = Code {
    id: "W524",
    title: "no branch has the property of the discriminator",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct `propertyName`, or describe the property in each branch",
    explanation: "\
`discriminator` names a property that none of the branches describes, so it cannot tell them apart. The branches are told
apart by their properties.

```yaml
oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
discriminator: { propertyName: knid } # both have `kind`
```
",
};

/// Branches of `anyOf` apply at once.
pub static W544: Code = Code {
    id: "W544",
    title: "branches of `anyOf` can apply at once",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "use `oneOf` if only one of them may apply, or one object with the properties of all if several may",
    explanation: "\
`anyOf` allows an object that matches several branches, with the properties of all of them. A value of the client is one
variant: the one that describes most of the properties present. The others are kept without a type and written again.

```yaml
anyOf:
  - { type: object, required: [age], properties: { age: { type: integer } } }
  - { type: object, required: [kind], properties: { kind: { type: string } } } # { age: 3, kind: cat } is both
```

Use `oneOf` if only one of them may apply, or one object with the properties of all if several may.
",
};

/// A child of a parent with a discriminator is not told from it.
pub static W545: Code = Code {
    id: "W545",
    title: "a child of a schema with a discriminator is read as its parent",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give each child a value of its own under `mapping`, or list the children under `oneOf`",
    explanation: "\
A schema with a `discriminator` and without branches represents the schemas that are merged from it by `allOf`: a value is
read as the child that the property names. A child whose value is already used by another child can never be selected, and
neither can more children than a union may have; such values have the fields of the parent, and keep the others without a
type.

```yaml
Event: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
Created: { allOf: [{ $ref: '#/components/schemas/Event' }, { properties: { kind: { const: new }, by: { type: string } } }] }
Renewed: { allOf: [{ $ref: '#/components/schemas/Event' }, { properties: { kind: { const: new } } }] } # which one is it?
```

Give each child a value of its own under `mapping`, or list the children under `oneOf`.
",
};
