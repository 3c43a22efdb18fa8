//! What calls lose or guess: credentials that nobody asks for, bodies of several media types.

use crate::diag::{Code, Fault, Severity};

/// Some calls say what they need, others say nothing.
pub static W530: Code = Code {
    id: "W530",
    title: "only some operations say which credential they need",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "add `security` at the top of the description, or in an overlay; `security: []` at an operation that needs none",
    explanation: "\
Some operations have `security`, others have none, and the description has none at its top. Strictly the others need no
credential; mostly their authors forgot them, and a server refuses such a call without a key. So the client sends what it
was given to them too, at its own origin, and demands nothing.

Say `security` at the top of the description for all of them, in an overlay too, and `security: []` at each operation that
needs none:

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

/// An environment variable that another credential has.
pub static W531: Code = Code {
    id: "W531",
    title: "an environment variable is not free for a credential",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give each security scheme an `x-env` of its own",
    explanation: "\
`x-env` names the environment variable that a credential is read from. Two credentials of one client never share one: the
ordinary key would be sent where an administrator's is asked for. The second one gets a variable made from its own name.

Give each security scheme an `x-env` of its own.
",
};

/// The description names an environment variable of something else.
pub static W581: Code = Code {
    id: "W581",
    title: "a description asks for an environment variable that is not of its API",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "if the variable is meant, say `x-env` in an overlay; what an overlay says is taken",
    explanation: "\
`x-env` names the environment variable that a credential is read from. Its value is sent to the servers that the description
names, so a description could ask for the key of another service. It may only name variables that begin with the name of its
API; any other name is left out, and the credential is read from a variable with a name made from the API's.

```yaml
info: { title: Pets API }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key, x-env: AWS_SECRET_ACCESS_KEY } # read from PETS_API_KEY
```

If the variable is meant, say `x-env` in an overlay.
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
A server of the description is reached by plain `http`, and the client holds credentials, which everybody on the way could
read. A client with a credential is not built for such a server, and calls to it fail, unless its builder is told to by
`.allow_plain_http(true)`. Servers on the same machine (`localhost`, `127.0.0.1`, `[::1]`) are left alone.

Correct the scheme of the URL to `https` in an overlay, if the server has that, too.
",
};

/// A body has several media types.
pub static W554: Code = Code {
    id: "W554",
    title: "a body can be sent in several media types",
    severity: Severity::Warning,
    fault: Fault::Unsupported,
    remedy: "`client.request(method, path)` sends another media type, with the client's credentials",
    explanation: "\
The client prefers JSON to forms, forms to text and text to bytes, and what has a schema to what has none. A form that
can hold something else than the preferred body, such as files, is a call of its own (`edit_multipart` beside `edit`). The
other media types can be sent with a raw request.
",
};

/// No call asks for credentials.
pub static W557: Code = Code {
    id: "W557",
    title: "no call asks for the described credentials",
    severity: Severity::Warning,
    fault: Fault::Advice,
    remedy: "add `security` at the top of the description, or in an overlay",
    explanation: "\
The description has security schemes but no `security`, so strictly no call needs a credential. The client sends each
credential that it is given.

Add `security` at the top of the description.
",
};
