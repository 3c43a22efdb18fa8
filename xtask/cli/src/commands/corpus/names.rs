//! How many names of the corpus are such as nobody would choose.
//!
//! In: what the generator counted, description by description. Out: sums, and what people read of them.
//! Must never know: how names are made.

use std::ops::AddAssign;

use codegen::NameCounts;
use serde::{Deserialize, Serialize};

/// Names of one description or of many.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Figures {
    types: usize,
    long_types: usize,
    hashed_types: usize,
    methods: usize,
    long_methods: usize,
    http_methods: usize,
    told_apart: usize,
}

impl From<NameCounts> for Figures {
    fn from(counts: NameCounts) -> Self {
        Self {
            types: counts.types,
            long_types: counts.long_types,
            hashed_types: counts.hashed_types,
            methods: counts.methods,
            long_methods: counts.long_methods,
            http_methods: counts.http_methods,
            told_apart: counts.told_apart,
        }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.types += other.types;
        self.long_types += other.long_types;
        self.hashed_types += other.hashed_types;
        self.methods += other.methods;
        self.long_methods += other.long_methods;
        self.http_methods += other.http_methods;
        self.told_apart += other.told_apart;
    }
}

impl Figures {
    /// The figures with their shares, in two lines.
    pub fn text(&self) -> String {
        format!(
            "names of types: {} longer than 60 characters ({:.2} %), {} end in a hash ({:.3} %)\n\
             names of methods: {} longer than 40 characters ({:.2} %), {} of several words end in their HTTP method, \
             which alone tells {} of them from another\n",
            self.long_types,
            share(self.long_types, self.types),
            self.hashed_types,
            share(self.hashed_types, self.types),
            self.long_methods,
            share(self.long_methods, self.methods),
            self.http_methods,
            self.told_apart,
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of names are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_all_names() {
        let one = Figures { types: 150, long_types: 2, hashed_types: 1, ..Figures::default() };
        let mut both =
            Figures { types: 50, methods: 10, long_methods: 1, http_methods: 3, told_apart: 2, ..one };
        both += one;
        assert_eq!(
            both.text(),
            "names of types: 4 longer than 60 characters (2.00 %), 2 end in a hash (1.000 %)\n\
             names of methods: 1 longer than 40 characters (10.00 %), 3 of several words end in their HTTP method, \
             which alone tells 2 of them from another\n"
        );
    }
}
