//! Paths: which operation a request means.
//!
//! In: the keys under `paths`, and the path of a request. Out: the routes that match, the most literal first.
//! Must never know: what an operation wants.

use percent_encoding::percent_decode_str;

/// A key under `paths`, ready to be compared with paths.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    segments: Vec<Segment>,
    /// The pairs that the key demands of the query (`/a?action=b`).
    query: Vec<(String, String)>,
    /// Whether the key has a fragment, which no request carries.
    pub(crate) has_fragment: bool,
}

/// What stands between two slashes.
#[derive(Clone, Debug)]
struct Segment(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Variable(String),
}

/// The variables of a path by name, still as the request spells them.
pub(crate) type Variables = Vec<(String, String)>;

impl Route {
    /// Reads a key.
    pub(crate) fn new(key: &str) -> Self {
        let (key, fragment) =
            key.split_once('#').map_or((key, None), |(key, fragment)| (key, Some(fragment)));
        let (path, query) = key.split_once('?').unwrap_or((key, ""));
        let segments = path.trim_start_matches('/').split('/').map(Segment::new).collect();
        // A pair with a variable demands nothing of the route: it is a parameter.
        let fixed = pairs(query).into_iter().filter(|(_, value)| !value.contains(['{', '}']));
        let query = fixed.map(|(name, value)| (name, decoded(&value))).collect();
        Self { segments, query, has_fragment: fragment.is_some() }
    }

    /// The variables, if the path and the query are ones of this route.
    pub(crate) fn variables(&self, path: &str, query: &[(String, String)]) -> Option<Variables> {
        let has = |(name, value): &(String, String)| {
            query.iter().any(|(given, text)| given == name && decoded(text) == *value)
        };
        if !self.query.iter().all(has) {
            return None;
        }
        let given: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        if given.len() != self.segments.len() {
            return None;
        }
        let mut variables = Variables::new();
        for (segment, text) in self.segments.iter().zip(given) {
            segment.read(text, &mut variables)?;
        }
        Some(variables)
    }

    /// Literal segments win over templated ones from the left on; then the route that demands more of the query.
    pub(crate) fn rank(&self) -> (Vec<u8>, usize) {
        let weights = self.segments.iter().map(|segment| match segment.0.as_slice() {
            [Part::Variable(_)] => 2,
            parts => u8::from(parts.iter().any(|part| matches!(part, Part::Variable(_)))),
        });
        (weights.collect(), usize::MAX - self.query.len())
    }

    /// Whether two routes match the same requests.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let shape = |route: &Self| -> Vec<Vec<Option<String>>> {
            let part = |part: &Part| match part {
                Part::Literal(text) => Some(text.clone()),
                Part::Variable(_) => None,
            };
            route.segments.iter().map(|segment| segment.0.iter().map(part).collect()).collect()
        };
        self.query == other.query && shape(self) == shape(other)
    }
}

impl Segment {
    fn new(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            if !before.is_empty() {
                parts.push(Part::Literal(decoded(before)));
            }
            parts.push(Part::Variable(name.to_owned()));
            rest = after;
        }
        if !rest.is_empty() || parts.is_empty() {
            parts.push(Part::Literal(decoded(rest)));
        }
        Self(parts)
    }

    /// A variable takes as much as what follows it lets it (`a.b` of `a.b.txt`), and never nothing.
    fn read(&self, text: &str, variables: &mut Variables) -> Option<()> {
        let mut rest = text;
        for (position, part) in self.0.iter().enumerate() {
            match part {
                Part::Literal(literal) if self.0.len() == 1 => {
                    return (decoded(rest) == *literal).then_some(());
                }
                Part::Literal(literal) => rest = rest.strip_prefix(literal.as_str())?,
                Part::Variable(name) => {
                    let end = match self.0.get(position + 1) {
                        Some(Part::Literal(next)) if position + 2 == self.0.len() => {
                            rest.strip_suffix(next.as_str())?.len()
                        }
                        Some(Part::Literal(next)) => rest.rfind(next.as_str())?,
                        Some(Part::Variable(_)) => rest.chars().next()?.len_utf8(),
                        None => rest.len(),
                    };
                    if end == 0 {
                        return None;
                    }
                    let (value, left) = rest.split_at(end);
                    variables.push((name.clone(), value.to_owned()));
                    rest = left;
                }
            }
        }
        rest.is_empty().then_some(())
    }
}

/// The pairs of a query or a form, names decoded, values as written.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(&name.replace('+', " ")), value.to_owned())
        })
        .collect()
}

/// Text without percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str, path: &str) -> Option<String> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let variables = Route::new(key).variables(path, &pairs(query))?;
        Some(variables.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn variables_take_segments_and_parts_of_them() {
        assert_eq!(read("/a/{x}/b", "/a/1%2F2/b").as_deref(), Some("x=1%2F2"));
        assert_eq!(read("/a/{x}", "/a/"), None);
        assert_eq!(read("/a/{x}", "/a/1/"), None);
        assert_eq!(read("/{x}.json", "/a.b.json").as_deref(), Some("x=a.b"));
        assert_eq!(read("/{x}:{y}", "/1:2").as_deref(), Some("x=1 y=2"));
        assert_eq!(read("/{x}...{y}", "/1...2").as_deref(), Some("x=1 y=2"));
        assert_eq!(read("/a b", "/a%20b").as_deref(), Some(""));
        assert_eq!(read("/", "/").as_deref(), Some(""));
        assert_eq!(read("/a/{x", "/a/{x").as_deref(), Some(""));
    }

    #[test]
    fn a_query_in_the_key_is_demanded() {
        assert_eq!(read("/a?action=b c", "/a?action=b%20c&d=1").as_deref(), Some(""));
        assert_eq!(read("/a?action=b", "/a?action=c"), None);
        assert_eq!(read("/a#part", "/a").as_deref(), Some(""));
        assert!(Route::new("/a?x=1").rank() < Route::new("/a").rank());
    }

    #[test]
    fn literals_win_from_the_left() {
        assert!(Route::new("/a/b").rank() < Route::new("/a/{x}").rank());
        assert!(Route::new("/a/{x}").rank() < Route::new("/{x}/b").rank());
        assert!(Route::new("/a/{x}.json").rank() < Route::new("/a/{x}").rank());
        assert!(Route::new("/a/{x}").is_same(&Route::new("/a/{y}")));
    }
}
