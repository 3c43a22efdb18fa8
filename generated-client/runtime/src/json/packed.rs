//! Lists of floating-point numbers that come packed: as base64 of their bytes, four a number, the least first.
//!
//! Services for embeddings do so where they are asked for `base64`, in the same place as a list of numbers.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{DecodeError, Reader};

impl Reader<'_> {
    /// Reads the numbers of a text.
    pub(super) fn packed_floats(&mut self) -> Result<Vec<f32>, DecodeError> {
        let start = self.at;
        let text = self.text()?;
        let packed = STANDARD.decode(text.as_bytes()).unwrap_or_default();
        let (numbers, rest) = packed.as_chunks::<4>();
        if numbers.is_empty() || !rest.is_empty() {
            return Err(DecodeError::new(
                start,
                "expected an array, found a string that is not base64 of packed numbers",
            ));
        }
        Ok(numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }
}
