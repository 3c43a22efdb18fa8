//! Codes of the `document` room: 3xx.

use crate::diag::{Code, Fault, Severity};

mod parameters;
mod whole;

pub use parameters::*;
pub use whole::*;

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[
    &W301, &W302, &W303, &W304, &W305, &W306, &W307, &W308, &W309, &W310, &W311, &W312, &W313, &W314, &N315,
    &W316, &W317, &W318, &W319, &W320, &N321, &N322, &N323, &W324, &W325, &W326, &W327, &E328, &W329, &W330,
    &W331, &W332, &W333, &W334,
];

/// `openapiv3` refuses a piece.
pub static W301: Code = Code {
    id: "W301",
    title: "an object of the description cannot be read",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write the object as the OpenAPI specification defines it; the message says what is missing or has the wrong type",
    explanation: "\
A parameter, response, security scheme or other object does not have the form that the OpenAPI specification defines, so
it is left out. The rest of the description is read.

```yaml
securitySchemes:
  key: { type: apiKey, in: header } # which header? `name` is missing
```

The message says which field is missing or has the wrong type.
",
};

/// A field has the wrong type.
pub static W302: Code = Code {
    id: "W302",
    title: "a field of the description has a value of the wrong type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write a value of the type that the message names",
    explanation: "\
The OpenAPI specification requires an array, an object, a string or a boolean at this place, and the description has
something else. If the meaning is obvious (`required: \"true\"`, a single tag without an array), the value is used;
otherwise the field is ignored, and the rest of its object is used.

```yaml
parameters:   # must be an array: put `- ` before each
  name: limit
  in: query
```
",
};

/// The description does not say what it describes.
pub static W303: Code = Code {
    id: "W303",
    title: "the description has no title or version",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "add `info.title` and `info.version`, in the description or an overlay",
    explanation: "\
The documentation of the client and the name of the crate come from `info.title`.

```yaml
info: { title: Pet store, version: '1' }
```

Add it to the description or through an overlay.
",
};

/// A server is incomplete.
pub static W304: Code = Code {
    id: "W304",
    title: "a server is incomplete",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give the server a `url`, and each variable a `default`",
    explanation: "\
A server needs a `url`, and each of its variables a `default`. A server without URL is left out; a variable without
default takes the first value that its `enum` allows.

```yaml
servers:
  - url: https://{region}.example.com
    variables:
      region: { enum: [eu, us], default: eu }
```
",
};

/// A security scheme is not usable as written.
pub static W305: Code = Code {
    id: "W305",
    title: "a security scheme is not usable as written",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write `type: apiKey` with `in` and `name`, or `type: http` with `scheme`",
    explanation: "\
A security scheme has a `type`: `apiKey` (with `in` and `name`), `http` (with `scheme`), `oauth2`, `openIdConnect` or
`mutualTLS`. The message says what is missing and how it was read.

```yaml
securitySchemes:
  key: { type: apiKey, in: header, name: X-API-Key }
  login: { type: http, scheme: basic } # `type: basic` is Swagger 2
```
",
};

/// A requirement names an unknown security scheme.
pub static W306: Code = Code {
    id: "W306",
    title: "a requirement names an unknown security scheme",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "declare the scheme under `components.securitySchemes`, or correct its name",
    explanation: "\
`security` names schemes that `components.securitySchemes` declares. A name that is not declared is left out of the
requirement; a requirement of which nothing is left is dropped, and if none is left, that of the whole API holds.

```yaml
security:
  - apiKey: [] # declared as `api_key`?
```

It is reported once for each name, however many operations use it.
",
};

/// A piece is written as in Swagger 2.
pub static W308: Code = Code {
    id: "W308",
    title: "an object has the form of Swagger 2",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "use the form of OpenAPI 3: `requestBody`, `content`, and types under `schema`",
    explanation: "\
OpenAPI 3 describes request bodies under `requestBody`, types under `schema`, and the body of a response under `content` with
its media type. The message says how the old form was read.

```yaml
parameters:
  - { name: limit, in: query, type: integer } # schema: { type: integer }
  - { name: pet, in: body, schema: … }        # requestBody: { content: { application/json: { schema: … } } }
```
",
};

/// A request body does not say what it holds.
pub static W316: Code = Code {
    id: "W316",
    title: "a request body has no `content`",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "list the media types under `content`",
    explanation: "\
`requestBody` has a `content` that lists its media types. Without it, the client cannot know what to send.

```yaml
requestBody:
  content:
    application/json:
      schema: { $ref: '#/components/schemas/Pet' }
```
",
};

/// A response has no status.
pub static W317: Code = Code {
    id: "W317",
    title: "a response has no valid status",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write a status (`200`), a range (`2XX`) or `default` as the key",
    explanation: "\
The keys of `responses` are a status (`200`), a range (`2XX`) or `default`, each once. Others are left out.
",
};

/// A path does not start with a slash.
pub static W318: Code = Code {
    id: "W318",
    title: "a path does not start with a slash",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write a `/` before the path",
    explanation: "\
Keys of `paths` start with `/` and are appended to the URL of the server. A missing slash is added.
",
};

/// A field of a path is not an operation.
pub static W319: Code = Code {
    id: "W319",
    title: "a field of a path is not valid",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write the method in lower case; extensions start with `x-`",
    explanation: "\
A path has operations under `get`, `put`, `post`, `delete`, `options`, `head`, `patch` and `trace`, in lower case, and
`summary`, `description`, `servers`, `parameters`. Methods in another case are read as well; other fields are ignored.
",
};

/// An additional operation that is not valid.
pub static W320: Code = Code {
    id: "W320",
    title: "an additional operation is not valid",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "name the method as it is sent (`COPY`); methods with a field of their own stand in that field",
    explanation: "\
The keys of `additionalOperations` are HTTP methods as they are sent, but for those that a path item has a field for (`get`, `post`, `query` and the others).

```yaml
/pets/{id}:
  post: { operationId: updatePet }
  additionalOperations:
    COPY: { operationId: copyPet }
    POST: { operationId: alsoUpdatePet } # is what `post` is for
```

A method with a field of its own is read as if it stood there, unless the field is there too; a key that is not a method is left out.
",
};

/// Webhooks and callbacks.
pub static N321: Code = Code {
    id: "N321",
    title: "webhooks and callbacks are not part of a client",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "no action is needed; your own server receives these requests",
    explanation: "\
Webhooks and callbacks are requests that the API sends to you. A client does not send them; the schemas that they share
with operations are generated as usual.
",
};

/// A component that nothing refers to.
pub static N322: Code = Code {
    id: "N322",
    title: "a component is never used",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "remove the component, or refer to it",
    explanation: "\
A component without a `$ref` to it is often left over from a removed operation, or an operation misspells its name. Unused
schemas still become types of the client; other unused components have no effect.

Remove the component, or refer to it: `$ref: '#/components/schemas/Pet'`.
",
};

/// An operation without documented errors.
pub static N323: Code = Code {
    id: "N323",
    title: "an operation documents no error",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "describe at least one of `4XX`, `5XX` or `default` under `responses`",
    explanation: "\
Every call can fail, and users of the client want to know how: which statuses there are and what their bodies contain.
Without that, an error has its status and its body, but no type.

Describe at least one of `4XX`, `5XX` or `default` under `responses`.
",
};

/// A path is not a valid template.
pub static W329: Code = Code {
    id: "W329",
    title: "a path has braces that are not a variable",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write each variable as `{name}`, alone between slashes or beside literal text",
    explanation: "\
A variable of a path is a name between braces, without further braces or slashes. Other braces are literal text and are
sent percent-encoded. In the query that some paths carry, a value is fixed or one variable; the caller passes any other value, and `{?a,b}` of URI templates is left out: parameters with `in: query` are sent anyway.

```yaml
/pets/{petId/toys: # never closed
```
",
};
