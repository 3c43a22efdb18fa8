//! A request that is made again for every page.

use url::{Url, form_urlencoded};

use super::{Elsewhere, Encoding, Request, RequestDraft, Style, Target, encode_into, same_origin};
use crate::error::Failure;

impl RequestDraft {
    /// The same request once more; `None` where its body can be given only once, or for a request that was written by
    /// hand.
    pub(crate) fn again(&self) -> Option<Box<Self>> {
        let Target::Described(endpoint) = self.target else { return None };
        Some(Box::new(Self {
            client: self.client.clone(),
            target: Target::Described(endpoint),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            secrets: self.secrets.clone(),
            cookies: self.cookies.clone(),
            body: self.body.again()?,
            options: self.options.clone(),
            accept: self.accept,
            failure: None,
            location: self.location.clone(),
        }))
    }

    /// Goes where the server points to from here on, if that is at the same origin; credentials that the server put
    /// into the query are left out there, as every call gets its own. Gives the URL.
    pub(crate) fn turn_to(&mut self, location: &str) -> Result<Result<&Url, Elsewhere>, Failure> {
        let mut url = match same_origin(&self.url()?, location) {
            Ok(url) => url,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        url.set_fragment(None);
        let credentials = self.client.inner().api.credentials;
        let is_plain = |pair: &&str| {
            let name = form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name);
            !credentials.iter().any(|credential| name.is_some() && credential.query_name() == name.as_deref())
        };
        let query = url.query().map(|query| query.split('&').filter(is_plain).collect::<Vec<_>>().join("&"));
        url.set_query(query.as_deref().filter(|query| !query.is_empty()));
        Ok(Ok(self.location.insert(Box::new(url))))
    }

    /// What the body says of a field: its JSON text.
    pub(crate) fn body_value(&self, path: &[&str]) -> Option<Vec<u8>> {
        self.body.member(self.target.endpoint().body, path)
    }

    /// Sets a field of the body in place of what was said of it before.
    pub(crate) fn replace_body(&mut self, path: &[&'static str], json: &[u8]) {
        let kind = self.target.endpoint().body;
        let set = self.body.replace_member(kind, path, json);
        self.keep(set);
    }

    /// What the query says of a parameter, as it stands in the URL; the last where it says several.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        let prefix = prefix(name);
        self.query.split('&').rev().find_map(|pair| pair.strip_prefix(&prefix))
    }

    /// Sets a query parameter in place of what was said of it before.
    pub(crate) fn replace_query(&mut self, name: &str, json: &[u8], style: Style) {
        let prefix = prefix(name);
        let mut query = String::with_capacity(self.query.len());
        for pair in self.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&prefix)) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(pair);
        }
        self.query = query;
        self.add_styled_query(name, json, style);
    }
}

fn prefix(name: &str) -> String {
    let mut prefix = String::new();
    encode_into(&mut prefix, name, Encoding::Query);
    prefix.push('=');
    prefix
}

impl Request {
    pub(crate) fn into_draft(self) -> Box<RequestDraft> {
        self.draft
    }
}
