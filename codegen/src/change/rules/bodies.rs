//! Request bodies.

use super::super::rule::rules;

rules! { Bodies;
    ADDED_OPTIONAL: "body-added-optional", "an operation takes a request body now", sent Safe, read Safe, source Minor,
        why "A request without a body is as good as before.", remedy "Nothing; the call has more setters.",
        at "/paths/~1pets/get/requestBody", old "", new "{content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}";
    ADDED_REQUIRED: "body-added-required", "an operation needs a request body now", sent Breaks, read Safe, source Major,
        why "Published clients send no body, and the server refuses requests without one.", remedy "Give the body in each call.",
        at "/paths/~1pets~1{id}/delete/requestBody", old "", new "{required: true, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}}}}";
    REMOVED: "body-removed", "an operation takes no request body any more", sent MayBreak, read Safe, source Major,
        why "Published clients may send one still; most servers ignore it.", remedy "Take the setters out of your calls.",
        at "/paths/~1pets/patch/requestBody", old "{content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}", new "";
    BECAME_REQUIRED: "body-became-required", "an optional request body is required now", sent Breaks, read Safe, source Major,
        why "Calls without a body are refused.", remedy "Give the body in each call.",
        at "/paths/~1pets/patch/requestBody", old "{content: {text/plain: {schema: {type: string}}}}",
        new "{required: true, content: {text/plain: {schema: {type: string}}}}";
    BECAME_OPTIONAL: "body-became-optional", "a required request body is optional now", sent Safe, read Safe, source Major,
        why "Published clients send it as before; source that writes the type of the call down has one argument too many.",
        remedy "Nothing, unless you write the type of the call down.",
        at "/paths/~1pets/patch/requestBody", old "{required: true, content: {text/plain: {schema: {type: string}}}}",
        new "{content: {text/plain: {schema: {type: string}}}}";
    MEDIA_ADDED: "body-media-type-added", "a request body may be of another media type, too", sent Safe, read Safe, source Major,
        why "Published clients send what they sent; which of several the client prefers may change.", remedy "Nothing, unless the setters of the call are others.",
        at "/paths/~1pets/post/requestBody/content/text~1plain", old "", new "{schema: {type: string}}";
    MEDIA_REMOVED: "body-media-type-removed", "a media type of a request body is gone", sent Breaks, read Safe, source Major,
        why "Published clients may send that one, and the server refuses it.", remedy "Upgrade the client before the server drops the media type.",
        at "/paths/~1pets/post/requestBody/content", old "{application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}",
        new "{application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewPet'}}}";
    ENCODING: "body-encoding-changed", "a member of a form is written another way", sent MayBreak, read Safe, source Patch,
        why "Published clients write the member the old way.", remedy "Upgrade the client together with the server.",
        at "/paths/~1pets/patch/requestBody", old "{content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: array, items: {type: string}}}}, encoding: {a: {explode: true}}}}}",
        new "{content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: array, items: {type: string}}}}, encoding: {a: {explode: false}}}}}";
    DOCUMENTATION: "body-documentation-changed", "the documentation of a request body changed", sent Safe, read Safe, source Patch,
        why "Nothing but text for people.", remedy "Nothing.",
        at "/paths/~1pets/post/requestBody/description", old "The pet", new "The new pet";
}
