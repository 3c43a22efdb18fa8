//! Parameters that are credentials, and what becomes of them.

use super::*;
use crate::load::Files;
use crate::normalize::testing::{load, node};

#[track_caller]
fn check(yaml: &str, expect: &str) -> Draft {
    let mut draft = Draft::new(load("a.yaml", yaml, &mut Files::default()));
    normalize_credentials(&mut draft, &mut Diagnostics::new());
    assert_eq!(draft.root, node(expect));
    draft
}

#[test]
fn a_header_that_is_a_key_becomes_a_scheme() {
    let draft = check(
        "paths:\n  /a:\n    get:\n      parameters:\n        - {name: xi-api-key, in: header, required: true, description: d}\n        - {name: q, in: query}\n    \
         put: {parameters: [{name: xi-api-key, in: header, required: true}]}\n",
        "paths:\n  /a:\n    get: {parameters: [{name: q, in: query}]}\n    put: {}\n\
         components: {securitySchemes: {xi-api-key: {type: apiKey, in: header, name: xi-api-key, description: d}}}\nsecurity: [{xi-api-key: []}]\n",
    );
    let place =
        draft.origins.place(&Pointer::from_escaped("/paths/~1a/get/parameters/0/name")).expect("a place");
    assert_eq!(place.pointer.as_str(), "/paths/~1a/get/parameters/1/name");
    let place = draft
        .origins
        .place(&Pointer::from_escaped("/components/securitySchemes/xi-api-key"))
        .expect("a place");
    assert_eq!(place.pointer.as_str(), "/paths/~1a/get/parameters/0");
}

#[test]
fn a_declared_scheme_wins() {
    check(
        "paths: {/a: {parameters: [{$ref: '#/components/parameters/K'}], get: {}}}\n\
         components:\n  parameters: {K: {name: XI-Api-Key, in: header}, L: {name: l, in: query}}\n  \
         securitySchemes: {Key: {type: apiKey, in: header, name: xi-api-key, x-env: KEY}}\nsecurity: [{Key: []}]\n",
        "paths: {/a: {get: {}}}\ncomponents:\n  parameters: {L: {name: l, in: query}}\n  \
         securitySchemes: {Key: {type: apiKey, in: header, name: xi-api-key, x-env: KEY}}\nsecurity: [{Key: []}]\n",
    );
    check(
        "paths: {/a: {get: {parameters: [{name: key, in: query, required: true}]}, put: {}}}\ncomponents: {securitySchemes: {K: {type: apiKey, in: query, name: key}}}\n",
        "paths: {/a: {get: {security: [{K: []}]}, put: {}}}\ncomponents: {securitySchemes: {K: {type: apiKey, in: query, name: key}}}\n",
    );
}

#[test]
fn authorization_says_how() {
    check(
        "paths: {/a: {parameters: [{name: authorization, in: header, required: true, schema: {description: Bearer token}}], get: {}, put: {}}}\n",
        "paths: {/a: {get: {}, put: {}}}\ncomponents: {securitySchemes: {bearerAuth: {type: http, scheme: bearer}}}\nsecurity: [{bearerAuth: []}]\n",
    );
    check(
        "paths: {/a: {get: {parameters: [{name: Authorization, in: header}], security: [{o: [x]}]}}}\ncomponents: {securitySchemes: {o: {type: oauth2}}}\n",
        "paths: {/a: {get: {}}}\ncomponents: {securitySchemes: {o: {type: oauth2}}}\nsecurity: [{o: [x]}]\n",
    );
}

#[test]
fn optional_credentials_are_alternatives() {
    check(
        "paths: {/a: {parameters: [{name: x-api-key, in: header}, {name: x-auth-token, in: header}], get: {}, put: {}}}\n",
        "paths: {/a: {get: {}, put: {}}}\nsecurity: [{x-api-key: []}, {x-auth-token: []}, {}]\ncomponents:\n  securitySchemes:\n    \
         x-api-key: {type: apiKey, in: header, name: x-api-key}\n    x-auth-token: {type: apiKey, in: header, name: x-auth-token}\n",
    );
    check(
        "security: [{b: []}]\npaths: {/a: {parameters: [{name: x-api-key, in: header, required: true}], get: {}, put: {}}, /b: {get: {}}}\n",
        "security: [{b: []}]\npaths: {/a: {get: {security: [{b: [], x-api-key: []}]}, put: {security: [{b: [], x-api-key: []}]}}, /b: {get: {}}}\ncomponents: {securitySchemes: {x-api-key: {type: apiKey, in: header, name: x-api-key}}}\n",
    );
}

#[test]
fn what_one_operation_takes_is_its_parameter() {
    let alone = "paths: {/a: {get: {parameters: [{name: x-user-token, in: header}, {name: authorization, in: header}]}, put: {}}}\n";
    check(alone, alone);
    // Said at the path and once more at its only operation, it still is one operation.
    let twice = "paths: {/a: {parameters: [{name: x-api-key, in: header}], get: {parameters: [{name: X-Api-Key, in: header}]}}}\n";
    check(twice, twice);
    // A component that one operation refers to.
    let referred = "paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/K'}]}}}\ncomponents: {parameters: {K: {name: x-api-key, in: header}}}\n";
    check(referred, referred);
    check(
        "paths: {/a: {get: {parameters: [{name: x-api-key, in: header, required: true}]}}, /b: {get: {parameters: [{name: X-API-KEY, in: header, required: true}]}}}\n",
        "paths: {/a: {get: {}}, /b: {get: {}}}\ncomponents: {securitySchemes: {x-api-key: {type: apiKey, in: header, name: x-api-key}}}\nsecurity: [{x-api-key: []}]\n",
    );
}

#[test]
fn both_kinds_are_told() {
    let told = |yaml: &str| {
        let mut draft = Draft::new(load("a.yaml", yaml, &mut Files::default()));
        let mut diagnostics = Diagnostics::new();
        normalize_credentials(&mut draft, &mut diagnostics);
        diagnostics.as_slice().iter().map(|found| found.code.id).collect::<Vec<_>>()
    };
    assert_eq!(told("paths: {/a: {get: {parameters: [{name: x-api-key, in: header}]}}}"), ["N219"]);
    assert_eq!(
        told("paths: {/a: {parameters: [{name: x-api-key, in: header}], get: {}, put: {}}}"),
        ["N217"]
    );
}

#[test]
fn other_headers_stay() {
    for header in [
        "Idempotency-Key",
        "X-CSRF-Token",
        "next-page-token",
        "x-max-tokens",
        "X-Request-Id",
        "Accept-Language",
        "monkey",
    ] {
        assert!(!is_credential(header), "{header}");
    }
    for header in [
        "xi-api-key",
        "X-API-KEY",
        "Authorization",
        "api_key",
        "X-Auth-Token",
        "x-access-token",
        "X-Amz-Security-Token",
        "apikey",
    ] {
        assert!(is_credential(header), "{header}");
    }
    let stays = "paths: {/a: {get: {parameters: [{name: token, in: query}, {name: api-key, in: cookie}]}}}\n";
    check(stays, stays);
}
