//! Codes for what is valid, but probably not what the server does.

use crate::diag::{Code, Fault, Severity};

/// An object in the query whose documentation shows another style.
pub static W541: Code = Code {
    id: "W541",
    title: "an object in the query is documented in another style than it is sent in",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add `style: deepObject` to the parameter, in the description or in an overlay",
    explanation: "\
Without `style`, an object in the query is sent as a pair for each of its properties: `key=value`. The documentation of this one shows `name[key]=value`, which is
`style: deepObject`. Servers ignore unknown parameters, so a filter in the wrong style has no effect.

```yaml
parameters:
  - { name: metadata, in: query, style: deepObject, schema: { type: object, additionalProperties: { type: string } } }
```
",
};

/// A file that is described as a string of JSON.
pub static W542: Code = Code {
    id: "W542",
    title: "a file is described as a JSON string",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "describe the response as `application/octet-stream` with `type: string, format: binary`, or do so in an overlay",
    explanation: "\
By its path or its name the operation downloads a file. Its response is described as `application/json` with a string, so the client expects a JSON string, and the bytes of a file are an error.

```yaml
responses:
  '200':
    description: The file.
    content: { application/octet-stream: { schema: { type: string, format: binary } } }
```
",
};
