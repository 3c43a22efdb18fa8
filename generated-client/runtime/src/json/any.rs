//! Any JSON.

use serde_json::{Map, Number, Value};

use super::{DecodeError, Empty, Json, Kind, Reader, Writer, exact, place::read_any_member};

impl Json for Map<String, Value> {
    const IS_SMALL: bool = true;

    fn empty() -> Empty {
        Empty::Container("{}")
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut members = Self::new();
        reader.members(|reader, name| read_any_member(&mut members, name, reader))?;
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

impl Json for Value {
    const IS_SMALL: bool = true;

    fn empty() -> Empty {
        Empty::Scalar("null")
    }

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

    fn put(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.boolean(*value),
            Self::Number(value) => value.put(writer),
            Self::String(value) => writer.text(value),
            Self::Array(items) => writer.array(items),
            Self::Object(members) => match exact::text_in(members) {
                Some(number) => writer.raw(number.as_bytes()),
                None => members.put(writer),
            },
        }
    }
}

impl Json for Number {
    const IS_SMALL: bool = true;

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

    /// As it is: this type tells `42` and `42.0` apart.
    fn put(&self, writer: &mut Writer) {
        writer.raw(self.to_string().as_bytes());
    }
}
