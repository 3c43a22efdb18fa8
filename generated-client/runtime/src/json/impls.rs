//! The types that are not made by macros: scalars, containers, any JSON.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Number, Value};

use super::{
    DecodeError, Empty, Kind, ReadJson, Reader, WriteJson, Writer, exact,
    place::{blank_box, read_item, read_member, some_blank},
};

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

impl<T: WriteJson + ?Sized> WriteJson for &T {
    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ReadJson> ReadJson for Box<T> {
    const IS_TEXT: bool = T::IS_TEXT;
    const EMPTY: Empty = T::EMPTY;

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.take_piece(size_of::<T>())?;
        let mut boxed = blank_box();
        T::fill_blank(&mut boxed, reader)?;
        Ok(boxed)
    }

    fn read_event(reader: &mut Reader<'_>, event: Option<&str>) -> Result<Self, DecodeError> {
        T::read_event(reader, event).map(Self::new)
    }

    fn event_is_text(event: Option<&str>) -> bool {
        T::event_is_text(event)
    }

    fn read_into(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.take_piece(size_of::<T>())?;
        T::read_into(self, reader)
    }

    fn fill_blank(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.take_piece(size_of::<T>())?;
        T::fill_blank(self, reader)
    }

    fn blank() -> Self {
        blank_box()
    }
}

impl<T: WriteJson + ?Sized> WriteJson for Box<T> {
    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ReadJson> ReadJson for Option<T> {
    const IS_TEXT: bool = T::IS_TEXT;

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.take_null()? { Ok(None) } else { T::read(reader).map(Some) }
    }

    #[inline]
    fn read_into(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.take_null()? {
            *self = None;
            Ok(())
        } else {
            some_blank(self).fill_blank(reader)
        }
    }

    #[inline]
    fn fill_blank(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.read_into(reader)
    }

    fn blank() -> Self {
        None
    }
}

impl<T: WriteJson> WriteJson for Option<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: ReadJson> ReadJson for Vec<T> {
    const EMPTY: Empty = Empty::Container("[]");

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if T::IS_FLOAT && reader.peek()? == Kind::String {
            let numbers = reader.packed_floats()?;
            reader.take_piece(numbers.len().saturating_mul(size_of::<T>()))?;
            return numbers
                .into_iter()
                .map(|number| {
                    T::of_float(number).ok_or_else(|| reader.error("expected an array, found a string"))
                })
                .collect();
        }
        let mut items = Self::new();
        reader.array(|reader| read_item(&mut items, reader))?;
        Ok(items)
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl<T: WriteJson> WriteJson for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: WriteJson> WriteJson for [T] {
    fn write(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: ReadJson> ReadJson for BTreeMap<String, T> {
    const EMPTY: Empty = Empty::Container("{}");

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut members = Self::new();
        reader.members(|reader, name| read_member(&mut members, name, reader))?;
        Ok(members)
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl<T: WriteJson> WriteJson for BTreeMap<String, T> {
    fn write(&self, writer: &mut Writer) {
        writer.settle_tags(|name| self.contains_key(name));
        writer.begin_object();
        for (name, value) in self {
            writer.member(name, value);
        }
        writer.end_object();
    }
}

impl ReadJson for Map<String, Value> {
    const EMPTY: Empty = Empty::Container("{}");

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut members = Self::new();
        reader.members(|reader, name| insert(&mut members, name, reader))?;
        Ok(members)
    }

    fn blank() -> Self {
        Self::new()
    }
}

/// Reads the member of an untyped object; one of the same name is replaced.
pub(super) fn insert(
    members: &mut Map<String, Value>,
    name: Cow<'_, str>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    reader.take_member(members.len(), size_of::<Value>())?;
    let name = reader.owned(name)?;
    members.insert(name, Value::read(reader)?);
    Ok(())
}

impl WriteJson for Map<String, Value> {
    fn write(&self, writer: &mut Writer) {
        writer.settle_tags(|name| self.contains_key(name));
        writer.begin_object();
        for (name, value) in self {
            writer.member(name, value);
        }
        writer.end_object();
    }
}

impl ReadJson for Value {
    const EMPTY: Empty = Empty::Scalar("null");

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(match reader.peek()? {
            Kind::Null => {
                reader.null()?;
                Self::Null
            }
            Kind::Boolean => Self::Bool(reader.boolean()?),
            Kind::Number => {
                let number = reader.number()?;
                let value = exact::value_of(number);
                reader.take_number(number.text(), &value)?;
                value
            }
            Kind::String => Self::String(String::read(reader)?),
            Kind::Array => Self::Array(Vec::read(reader)?),
            Kind::Object => Self::Object(Map::read(reader)?),
        })
    }

    fn blank() -> Self {
        Self::Null
    }
}

impl WriteJson for Value {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(value) => value.write(writer),
            Self::String(value) => writer.text(value),
            Self::Array(items) => writer.array(items),
            Self::Object(members) => match exact::text_in(members) {
                Some(number) => writer.raw(number.as_bytes()),
                None => members.write(writer),
            },
        }
    }
}

impl ReadJson for Number {
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let number = reader.number()?;
        reader.take_piece(if size_of::<Self>() > 16 { number.text().len() } else { 0 })?;
        match exact::exact_number(number.text()) {
            Some(number) => Ok(number),
            None => Self::from_f64(number.float()?).ok_or_else(|| reader.error("a number is too large")),
        }
    }

    fn blank() -> Self {
        0.into()
    }
}

/// As it is: this type tells `42` and `42.0` apart.
impl WriteJson for Number {
    fn write(&self, writer: &mut Writer) {
        writer.raw(self.to_string().as_bytes());
    }
}

macro_rules! tuples {
    ($($length:literal: $($type:ident $place:tt),+;)+) => {$(
        impl<$($type: ReadJson),+> ReadJson for ($($type,)+) {
            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.begin_tuple()?;
                let value = ($({
                    reader.tuple_item($place, $length)?;
                    $type::read(reader)?
                },)+);
                reader.end_tuple()?;
                Ok(value)
            }

            fn blank() -> Self {
                ($($type::blank(),)+)
            }
        }

        impl<$($type: WriteJson),+> WriteJson for ($($type,)+) {
            fn write(&self, writer: &mut Writer) {
                writer.begin_array();
                $(writer.item(&self.$place);)+
                writer.end_array();
            }
        }
    )+};
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}
