//! Verbs: what operations do, in the words of ids, paths and HTTP.
//!
//! In: words of a name and the HTTP method. Out: whether a word says what is done, and where it belongs.
//! Must never know: resources, other operations.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What segments of paths begin with that name an action; not what can be a noun as well (`test_clocks`, `list_items`).
static ACTIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "accept activate add apply approve assign attach authorize calculate cancel clear close complete confirm \
    convert count create delete detach disable enable execute fetch find generate get invite move notify publish \
    refresh reject release remove rename replace reset resolve restore resume revoke send set start stop submit \
    suggest toggle validate verify".split_ascii_whitespace().collect()
});

/// What else is a verb wherever it stands in a name.
static PLAIN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "archive browse change check configure describe destroy download edit export import initiate insert list \
    lookup modify patch perform put read retrieve run save search show unarchive update upload upsert view"
        .split_ascii_whitespace()
        .collect()
});

/// What is a verb at the beginning of a name, and a noun elsewhere.
static MORE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "abort allocate amend analyze append ask associate authenticate backup begin bind block build buy clone \
    commit compare compute connect consume copy cut deactivate decline decrease delegate deliver deny deploy \
    deprecate deregister determine diff disallow disassociate discard disconnect dismiss dispatch duplicate end \
    enroll ensure enumerate evaluate exchange expire explain extend favorite fill filter finish follow force \
    fork grant head hide ignore increase infer ingest init initialize inspect install invalidate issue join kill \
    leave like link load lock log login logout make mark merge migrate monitor mute open options pause pin ping \
    poll post predict prepare preview process promote provision purchase purge query queue rebuild receive \
    record recover redeem redirect redrive reduce register reindex rekey remind render renew reopen reorder \
    replay replicate reply report request require reschedule resend resize resync retry return revert review \
    rollback rotate scale schedule score seek select sell share sign skip snooze split star stream subscribe \
    summarize suspend swap switch sync synchronize tag terminate test touch trace transfer translate trigger \
    trim unassign unblock unfollow uninstall unlink unlock unmute unpin unregister unset unstar unsubscribe \
    untag upgrade use void watch withdraw write".split_ascii_whitespace().collect()
});

/// What says how much is done at once, in front of a verb.
const MANNERS: &[&str] = &["batch", "bulk", "force", "hard", "mass", "multi", "soft"];

/// Words that another one has to follow.
const LEADING_ON: &[&str] =
    &["a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"];

/// The methods of HTTP in lower case.
const HTTP: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Whether a segment of a path that begins with this word names an action.
pub(in crate::lower) fn is_action(word: &str) -> bool {
    ACTIONS.contains(word)
}

/// Whether a word cannot stand at the end of a name, because it leads to what would follow.
pub(in crate::lower) fn leads_on(word: &str) -> bool {
    LEADING_ON.contains(&word)
}

/// Whether the word says what is done, wherever it stands.
pub(in crate::lower) fn is_plain_verb(word: &str) -> bool {
    is_action(word) || PLAIN.contains(word)
}

/// Whether a name that begins with this word says what is done.
pub(in crate::lower) fn is_verb(word: &str) -> bool {
    is_plain_verb(word) || MORE.contains(word)
}

/// The words without the method of HTTP that some tools put behind them, and the number that tells what is called the same
/// then: `listUsingGET_1`, `search_with_post`.
pub(in crate::lower) fn without_asking(words: &mut Vec<String>, method: &str) {
    let leads = |word: &str| matches!(word, "using" | "via" | "with");
    let asks = |pair: &[String]| leads(&pair[0]) && pair[1].eq_ignore_ascii_case(method);
    if let Some(at) = words.windows(2).rposition(asks).filter(|at| *at > 0)
        && words[at + 2..].iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    {
        words.truncate(at);
    }
}

/// Whether the word says what an operation of this HTTP method does, one that nobody has to be told the method of.
pub(in crate::lower) fn suits(method: &str, verb: &str) -> bool {
    const READING: &[&str] = &[
        "browse", "check", "count", "describe", "download", "export", "fetch", "find", "get", "list",
        "lookup", "preview", "query", "read", "retrieve", "search", "show", "view",
    ];
    match method {
        "GET" => READING.contains(&verb),
        "DELETE" => matches!(verb, "clear" | "delete" | "destroy" | "remove"),
        "PUT" => matches!(verb, "put" | "replace" | "set"),
        "PATCH" => matches!(verb, "edit" | "modify" | "patch" | "update"),
        "POST" => !READING.contains(&verb) && !matches!(verb, "delete" | "put" | "patch" | "replace"),
        other => other.eq_ignore_ascii_case(verb),
    }
}

/// A verb that stands behind what it is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) struct Behind {
    /// What it is done to.
    pub(in crate::lower) rest: Vec<String>,
    /// What is done, with the manner of it: `bulk delete`.
    pub(in crate::lower) verb: Vec<String>,
    /// Whether the verb says no more than HTTP does: `post`, which makes, searches or starts.
    pub(in crate::lower) is_mere_http: bool,
    /// Whether it is a noun as well, which only the path can tell: `label list` can be a list.
    pub(in crate::lower) is_doubtful: bool,
}

/// Takes the verb away that stands at the end and is the HTTP method, or one that says the same: `pet delete`,
/// `user create`, `listUsingGET`. Nothing where the name consists of a verb alone.
pub(in crate::lower) fn verb_behind(words: &[String], method: &str) -> Option<Behind> {
    let (last, rest) = words.split_last()?;
    let is_http = last.eq_ignore_ascii_case(method) && HTTP.contains(&last.as_str());
    let is_same = match method {
        "GET" => matches!(last.as_str(), "list" | "view" | "show" | "read" | "retrieve"),
        "POST" => last == "create",
        "PUT" => matches!(last.as_str(), "update" | "replace"),
        "PATCH" => last == "update",
        "DELETE" => matches!(last.as_str(), "destroy" | "remove"),
        _ => false,
    };
    if !is_http && !is_same {
        return None;
    }
    let manners = rest.iter().rev().take_while(|word| MANNERS.contains(&word.as_str())).count();
    // `bulk delete` alone is `delete_bulk`: there is nothing else that it could be done to.
    let manners = if manners == rest.len() { 0 } else { manners };
    let (rest, manners) = rest.split_at(rest.len() - manners);
    // `by id delete`, but no verb in `body of get`.
    if rest.last().is_none_or(|word| leads_on(word)) {
        return None;
    }
    // `get text get`, `customer repository save post`; but `saved search delete` says what it does at its end alone.
    let is_said = |word: &String| {
        is_plain_verb(word) && (suits(method, word) || matches!(method, "POST" | "PUT" | "PATCH"))
    };
    let says_it_already = rest.iter().any(is_said);
    if !is_http && (says_it_already || is_plain_verb(&rest[0])) {
        return None;
    }
    let mut verb = manners.to_vec();
    verb.push(last.clone());
    let is_mere_http = says_it_already || !matches!(last.as_str(), "get" | "delete") && is_http;
    Some(Behind { rest: rest.to_vec(), verb, is_mere_http, is_doubtful: !is_http })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn how_something_is_asked_for_is_no_part_of_its_name() {
        for (text, method, expected) in [
            ("list using get", "GET", "list"),
            ("list using get 1", "GET", "list"),
            ("search with post", "POST", "search"),
            ("search with post", "GET", "search with post"),
            ("using get", "GET", "using get"),
        ] {
            let mut left = words(text);
            without_asking(&mut left, method);
            assert_eq!(left.join(" "), expected);
        }
    }

    #[test]
    fn verbs_are_found_behind_nouns() {
        let found = |text: &str, method| {
            verb_behind(&words(text), method)
                .map(|found| (found.verb.join(" "), found.rest.join(" "), found.is_mere_http))
        };
        let some = |verb: &str, rest: &str, mere| Some((verb.to_owned(), rest.to_owned(), mere));
        assert_eq!(found("group delete", "DELETE"), some("delete", "group", false));
        assert_eq!(found("by id delete", "DELETE"), some("delete", "by id", false));
        assert_eq!(found("ports bulk delete", "DELETE"), some("bulk delete", "ports", false));
        assert_eq!(found("bulk delete", "DELETE"), some("delete", "bulk", false));
        assert_eq!(found("group create", "POST"), some("create", "group", false));
        assert_eq!(found("count tokens post", "POST"), some("post", "count tokens", true));
        assert_eq!(found("get text get", "GET"), some("get", "get text", true));
        assert_eq!(found("tag delete", "DELETE"), some("delete", "tag", false));
        assert_eq!(found("saved search delete", "DELETE"), some("delete", "saved search", false));
        for (text, method) in [
            ("delete", "DELETE"),
            ("group delete", "POST"),
            ("list options", "GET"),
            ("api get list", "GET"),
            ("body of get", "GET"),
        ] {
            assert_eq!(found(text, method), None, "{text}");
        }
    }
}
