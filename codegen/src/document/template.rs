//! Templates of paths: literal text, variables, and the query and fragment that some keys carry.
//!
//! In: a key under `paths`. Out: its parts, and what is wrong with it.
//! Must never know: parameters.

use percent_encoding::percent_decode_str;

/// A key under `paths`, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// The path itself, without query and fragment.
    pub parts: Vec<TemplatePart>,
    /// Pairs of the query that is part of the key: decoded names with their values.
    pub query: Vec<(String, QueryValue)>,
    /// What stands after `#`; it never goes on the wire.
    pub fragment: Option<String>,
    /// What cannot be read as a template, for a message; the braces of it are literal text.
    pub malformed: Option<String>,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// Text as it stands in the key.
    Literal(String),
    /// The name between braces.
    Variable(String),
}

/// What a pair of the query in a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryValue {
    /// Always this text, decoded.
    Fixed(String),
    /// What the caller gives; the variable is the whole value, or the value is made of more than that.
    Given(Option<String>),
}

impl PathTemplate {
    /// Takes a key apart. Any text gives a template.
    #[must_use]
    pub fn of(key: &str) -> Self {
        let mut malformed = None;
        let (rest, fragment) = match key.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment.to_owned())),
            None => (key, None),
        };
        let rest = without_query_expressions(rest, &mut malformed);
        let (path, query) = rest.split_once('?').unwrap_or((&rest, ""));
        let parts = parts_of(path, &mut malformed);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let query = pairs.filter_map(|pair| pair_of(pair, &mut malformed)).collect();
        Self { parts, query, fragment, malformed }
    }

    /// The variables of the path itself in their order, each once.
    #[must_use]
    pub fn variables(&self) -> Vec<&str> {
        let mut variables = Vec::new();
        for part in &self.parts {
            match part {
                TemplatePart::Variable(name) if !variables.contains(&name.as_str()) => variables.push(name),
                _ => {}
            }
        }
        variables
    }
}

/// `{?a,b}` of RFC 6570 names query parameters, which OpenAPI declares beside the path.
fn without_query_expressions(text: &str, malformed: &mut Option<String>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{?").or_else(|| rest.find("{&")) {
        let Some(length) = rest[open..].find('}') else { break };
        kept.push_str(&rest[..open]);
        let expression = &rest[open..=open + length];
        malformed.get_or_insert_with(|| format!("`{expression}` is left out"));
        rest = &rest[open + length + 1..];
    }
    kept.push_str(rest);
    kept
}

fn parts_of(path: &str, malformed: &mut Option<String>) -> Vec<TemplatePart> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        literal.push_str(&rest[..open]);
        let (brace, behind) = rest[open..].split_at(1);
        let end = behind.find(['{', '}', '/']);
        let name = end.filter(|end| brace == "{" && *end > 0 && behind[*end..].starts_with('}'));
        if let Some(end) = name {
            if !literal.is_empty() {
                parts.push(TemplatePart::Literal(std::mem::take(&mut literal)));
            }
            parts.push(TemplatePart::Variable(behind[..end].to_owned()));
            rest = &behind[end + 1..];
        } else {
            malformed.get_or_insert_with(|| format!("the brace in `{}` is literal text", &rest[open..]));
            literal.push_str(brace);
            rest = behind;
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(TemplatePart::Literal(literal));
    }
    parts
}

fn pair_of(pair: &str, malformed: &mut Option<String>) -> Option<(String, QueryValue)> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    if name.contains(['{', '}']) {
        malformed.get_or_insert_with(|| format!("`{pair}` in the query has no name and is left out"));
        return None;
    }
    let name = decoded(name);
    let is_name = |text: &&str| !text.is_empty() && !text.contains(['{', '}']);
    let variable = value.strip_prefix('{').and_then(|text| text.strip_suffix('}')).filter(is_name);
    if let Some(variable) = variable {
        return Some((name, QueryValue::Given(Some(variable.to_owned()))));
    }
    if value.contains(['{', '}']) {
        malformed.get_or_insert_with(|| format!("the caller passes `{value}` in the query as a whole"));
        return Some((name, QueryValue::Given(None)));
    }
    Some((name, QueryValue::Fixed(decoded(value))))
}

/// The text that a query means; the runtime encodes it again.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{PathTemplate, QueryValue, TemplatePart};

    fn shown(key: &str) -> String {
        let template = PathTemplate::of(key);
        let parts = template.parts.iter().map(|part| match part {
            TemplatePart::Literal(literal) => literal.clone(),
            TemplatePart::Variable(name) => format!("<{name}>"),
        });
        let query = template.query.iter().map(|(name, value)| match value {
            QueryValue::Fixed(value) => format!(" {name}={value}"),
            QueryValue::Given(variable) => format!(" {name}=<{variable:?}>"),
        });
        let malformed = template.malformed.iter().map(|_| " malformed".to_owned());
        parts.chain(query).chain(malformed).collect()
    }

    #[test]
    fn braces_make_variables() {
        assert_eq!(shown("/a/{b}.{c}/d"), "/a/<b>.<c>/d");
        assert_eq!(shown("/a/{}/b/{id}"), "/a/{}/b/<id> malformed");
        assert_eq!(shown("/f/{unclosed"), "/f/{unclosed malformed");
        assert_eq!(shown("/f/{a{b}"), "/f/{a<b> malformed");
        assert_eq!(shown("/f/{a/b}"), "/f/{a/b} malformed");
        assert_eq!(shown("/f}/{ü}"), "/f}/<ü> malformed");
        assert_eq!(shown("/f{?x,y}"), "/f malformed");
    }

    #[test]
    fn queries_are_fixed_or_given() {
        assert_eq!(shown("/q?x=a%20b&y=c+d&z"), "/q x=a b y=c d z=");
        assert_eq!(shown("/q?x={y}&z=a{y}"), "/q x=<Some(\"y\")> z=<None> malformed");
        assert_eq!(shown("/q?{all}"), "/q malformed");
    }
}
