//! Codes of the `select` and `rename` rooms: 280 to 289.

use crate::diag::{Code, Fault, Severity};

/// A pattern that fits nothing.
pub static E280: Code = Code {
    id: "E280",
    title: "a pattern that matches no operation",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "correct the pattern, or remove it if the operation is gone from the description",
    explanation: "\
`select` and `omit` name operations by tag (`tag=pets`), path (`path=/pets/**`, or `path=POST /pets`), operation id
(`operation=create*`) or resource (`resource=pets`, with all resources below it). In a pattern `?` stands for one
character, `*` for any number of them within a part of a path or resource, and `**` for anything. A pattern that
matches nothing is misspelled, or its operations have other names now; in either case the client would silently lack
something, so nothing is written.

Remedy: correct the pattern, or remove it if the operation is gone from the description.",
};

/// A selection of nothing.
pub static E281: Code = Code {
    id: "E281",
    title: "a selection that leaves no operation",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "select more, or omit less",
    explanation: "\
Each pattern of `select` and `omit` matches an operation, but everything that is selected is left out again. A client
without operations is useless, so nothing is written.

Remedy: select more, or omit less. Without `select`, everything is selected.",
};

/// A rename of nothing.
pub static E282: Code = Code {
    id: "E282",
    title: "a rename that matches nothing",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "correct the name or the JSON pointer, or remove the rename if what it renames is gone",
    explanation: "\
`renames` in the settings and `x-renames` in an overlay set names that apply to Rust only. An entry refers to
an item by its name in the description (`type: Pet`, `member: Pet.name`, `variant: Size.small`, `operation: listPets` or `GET /pets`,
`parameter: listPets.limit`), by its name in Rust without the rename (`resource: pets.toys`), or by a JSON
pointer into the description that `normalize` prints. A rename that matches nothing would be lost silently, together
with a name that programs depend on.

Remedy: correct the name or the JSON pointer, or remove the rename if what it renames is gone from the description.",
};

/// A name that cannot be one.
pub static E283: Code = Code {
    id: "E283",
    title: "a new name that is not a valid identifier",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "write a Rust identifier: `NewName` for types and variants, `new_name` for everything else",
    explanation: "\
The item gets exactly the new name, which must therefore be a Rust identifier: letters, digits and `_`, not starting with
a digit. Types and variants start with a capital letter, all other items do not; a type `str` would hide Rust's own.
Keywords are allowed for members, methods and parameters, and are written as `r#type`.

Remedy: write a Rust identifier.",
};

/// A name that something else has.
pub static E284: Code = Code {
    id: "E284",
    title: "a new name that is not free",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "choose another name, or also rename the item that has this name",
    explanation: "\
A rename changes the name of one item and no other. So the new name must be free in its scope: no other type, member,
variant, method or parameter there may have it, two items cannot be renamed to the same name, and some names have a meaning
in every generated client, such as `Option` among types, `Unknown` among variants and `send` among the methods of a call.

Remedy: choose another name, or also rename the item that has it; two items can exchange their names.",
};

/// A list of renames that cannot be read.
pub static E285: Code = Code {
    id: "E285",
    title: "a list of renames that is not valid",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "write a list of objects, each as `{ type: Pet, to: Animal }`",
    explanation: "\
`x-renames` is a list at the root of the description, usually added by an overlay:

```yaml
- target: $
  update:
    x-renames:
      - { type: Pet, to: Animal }
      - { member: Pet.name, to: title }
```

Each entry names one resource, operation, type, member, variant or parameter, and its new name.

Remedy: write a list of objects, each as `{ type: Pet, to: Animal }`.",
};

/// A rename of something that the wire knows.
pub static E286: Code = Code {
    id: "E286",
    title: "a rename that would change what is sent",
    severity: Severity::Error,
    fault: Fault::Invalid,
    remedy: "use `x-renames` to set a name for Rust only, or `update` and `remove` if the description is wrong",
    explanation: "\
`x-rename` renames a component, and updates every reference to it. The keys of other maps go over the wire: names of
properties, paths, statuses, media types. Another key there would be another API.

To change the name in Rust only, add an entry to `x-renames`:

```yaml
- target: $
  update: { x-renames: [{ member: Pet.name, to: title }] }
```

If the published description has the wrong key, add the right one with `update`, and remove the wrong one with
`remove: true`.",
};

/// The codes of these rooms, in the order of their numbers.
pub const ALL: &[&Code] = &[&E280, &E281, &E282, &E283, &E284, &E285, &E286];
