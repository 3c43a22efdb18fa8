//! Paths: which operation a request means.
//!
//! In: the keys under `paths`, and the path of a request. Out: the routes that match, the most literal first.
//! Must never know: what an operation wants.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What stands in no path as it is, beside what is not ASCII.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'|');

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

/// Ways to read one path; only variables side by side leave many.
const MOST_READINGS: usize = 64;

/// The variables of a path by name, still as the request spells them.
pub(crate) type Variables = Vec<(String, String)>;

impl Route {
    /// Reads a key.
    pub(crate) fn new(key: &str) -> Self {
        let (key, fragment) =
            key.split_once('#').map_or((key, None), |(key, fragment)| (key, Some(fragment)));
        let (path, query) = key.split_once('?').unwrap_or((key, ""));
        let segments = path.trim_start_matches('/').split('/').map(Segment::new).collect();
        // A pair with a variable demands nothing of the route: it is a parameter, or not a pair that can be sent.
        let is_fixed = |text: &str| !text.contains(['{', '}']);
        let fixed = pairs(query).into_iter().filter(|(name, value)| is_fixed(name) && is_fixed(value));
        let query = fixed.map(|(name, value)| (name, decoded(&value))).collect();
        Self { segments, query, has_fragment: fragment.is_some() }
    }

    /// The variables, if the path and the query are ones of this route: in each way in which they can be read, the one in
    /// which the first takes most before the others.
    pub(crate) fn readings(&self, path: &str, query: &[(String, String)]) -> Vec<Variables> {
        let has = |(name, value): &(String, String)| {
            query.iter().any(|(given, text)| given == name && decoded(text) == *value)
        };
        let given: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        if !self.query.iter().all(has) || given.len() != self.segments.len() {
            return Vec::new();
        }
        let mut readings = vec![Variables::new()];
        for (segment, text) in self.segments.iter().zip(given) {
            let own = segment.readings(text);
            let with_own = |before: Variables| own.iter().map(move |own| [before.as_slice(), own].concat());
            readings = readings.into_iter().flat_map(with_own).take(MOST_READINGS).collect();
        }
        readings
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

    /// What the variables take: each as much as what follows it lets it (`a.b` of `a.b.txt`) and never nothing, then less.
    fn readings(&self, text: &str) -> Vec<Variables> {
        if let [Part::Literal(literal)] = self.0.as_slice() {
            return if decoded(text) == *literal { vec![Variables::new()] } else { Vec::new() };
        }
        let fits = self.fitting(text);
        let mut readings = Vec::new();
        let mut waiting = vec![(0, 0, Variables::new())];
        while let Some((index, at, variables)) = waiting.pop().filter(|_| readings.len() < MOST_READINGS) {
            let Some((part, fits)) = self.0.get(index).zip(fits.get(index..index + 2)) else {
                readings.push(variables);
                continue;
            };
            match part {
                _ if !fits[0].contains(&at) => {}
                Part::Literal(literal) => {
                    waiting.extend(literal_end(text, at, literal).map(|end| (index + 1, end, variables)));
                }
                Part::Variable(name) => {
                    let ends = fits[1].iter().filter(|end| **end > at);
                    waiting.extend(ends.filter_map(|end| {
                        let own = (name.clone(), text.get(at..*end)?.to_owned());
                        let variables = variables.iter().cloned().chain([own]).collect();
                        Some((index + 1, *end, variables))
                    }));
                }
            }
        }
        readings
    }

    /// For each part the places of the text at which it and all behind it fit what is left; behind the last part that is
    /// the end.
    fn fitting(&self, text: &str) -> Vec<BTreeSet<usize>> {
        let mut fits = vec![BTreeSet::from([text.len()])];
        for part in self.0.iter().rev() {
            let behind = fits.last().cloned().unwrap_or_default();
            let fits_at = |at: &usize| match part {
                Part::Literal(literal) => {
                    literal_end(text, *at, literal).is_some_and(|end| behind.contains(&end))
                }
                Part::Variable(_) => behind.last().is_some_and(|end| at < end),
            };
            fits.push(text.char_indices().map(|(at, _)| at).filter(fits_at).collect());
        }
        fits.reverse();
        fits
    }
}

/// The end of the literal, where the text has it at this place. A path has in other words what it cannot have as it is.
fn literal_end(text: &str, at: usize, literal: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let encoded = || utf8_percent_encode(literal, NOT_IN_PATHS).to_string();
    let spelt = if rest.starts_with(literal) { literal.len() } else { encoded().len() };
    (decoded(rest.get(..spelt)?) == literal).then_some(at + spelt)
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
        let readings = Route::new(key).readings(path, &pairs(query));
        Some(
            readings
                .first()?
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    #[test]
    fn variables_take_segments_and_parts_of_them() {
        assert_eq!(read("/a/{x}/b", "/a/1%2F2/b").as_deref(), Some("x=1%2F2"));
        assert_eq!(read("/a/{x}", "/a/"), None);
        assert_eq!(read("/a/{x}", "/a/1/"), None);
        assert_eq!(read("/{x}.json", "/a.b.json").as_deref(), Some("x=a.b"));
        assert_eq!(read("/{x}:{y}", "/1:2").as_deref(), Some("x=1 y=2"));
        assert_eq!(read("/{x}...{y}", "/1...2").as_deref(), Some("x=1 y=2"));
        assert_eq!(read("/{x}-{y}!{z}", "/a-b-c!d-e").as_deref(), Some("x=a-b y=c z=d-e"));
        assert_eq!(read("/{x}aa{y}", "/aaaa").as_deref(), Some("x=a y=a"));
        assert_eq!(read("/v{x}{y}", "/v123").as_deref(), Some("x=12 y=3"));
        assert_eq!(read("/{x}-{y}", "/-1"), None);
        assert_eq!(read("/{x} or {y}", "/a%2Db%20or%20c").as_deref(), Some("x=a%2Db y=c"));
        assert_eq!(read("/a b", "/a%20b").as_deref(), Some(""));
        assert_eq!(read("/", "/").as_deref(), Some(""));
        assert_eq!(read("/a/{x", "/a/{x").as_deref(), Some(""));
    }

    #[test]
    fn variables_side_by_side_leave_several_ways() {
        let all = |key: &str, path: &str| -> Vec<String> {
            let readings = Route::new(key).readings(path, &[]);
            let values = |variables: &Variables| {
                variables.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ")
            };
            readings.iter().map(values).collect()
        };
        assert_eq!(all("/{x}{y}", "/abc"), ["ab c", "a bc"]);
        assert_eq!(all("/{x}-{y}/{z}", "/a-b-c/d"), ["a-b c d", "a b-c d"]);
        assert_eq!(all("/{x}{y}{z}", "/abcd"), ["ab c d", "a bc d", "a b cd"]);
        assert_eq!(all("/{x}{y}", "/a"), [""; 0]);
        assert_eq!(all(&"/{x}{y}".repeat(9), &"/abcdefgh".repeat(9)).len(), MOST_READINGS);
    }

    #[test]
    fn a_query_in_the_key_is_demanded() {
        assert_eq!(read("/a?action=b c", "/a?action=b%20c&d=1").as_deref(), Some(""));
        assert_eq!(read("/a?action=b", "/a?action=c"), None);
        assert_eq!(read("/a?{b}=1&c={c}", "/a").as_deref(), Some(""));
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
