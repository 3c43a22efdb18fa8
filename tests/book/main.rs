//! The pages of `docs/` as a reader takes them: every link leads somewhere, and every command does what stands below it.

// The commands are those of a Unix shell.
#[cfg(unix)]
mod commands;
mod links;
mod page;
#[cfg(unix)]
mod scene;
