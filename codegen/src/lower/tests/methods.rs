//! What methods are called: ids that tools made, the same handler at several paths, long names.

use super::lowered;

/// Names of methods by operation, with those of their resources: `pets.list`.
fn names(paths: &str) -> Vec<(String, String)> {
    let (api, _) = lowered(&format!("openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}"));
    let name = |operation: &crate::ir::Operation| {
        let path: String = operation
            .path
            .iter()
            .map(|part| match part {
                crate::ir::PathPart::Literal(text) => text.clone(),
                crate::ir::PathPart::Parameter(name) => format!("{{{name}}}"),
            })
            .collect();
        let resource = api.resources[operation.resource.0].words.parts().join(" ");
        (format!("{} {path}", operation.method), format!("{resource}.{}", operation.words.parts().join("_")))
    };
    api.operations.iter().map(name).collect()
}

#[track_caller]
fn check(operations: &[(&str, &str, &str, &str)]) {
    let mut paths = std::collections::BTreeMap::<&str, Vec<String>>::new();
    for (method, path, rest, _) in operations {
        paths
            .entry(path)
            .or_default()
            .push(format!("{}: {{ {rest} responses: {{}} }}", method.to_lowercase()));
    }
    let paths: Vec<String> = paths
        .iter()
        .map(|(path, operations)| format!("  '{path}': {{ {} }}\n", operations.join(", ")))
        .collect();
    let paths = paths.concat();
    let named = names(&paths);
    for (method, path, _, expected) in operations {
        let plain = path.split(['?', '#']).next().unwrap_or(path);
        let found: Vec<&str> = named
            .iter()
            .filter(|(operation, _)| *operation == format!("{method} {plain}"))
            .map(|(_, name)| name.as_str())
            .collect();
        assert!(found.contains(expected), "{method} {path} is {found:?}, not {expected}");
    }
}

#[test]
fn a_handler_that_is_mounted_twice_is_told_apart_by_where() {
    check(&[
        ("GET", "/files", "tags: [files], operationId: list_files_files_get,", "files.list_files"),
        ("GET", "/v1/files", "tags: [files], operationId: list_files_v1_files_get,", "files.list_files_v1"),
        (
            "DELETE",
            "/files/{id}",
            "tags: [files], operationId: drop_file_files__id__delete,",
            "files.drop_file",
        ),
        (
            "DELETE",
            "/v1/files/{id}",
            "tags: [files], operationId: drop_file_v1_files__id__delete,",
            "files.drop_file_v1",
        ),
        ("POST", "/chat", "tags: [llm], operationId: complete_chat_post,", "llm.complete"),
        ("POST", "/v1/chat", "tags: [llm], operationId: complete_v1_chat_post,", "llm.complete_v1"),
        (
            "POST",
            "/engines/{model}/chat",
            "tags: [llm], operationId: complete_engines__model__chat_post,",
            "llm.complete_engines",
        ),
    ]);
}

#[test]
fn one_function_for_several_methods_says_what_each_does() {
    let id = |method: &str| format!("tags: [vertex], operationId: proxy_route_vertex__path__{method},");
    check(&[
        ("GET", "/vertex/{path}", &id("get"), "vertex.get_proxy_route"),
        ("POST", "/vertex/{path}", &id("post"), "vertex.update_proxy_route"),
        ("DELETE", "/vertex/{path}", &id("delete"), "vertex.delete_proxy_route"),
    ]);
    check(&[
        ("PUT", "/pets/{id}", "tags: [pets],", "pets.replace"),
        ("PATCH", "/pets/{id}", "tags: [pets],", "pets.update"),
        ("POST", "/pets", "tags: [pets],", "pets.create"),
        ("GET", "/pets", "tags: [pets],", "pets.list"),
    ]);
    check(&[
        ("GET", "/search", "tags: [docs], operationId: searchUsingGET,", "docs.search"),
        ("POST", "/search", "tags: [docs], operationId: searchUsingPOST,", "docs.post_search"),
    ]);
}

#[test]
fn variables_tell_apart_only_where_they_differ() {
    check(&[
        ("GET", "/teams/{team}/users", "tags: [users], operationId: find,", "users.find"),
        ("GET", "/teams/{team}/users/{login}", "tags: [users], operationId: find,", "users.find_by_login"),
    ]);
}

#[test]
fn ids_of_frameworks_lose_prefix_path_and_method() {
    // drf-spectacular: the path in words, then an action.
    check(&[
        (
            "POST",
            "/api/annotations/{id}/convert-to-draft/",
            "tags: [annotations], operationId: api_annotations_convert_to_draft_create,",
            "annotations.convert_to_draft",
        ),
        (
            "GET",
            "/api/annotations/",
            "tags: [annotations], operationId: api_annotations_list,",
            "annotations.list",
        ),
        (
            "PATCH",
            "/api/annotations/{id}/",
            "tags: [annotations], operationId: api_annotations_partial_update,",
            "annotations.update",
        ),
        (
            "PUT",
            "/api/annotations/{id}/",
            "tags: [annotations], operationId: api_annotations_update,",
            "annotations.replace",
        ),
        (
            "DELETE",
            "/api/annotations/{id}/",
            "tags: [annotations], operationId: api_annotations_destroy,",
            "annotations.delete",
        ),
    ]);
    // FastAPI: a function, the path of the application and the method; the server may put more before the path.
    check(&[
        (
            "POST",
            "/api/automations/templates/validate",
            "tags: [automations], operationId: validate_template_automations_templates_validate_post,",
            "automations.validate_template",
        ),
        (
            "GET",
            "/v1/users?beta=true",
            "tags: [users], operationId: beta_list_users_v1_users_get,",
            "users.beta_list",
        ),
    ]);
}

#[test]
fn hashes_name_nothing() {
    let (api, diagnostics) = lowered(
        "openapi: 3.1.1
info: { title: T, version: '1' }
paths:
  /auth/login: { post: { tags: [Authentication], operationId: bcdec81432cdd80eb8363cfee03b1f3c, responses: {} } }
  /auth/user: { get: { tags: [Authentication], operationId: 3f2504e0-4f89-11d3-9a0c-0305e82c3301, responses: {} } }
  /auth/keys: { get: { tags: [Authentication], operationId: listKeys, responses: {} } }",
    );
    let mut words: Vec<String> =
        api.operations.iter().map(|operation| operation.words.parts().join("_")).collect();
    words.sort();
    assert_eq!(words, ["list_keys", "login", "user"]);
    let noted: Vec<&String> = diagnostics.iter().filter(|finding| finding.starts_with("N570")).collect();
    assert_eq!(noted, ["N570 /paths/~1auth~1login/post", "N570 /paths/~1auth~1user/get"]);
}

#[test]
fn no_name_ends_with_the_method_of_http() {
    check(&[
        ("GET", "/similar", "tags: [docs], operationId: similar_get,", "docs.get_similar"),
        ("DELETE", "/groups/{id}", "tags: [docs], operationId: group_delete,", "docs.delete_group"),
        ("GET", "/groups", "tags: [docs], operationId: group_list,", "docs.list_groups"),
        ("PUT", "/packages/{id}", "tags: [docs], operationId: appPackagePUT,", "docs.update_app_package"),
        ("DELETE", "/ports", "tags: [docs], operationId: ports_bulk_delete,", "docs.bulk_delete_ports"),
        ("DELETE", "/tags/{id}", "tags: [docs], operationId: tagDelete,", "docs.delete_tag"),
        ("GET", "/album.tracks.get", "tags: [docs],", "docs.get_album_tracks"),
        ("GET", "/x", "tags: [docs], operationId: docs_get,", "docs.get"),
    ]);
}

#[test]
fn long_names_lose_what_does_not_tell_them_apart() {
    let core = |id: &str| format!("tags: [core_v1], operationId: {id},");
    check(&[
        // The resource, said again inside of the id.
        (
            "GET",
            "/api/v1/configmaps",
            &core("listCoreV1ConfigMapForAllNamespaces"),
            "core_v1.list_config_map_for_all_namespaces",
        ),
        // What would be the same keeps its words.
        (
            "DELETE",
            "/api/v1/claims/{name}",
            &core("deleteCoreV1NamespacedPersistentVolumeClaim"),
            "core_v1.delete_persistent_volume_claim",
        ),
    ]);
    check(&[
        // Adjectives go before what is meant, and the phrases around stay.
        (
            "GET",
            "/groups/{id}/access",
            "tags: [admin], operationId: listOrgAccessToSelfHostedRunnerGroupInEnterprise,",
            "admin.list_org_access_to_group_in_enterprise",
        ),
        // Variables of the path are arguments.
        (
            "GET",
            "/sets/{set_name}/files/{file_name}",
            "tags: [sets], operationId: getBankTransferAttachmentDetailsByFileName,",
            "sets.get_bank_transfer_attachment_details",
        ),
    ]);
    // What is added renames nothing.
    let one = "  /a: { get: { tags: [t], operationId: getUsageCloudSecurityPostureManagementOfAll, responses: {} } }\n";
    let more = "  /b: { get: { tags: [t], operationId: getUsageNetworkSecurityPostureManagementOfAll, responses: {} } }\n";
    assert_eq!(names(one)[0], names(&format!("{one}{more}"))[0]);
}

#[test]
fn names_do_not_depend_on_the_order_of_the_description() {
    let lines = [
        "  /files: { get: { tags: [files], operationId: list_files_files_get, responses: {} } }\n",
        "  /v1/files: { get: { tags: [files], operationId: list_files_v1_files_get, responses: {} } }\n",
        "  /v2/files: { get: { tags: [files], operationId: list_files_v2_files_get, responses: {} } }\n",
    ];
    let sorted = |order: [usize; 3]| {
        let mut names = names(&order.map(|index| lines[index]).concat());
        names.sort();
        names
    };
    assert_eq!(sorted([0, 1, 2]), sorted([2, 0, 1]));
}
