//! Security schemes and what asks for them.
//!
//! In: `components.securitySchemes` and `security` lists. Out: what a client has to send, in our words.
//! Must never know: where credentials come from.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3 as oa;

use crate::diag::closest;
use crate::diag::code_table::document as codes;
use crate::load::Node;

use super::model::{ParameterPlace, Requirement, SecurityKind, SecurityScheme};
use super::reader::{Reader, Spot, scalar_text};
use super::skeleton::Piece;

impl<'n> Reader<'n, '_> {
    /// `components.securitySchemes`; those that cannot be read are reported and left out.
    pub(super) fn security_schemes(&mut self, components: &Spot<'n>) -> IndexMap<String, SecurityScheme> {
        let mut schemes = IndexMap::new();
        let Some(declared) = self.map_member(components, "securitySchemes") else { return schemes };
        for (name, spot) in declared.entries() {
            self.schemes.insert(name);
            if let Some(spot) = self.follow(spot, "the security scheme")
                && let Some(scheme) = self.security_scheme(name, &spot)
            {
                schemes.insert(name.to_owned(), scheme);
            }
        }
        schemes
    }

    fn security_scheme(&mut self, name: &str, spot: &Spot<'n>) -> Option<SecurityScheme> {
        self.map_of(spot, &format!("the security scheme `{name}`"))?;
        let Some(kind) = self.text(spot, "type") else {
            let message = format!("the security scheme `{name}` has no `type`, so it is left out");
            self.report(&codes::W305, &spot.at, message);
            return None;
        };
        let kind = match canonical_kind(&kind) {
            "mutualTLS" => Some(SecurityKind::MutualTls),
            "basic" => {
                let help = "write `type: http` and `scheme: basic`";
                let message =
                    format!("the security scheme `{name}` is written as in Swagger 2; it is read as basic");
                self.advise(&codes::W305, &spot.at, message, help);
                Some(SecurityKind::Basic)
            }
            canonical => {
                let piece = self.scheme_piece(canonical.to_owned(), spot);
                self.read::<oa::SecurityScheme>(piece, &spot.at, &format!("the security scheme `{name}`"))
                    .map(kind_of)
            }
        }?;
        Some(SecurityScheme {
            pointer: spot.at.clone(),
            kind,
            description: self.description(spot).map(Cow::into_owned),
            deprecated: self.truth(spot, "deprecated").unwrap_or_default(),
            extensions: spot.extensions(),
        })
    }

    /// Flows and discovery URLs are left out: a client is given a token and does not fetch one.
    fn scheme_piece(&mut self, kind: String, spot: &Spot<'n>) -> Piece<'n> {
        let mut place = self.text(spot, "in").map(|place| Cow::Owned(place.to_ascii_lowercase()));
        if kind == "apiKey" && place.is_none() {
            self.report(&codes::W305, &spot.at, "an API key without `in` is sent in a header");
            place = Some(Cow::Borrowed("header"));
        }
        let piece = match kind.as_str() {
            "apiKey" => Piece::map().with("in", place).with("name", self.text(spot, "name")),
            "http" => Piece::map().with("scheme", self.text(spot, "scheme")),
            "oauth2" => Piece::map().with("flows", Some(Piece::map())),
            "openIdConnect" => Piece::map().with("openIdConnectUrl", Some("")),
            _ => Piece::map(),
        };
        piece.with("type", Some(Cow::Owned(kind)))
    }

    /// `security`, if the keyword is there.
    pub(super) fn requirements(&mut self, holder: &Spot<'n>) -> Option<Vec<Requirement>> {
        let spot = holder.member("security").filter(|spot| *spot.node != Node::Null)?;
        let alternatives: Vec<Spot<'n>> = match spot.node {
            Node::List(_) => spot.items().collect(),
            Node::Map(_) => {
                let help = "put a `-` before it: `security` is a list of alternatives";
                self.advise(
                    &codes::W302,
                    &spot.at,
                    "`security` is an object; it is read as the only alternative",
                    help,
                );
                vec![spot]
            }
            _ => {
                self.wrong_kind(&spot, "`security`", "an array");
                return None;
            }
        };
        let written = alternatives.len();
        let read: Vec<Requirement> =
            alternatives.into_iter().filter_map(|spot| self.requirement(&spot)).collect();
        // Were all of them unusable, an empty list would say that no credential is needed, which nobody wrote.
        (written == 0 || !read.is_empty()).then_some(read)
    }

    /// One alternative; `None` if nothing that it names exists.
    fn requirement(&mut self, spot: &Spot<'n>) -> Option<Requirement> {
        let map = self.map_of(spot, "a security requirement")?;
        let mut piece = Piece::map();
        let mut known = 0;
        for (written, scopes) in spot.entries() {
            let name = self.scheme_named(written);
            if !self.schemes.contains(name) {
                self.unknown_scheme(name, &scopes);
                continue;
            }
            known += 1;
            let texts = scopes.items().filter_map(|scope| scalar_text(scope.node));
            let list = Piece::List(texts.map(Piece::from).collect());
            if scopes.node.as_list().is_none() && *scopes.node != Node::Null {
                self.wrong_kind(&scopes, &format!("the scopes of `{name}`"), "an array");
            }
            piece = piece.with(name, Some(list));
        }
        if known == 0 && !map.is_empty() {
            return None;
        }
        self.read::<oa::SecurityRequirement>(piece, &spot.at, "a security requirement")
    }

    /// The name of a scheme that is named by a reference, as OpenAPI 3.2 allows; a component of that very name goes first.
    fn scheme_named(&self, written: &'n str) -> &'n str {
        let Some((address, fragment)) = written.split_once('#') else { return written };
        let own = self.root.get("$self").and_then(Node::as_str).unwrap_or_default();
        let name = fragment.strip_prefix("/components/securitySchemes/");
        let is_here = address.is_empty() || address == own;
        name.filter(|name| is_here && self.schemes.contains(name) && !self.schemes.contains(written))
            .unwrap_or(written)
    }

    /// Once for each name, as one slip is repeated by every operation.
    fn unknown_scheme(&mut self, name: &str, spot: &Spot<'n>) {
        if !self.unknown_schemes.insert(name.to_owned()) {
            return;
        }
        let message =
            format!("the security scheme `{name}` does not exist, so this requirement cannot be met");
        let help = match closest(name, self.schemes.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("declare `{name}` under `components.securitySchemes`"),
        };
        self.advise_key(&codes::W306, &spot.at, message, help);
    }
}

/// The kind in the specification's spelling, whatever case it was written in.
fn canonical_kind(kind: &str) -> &str {
    ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "basic"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(kind))
        .unwrap_or(kind)
}

fn kind_of(scheme: oa::SecurityScheme) -> SecurityKind {
    match scheme {
        oa::SecurityScheme::APIKey { location, name, .. } => {
            let place = match location {
                oa::APIKeyLocation::Query => ParameterPlace::Query,
                oa::APIKeyLocation::Header => ParameterPlace::Header,
                oa::APIKeyLocation::Cookie => ParameterPlace::Cookie,
            };
            SecurityKind::ApiKey { place, name }
        }
        oa::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            SecurityKind::Basic
        }
        oa::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            SecurityKind::Bearer
        }
        oa::SecurityScheme::HTTP { scheme, .. } => SecurityKind::OtherHttp(scheme),
        // However the token is come by, it is sent the same way.
        oa::SecurityScheme::OAuth2 { .. } | oa::SecurityScheme::OpenIDConnect { .. } => SecurityKind::Bearer,
    }
}
