//! What holds other values: references, boxes, options, lists, maps, tuples.

use std::collections::BTreeMap;

use super::{
    DecodeError, Empty, Json, Kind, Reader, WriteJson, Writer,
    place::{blank_box, read_item, read_member, some_blank},
};

impl<T: Json> Json for Box<T> {
    const IS_SMALL: bool = true;

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

    fn put(&self, writer: &mut Writer) {
        (**self).put(writer);
    }

    fn is_left_out(&self) -> bool {
        (**self).is_left_out()
    }

    fn is_text() -> bool {
        T::is_text()
    }

    fn empty() -> Empty {
        T::empty()
    }
}

impl<T: Json> Json for Option<T> {
    const IS_SMALL: bool = true;

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

    fn is_text() -> bool {
        T::is_text()
    }

    fn put(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.put(writer),
            None => writer.null(),
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T: Json> Json for Vec<T> {
    const IS_SMALL: bool = true;

    fn empty() -> Empty {
        Empty::Container("[]")
    }

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

    fn put(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: WriteJson> WriteJson for [T] {
    fn write(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: WriteJson> WriteJson for &[T] {
    fn write(&self, writer: &mut Writer) {
        writer.array(*self);
    }
}

impl WriteJson for Vec<&str> {
    fn write(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: Json> Json for BTreeMap<String, T> {
    const IS_SMALL: bool = true;

    fn empty() -> Empty {
        Empty::Container("{}")
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut members = Self::new();
        reader.members(|reader, name| read_member(&mut members, name, reader))?;
        Ok(members)
    }

    fn blank() -> Self {
        Self::new()
    }

    fn put(&self, writer: &mut Writer) {
        writer.settle_tags(|name| self.contains_key(name));
        writer.begin_object();
        for (name, value) in self {
            writer.member(name, value);
        }
        writer.end_object();
    }
}

macro_rules! tuples {
    ($($length:literal: $($type:ident $place:tt),+;)+) => {$(
        impl<$($type: Json),+> Json for ($($type,)+) {
            const IS_SMALL: bool = true;

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

            fn put(&self, writer: &mut Writer) {
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
