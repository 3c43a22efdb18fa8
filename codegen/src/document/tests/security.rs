//! Security schemes and requirements.

use super::read;
use crate::document::{ParameterPlace, SecurityKind};

#[test]
fn every_kind_of_scheme() {
    let (document, found) = read(
        "info: { title: T }
components:
  securitySchemes:
    x-key: { type: apiKey, in: header, name: x-key, x-env: KEY, description: D }
    cookie: { type: apikey, in: Cookie, name: sid }
    login: { type: http, scheme: Basic }
    token: { type: http, scheme: bearer }
    digest: { type: http, scheme: digest }
    oauth: { type: oauth2, flows: { implicit: {}, deviceAuthorization: {} } }
    open: { type: openIdConnect }
    tls: { type: mutualTLS }
    old: { type: basic }
    nameless: { type: apiKey, in: header }
    odd: { type: magic }
    untyped: {}
    same: { $ref: '#/components/securitySchemes/token' }",
    );
    assert_eq!(
        found,
        "W305 /components/securitySchemes/old the security scheme `old` is written as in Swagger 2; it is read as basic | write `type: http` and `scheme: basic`\n\
         W301 /components/securitySchemes/nameless the security scheme `nameless` cannot be read, so it is left out: missing field `name`\n\
         W301 /components/securitySchemes/odd the security scheme `odd` cannot be read, so it is left out: unknown variant `magic`, expected one of `apiKey`, `http`, `oauth2`, `openIdConnect`\n\
         W305 /components/securitySchemes/untyped the security scheme `untyped` has no `type`, so it is left out"
    );
    let kinds: Vec<_> =
        document.security_schemes.iter().map(|(name, scheme)| (name.as_str(), scheme.kind.clone())).collect();
    let key = |place, name: &str| SecurityKind::ApiKey { place, name: name.to_owned() };
    assert_eq!(
        kinds,
        [
            ("x-key", key(ParameterPlace::Header, "x-key")),
            ("cookie", key(ParameterPlace::Cookie, "sid")),
            ("login", SecurityKind::Basic),
            ("token", SecurityKind::Bearer),
            ("digest", SecurityKind::OtherHttp("digest".to_owned())),
            ("oauth", SecurityKind::Bearer),
            ("open", SecurityKind::Bearer),
            ("tls", SecurityKind::MutualTls),
            ("old", SecurityKind::Basic),
            ("same", SecurityKind::Bearer),
        ]
    );
    assert_eq!(document.security_schemes["x-key"].extensions.len(), 1);
}

#[test]
fn requirements_name_schemes() {
    let (document, found) = read(
        "info: { title: T }
security: { x-key: [] }
paths:
  /a: { get: { security: [{ x-key: null, token: [read] }, {}] } }
  /b: { get: { security: [{ x_key: [] }] }, put: { security: [{ x_key: [], token: [] }, { x_key: [] }] } }
  /c: { get: { security: [] } }
components: { securitySchemes: { x-key: { type: apiKey, in: header, name: k }, token: { type: http, scheme: bearer } } }",
    );
    assert_eq!(
        found,
        "W306 /paths/~1b/get/security/0/x_key the security scheme `x_key` does not exist, so this requirement cannot be met | did you mean `x-key`?\n\
         W302 /security `security` is an object; it is read as the only alternative | put a `-` before it: `security` is a list of alternatives"
    );
    let told = |index: usize| {
        let security = document.operations[index].security.as_ref()?;
        let names = security.iter().map(|all| all.keys().map(String::as_str).collect::<Vec<_>>().join("+"));
        Some(names.collect::<Vec<_>>())
    };
    assert_eq!(told(0), Some(vec!["x-key+token".to_owned(), String::new()]));
    assert_eq!(document.operations[0].security.as_ref().unwrap()[0]["token"], ["read"]);
    assert_eq!((told(1), told(2), told(3)), (None, Some(vec!["token".to_owned()]), Some(Vec::new())));
    assert_eq!(document.security.unwrap().len(), 1);
}
