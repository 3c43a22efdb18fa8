//! How results come in pages.

use super::Type;

/// How results come in pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// How the next page is asked for.
    pub kind: PageKind,
    /// The path of member names in the response to the list of items (wire names).
    pub items: Vec<String>,
    /// What an item is.
    pub item: Type,
    /// What else tells the last page.
    pub end: PageEnd,
}

/// What tells the last page, beside what asks for the next; response members by wire names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PageEnd {
    /// Says something of the next page; absent, null or empty behind the last.
    pub next: Option<Vec<String>>,
    /// How many items all pages have.
    pub total: Option<Vec<String>>,
    /// How many pages there are.
    pub pages: Option<Vec<String>>,
    /// Whether the status 404 stands for a page behind the last.
    pub missing: bool,
}

/// Where a request says which page it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageParameter {
    /// A query parameter, by index into [`Operation::parameters`](super::Operation::parameters).
    Query(usize),
    /// A member of the body, by the path of its wire names.
    Body(Vec<String>),
}

/// How the next page is asked for. Response members by wire names.
#[derive(Clone, Debug, PartialEq)]
pub enum PageKind {
    /// The response names a cursor that the next request takes; absent, null, empty or `has_more: false` ends.
    Cursor {
        /// What takes it.
        parameter: PageParameter,
        /// The response member with the next cursor.
        next: Vec<String>,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// The last item's identifier asks for the items behind it; `more: false` or an empty list ends.
    LastItem {
        /// What takes it.
        parameter: PageParameter,
        /// The member of an item that identifies it.
        id: String,
        /// The boolean response member that says whether there is more.
        more: Vec<String>,
    },
    /// A page number counts up until a page is empty.
    Number {
        /// What takes it.
        parameter: PageParameter,
        /// The number of the first page.
        first: i64,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// A number of items counts up until a page is empty.
    Offset {
        /// What takes it.
        parameter: PageParameter,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// The response names the URL of the next page; absent, null, empty or `has_more: false` ends.
    Url {
        /// The response member with the URL.
        next: Vec<String>,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// The response header `Link` names the URL of the next page (RFC 8288, `rel="next"`); without one, it is the last.
    Link,
}
