//! Security and servers.

use super::super::rule::rules;

rules! { Access;
    REQUIRED: "security-required", "calls need a credential now", sent Breaks, read Safe, source Patch,
        why "Published clients may have been built without one.", remedy "Give the client the credential.",
        at "/paths/~1pets/get/security", old "[]", new "[{key: []}]";
    DROPPED: "security-dropped", "calls need no credential any more", sent Safe, read Safe, source Patch,
        why "A credential that is sent is ignored.", remedy "Nothing.",
        at "/paths/~1pets/get/security", old "[{key: []}]", new "[]";
    ALTERNATIVE_ADDED: "security-alternative-added", "another credential suffices, too", sent Safe, read Safe, source Patch,
        why "What sufficed suffices still.", remedy "Nothing.",
        at "/paths/~1pets/get/security", old "[{key: []}]", new "[{key: []}, {token: []}]";
    ALTERNATIVE_REMOVED: "security-alternative-removed", "a credential does not suffice any more", sent Breaks, read Safe, source Patch,
        why "Published clients that were given that one are refused.", remedy "Give the client another credential.",
        at "/paths/~1pets/get/security", old "[{key: []}, {token: []}]", new "[{key: []}]";
    SCOPES: "security-scopes-changed", "a credential needs other scopes", sent MayBreak, read Safe, source Patch,
        why "Tokens that were issued may lack a scope.", remedy "See which scopes your tokens have.",
        at "/paths/~1pets/get/security", old "[{oauth: [read]}]", new "[{oauth: [read, list]}]";
    SCHEME_ADDED: "security-scheme-added", "the API knows another credential", sent Safe, read Safe, source Minor,
        why "What sufficed suffices still.", remedy "Nothing.",
        at "/components/securitySchemes/extra", old "", new "{type: apiKey, in: header, name: X-Extra}";
    SCHEME_REMOVED: "security-scheme-removed", "the API does not know a credential any more", sent MayBreak, read Safe, source Major,
        why "Calls that sent it send nothing in its place.", remedy "Give the client another credential.",
        at "/components/securitySchemes/extra", old "{type: apiKey, in: header, name: X-Extra}", new "";
    SCHEME_CHANGED: "security-scheme-changed", "a credential is sent another way", sent Breaks, read Safe, source Major,
        why "Published clients send it where the server does not look.", remedy "Upgrade the client together with the server.",
        at "/components/securitySchemes/key/name", old "X-Key", new "X-Api-Key";
    SERVER_DEFAULT: "server-default-changed", "the API lives elsewhere by default", sent MayBreak, read Safe, source Patch,
        why "Published clients send to the old address until it is gone.", remedy "See whether the old address is kept.",
        at "/servers", old "[{url: 'https://a.example'}]", new "[{url: 'https://b.example'}]";
    SERVER_ADDED: "server-added", "the API lives at another address, too", sent Safe, read Safe, source Patch,
        why "Calls go where they went.", remedy "Nothing.",
        at "/servers", old "[{url: 'https://a.example'}]", new "[{url: 'https://a.example'}, {url: 'https://b.example'}]";
    SERVER_REMOVED: "server-removed", "an address of the API is gone", sent MayBreak, read Safe, source Patch,
        why "Clients that were told to use it may find nobody there.", remedy "See whether your program names it.",
        at "/servers", old "[{url: 'https://a.example'}, {url: 'https://b.example'}]", new "[{url: 'https://a.example'}]";
    SERVER_VARIABLE: "server-variable-changed", "a variable of an address has another default or other values", sent MayBreak, read Safe, source Patch,
        why "Published clients fill in the old value.", remedy "See which value your program needs.",
        at "/servers", old "[{url: 'https://{region}.example', variables: {region: {default: eu}}}]",
        new "[{url: 'https://{region}.example', variables: {region: {default: us}}}]";
}
