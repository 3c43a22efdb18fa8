//! Whole documents: reading one value and nothing behind it, writing one.

use super::{DecodeError, EncodeError, Json, Lenience, Reader, Reading, WriteJson, Writer};

/// Reads a document: one value and nothing behind it.
///
/// ```
/// use callwright_runtime::json;
///
/// assert_eq!(json::from_slice::<Vec<i64>>(b"[1, 2.0, 3e2]").unwrap(), [1, 2, 300]);
/// let error = json::from_slice::<Vec<i64>>(b"[1, true]").unwrap_err();
/// assert_eq!((error.offset(), error.pointer()), (4, "/1"));
/// ```
///
/// # Errors
///
/// The text is not JSON, or not of this type; the error knows the place.
pub fn from_slice<T: Json>(json: &[u8]) -> Result<T, DecodeError> {
    from_slice_with(json, Lenience::default())
}

/// Reads a document; `lenience` says what may stand in for what is null or missing.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_slice_with<T: Json>(json: &[u8], lenience: Lenience) -> Result<T, DecodeError> {
    read_slice(json, Reading { lenience, ..Reading::default() })
}

/// Reads a document whose values may take so many bytes of memory; [`from_slice`] allows
/// [`MAX_VALUE_SIZE`](super::MAX_VALUE_SIZE).
///
/// # Errors
///
/// As [`from_slice`], and when they would take more; see [`DecodeError::is_too_large`].
pub fn from_slice_within<T: Json>(json: &[u8], max_value_size: u64) -> Result<T, DecodeError> {
    read_slice(json, Reading { max_value_size, ..Reading::default() })
}

/// Reads a document as it is said.
pub(crate) fn read_slice<T: Json>(json: &[u8], reading: Reading) -> Result<T, DecodeError> {
    read_slice_by(json, reading, &T::read)
}

/// Reads the data of a server-sent event of this name.
#[cfg(feature = "stream")]
pub(crate) fn read_event<T: Json>(
    json: &[u8],
    reading: Reading,
    event: Option<&str>,
) -> Result<T, DecodeError> {
    read_slice_by(json, reading, &|reader| T::read_event(reader, event))
}

fn read_slice_by<T: Json>(
    json: &[u8],
    reading: Reading,
    read: &dyn Fn(&mut Reader<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let Reading { lenience, max_value_size } = reading;
    let found = Reader::new(json).and_then(|mut reader| {
        reader.lenience = lenience;
        reader.room = usize::try_from(max_value_size).unwrap_or(usize::MAX);
        let value = read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    });
    found.or_else(|error| match lenience.text(T::empty()) {
        Some(text) if json.trim_ascii() == b"null" => read_slice_by(text.as_bytes(), reading, read),
        _ => Err(error.located_in(json)),
    })
}

/// Writes a document.
///
/// # Errors
///
/// A float is not finite, or the value is nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
pub fn to_vec(value: &dyn WriteJson) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(128);
    write_into(value, &mut out)?;
    Ok(out)
}

/// Writes a value behind what is in the buffer; after an error, the buffer is as it was.
///
/// # Errors
///
/// As [`to_vec`].
pub fn write_into(value: &dyn WriteJson, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = out.len();
    let mut writer = Writer::over(std::mem::take(out));
    value.write(&mut writer);
    let (buffer, error) = writer.into_parts();
    *out = buffer;
    match error {
        None => Ok(()),
        Some(error) => {
            out.truncate(start);
            Err(error)
        }
    }
}
