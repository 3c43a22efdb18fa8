//! Booleans, numbers and strings.

use std::borrow::Cow;

use super::{DecodeError, Empty, Json, Reader, WriteJson, Writer};

macro_rules! integers {
    ($($type:ty: $write:ident as $wide:ty),* $(,)?) => {$(
        impl Json for $type {
            const IS_SMALL: bool = true;

            fn empty() -> Empty {
                Empty::Scalar("0")
            }

            #[inline]
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.number()?.integer(stringify!($type))
            }

            fn blank() -> Self {
                0
            }

            fn put(&self, writer: &mut Writer) {
                writer.$write(<$wide>::from(*self));
            }
        }
    )*};
}

integers! {
    i8: integer as i64, i16: integer as i64, i32: integer as i64, i64: integer as i64, i128: long_integer as i128,
    u8: unsigned as u64, u16: unsigned as u64, u32: unsigned as u64, u64: unsigned as u64,
}

impl Json for bool {
    const IS_SMALL: bool = true;

    fn empty() -> Empty {
        Empty::Scalar("false")
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.boolean()
    }

    fn blank() -> Self {
        false
    }

    fn put(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Json for f64 {
    const IS_SMALL: bool = true;
    const IS_FLOAT: bool = true;

    fn empty() -> Empty {
        Empty::Scalar("0")
    }

    fn of_float(number: f32) -> Option<Self> {
        Some(number.into())
    }

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.number()?.float()
    }

    fn blank() -> Self {
        0.0
    }

    fn put(&self, writer: &mut Writer) {
        writer.float(*self);
    }
}

impl Json for f32 {
    const IS_SMALL: bool = true;
    const IS_FLOAT: bool = true;

    fn empty() -> Empty {
        Empty::Scalar("0")
    }

    fn of_float(number: f32) -> Option<Self> {
        Some(number)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.number()?.short_float()
    }

    fn blank() -> Self {
        0.0
    }

    fn put(&self, writer: &mut Writer) {
        writer.short_float(*self);
    }
}

impl Json for String {
    const IS_SMALL: bool = true;

    fn empty() -> Empty {
        Empty::Scalar("\"\"")
    }

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let text = reader.text()?;
        reader.owned(text)
    }

    fn blank() -> Self {
        Self::new()
    }

    fn is_text() -> bool {
        true
    }

    fn put(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl WriteJson for str {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl WriteJson for &str {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl WriteJson for Cow<'_, str> {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}
