//! Codes about parameters.

use crate::diag::{Code, Fault, Severity};

/// A parameter does not say what it is.
pub static W307: Code = Code {
    id: "W307",
    title: "a parameter has no name or location",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give the parameter a `name` and a location: `in: path`, `query`, `header` or `cookie`",
    explanation: "\
A parameter has a `name` and a location, `in`: `path`, `query`, `header` or `cookie`. A parameter without them cannot be
sent, so it is left out; the operation stays.

```yaml
parameters:
  - { name: limit, in: query, schema: { type: integer } }
```
",
};

/// A whole query string beside parts of one.
pub static W309: Code = Code {
    id: "W309",
    title: "a whole query string stands beside query parameters",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "describe the query as a whole, once, or by its parameters",
    explanation: "\
A parameter with `in: querystring` is the whole query string of a request. It stands alone: a second one, or a parameter with `in: query` beside it, cannot be sent together with it. The parameter
that is the whole query string is left out then; where there are two, the first is used.

```yaml
parameters:
  - { name: filter, in: querystring, content: { application/json: { schema: { type: object } } } }
  - { name: limit, in: query, schema: { type: integer } } # remove one of the two
```
",
};

/// A style does not go with its place.
pub static W310: Code = Code {
    id: "W310",
    title: "a style is not valid at its location",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove `style`, or use one that is valid at this location",
    explanation: "\
The serialization of a value depends on where it is sent: `simple`, `label` and `matrix` in a path; `form`, `spaceDelimited`,
`pipeDelimited` and `deepObject` in a query and in forms; `simple` in a header; `form` in a cookie. Any other style is ignored, and the default of the location is used.
",
};

/// A parameter has no single type.
pub static W311: Code = Code {
    id: "W311",
    title: "a parameter has no single type",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "give the parameter either a `schema`, or a `content` with one media type",
    explanation: "\
A parameter has either a `schema`, or a `content` with exactly one media type. Without either, any string is accepted; with both, the schema is used; of several media types, the first.
",
};

/// A parameter is declared twice.
pub static W312: Code = Code {
    id: "W312",
    title: "a parameter is declared twice",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "remove one of the two; the first is used",
    explanation: "\
In one array, a name and a location (`in`) identify a parameter; the first is used. Header names are case-insensitive. An
operation may declare a parameter of its path again to change it; that is not a duplicate.
",
};

/// Nothing declares a variable of a path.
pub static W313: Code = Code {
    id: "W313",
    title: "a variable of a path is not declared",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "declare a parameter of this name with `in: path`",
    explanation: "\
Each `{variable}` of a path has a parameter with `in: path`. A variable that is not declared is sent as a string, so that the call can be made. It is reported once at the path, unless some of its operations declare it.

```yaml
/pets/{petId}:
  get:
    parameters:
      - { name: petId, in: path, required: true, schema: { type: integer } }
```
",
};

/// A path parameter has no variable.
pub static W314: Code = Code {
    id: "W314",
    title: "a path parameter has no variable in its path",
    severity: Severity::Warning,
    fault: Fault::Invalid,
    remedy: "write the variable into the path, or put the parameter elsewhere with `in`",
    explanation: "\
A parameter with `in: path` fills the variable of the same name. If the path has one that differs only in case or by a letter, that is used; otherwise the parameter cannot be sent and is
left out.

```yaml
/pets/{petId}: # the parameter is called `pet`
```
",
};

/// A header is described as a parameter although it is none.
pub static N315: Code = Code {
    id: "N315",
    title: "a header is described as a parameter, but the client sets it",
    severity: Severity::Note,
    fault: Fault::Advice,
    remedy: "remove it: the client sets this header itself",
    explanation: "\
The OpenAPI specification ignores header parameters named `Accept`, `Content-Type` and `Authorization`: the first two follow from the media types of bodies and responses, the third from the security schemes. The client sets them itself.
",
};
