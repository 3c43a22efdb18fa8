//! A team that has never seen this project: the installed program in a workspace elsewhere.

mod crate_files;
mod init;
mod package;
mod part;
mod settings;
mod workspace;
