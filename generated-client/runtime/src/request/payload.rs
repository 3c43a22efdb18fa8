//! Bytes that a call sends: from memory, from a file, from a reader.

use std::{
    fmt,
    fs::Metadata,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use tokio::io::AsyncRead;

use crate::platform::MaybeSend;

/// A reader of a body.
#[cfg(not(target_family = "wasm"))]
pub(crate) type BoxReader = std::pin::Pin<Box<dyn AsyncRead + Send>>;
/// A reader of a body.
#[cfg(target_family = "wasm")]
pub(crate) type BoxReader = std::pin::Pin<Box<dyn AsyncRead>>;

/// The bytes of a body: from memory, from a file, or from a reader.
pub struct Payload {
    pub(crate) source: Source,
    pub(crate) content_type: Option<String>,
}

/// Where bytes come from.
pub(crate) enum Source {
    /// From memory.
    Memory(Bytes),
    /// From a file, opened when the call is sent, and again when it is sent again.
    File(PathBuf),
    /// From a reader, which can be read once: such a call is never sent again.
    Reader(BoxReader, Option<u64>),
}

impl Source {
    /// Whether it can be given more than once. What a pipe or a device gave is gone.
    pub(crate) fn can_repeat(&self) -> bool {
        match self {
            Self::Memory(_) => true,
            // A file that is not there yet is told about when it is opened.
            Self::File(path) => {
                std::fs::metadata(path).map_or(true, |metadata| length_of(&metadata).is_some())
            }
            Self::Reader(..) => false,
        }
    }
}

/// How long a file is, where its length can be relied on. Pipes, devices and the files that a system makes up (`/proc`)
/// are said to be empty and are not.
pub(crate) fn length_of(metadata: &Metadata) -> Option<u64> {
    Some(metadata.len()).filter(|length| metadata.is_file() && *length > 0)
}

impl Payload {
    /// Bytes from memory.
    #[must_use]
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::of(Source::Memory(bytes.into()))
    }

    /// A file, opened when the call is sent. A file of no length, a pipe or a device is read to its end, once: such a
    /// call is never sent again.
    #[must_use]
    pub fn path(path: impl AsRef<Path>) -> Self {
        Self::of(Source::File(path.as_ref().to_owned()))
    }

    /// All that a reader gives. It can be read once, so the call is never sent again.
    #[must_use]
    pub fn reader(reader: impl AsyncRead + MaybeSend + 'static) -> Self {
        Self::of(Source::Reader(Box::pin(reader), None))
    }

    /// The next `length` bytes that a reader gives; many servers want to know the length before.
    #[must_use]
    pub fn reader_with_length(reader: impl AsyncRead + MaybeSend + 'static, length: u64) -> Self {
        Self::of(Source::Reader(Box::pin(reader), Some(length)))
    }
}

impl Payload {
    /// The media type that the server sees. Without one, it is the one that the API takes; of several, the one that the
    /// name of a file suggests, or the first.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    fn of(source: Source) -> Self {
        Self { source, content_type: None }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Memory(bytes) => write!(formatter, "Payload({} bytes)", bytes.len()),
            Source::File(path) => write!(formatter, "Payload({})", path.display()),
            Source::Reader(_, Some(length)) => write!(formatter, "Payload(reader of {length} bytes)"),
            Source::Reader(_, None) => formatter.write_str("Payload(reader)"),
        }
    }
}

/// A part of a multipart body: bytes with a file name and a media type.
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) -> Result<(), callwright_runtime::Error> {
/// use callwright_runtime::Part;
///
/// let request = client.request("POST", "/v1/recordings").part_text("language", "en");
/// let from_disk = request.part("sound", Part::path("take-1.wav").content_type("audio/wav"));
/// from_disk.part("notes", Part::bytes("loud").file_name("notes.txt")).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Part {
    pub(crate) payload: Payload,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    /// Whether it is a value and not a file.
    pub(crate) is_text: bool,
}

impl Part {
    /// A value that is text, such as a browser sends for a field that is not a file: it has no file name.
    ///
    /// ```
    /// use callwright_runtime::Part;
    ///
    /// let language = Part::text("en");
    /// ```
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { is_text: true, ..Payload::bytes(text.into()).into() }
    }

    /// Bytes from memory.
    #[must_use]
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Payload::bytes(bytes).into()
    }

    /// A file, opened when the call is sent; its name goes along.
    #[must_use]
    pub fn path(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { file_name: name, ..Payload::path(path).into() }
    }

    /// All that a reader gives. It can be read once, so the call is never sent again.
    #[must_use]
    pub fn reader(reader: impl AsyncRead + MaybeSend + 'static) -> Self {
        Payload::reader(reader).into()
    }

    /// The next `length` bytes that a reader gives; many servers want to know the length before.
    #[must_use]
    pub fn reader_with_length(reader: impl AsyncRead + MaybeSend + 'static, length: u64) -> Self {
        Payload::reader_with_length(reader, length).into()
    }

    /// The file name that the server sees. Without one, it sees `file`.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The media type that the server sees. Without one, it is the one that the API takes, or follows from the file name.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// A header of the part, beside those that say what it is.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl From<Payload> for Part {
    fn from(mut payload: Payload) -> Self {
        let content_type = payload.content_type.take();
        Self { payload, file_name: None, content_type, headers: Vec::new(), is_text: false }
    }
}

macro_rules! from_content {
    ($($content:ty),*) => {$(
        impl From<$content> for Payload {
            fn from(content: $content) -> Self {
                Self::bytes(content)
            }
        }
        impl From<$content> for Part {
            fn from(content: $content) -> Self {
                Self::bytes(content)
            }
        }
    )*};
}

macro_rules! from_path {
    ($($path:ty),*) => {$(
        impl From<$path> for Payload {
            fn from(path: $path) -> Self {
                Self::path(path)
            }
        }
        impl From<$path> for Part {
            fn from(path: $path) -> Self {
                Self::path(path)
            }
        }
    )*};
}

from_content!(Bytes, Vec<u8>, &'static [u8], String, &'static str);
from_path!(PathBuf, &PathBuf, &Path);

impl<const LENGTH: usize> From<&'static [u8; LENGTH]> for Payload {
    fn from(content: &'static [u8; LENGTH]) -> Self {
        Self::bytes(content.as_slice())
    }
}

impl<const LENGTH: usize> From<&'static [u8; LENGTH]> for Part {
    fn from(content: &'static [u8; LENGTH]) -> Self {
        Self::bytes(content.as_slice())
    }
}
