//! What a type without documentation is, in words: the schema, or its place in a request or a response.
//!
//! In: the pointer of its schema. Out: one sentence. Must never know: what the schema says.

use crate::ir::TypeDefinition;

use super::harmless::code;

/// One sentence for a type that the description says nothing about.
pub(super) fn origin(definition: &TypeDefinition) -> String {
    let tokens: Vec<String> = definition.pointer.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    sentence(&tokens).unwrap_or_else(|| format!("Schema {}.", code(&definition.words.parts().join(" "))))
}

fn sentence(tokens: &[&str]) -> Option<String> {
    let (part, rest) = part_of(tokens)?;
    let way = way_through(rest);
    if way.is_empty() {
        return Some(format!("{part}."));
    }
    let mut characters = part.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_lowercase).collect();
    let article = if part.starts_with("Schema ") { "" } else { "the " };
    Some(format!("{} in {article}{first}{}.", code(&way), characters.as_str()))
}

/// The part of the description that the pointer enters first, and the way on from its schema.
fn part_of<'a>(tokens: &'a [&'a str]) -> Option<(String, &'a [&'a str])> {
    match tokens {
        ["components", "schemas", name, rest @ ..] => Some((format!("Schema {}", code(name)), rest)),
        ["components", kind, name, rest @ ..] => {
            let part = match *kind {
                "parameters" => "Parameter",
                "requestBodies" => "Request body",
                "responses" => "Response body",
                "headers" => "Header",
                _ => return None,
            };
            Some((format!("{part} {}", code(name)), behind_schema(rest)))
        }
        ["paths", path, "parameters", _, rest @ ..] => {
            Some((format!("Parameter of {}", code(path)), behind_schema(rest)))
        }
        ["paths", path, method, part, rest @ ..] => {
            let request = code(&format!("{} {path}", method.to_uppercase()));
            match (*part, rest) {
                ("requestBody", rest) => Some((format!("Request body of {request}"), behind_schema(rest))),
                ("responses", [_, "headers", name, rest @ ..]) => {
                    Some((format!("Response header {} of {request}", code(name)), behind_schema(rest)))
                }
                ("responses", [_, rest @ ..]) => {
                    Some((format!("Response body of {request}"), behind_schema(rest)))
                }
                ("parameters", [_, rest @ ..]) => {
                    Some((format!("Parameter of {request}"), behind_schema(rest)))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// What stands behind `schema`, or behind the media type and `schema`.
fn behind_schema<'a>(tokens: &'a [&'a str]) -> &'a [&'a str] {
    match tokens {
        ["content", _, rest @ ..] => behind_schema(rest),
        ["schema" | "itemSchema", rest @ ..] => rest,
        other => other,
    }
}

/// The way through a schema as a person writes it: `owner.ids[]`. Branches leave no trace.
fn way_through(mut tokens: &[&str]) -> String {
    let mut way = String::new();
    loop {
        tokens = match tokens {
            [] => return way,
            ["properties", name, rest @ ..] => {
                if !way.is_empty() {
                    way.push('.');
                }
                way.push_str(name);
                rest
            }
            ["prefixItems", _, rest @ ..] | ["items", rest @ ..] => {
                way.push_str("[]");
                rest
            }
            ["additionalProperties", rest @ ..] | ["patternProperties", _, rest @ ..] => {
                way.push_str("[key]");
                rest
            }
            [_, rest @ ..] => rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(place: &str, expect: Option<&str>) {
        let tokens: Vec<String> = place.split(' ').map(|token| token.replace('~', " ")).collect();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        assert_eq!(sentence(&tokens).as_deref(), expect);
    }

    #[test]
    fn a_component_is_called_by_its_key() {
        check("components schemas Toy-Input", Some("Schema `Toy-Input`."));
        check("components schemas Toy properties owners items", Some("`owners[]` in schema `Toy`."));
        check(
            "components schemas Toy allOf 1 additionalProperties properties a",
            Some("`[key].a` in schema `Toy`."),
        );
        check("components requestBodies Toy content text/plain schema", Some("Request body `Toy`."));
    }

    #[test]
    fn a_type_of_an_operation_names_its_request() {
        check(
            "paths /toys post requestBody content application/json schema",
            Some("Request body of `POST /toys`."),
        );
        check(
            "paths /toys/{id} get responses 200 content application/json schema properties size",
            Some("`size` in the response body of `GET /toys/{id}`."),
        );
        check(
            "paths /toys get responses 200 headers x-size schema",
            Some("Response header `x-size` of `GET /toys`."),
        );
        check("paths /toys get parameters 0 schema", Some("Parameter of `GET /toys`."));
        check("webhooks x", None);
    }

    #[test]
    fn nothing_gets_out_of_the_code() {
        check("components schemas a`b", Some("Schema `` a`b ``."));
        check("components schemas A properties a~b`", Some("`` a b` `` in schema `A`."));
    }
}
