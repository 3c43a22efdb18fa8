//! The files of a crate around its source.

use crate::emit::{Context, Manifest, render_manifest, render_readme};
use crate::surface::SURFACE;

use super::header::Header;
use super::render::FileMap;

/// The source and the list of what is public below `src`, and beside it what makes it a crate.
pub(crate) fn assemble(
    context: &Context<'_>,
    source: FileMap,
    surface: String,
    manifest: &Manifest,
    header: &Header,
) -> FileMap {
    let mut files: FileMap = source.into_iter().map(|(path, text)| (format!("src/{path}"), text)).collect();
    files.insert(format!("src/{SURFACE}"), surface);
    files.insert(
        "Cargo.toml".to_owned(),
        format!("{}{}", header.manifest(), render_manifest(context, manifest)),
    );
    files.insert(
        "README.md".to_owned(),
        format!("{}{}", header.markdown(), render_readme(context, &manifest.name)),
    );
    files
}
