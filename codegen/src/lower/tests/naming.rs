//! What operations and resources are called, before they are spelled.

use super::{dumped_paths, lowered};

#[test]
fn names_come_from_extensions_tags_ids_or_paths() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /v1/a: { get: { x-fern-sdk-group-name: [conversationalAi, whatsapp], x-fern-sdk-method-name: outbound_call, responses: {} } }
  /v1/b: { get: { tags: [conversationalAi/whatsapp], operationId: list-calls, responses: {} } }
  /v1/pets: { get: { tags: [pets], operationId: listPets, responses: {} }, post: { tags: [pets], operationId: create_pet_v1_pets_post, responses: {} } }
  '/v1/pets/{id}': { get: { tags: [pets], operationId: 'pets/get', responses: {} }, delete: { tags: [Pets], responses: {} } }
  /v1/toys: { get: { responses: {} }, post: { responses: {} } }
  '/v1/toys/{toy_id}': { put: { responses: {} }, get: { responses: {} } }
  '/v1/toys/{toy_id}/throw': { post: { responses: {} } }
  /v1/x/things: { get: { tags: [t], operationId: list, responses: {} } }
  /v1/y/things: { get: { tags: [t], operationId: list, responses: {} } }
  '/#Action=Describe': { post: { responses: {} } }
  '/responses?beta=true': { post: { operationId: create, tags: [responses], responses: {} } }"
    ));
}

#[test]
fn ids_that_only_repeat_path_and_method_name_nothing() {
    let paths = "paths:
  /v1/pets: { get: { operationId: GetPets, responses: {} }, post: { operationId: PostPets, responses: {} } }
  '/v1/pets/{pet}': { get: { operationId: GetPetsPet, responses: {} }, post: { operationId: PostPetsPet, responses: {} }, delete: { operationId: DeletePetsPet, responses: {} } }
  '/v1/pets/{pet}/toys': { get: { operationId: GetPetsPetToys, responses: {} }, post: { operationId: PostPetsPetToys, responses: {} } }
  '/v1/pets/{pet}/toys/{id}': { get: { operationId: GetPetsPetToysId, responses: {} }, put: { operationId: PutPetsPetToysId, responses: {} }, patch: { operationId: PatchPetsPetToysId, responses: {} }, delete: { operationId: DeletePetsPetToysId, responses: {} } }
  '/v1/pets/{pet}/collar': { delete: { operationId: DeletePetsPetCollar, responses: {} } }
  '/v1/pets/{pet}/verify_toys': { post: { operationId: PostPetsPetVerifyToys, responses: {} } }
  '/v1/pets/{pet}/feed': { post: { operationId: PostPetsPetFeed, responses: {} } }
  '/v1/pets/search': { get: { operationId: find_pets, responses: {} } }";
    insta::assert_snapshot!(dumped_paths(paths));
    // Where most ids are words of their authors, one that is like the path is one of them.
    let (api, _) = lowered(
        "openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  '/pets/{id}': { get: { tags: [pets], operationId: getPetsId, responses: {} }, put: { tags: [pets], operationId: replacePet, responses: {} } }",
    );
    assert_eq!(api.operations[0].words.parts().join(" "), "get pets id");
}

#[test]
fn ids_lose_what_frameworks_put_around_them() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /users: { get: { tags: [Users], operationId: UsersController_findAll, responses: {} } }
  /users/me: { get: { tags: [Users], operationId: v1.users.me, responses: {} } }
  /users/tags: { put: { tags: [Users], operationId: addTagToUser, responses: {} } }
  /controller: { get: { tags: [Users], operationId: get_controller, responses: {} } }
  /using: { post: { tags: [Users], operationId: inviteUsingPOST_1, responses: {} } }
  /studies: { get: { tags: [projects], operationId: ml.projects.locations.studies.list, responses: {} } }
  '/carts/{id}/address': { put: { tags: ['carts/{id}/address'], operationId: replace, responses: {} } }
  /people: { get: { tags: [People], responses: {} } }
  '/people/{name}': { get: { tags: [People], responses: {} } }"
    ));
}

#[test]
fn tags_lose_what_tools_put_around_them() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /pets: { get: { tags: [pet-controller], responses: {} } }
  /toys: { get: { tags: [default], operationId: findToys, responses: {} } }"
    ));
    insta::assert_snapshot!(dumped_paths(
        "tags: [{ name: Api20100401Call, description: Calls of phones. }]
paths:
  /calls: { get: { tags: [Api20100401Call], operationId: ListCall, responses: {} } }
  /media: { get: { tags: [Api20100401Media], operationId: ListMedia, responses: {} } }"
    ));
}

#[test]
fn what_is_said_of_a_tag_is_said_of_its_resource() {
    for tag in ["carts/{id}/address", "address-controller", "carts/address", "{address}"] {
        let (api, _) = lowered(&format!(
            "openapi: 3.1.1
info: {{ title: T, version: '1' }}
tags: [{{ name: '{tag}', description: Where to. }}]
paths:
  /x: {{ get: {{ tags: ['{tag}'], responses: {{}} }} }}"
        ));
        let described = api.resources.iter().find_map(|resource| resource.docs.description.as_deref());
        assert_eq!(described, Some("Where to."), "{tag}");
    }
}

#[test]
fn paths_that_are_calls_make_no_resources() {
    insta::assert_snapshot!(dumped_paths(
        "paths:
  /v1/sendMessage: { post: { responses: {} } }
  /v1/getUpdates: { post: { responses: {} } }
  /v1/close: { post: { responses: {} } }"
    ));
}
