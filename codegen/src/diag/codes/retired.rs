//! Codes that were reported once: settings of teams still name them, and nobody should have to take them out to get a release.
//!
//! An id is never used for anything else again.

use super::{Code, find_code};

/// A code that is no longer reported.
#[derive(Debug, PartialEq, Eq)]
pub struct RetiredCode {
    /// The id, which is not used again.
    pub id: &'static str,
    /// The id under which the same is reported now, if it is.
    pub successor: Option<&'static str>,
    /// Why it is no longer reported.
    pub reason: &'static str,
}

/// All of them, in the order of their numbers.
pub static RETIRED: &[RetiredCode] = &[
    RetiredCode {
        id: "W215",
        successor: None,
        reason: "operations of `additionalOperations` and the method `query` are generated",
    },
    RetiredCode {
        id: "W515",
        successor: None,
        reason: "a URL-encoded form without described fields takes fields by name (`form_field`)",
    },
    RetiredCode { id: "N554", successor: Some("W554"), reason: "it is a warning now" },
    RetiredCode { id: "N557", successor: Some("W557"), reason: "it is a warning now" },
];

impl RetiredCode {
    /// The code that says the same now.
    #[must_use]
    pub fn now(&self) -> Option<&'static Code> {
        self.successor.and_then(find_code)
    }
}

/// The retired code with this id, in any case.
#[must_use]
pub fn find_retired(id: &str) -> Option<&'static RetiredCode> {
    RETIRED.iter().find(|retired| retired.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use super::{RETIRED, find_code, find_retired};

    #[test]
    fn no_id_is_used_again() {
        for retired in RETIRED {
            assert!(find_code(retired.id).is_none(), "{} is reported again", retired.id);
            assert_eq!(retired.successor.is_some(), retired.now().is_some(), "{}", retired.id);
        }
        assert_eq!(find_retired("w515").map(|retired| retired.id), Some("W515"));
    }
}
