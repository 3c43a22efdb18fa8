//! What is sent where a description names a media type.
//!
//! In: a media type as written. Out: the one that is sent.
//! Must never know: schemas.

use crate::normalize::media_type::{MediaClass, class_of, essence_of, is_unknown_multipart};

/// The one media type of a list with commas that a value can be sent in: JSON, or else the first that is a type at all.
pub(in crate::lower) fn sendable_of(list: &str) -> Option<&str> {
    let mut types = list.split(',').map(str::trim).filter(|one| !one.is_empty() && !one.contains('*'));
    let first = types.clone().next();
    types.find(|one| class_of(one) == MediaClass::Json).or(first)
}

/// The media type that a body is sent as, where the description names one, or a range that only the schema narrows.
///
/// Ranges of bytes stay: what is sent then is known when the bytes are.
pub(in crate::lower) fn request_type(media_type: &str) -> String {
    let essence = essence_of(media_type);
    let is_range = essence.contains('*');
    match class_of(media_type) {
        MediaClass::Json if is_range => "application/json".to_owned(),
        MediaClass::Text if is_range => "text/plain".to_owned(),
        // An unknown kind of multipart with named parts is a form; servers know no other.
        MediaClass::Multipart if is_unknown_multipart(media_type) => "multipart/form-data".to_owned(),
        _ => media_type.to_owned(),
    }
}
