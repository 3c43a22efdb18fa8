//! Values that can be several things, read and written by a generated client.

use runtime::json;
use serde_json::{Value, json};
use synthetic_client::types::{
    Account, Animal, ByAge, Choice, Chosen, ChosenTool, Connection, Creation, Grids, Import, Lists,
    NamedTool, Occurrence, Sharing, ToldFarDown, ToldInLists, Transcript, Unions, UnionsData, UnionsRowItem,
};

fn read(value: &Value) -> Unions {
    json::from_slice(value.to_string().as_bytes()).expect("a value of the type")
}

/// Reads the value and writes it again: nothing of it is lost.
#[track_caller]
fn kept(value: &Value) -> Unions {
    let read = read(value);
    assert_eq!(serde_json::to_value(&read).expect("JSON"), *value);
    read
}

#[test]
fn an_object_that_is_two_branches_is_the_one_that_knows_most_and_keeps_the_rest() {
    let both = kept(&json!({ "animal": { "age": 3, "sort": "cat", "hunts": true } }));
    assert!(matches!(both.animal, Some(Animal::ByType(animal)) if animal.extra["age"] == 3));
    let both = kept(&json!({ "animal": { "age": 3, "nick": "n", "sort": "cat" } }));
    assert!(matches!(both.animal, Some(Animal::ByAge(animal)) if animal.extra["sort"] == "cat"));
    let one = kept(&json!({ "animal": { "sort": "dog" } }));
    assert!(matches!(one.animal, Some(Animal::ByType(animal)) if animal.extra.is_empty()));
}

#[test]
fn listed_values_inside_speak_against_a_branch() {
    let server = kept(&json!({ "connection": { "profile": { "scheme": "SERVER" } } }));
    assert!(matches!(server.connection, Some(Connection::Server(_))));
    let server =
        kept(&json!({ "connection": { "profile": { "scheme": "SERVER", "settings": { "u": "v" } } } }));
    assert!(matches!(server.connection, Some(Connection::Server(_))));
    // Both list the value; what is left over decides.
    let server =
        kept(&json!({ "connection": { "profile": { "scheme": "OTHER", "settings": { "u": "v" } } } }));
    assert!(matches!(server.connection, Some(Connection::Server(_))));
    let token = kept(&json!({ "connection": { "profile": { "scheme": "OTHER", "token": "t" } } }));
    assert!(matches!(token.connection, Some(Connection::Token(_))));
    let token = kept(&json!({ "connection": { "profile": { "scheme": "TOKEN" }, "base": "b" } }));
    assert!(matches!(token.connection, Some(Connection::Token(_))));
}

#[test]
fn a_fixed_value_speaks_against_a_branch_however_far_down_it_is() {
    let far =
        |sort: &str| kept(&json!({ "told_far_down": { "a": { "b": { "c": { "d": { "sort": sort } } } } } }));
    assert!(matches!(far("mail").told_far_down, Some(ToldFarDown::Mail(_))));
    assert!(matches!(far("phone").told_far_down, Some(ToldFarDown::Phone(_))));
    let listed = |sort: &str| kept(&json!({ "told_in_lists": { "all": [[], [null, { "sort": sort }]] } }));
    assert!(matches!(listed("mail").told_in_lists, Some(ToldInLists::ListedMail(_))));
    assert!(matches!(listed("phone").told_in_lists, Some(ToldInLists::ListedPhone(_))));
}

#[test]
fn members_of_members_that_two_branches_share_are_kept() {
    let value = json!({ "sharing": {
        "look": { "size": 1, "colour": "red" }, "parts": [{ "colour": "red" }, { "size": 1 }, {}],
    } });
    let Some(Sharing::Size(size)) = kept(&value).sharing else { panic!("the first that fits") };
    assert_eq!((size.look.size, &size.look.extra["colour"]), (1, &json!("red")));
}

#[test]
fn what_a_union_inside_takes_is_given_as_it_is() {
    let given = |chosen: Chosen| serde_json::to_value(&chosen).expect("JSON");
    assert_eq!(given(NamedTool::builder().tool("t").into()), json!({ "tool": "t" }));
    assert_eq!(given(ByAge::builder().age(1).build().into()), json!({ "age": 1 }));
    // By two unions.
    let choice = Choice::from(NamedTool::builder().tool("t"));
    assert_eq!(serde_json::to_value(&choice).expect("JSON"), json!({ "tool": "t" }));
    assert_eq!(serde_json::to_value(Choice::from(1.5)).expect("JSON"), json!(1.5));
    assert_eq!((given(7.into()), given(true.into())), (json!(7), json!(true)));
    assert_eq!(given([ChosenTool::from(true), 7.into()].into()), json!([true, 7]));
    let body =
        Unions::builder().chosen(NamedTool::builder().tool("t").depth(2)).grids([[1, 2], [3, 4]]).build();
    let sent = serde_json::to_value(&body).expect("JSON");
    assert_eq!(sent, json!({ "chosen": { "tool": "t", "depth": 2 }, "grids": [[1, 2], [3, 4]] }));
    assert_eq!(serde_json::to_value(Grids::from([["a"]])).expect("JSON"), json!([["a"]]));
}

#[test]
fn any_value_can_be_a_case() {
    let given = Unions::builder().tool_or_any(json!({ "any": [1] })).build();
    assert_eq!(serde_json::to_value(&given).expect("JSON"), json!({ "tool_or_any": { "any": [1] } }));
    kept(&json!({ "tool_or_any": 7 }));
}

#[test]
fn a_member_with_one_value_is_not_worth_more_than_the_others() {
    let read = read(&json!({ "transcript": {
        "task": "transcribe", "language": "en", "length": 1.5, "text": "t", "parts": [], "words": ["t"],
    } }));
    let Some(Transcript::Verbose(verbose)) = read.transcript else { panic!("{read:?}") };
    assert_eq!((verbose.language.as_str(), verbose.words), ("en", Some(vec!["t".to_owned()])));
    let parted = kept(&json!({ "transcript": { "task": "transcribe", "text": "t", "parts": [] } }));
    assert!(matches!(parted.transcript, Some(Transcript::Parted(_))));
}

#[test]
fn a_list_of_mixed_items_is_kept() {
    let mixed = kept(&json!({ "lists": ["a", 1] }));
    assert!(matches!(mixed.lists, Some(Lists::Unknown(_))));
    assert!(
        matches!(kept(&json!({ "lists": [1, 2] })).lists, Some(Lists::IntegerList(list)) if list == [1, 2])
    );
    for mixed in [json!([["a", 1]]), json!([[1], ["a"]]), json!([["a"], [null]])] {
        assert!(matches!(kept(&json!({ "grids": mixed })).grids, Some(Grids::Unknown(_))));
    }
}

#[test]
fn arrays_with_an_open_end_keep_what_is_behind_their_places() {
    assert_eq!(kept(&json!({ "position": [1.5, 2.5, 3.5] })).position, Some(vec![1.5, 2.5, 3.5]));
    assert_eq!(kept(&json!({ "position": [1.5, 2.5] })).position, Some(vec![1.5, 2.5]));
    let row = kept(&json!({ "row": ["a", 1, { "x": true }] })).row.expect("a row");
    assert!(matches!(&row[2], UnionsRowItem::Unknown(value) if value["x"] == true));
    kept(&json!({ "row": ["a"] }));
    assert_eq!(kept(&json!({ "pair": ["a", 1] })).pair, Some(("a".to_owned(), 1)));
}

#[test]
fn items_without_a_type_are_a_list_or_anything_else() {
    let list = kept(&json!({ "data": [{ "age": 1 }] }));
    assert!(matches!(list.data, Some(UnionsData::List(list)) if list[0].age == 1));
    let other = kept(&json!({ "data": { "age": 1 } }));
    assert!(matches!(other.data, Some(UnionsData::Unknown(value)) if value["age"] == 1));
}

#[test]
fn a_parent_is_the_child_that_its_member_names() {
    let made = kept(&json!({ "occurrence": { "kind": "made", "by": "me" } }));
    assert!(matches!(made.occurrence, Some(Occurrence::Creation(made)) if made.by == "me"));
    // The child of a child, whose member is a parent again.
    let import = kept(&json!({ "occurrence": {
        "kind": "Import", "by": "me", "from": "there", "cause": { "kind": "Deletion", "at": "now" },
    } }));
    let Some(Occurrence::Import(import)) = import.occurrence else { panic!("an import") };
    let Some(cause) = import.cause.as_ref() else { panic!("a cause") };
    assert!(format!("{cause:?}").contains("Deletion"), "{cause:?}");
    // What names no child has the members of all of them, and keeps its own.
    let other = kept(&json!({ "occurrence": { "kind": "new", "at": "now", "more": 1 } }));
    let Some(Occurrence::Base(base)) = other.occurrence else { panic!("the base") };
    assert_eq!((base.at.as_deref(), &base.extra["more"]), (Some("now"), &json!(1)));
}

#[test]
fn a_request_takes_any_child_of_a_parent() {
    let creation = Creation::builder().kind("made").by("me").build();
    let import = Import::builder().kind("Import").by("me").build();
    for (child, expect) in [
        (Occurrence::from(creation), json!({ "kind": "made", "by": "me" })),
        (Occurrence::from(import), json!({ "kind": "Import", "by": "me" })),
    ] {
        let value = Unions::builder().occurrence(child).build();
        assert_eq!(serde_json::to_value(&value).expect("JSON"), json!({ "occurrence": expect }));
    }
}

#[test]
fn a_secret_that_requests_require_may_be_absent_in_answers() {
    let account = kept(&json!({ "account": { "id": 1, "name": "n" } })).account.expect("an account");
    assert_eq!(account.password, None);
    let account = Account::builder().name("n").password("p").build();
    assert_eq!(serde_json::to_value(&account).expect("JSON"), json!({ "name": "n", "password": "p" }));
}
