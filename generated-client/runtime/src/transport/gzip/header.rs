//! The head of a member: what it says is checked, and nothing of it is kept.

use flate2::Crc;

use super::invalid::Invalid;

/// Bits of the head's flags.
const HAS_CHECK: u8 = 1 << 1;
const HAS_EXTRA: u8 = 1 << 2;
const HAS_NAME: u8 = 1 << 3;
const HAS_COMMENT: u8 = 1 << 4;
const RESERVED: u8 = 0b1110_0000;

/// Bytes in front of what is optional: magic number, method, flags, time, two bytes about the writer.
const FIXED: u16 = 10;

/// A head that is arriving, byte by byte.
#[derive(Default)]
pub(super) struct Header {
    part: Part,
    flags: u8,
    check: Crc,
}

/// The part that comes next, and how far it has come.
#[derive(Clone, Copy)]
enum Part {
    Fixed(u16),
    ExtraLength(Option<u8>),
    Extra(u16),
    Name,
    Comment,
    Check(Option<u8>),
    Over,
}

impl Default for Part {
    fn default() -> Self {
        Self::Fixed(0)
    }
}

impl Header {
    /// Takes bytes of the head; gives how many of them belong to it.
    pub(super) fn take(&mut self, input: &[u8]) -> Result<usize, Invalid> {
        let mut taken = 0;
        while taken < input.len() && !self.is_whole() {
            let rest = &input[taken..];
            let length = self.step(rest)?;
            if !matches!(self.part, Part::Check(Some(_))) {
                self.check.update(&rest[..length]);
            }
            taken += length;
            self.skip_absent();
        }
        Ok(taken)
    }

    /// Whether all of it was taken.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.part, Part::Over)
    }

    /// Takes at least one byte of the part that is arriving.
    fn step(&mut self, input: &[u8]) -> Result<usize, Invalid> {
        let byte = input[0];
        let mut length = 1;
        self.part = match self.part {
            Part::Fixed(place) => {
                self.fixed(place, byte)?;
                if place + 1 < FIXED { Part::Fixed(place + 1) } else { Part::ExtraLength(None) }
            }
            Part::ExtraLength(None) => Part::ExtraLength(Some(byte)),
            Part::ExtraLength(Some(low)) => Part::Extra(u16::from_le_bytes([low, byte])),
            Part::Extra(left) => {
                length = input.len().min(left.into());
                Part::Extra(left - u16::try_from(length).unwrap_or(left))
            }
            part @ (Part::Name | Part::Comment) => {
                let end = input.iter().position(|byte| *byte == 0);
                length = end.map_or(input.len(), |end| end + 1);
                match (end, part) {
                    (None, part) => part,
                    (Some(_), Part::Name) => Part::Comment,
                    (Some(_), _) => Part::Check(None),
                }
            }
            Part::Check(None) => Part::Check(Some(byte)),
            Part::Check(Some(low)) => {
                if u32::from(u16::from_le_bytes([low, byte])) != self.check.sum() & 0xffff {
                    return Err(Invalid("the checksum of a gzip header does not match"));
                }
                Part::Over
            }
            Part::Over => Part::Over,
        };
        Ok(length)
    }

    /// A byte of the fixed part.
    fn fixed(&mut self, place: u16, byte: u8) -> Result<(), Invalid> {
        match (place, byte) {
            (0, 0x1f) | (1, 0x8b) | (2, 8) => Ok(()),
            (0 | 1, _) => Err(Invalid("a gzip member is missing")),
            (2, _) => Err(Invalid("a gzip member has an unknown compression method")),
            (3, flags) if flags & RESERVED != 0 => Err(Invalid("a gzip member sets reserved flags")),
            (3, flags) => {
                self.flags = flags;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Goes past parts that the flags do not announce, and past an empty one.
    fn skip_absent(&mut self) {
        loop {
            self.part = match self.part {
                Part::ExtraLength(None) if self.flags & HAS_EXTRA == 0 => Part::Name,
                Part::Extra(0) => Part::Name,
                Part::Name if self.flags & HAS_NAME == 0 => Part::Comment,
                Part::Comment if self.flags & HAS_COMMENT == 0 => Part::Check(None),
                Part::Check(None) if self.flags & HAS_CHECK == 0 => Part::Over,
                _ => return,
            };
        }
    }
}
