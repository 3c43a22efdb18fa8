//! Booleans, numbers and strings.

use std::borrow::Cow;

use super::{DecodeError, Empty, ReadJson, Reader, WriteJson, Writer};

macro_rules! integers {
    ($($type:ty: $write:ident as $wide:ty),* $(,)?) => {$(
        impl ReadJson for $type {
            const EMPTY: Empty = Empty::Scalar("0");

            #[inline]
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.number()?.integer(stringify!($type))
            }

            fn blank() -> Self {
                0
            }
        }

        impl WriteJson for $type {
            fn write(&self, writer: &mut Writer) {
                writer.$write(<$wide>::from(*self));
            }
        }
    )*};
}

integers! {
    i8: integer as i64, i16: integer as i64, i32: integer as i64, i64: integer as i64, i128: long_integer as i128,
    u8: unsigned as u64, u16: unsigned as u64, u32: unsigned as u64, u64: unsigned as u64,
}

impl ReadJson for bool {
    const EMPTY: Empty = Empty::Scalar("false");

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.boolean()
    }

    fn blank() -> Self {
        false
    }
}

impl WriteJson for bool {
    fn write(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl ReadJson for f64 {
    const EMPTY: Empty = Empty::Scalar("0");
    const IS_FLOAT: bool = true;

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
}

impl WriteJson for f64 {
    fn write(&self, writer: &mut Writer) {
        writer.float(*self);
    }
}

impl ReadJson for f32 {
    const EMPTY: Empty = Empty::Scalar("0");
    const IS_FLOAT: bool = true;

    fn of_float(number: f32) -> Option<Self> {
        Some(number)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.number()?.short_float()
    }

    fn blank() -> Self {
        0.0
    }
}

impl WriteJson for f32 {
    fn write(&self, writer: &mut Writer) {
        writer.short_float(*self);
    }
}

impl ReadJson for String {
    const IS_TEXT: bool = true;
    const EMPTY: Empty = Empty::Scalar("\"\"");

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let text = reader.text()?;
        reader.owned(text)
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl WriteJson for String {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl WriteJson for str {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl WriteJson for Cow<'_, str> {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}
