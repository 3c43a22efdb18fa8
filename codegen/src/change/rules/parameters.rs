//! Parameters.

use super::super::rule::rules;

rules! { Parameters;
    ADDED_OPTIONAL: "parameter-added-optional", "an optional parameter is new", sent Safe, read Safe, source Minor,
        why "A request without it is as good as before.", remedy "Nothing; the call has a setter more.",
        at "/paths/~1pets/get/parameters/1", old "", new "{name: limit, in: query, schema: {type: integer}}";
    ADDED_REQUIRED: "parameter-added-required", "a required parameter is new", sent Breaks, read Safe, source Major,
        why "Published clients do not send it, and the server refuses requests without it.",
        remedy "Give it in each call: the compiler names the calls that lack it.",
        at "/paths/~1pets/get/parameters/1", old "", new "{name: limit, in: query, required: true, schema: {type: integer}}";
    REMOVED: "parameter-removed", "a parameter is gone", sent MayBreak, read Safe, source Major,
        why "Published clients may send it still; most servers ignore what they do not know.", remedy "Take the setter out of your calls.",
        at "/paths/~1pets/get/parameters/1", old "{name: limit, in: query, schema: {type: integer}}", new "";
    BECAME_REQUIRED: "parameter-became-required", "an optional parameter is required now", sent Breaks, read Safe, source Major,
        why "Calls that do not set it are refused.", remedy "Give it in each call: the compiler names the calls that lack it.",
        at "/paths/~1pets/get/parameters/1", old "{name: limit, in: query, schema: {type: integer}}",
        new "{name: limit, in: query, required: true, schema: {type: integer}}";
    BECAME_OPTIONAL: "parameter-became-optional", "a required parameter is optional now", sent Safe, read Safe, source Major,
        why "Published clients send it as before; source that writes the type of the call down has one argument too many.",
        remedy "Nothing, unless you write the type of the call down.",
        at "/paths/~1pets/get/parameters/1", old "{name: limit, in: query, required: true, schema: {type: integer}}",
        new "{name: limit, in: query, schema: {type: integer}}";
    MOVED: "parameter-moved", "a parameter goes to another place of the request", sent Breaks, read Safe, source Major,
        why "Published clients send it where the server does not look.", remedy "Upgrade the client together with the server.",
        at "/paths/~1pets/get/parameters/1", old "{name: limit, in: query, schema: {type: integer}}",
        new "{name: limit, in: header, schema: {type: integer}}";
    RENAMED: "path-parameter-renamed", "a variable of a path has another name", sent Safe, read Safe, source Patch,
        why "The name of a path parameter is not on the wire, and the argument goes by its position.", remedy "Nothing.",
        at "/paths", old "{'/toys/{id}': {get: {operationId: get_toy, tags: [toys], parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'204': {description: none}}}}}",
        new "{'/toys/{toy}': {get: {operationId: get_toy, tags: [toys], parameters: [{name: toy, in: path, required: true, schema: {type: string}}], responses: {'204': {description: none}}}}}";
    STYLE: "parameter-style-changed", "a parameter is written another way", sent Breaks, read Safe, source Patch,
        why "Published clients write lists or objects in the old style, and the server reads them in the new one.",
        remedy "Upgrade the client together with the server.",
        at "/paths/~1pets/get/parameters/0/explode", old "true", new "false";
    CONTENT: "parameter-content-changed", "a parameter is sent as another media type", sent Breaks, read Safe, source Major,
        why "Published clients write the value the old way.", remedy "Upgrade the client together with the server.",
        at "/paths/~1pets/get/parameters/1", old "{name: filter, in: query, schema: {type: string}}",
        new "{name: filter, in: query, content: {application/json: {schema: {type: string}}}}";
    DEPRECATED: "parameter-deprecated", "a parameter is deprecated, or is not any more", sent Safe, read Safe, source Minor,
        why "It still works; the compiler warns of its use.", remedy "Look for what is to take its place.",
        at "/paths/~1pets/get/parameters/0/deprecated", old "", new "true";
    DOCUMENTATION: "parameter-documentation-changed", "the documentation of a parameter changed", sent Safe, read Safe, source Patch,
        why "Nothing but text for people.", remedy "Nothing.",
        at "/paths/~1pets/get/parameters/0/description", old "Which kinds", new "Which kinds of pets";
}
