//! Streams that are read to their end: into a collection, into a value, into a text.
//!
//! Must never know: how items arrive, what they are.

/// Gives a stream of items the methods that read all of it.
///
/// Their names are none of `futures::StreamExt`'s, so that those stay what they are for streams of this crate.
macro_rules! collecting {
    ([$($parameters:tt)*] $stream:ty => $item:ty) => {
        impl<$($parameters)*> $stream {
            /// Gives every item to `take`, up to the end or the first error. What was taken until then stays with the
            /// caller, whatever happens.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            pub async fn each(&mut self, mut take: impl FnMut($item)) -> Result<(), $crate::Error> {
                while let Some(item) = self.next().await {
                    take(item?);
                }
                Ok(())
            }

            /// All items, in a collection: `collect_all::<Vec<_>>()`. An error loses the others: [`each`](Self::each)
            /// keeps them.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            pub async fn collect_all<C: Default + Extend<$item>>(mut self) -> Result<C, $crate::Error> {
                let mut items = C::default();
                self.each(|item| items.extend([item])).await?;
                Ok(items)
            }

            /// One value out of all items: `add` makes the next one of the last one and an item.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            pub async fn fold_all<A>(
                mut self,
                start: A,
                mut add: impl FnMut(A, $item) -> A,
            ) -> Result<A, $crate::Error> {
                let mut value = start;
                while let Some(item) = self.next().await {
                    value = add(value, item?);
                }
                Ok(value)
            }

            /// The texts that `text` finds in the items, joined: `None` where an item has none.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            pub async fn collect_text(
                mut self,
                mut text: impl FnMut(&$item) -> Option<&str>,
            ) -> Result<String, $crate::Error> {
                let mut whole = String::new();
                self.each(|item| whole.push_str(text(&item).unwrap_or_default())).await?;
                Ok(whole)
            }

            /// The same as [`each`](Self::each), blocking this thread until all is there.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            #[cfg(feature = "blocking")]
            pub fn wait_each(&mut self, take: impl FnMut($item)) -> Result<(), $crate::Error> {
                self.stream.check_wait()?;
                $crate::call::block_on(self.each(take))?
            }

            /// The same as [`collect_all`](Self::collect_all), blocking this thread until all is there.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            #[cfg(feature = "blocking")]
            pub fn wait_collect_all<C: Default + Extend<$item>>(self) -> Result<C, $crate::Error> {
                self.stream.check_wait()?;
                $crate::call::block_on(self.collect_all())?
            }

            /// The same as [`fold_all`](Self::fold_all), blocking this thread until all is there.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            #[cfg(feature = "blocking")]
            pub fn wait_fold_all<A>(
                self,
                start: A,
                add: impl FnMut(A, $item) -> A,
            ) -> Result<A, $crate::Error> {
                self.stream.check_wait()?;
                $crate::call::block_on(self.fold_all(start, add))?
            }

            /// The same as [`collect_text`](Self::collect_text), blocking this thread until all is there.
            ///
            /// # Errors
            ///
            /// The stream's first error.
            #[cfg(feature = "blocking")]
            pub fn wait_collect_text(
                self,
                text: impl FnMut(&$item) -> Option<&str>,
            ) -> Result<String, $crate::Error> {
                self.stream.check_wait()?;
                $crate::call::block_on(self.collect_text(text))?
            }
        }
    };
}
pub(crate) use collecting;
