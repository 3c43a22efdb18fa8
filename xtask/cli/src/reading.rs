//! Reading files that somebody else wrote.
//!
//! In: paths, and how much is too much. Out: bytes of regular files.
//! Must never know: what is in them.

use std::fs::{self, File, FileType};
use std::io::Read;

use camino::Utf8Path;

use crate::failure::Failure;

/// How much is read of a file that should be one of ours, and is compared or asked for its mark.
pub const LARGEST_OWN: usize = 512 << 20;

/// The bytes of a regular file, at most one more than `limit`, so that the caller sees that there are too many.
///
/// What a folder lists as a file may be a device without an end, or a pipe that waits for a writer.
pub fn read_file(path: &Utf8Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::file("read", path)(error);
    // Opening some devices has an effect already, so the name is asked first; what was opened is what counts.
    refuse_others(path, fs::metadata(path).map_err(failed)?.file_type())?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Opening a pipe that took the file's name meanwhile must not wait.
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path).map_err(failed)?;
    let data = file.metadata().map_err(failed)?;
    refuse_others(path, data.file_type())?;
    // What the disk says of the length is only how much room is made at once.
    let expected = usize::try_from(data.len()).unwrap_or(usize::MAX).min(limit);
    take(file, expected, limit).map_err(failed)
}

/// The same of a file that may not be there.
pub fn read_if_there(path: &Utf8Path, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
    match read_file(path, limit) {
        Err(Failure::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The bytes of standard input, at most one more than `limit`.
pub fn read_standard_input(limit: usize) -> Result<Vec<u8>, Failure> {
    take(std::io::stdin().lock(), 0, limit).map_err(Failure::file("read", Utf8Path::new("standard input")))
}

fn take(from: impl Read, expected: usize, limit: usize) -> std::io::Result<Vec<u8>> {
    // A byte more, so that the end is seen without more room.
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    from.take((limit as u64).saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refuse_others(path: &Utf8Path, kind: FileType) -> Result<(), Failure> {
    if kind.is_file() {
        return Ok(());
    }
    let hint = if kind.is_dir() { "" } else { "; use `-` to read the output of another program" };
    Err(Failure::usage(format!("{path} is {}, not a regular file{hint}", name_of_kind(kind))))
}

/// What a place on the disk is that is not a regular file.
pub fn name_of_kind(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
    }
    match (kind.is_dir(), kind.is_symlink(), kind.is_file()) {
        (true, _, _) => "a folder",
        (_, true, _) => "a symbolic link",
        (_, _, true) => "a file",
        _ => "a special file",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_more_than_the_limit_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = Utf8Path::from_path(folder.path()).expect("a UTF-8 path").join("a");
        fs::write(&path, "abcdef").expect("a file");
        assert_eq!(read_file(&path, 6).expect("bytes"), b"abcdef");
        assert_eq!(read_file(&path, 3).expect("bytes"), b"abcd");
        assert!(read_file(path.parent().expect("a parent"), 3).is_err(), "a folder");
        assert!(read_file(&path.join("nowhere"), 3).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn devices_have_no_end_and_are_refused() {
        let refused = read_file(Utf8Path::new("/dev/zero"), 3).expect_err("a device").to_string();
        assert_eq!(
            refused,
            "/dev/zero is a device, not a regular file; use `-` to read the output of another program"
        );
    }
}
