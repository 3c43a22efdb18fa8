//! Options of every page, under the names that they have for a call.

use std::time::Duration;

use super::{Items, Pages};
use crate::client::Limit;

/// The same methods for pages and for their items; `$walk` leads to where they are kept.
macro_rules! options {
    ($name:ident<$($parameter:ident),+>, $($walk:ident).+) => {
        impl<$($parameter),+> $name<$($parameter),+> {
            /// How long one attempt at a page may take, from its start to the last byte of the response; `None` sets no
            /// limit.
            pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
                self.$($walk).+.draft.options.timeout = Limit::of(limit.into());
                self
            }

            /// How long the call of each page may take: all attempts and the pauses between them. `None` sets no limit.
            pub fn deadline(mut self, limit: impl Into<Option<Duration>>) -> Self {
                self.$($walk).+.draft.options.deadline = Limit::of(limit.into());
                self
            }

            /// How long a response may pause between two pieces; `None` for as long as it likes.
            pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
                self.$($walk).+.draft.options.idle_timeout = Limit::of(limit.into());
                self
            }

            /// Sets a header of every page, in place of one that the call or the client has.
            pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.$($walk).+.draft.add_header(name.as_ref(), value.as_ref());
                self
            }

            /// Adds a query parameter to every page; where a page names the URL of the next one, which is taken as it
            /// stands, to the first.
            pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.$($walk).+.draft.add_query(name.as_ref(), value.as_ref());
                self
            }

            /// How often the call of a page is sent again at most.
            pub fn max_retries(mut self, retries: u32) -> Self {
                self.$($walk).+.draft.options.max_retries = Some(retries);
                self
            }

            /// How much memory the values of a page may take once they are read, in bytes.
            pub fn max_value_size(mut self, bytes: u64) -> Self {
                self.$($walk).+.draft.options.max_value = Some(bytes);
                self
            }

            /// Whether a text, a number or a boolean stands in for a required one that the server sends as null or not at
            /// all. Lists and maps do so in any case.
            pub fn lenient(mut self, lenient: bool) -> Self {
                self.$($walk).+.draft.options.lenient = Some(lenient);
                self
            }

            /// Sends none of the client's credentials with the calls and demands none.
            pub fn anonymous(mut self) -> Self {
                self.$($walk).+.draft.options.anonymous = true;
                self
            }

            /// Says whether sending the call of a page twice does no harm; reads need not say so.
            pub fn repeatable(mut self, repeatable: bool) -> Self {
                self.$($walk).+.draft.options.repeatable = Some(repeatable);
                self
            }
        }
    };
}

options!(Pages<P>, walk);
options!(Items<P, I>, pages.walk);
