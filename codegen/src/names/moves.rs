//! Operations hung where they were: the tree of resources by the modules that operations are to stand in.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Docs, OperationId, Resource, ResourceId, Words};

/// The modules that lead to a resource; none for the client itself.
pub(super) type Path = Vec<String>;

/// Hangs each operation where its target is, and gives the modules of each resource of the new tree. `paths` are those of the
/// resources as they are; what is in `also` gets a resource whether an operation hangs on it or not.
pub(super) fn move_operations(
    api: &mut Api,
    paths: Vec<Path>,
    targets: &[Path],
    also: impl Iterator<Item = Path>,
) -> Vec<Path> {
    let stays = api
        .operations
        .iter()
        .zip(targets)
        .all(|(operation, target)| paths.get(operation.resource.0) == Some(target));
    let also: BTreeSet<Path> = also.collect();
    if stays && also.iter().all(|path| paths.contains(path)) {
        return paths;
    }
    let mut needed: BTreeSet<&[String]> = BTreeSet::new();
    for target in targets.iter().chain(&also) {
        needed.extend((0..=target.len()).map(|count| &target[..count]));
    }
    let known: BTreeSet<&[String]> = paths.iter().map(Vec::as_slice).collect();
    // Those that there were come first, as they stood; a parent's path is shorter, so that it sorts before its children's.
    let was =
        paths.iter().enumerate().filter(|(index, path)| *index == 0 || needed.contains(path.as_slice()));
    let mut tree: Vec<(Path, Option<usize>)> = was.map(|(index, path)| (path.clone(), Some(index))).collect();
    let added = needed.iter().filter(|path| !known.contains(**path));
    tree.extend(added.map(|path| (path.to_vec(), None)));
    let ids: BTreeMap<&[String], ResourceId> =
        tree.iter().enumerate().map(|(index, (path, _))| (path.as_slice(), ResourceId(index))).collect();
    let resources: Vec<Resource> = tree
        .iter()
        .map(|(path, was)| {
            let parent = path.split_last().and_then(|(_, above)| ids.get(above).copied());
            match was.and_then(|index| api.resources.get(index)) {
                Some(resource) => Resource { parent, operations: Vec::new(), ..resource.clone() },
                None => Resource {
                    words: path.last().map(Words::one).unwrap_or_default(),
                    parent,
                    docs: Docs::default(),
                    operations: Vec::new(),
                },
            }
        })
        .collect();
    let order: Vec<OperationId> =
        api.resources.iter().flat_map(|resource| resource.operations.iter().copied()).collect();
    api.resources = resources;
    for id in order {
        let target = targets.get(id.0).and_then(|target| ids.get(target.as_slice()).copied());
        let target = target.unwrap_or(ResourceId(0));
        if let Some(operation) = api.operations.get_mut(id.0) {
            operation.resource = target;
        }
        api.resources[target.0].operations.push(id);
    }
    tree.into_iter().map(|(path, _)| path).collect()
}
