//! Codes about results that come in pages.

use crate::diag::{Code, Fault, Severity};

/// An extension about pages that cannot be used.
pub static W591: Code = Code {
    id: "W591",
    title: "an `x-pagination` that cannot be used",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "correct the key, the parameter or the member that the message names; docs/pages.md shows each form",
    explanation: "\
`x-pagination` (or `x-fern-pagination`) says how the results of an operation come in pages. It names query parameters or
members of the body by `$request.NAME`, and members of the response by `$response.NAME`. What is misspelt or is not there
cannot be used: where it is needed, the extension counts as if it were not there, and pages are recognised by the ordinary
rules; where it may be left out (`has_more`, an unknown key), the rest of the extension holds.

```yaml
- target: $.paths['/calls'].get
  update:
    x-pagination: { cursor: $request.after, next_cursor: $response.paging.next, results: $response.calls }
```
",
};
