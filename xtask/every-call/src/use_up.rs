//! What is done with a value that came back: copied, compared, shown, written and dropped.

use std::fmt::Debug;

use runtime::{ByteStream, EventStream, LineStream, Pages, PartStream, ReadJson, WriteJson};

use crate::refusal::Refusal;

/// The outcome of a call.
type Outcome = Result<(), Refusal>;

/// Items of a stream; a server that sends more never ends.
const MOST_ITEMS: usize = 1_000;

/// Uses up a value that is not JSON.
///
/// # Errors
///
/// A copy is not equal.
#[expect(clippy::needless_pass_by_value, reason = "the value is dropped here, on the small stack")]
pub fn plain<T: Clone + Debug + PartialEq>(value: T) -> Outcome {
    let copy = value.clone();
    let is_same = copy == value;
    drop(copy);
    show(&value, is_same)
}

/// Uses up a value that can be written as JSON.
///
/// # Errors
///
/// A copy is not equal, or the value cannot be written.
pub fn json<T: Clone + Debug + PartialEq + WriteJson>(value: T) -> Outcome {
    write(&value)?;
    plain(value)
}

/// Uses up the events of a stream.
///
/// # Errors
///
/// An event is one, or cannot be used up.
pub async fn events<T: Clone + Debug + PartialEq + ReadJson + WriteJson + Send + 'static>(
    mut stream: EventStream<T>,
) -> Outcome {
    for _ in 0..MOST_ITEMS {
        let Some(event) = stream.next().await else { return Ok(()) };
        json(event?.data)?;
    }
    Err(endless())
}

/// Uses up the lines of a stream.
///
/// # Errors
///
/// A line is one, or cannot be used up.
pub async fn lines<T: Clone + Debug + PartialEq + ReadJson + WriteJson + Send + 'static>(
    mut stream: LineStream<T>,
) -> Outcome {
    for _ in 0..MOST_ITEMS {
        let Some(line) = stream.next().await else { return Ok(()) };
        json(line?)?;
    }
    Err(endless())
}

/// Uses up the parts of a stream, each JSON.
///
/// # Errors
///
/// A part is one, or cannot be used up.
pub async fn parts<T: Clone + Debug + PartialEq + ReadJson + WriteJson + Send + 'static>(
    mut stream: PartStream<T>,
) -> Outcome {
    for _ in 0..MOST_ITEMS {
        let Some(part) = stream.next().await else { return Ok(()) };
        json(part?.value)?;
    }
    Err(endless())
}

/// Uses up the parts of a stream, each bytes.
///
/// # Errors
///
/// The stream breaks off.
pub async fn byte_parts(mut stream: PartStream<runtime::Bytes>) -> Outcome {
    for _ in 0..MOST_ITEMS {
        let Some(part) = stream.next().await else { return Ok(()) };
        plain(part?.value)?;
    }
    Err(endless())
}

/// Uses up the bytes of a stream.
///
/// # Errors
///
/// The stream breaks off.
pub async fn bytes(mut stream: ByteStream) -> Outcome {
    for _ in 0..MOST_ITEMS {
        let Some(bytes) = stream.next().await else { return Ok(()) };
        plain(bytes?)?;
    }
    Err(endless())
}

/// Uses up the first page; the mock server has no other.
///
/// # Errors
///
/// The page is one, or cannot be used up.
pub async fn page<P: Clone + Debug + PartialEq + ReadJson + WriteJson + Send + 'static>(
    mut pages: Pages<P>,
) -> Outcome {
    match pages.next().await {
        Some(page) => json(page?),
        None => Ok(()),
    }
}

fn endless() -> Refusal {
    Refusal::failure("the stream does not end", format!("after {MOST_ITEMS} items"))
}

fn write(value: &dyn WriteJson) -> Outcome {
    let written = runtime::json::to_vec(value);
    written.map(drop).map_err(|error| Refusal::failure("the response cannot be written", error.to_string()))
}

fn show(value: &dyn Debug, is_same: bool) -> Outcome {
    let shown = format!("{value:?}");
    if is_same { Ok(()) } else { Err(Refusal::failure("a copy of the response is not equal to it", shown)) }
}
