//! What a run may spend: only a description that is built to explode needs more.

/// Schemas written inside one another (also by merging) are followed to this depth; see W502.
pub(in crate::lower) const MOST_NESTED: usize = 48;
/// Schemas looked at in one run, at most. See W516.
const MOST_STEPS: usize = 600_000;
/// A description may look at so many, and at one more for each of its values. Public descriptions look at 0.7 for each
/// value where they are small, at 0.2 where they are large.
const STEPS_OF_ALL: usize = 10_000;

/// What is left to spend, and what was spent.
pub(in crate::lower) struct Budget {
    steps_left: usize,
    /// How deep the schema is that is lowered now.
    pub(in crate::lower) depth: usize,
    /// Schemas that went into others so far.
    pub(in crate::lower) merged_parts: usize,
}

impl Budget {
    /// The budget for a description of so many values.
    pub(super) fn of(values: usize) -> Self {
        Self { steps_left: values.saturating_add(STEPS_OF_ALL).min(MOST_STEPS), depth: 0, merged_parts: 0 }
    }

    /// Counts a step; false once there were more than any honest description needs.
    pub(in crate::lower) fn step(&mut self) -> bool {
        let before = self.steps_left;
        self.steps_left = before.saturating_sub(1);
        before > 0
    }
}
