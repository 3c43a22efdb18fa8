//! Names that stay, as a maintainer meets them: a name that changes upstream, the new name on offer, the alias, a list in shreds.

use crate::checkout::{Checkout, Ended};

const SPEC: &str = "spec/whatsapp-outbound-call.yaml";
const LIST: &str = "generated-client/src/api.txt";
const OLD: &str = "resources::conversational_ai::whatsapp::Whatsapp::outbound_call";
const NEW: &str = "resources::conversational_ai::whatsapp::Whatsapp::place_call";

#[track_caller]
fn says(ended: &Ended, code: i32, words: &[&str]) {
    assert_eq!(ended.code, code, "{}", ended.printed);
    for word in words {
        assert!(ended.printed.contains(word), "{word:?} is not said: {}", ended.printed);
    }
}

fn list(checkout: &Checkout) -> String {
    std::fs::read_to_string(checkout.path(LIST)).expect("the list of public items")
}

/// The line of an item.
fn line<'a>(list: &'a str, path: &str) -> Option<&'a str> {
    list.lines().find(|line| line.split(" | ").next() == Some(path))
}

#[test]
fn a_name_stays_until_its_new_one_is_taken() {
    let checkout = Checkout::new();
    let before = list(&checkout);
    // The page says here what its API calls the operation.
    checkout.edit(SPEC, "whatsapp.outbound_call\n", "whatsapp.place_call\n");
    says(&checkout.run(&["regenerate", "--notes"]), 0, &["N260", OLD, NEW]);
    assert_eq!(list(&checkout), before, "another name upstream names nothing anew");
    says(&checkout.run(&["check"]), 0, &["up to date"]);

    let take = format!("--take-new-names={OLD}");
    says(&checkout.run(&["regenerate", &take]), 0, &["regenerated"]);
    let taken = list(&checkout);
    assert!(line(&taken, NEW).is_some_and(|line| !line.contains("former")), "{taken}");
    assert!(line(&taken, OLD).is_some_and(|line| line.contains("former deprecated")), "{taken}");
    says(&checkout.run(&["check"]), 0, &["up to date"]);
    says(&checkout.run(&["regenerate", &take]), 0, &["W261"]);

    says(&checkout.run(&["regenerate", "--drop-old-names"]), 0, &["regenerated"]);
    assert!(line(&list(&checkout), OLD).is_none());
}

#[test]
fn a_list_in_shreds_stops_every_command() {
    let checkout = Checkout::new();
    let torn = format!("{}<<<<<<< theirs\n", list(&checkout));
    std::fs::write(checkout.path(LIST), &torn).expect("the list");
    let number = format!("line {}:", torn.lines().count());
    for command in [&["regenerate"][..], &["regenerate", "--take-new-names"], &["check"]] {
        says(&checkout.run(command), 3, &["E260", &number, "restore `src/api.txt`"]);
    }
    assert_eq!(list(&checkout), torn, "nothing is written");
    std::fs::remove_file(checkout.path(LIST)).expect("the list");
    says(&checkout.run(&["regenerate"]), 0, &["regenerated"]);
}
