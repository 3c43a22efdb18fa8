//! Responses.

use super::super::rule::rules;

rules! { Responses;
    SUCCESS_ADDED: "response-added", "an operation may succeed with another status", sent Safe, read MayBreak, source Major,
        why "Published clients read an answer of any successful status as the one that they know.", remedy "Look at what the call gives now.",
        at "/paths/~1pets/get/responses/202", old "", new "{description: later, content: {application/json: {schema: {type: object, properties: {job: {type: string}}}}}}";
    SUCCESS_REMOVED: "response-removed", "a status of success is gone", sent Safe, read MayBreak, source Major,
        why "Another status takes its place, whose answer may be another one.", remedy "Look at what the call gives now.",
        at "/paths/~1pets/get/responses", old "{'200': {description: all, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}, '202': {description: later, content: {application/json: {schema: {type: object, properties: {job: {type: string}}}}}}}",
        new "{'200': {description: all, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}";
    ERROR_ADDED: "error-added", "an operation may fail with another status", sent Safe, read Safe, source Minor,
        why "Every status that is not a success is an error, whether it is listed or not.", remedy "Nothing.",
        at "/paths/~1pets/get/responses/409", old "", new "{description: conflict}";
    ERROR_REMOVED: "error-removed", "a status of failure is not listed any more", sent Safe, read Safe, source Patch,
        why "Every status that is not a success is an error, whether it is listed or not.", remedy "Nothing.",
        at "/paths/~1pets/get/responses/409", old "{description: conflict}", new "";
    BODY_ADDED: "response-body-added", "an answer has a body now", sent Safe, read Safe, source Major,
        why "Published clients do not read it; the new client gives it.", remedy "Take what the call gives now.",
        at "/paths/~1pets~1{id}/delete/responses/200", old "{description: done}",
        new "{description: done, content: {application/json: {schema: {type: object, properties: {left: {type: integer}}}}}}";
    BODY_REMOVED: "response-body-removed", "an answer has no body any more", sent Safe, read Breaks, source Major,
        why "Published clients wait for a body that does not come.", remedy "Do without what the call gave.",
        at "/paths/~1pets~1{id}/delete/responses/200", old "{description: done, content: {application/json: {schema: {type: object, properties: {left: {type: integer}}}}}}",
        new "{description: done}";
    MEDIA_ADDED: "response-media-type-added", "an answer may be of another media type, too", sent Safe, read Safe, source Major,
        why "Published clients ask for the media type that they know.", remedy "Look at what the call gives now.",
        at "/paths/~1pets/get/responses/200/content/text~1csv", old "", new "{schema: {type: string}}";
    MEDIA_REMOVED: "response-media-type-removed", "a media type of an answer is gone", sent Safe, read Breaks, source Major,
        why "Published clients may ask for that one and cannot read another.", remedy "Look at what the call gives now.",
        at "/paths/~1pets/get/responses/200/content", old "{application/json: {schema: {type: object}}}", new "{text/csv: {schema: {type: string}}}";
    HEADER_ADDED: "response-header-added", "an answer has another header", sent Safe, read Safe, source Patch,
        why "Nobody reads it yet.", remedy "Nothing.",
        at "/paths/~1pets/get/responses/200/headers", old "", new "{X-Total: {schema: {type: integer}}}";
    HEADER_REMOVED: "response-header-removed", "a header of an answer is not listed any more", sent Safe, read MayBreak, source Patch,
        why "A program may look for it.", remedy "See whether your program reads it.",
        at "/paths/~1pets/get/responses/200/headers", old "{X-Total: {schema: {type: integer}}}", new "";
    DOCUMENTATION: "response-documentation-changed", "the documentation of a response changed", sent Safe, read Safe, source Patch,
        why "Nothing but text for people.", remedy "Nothing.",
        at "/paths/~1pets/get/responses/200/description", old "all", new "all pets";
}
