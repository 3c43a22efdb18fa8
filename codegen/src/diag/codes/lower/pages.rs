//! Codes about results that come in pages.

use crate::diag::{Code, Fault, Severity};

/// A pagination extension that is not valid.
pub static W591: Code = Code {
    id: "W591",
    title: "an `x-pagination` that is not valid",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct the key, the parameter or the field that the message names; docs/pages.md shows each form",
    explanation: "\
`x-pagination` (or `x-fern-pagination`) describes the pagination of an operation. It names query parameters or fields of the
request body by `$request.NAME`, and fields of the response by `$response.NAME`. A required entry that is misspelled or
missing disables the extension, and pages are detected by the ordinary rules; an optional entry (`has_more`, an unknown key)
is ignored.

```yaml
- target: $.paths['/calls'].get
  update:
    x-pagination: { cursor: $request.after, next_cursor: $response.paging.next, results: $response.calls }
```
",
};
