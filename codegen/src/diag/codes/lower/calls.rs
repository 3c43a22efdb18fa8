//! What calls lose or guess: credentials that no operation requires, request bodies of several media types.

use crate::diag::{Code, Fault, Severity};

/// Some calls say what they need, others say nothing.
pub static W530: Code = Code {
    id: "W530",
    title: "only some operations say which credential they require",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "add `security` at the top of the description, or in an overlay; `security: []` at an operation that requires none",
    explanation: "\
Some operations have `security`, others have none, and the description has none at its top. Strictly the others require no credential; usually their authors forgot it, and the server refuses such a call without a
key. So the client sends the credentials that it holds to them as well, at its own origin, and requires none.

Add `security` at the top of the description for all of them, or in an overlay, and `security: []` at each operation that
requires none:

```yaml
- target: $
  update:
    security: [{ ApiKey: [] }]
- target: $.paths['/login'].post
  update:
    security: []
```
",
};

/// An environment variable of another credential.
pub static W531: Code = Code {
    id: "W531",
    title: "two credentials request the same environment variable",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give each security scheme an `x-env` of its own",
    explanation: "\
`x-env` names the environment variable that a credential is read from. Two credentials of one client never share a variable: the ordinary key would be sent where an administrator's is required.
The second credential gets a variable derived from its own name.

Give each security scheme an `x-env` of its own.
",
};

/// The description names an environment variable of something else.
pub static W581: Code = Code {
    id: "W581",
    title: "a description requests an environment variable of another API",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "if the variable is intended, set `x-env` in an overlay; overlays are trusted",
    explanation: "\
`x-env` names the environment variable that a credential is read from. Its value is sent to the servers that the description
names, so a description could steal the key of another service. It may only name variables that begin with the name of its API;
any other name is ignored, and the credential is read from a variable derived from the name of the API.

```yaml
info: { title: Pets API }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key, x-env: AWS_SECRET_ACCESS_KEY } # read from PETS_API_KEY
```

If the variable is intended, set `x-env` in an overlay.
",
};

/// Credentials would be sent without TLS.
pub static W582: Code = Code {
    id: "W582",
    title: "credentials would be sent without TLS",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "correct the scheme of the URL to `https` in an overlay, or call `.allow_plain_http(true)` on the client's builder",
    explanation: "\
A server of the description uses plain `http`, and the client holds credentials, which anybody on the network could read.
A client with a credential is not built for such a server, and calls to it fail, unless its builder allows it with
`.allow_plain_http(true)`. Servers on the same machine (`localhost`, `127.0.0.1`, `[::1]`) are exempt.

Correct the scheme of the URL to `https` in an overlay, if the server supports it.
",
};

/// A request body has several media types.
pub static W554: Code = Code {
    id: "W554",
    title: "a request body can be sent in several media types",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "`client.request(method, path)` sends another media type, with the client's credentials",
    explanation: "\
The client prefers JSON to forms, forms to text and text to bytes, and media types with a schema to those without. A form
that can contain more than the preferred body, such as files, has a method of its own (`edit_multipart` next to `edit`).
The other media types can be sent with `client.request(method, path)`.
",
};

/// No operation requires credentials.
pub static W557: Code = Code {
    id: "W557",
    title: "no operation requires the described credentials",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "add `security` at the top of the description, or in an overlay",
    explanation: "\
The description has security schemes but no `security`, so strictly no operation requires a credential. The client sends each credential that it holds.

Add `security` at the top of the description.
",
};
