//! Operations and the description as a whole.

use super::super::rule::rules;

rules! { Operations;
    ADDED: "operation-added", "an operation is new", sent Safe, read Safe, source Minor,
        why "Published clients do not call it.", remedy "Nothing.",
        at "/paths/~1pets/delete", old "", new "{operationId: delete_pets, tags: [pets], responses: {'204': {description: gone}}}";
    REMOVED: "operation-removed", "an operation is gone", sent Breaks, read Breaks, source Major,
        why "A server that follows the new description has no such operation, so that calls of published clients fail.",
        remedy "Find out what takes its place, and stop calling it.",
        at "/paths/~1pets/post", old "{operationId: create_pet, tags: [pets], responses: {'204': {description: made}}}", new "";
    ID_CHANGED: "operation-id-changed", "an operation has another id", sent Safe, read Safe, source Major,
        why "The id names the method, and is not on the wire.", remedy "Call the method by its new name.",
        at "/paths/~1pets/get/operationId", old "list_pets", new "browse_pets";
    PATH_CHANGED: "operation-path-changed", "an operation has another path", sent Breaks, read Breaks, source Major,
        why "Published clients send to the old path.", remedy "Upgrade the client before the server drops the old path.",
        at "/paths", old "{/v1/toys: {get: {operationId: list_toys, tags: [toys], responses: {'204': {description: none}}}}}",
        new "{/v2/toys: {get: {operationId: list_toys, tags: [toys], responses: {'204': {description: none}}}}}";
    METHOD_CHANGED: "operation-method-changed", "an operation has another HTTP method", sent Breaks, read Breaks, source Major,
        why "Published clients send the old method; whether a call is repeated after a failure may change, too.",
        remedy "Upgrade the client before the server drops the old method.",
        at "/paths", old "{/toys: {put: {operationId: save_toy, tags: [toys], responses: {'204': {description: none}}}}}",
        new "{/toys: {post: {operationId: save_toy, tags: [toys], responses: {'204': {description: none}}}}}";
    TAG_CHANGED: "operation-tag-changed", "an operation has another tag", sent Safe, read Safe, source Major,
        why "The tag decides where the method stands, and is not on the wire.", remedy "Call the method where it stands now.",
        at "/paths/~1pets/get/tags", old "[pets]", new "[animals]";
    DEPRECATED: "operation-deprecated", "an operation is deprecated", sent Safe, read Safe, source Minor,
        why "It still works; the compiler warns of its use.", remedy "Look for what is to take its place.",
        at "/paths/~1pets/get/deprecated", old "", new "true";
    RESTORED: "operation-restored", "an operation is not deprecated any more", sent Safe, read Safe, source Patch,
        why "The compiler stops to warn.", remedy "Nothing.",
        at "/paths/~1pets/get/deprecated", old "true", new "";
    DOCUMENTATION: "operation-documentation-changed", "the documentation of an operation changed", sent Safe, read Safe, source Patch,
        why "Nothing but text for people.", remedy "Nothing.",
        at "/paths/~1pets/get/summary", old "Lists pets", new "Lists all pets";
    ABOUT: "api-documentation-changed", "title, version or documentation of the description changed", sent Safe, read Safe, source Patch,
        why "Nothing but text for people.", remedy "Nothing.",
        at "/info/version", old "'1'", new "'2'";
}
