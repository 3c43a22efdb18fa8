//! `Prefer`: which answer a request asks for.

use http::HeaderMap;

/// What a request asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefer {
    /// `code=404`
    pub(crate) code: Option<u16>,
    /// `example=name`
    pub(crate) example: Option<String>,
    /// `dynamic=true`: made-up values even where there are examples.
    pub(crate) dynamic: bool,
}

impl Prefer {
    /// Reads the header, or the query's `__code`, `__example` and `__dynamic`, for those who cannot set one.
    pub(crate) fn read(headers: &HeaderMap, query: &[(String, String)]) -> Self {
        let mut prefer = Self::default();
        for (name, value) in query {
            if let Some(name) = name.strip_prefix("__") {
                prefer.set(name, &crate::route::decoded(value));
            }
        }
        for header in headers.get_all("prefer") {
            for item in header.to_str().unwrap_or_default().split([',', ';']) {
                if let Some((name, value)) = item.split_once('=') {
                    prefer.set(name.trim(), value.trim().trim_matches('"'));
                }
            }
        }
        prefer
    }

    fn set(&mut self, name: &str, value: &str) {
        match name.to_ascii_lowercase().as_str() {
            "code" => self.code = value.parse().ok(),
            "example" => self.example = Some(value.to_owned()),
            "dynamic" => self.dynamic = value.eq_ignore_ascii_case("true"),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_wishes_in_one_header() {
        let mut headers = HeaderMap::new();
        headers.insert("prefer", "code=404, example=\"a b\"; dynamic=true, wait=10".parse().unwrap());
        let found = Prefer::read(&headers, &[]);
        assert_eq!(found, Prefer { code: Some(404), example: Some("a b".into()), dynamic: true });
        let query = [("__code".to_owned(), "500".to_owned())];
        assert_eq!(Prefer::read(&HeaderMap::new(), &query).code, Some(500));
    }
}
