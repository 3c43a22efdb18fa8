//! Histories of descriptions that people publish: every step has its verdict, and what says the same is no change.
//!
//! They stand beside the project; without the feature `corpus` nothing is tried here.

#[cfg(feature = "corpus")]
mod histories;
