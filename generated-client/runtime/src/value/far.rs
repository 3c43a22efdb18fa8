//! A box that a compiler does not look into.

use std::{
    any::Any,
    fmt,
    marker::PhantomData,
    ops::{Deref, DerefMut},
    panic::{RefUnwindSafe, UnwindSafe},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::{self, DecodeError, Json, Member, Reader, Writer};

/// A box for a value in which a long chain of other types begins.
///
/// It is used as a [`Box`]: it leads to the value by `*`, by its fields and by its methods, and is made by
/// [`Far::new`] or `into()`. To take the value out there is [`into_inner`](Self::into_inner).
///
/// A compiler that wants to know whether a value can be dropped or sent to another thread looks at all types that it may
/// hold, and gives up where they go too deep. Whoever asks this box needs not look any further, because it has been looked
/// at when the value was put in.
///
/// ```
/// use callwright_runtime::{Far, json, object, private};
///
/// /// The end of a chain.
/// pub struct End {
///     /// A name.
///     pub name: String,
/// }
///
/// object! { End { name } }
///
/// impl private::Distant for End {
///     fn begin() -> private::Held {
///         private::begin::<Self>()
///     }
/// }
///
/// let end: Far<End> = json::from_slice(br#"{"name": "z"}"#).unwrap();
/// assert_eq!(end.name, "z");
/// assert_eq!(end.clone(), End { name: "z".into() }.into());
/// assert_eq!(end.into_inner().name, "z");
/// ```
pub struct Far<T> {
    held: Held,
    of: PhantomData<fn() -> T>,
}

/// A value of a type that is not known here, and what can be done with it.
pub type Held = Box<dyn Member + Send + Sync>;

/// A type whose values can stand in a [`Far`].
pub trait Distant: Json + Send + Sync {
    /// A blank value. A client makes those of all such types in one function, so that what is compiled for one of them
    /// does not lead on to all the others.
    #[doc(hidden)]
    fn begin() -> Held;
}

/// A blank value of this type.
#[must_use]
pub fn begin<T: Json + Send + Sync>() -> Held {
    Box::new(T::blank())
}

impl<T: Distant> Far<T> {
    /// Puts a value into the box.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { held: Box::new(value), of: PhantomData }
    }

    /// The value, taken out of the box.
    #[must_use]
    pub fn into_inner(self) -> T {
        let held: Box<dyn Any> = self.held;
        held.downcast().map_or_else(|_| T::blank(), |value| *value)
    }
}

/// Types of a client are made of values that a panic leaves as they were.
impl<T> UnwindSafe for Far<T> {}

impl<T> RefUnwindSafe for Far<T> {}

impl<T: 'static> Deref for Far<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let held: &dyn Any = &*self.held;
        held.downcast_ref().expect(PROMISE)
    }
}

impl<T: 'static> DerefMut for Far<T> {
    fn deref_mut(&mut self) -> &mut T {
        let held: &mut dyn Any = &mut *self.held;
        held.downcast_mut().expect(PROMISE)
    }
}

/// Only [`Far::new`] and [`Distant::begin`] make one.
const PROMISE: &str = "the box holds a value of its type";

impl<T: Distant> From<T> for Far<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Distant> Clone for Far<T> {
    fn clone(&self) -> Self {
        let mut copy = Self::blank();
        copy.held.copy(&*self.held);
        copy
    }
}

impl<T> fmt::Debug for Far<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.held, formatter)
    }
}

impl<T> PartialEq for Far<T> {
    fn eq(&self, other: &Self) -> bool {
        self.held.is_same(&*other.held)
    }
}

impl<T: Distant + Default> Default for Far<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Distant> Json for Far<T> {
    const IS_SMALL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.take_piece(size_of::<T>())?;
        let mut far = Self::blank();
        far.held.fill(reader)?;
        Ok(far)
    }

    fn read_into(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.take_piece(size_of::<T>())?;
        self.held.fill(reader)
    }

    fn fill_blank(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.take_piece(size_of::<T>())?;
        self.held.fill(reader)
    }

    fn blank() -> Self {
        Self { held: T::begin(), of: PhantomData }
    }

    fn is_text() -> bool {
        T::is_text()
    }

    fn put(&self, writer: &mut Writer) {
        self.held.write(writer);
    }

    fn is_left_out(&self) -> bool {
        self.held.is_absent()
    }
}

impl<T: Distant> Serialize for Far<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de, T: Distant> Deserialize<'de> for Far<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer)
    }
}
