//! Members: a head, compressed data, and what the data must come to.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::{header::Header, invalid::Invalid};

/// What stands behind the data of a member: its check and its length.
const END: usize = 8;

/// Members that are arriving, one behind the other.
#[derive(Default)]
pub(super) struct Members {
    part: Part,
    /// Made for the first member, and used for all.
    inflate: Option<Decompress>,
    check: Crc,
}

/// The part of a member that comes next.
#[derive(Default)]
enum Part {
    /// Another member, or nothing.
    #[default]
    Between,
    Head(Header),
    Data,
    End([u8; END], usize),
}

impl Members {
    /// Reads on until the input is used up or the room is full; gives how much of the input was taken.
    pub(super) fn read(&mut self, input: &[u8], room: &mut Vec<u8>) -> Result<usize, Invalid> {
        let mut taken = 0;
        loop {
            let rest = &input[taken..];
            // Only data may be given without anything that arrives.
            if rest.is_empty() && !matches!(self.part, Part::Data) {
                return Ok(taken);
            }
            match &mut self.part {
                Part::Between => self.part = Part::Head(Header::default()),
                Part::Head(header) => {
                    taken += header.take(rest)?;
                    if header.is_whole() {
                        self.begin();
                    }
                }
                Part::Data => {
                    let (used, is_over) = self.inflate(rest, room)?;
                    taken += used;
                    if is_over {
                        self.part = Part::End([0; END], 0);
                    } else if room.len() == room.capacity() || taken == input.len() {
                        return Ok(taken);
                    }
                }
                Part::End(bytes, have) => {
                    let length = rest.len().min(END - *have);
                    bytes[*have..*have + length].copy_from_slice(&rest[..length]);
                    (taken, *have) = (taken + length, *have + length);
                    if *have == END {
                        let bytes = *bytes;
                        self.check(bytes)?;
                        self.part = Part::Between;
                    }
                }
            }
        }
    }

    /// Whether nothing is missing when nothing more comes.
    pub(super) fn are_whole(&self) -> bool {
        matches!(self.part, Part::Between)
    }

    /// The data of a member begins.
    fn begin(&mut self) {
        self.part = Part::Data;
        self.check.reset();
        match &mut self.inflate {
            Some(inflate) => inflate.reset(false),
            none => *none = Some(Decompress::new(false)),
        }
    }

    /// Reads data into the room; gives how much was taken, and whether the data is over.
    fn inflate(&mut self, input: &[u8], room: &mut Vec<u8>) -> Result<(usize, bool), Invalid> {
        let inflate = self.inflate.get_or_insert_with(|| Decompress::new(false));
        let (read, written) = (inflate.total_in(), room.len());
        let status = inflate
            .decompress_vec(input, room, FlushDecompress::None)
            .map_err(|_| Invalid("the data of a gzip member is damaged"))?;
        self.check.update(&room[written..]);
        let used = usize::try_from(inflate.total_in() - read).unwrap_or(input.len());
        if used == 0 && room.len() == written && !input.is_empty() && room.len() < room.capacity() {
            return Err(Invalid("the data of a gzip member is damaged"));
        }
        Ok((used, status == Status::StreamEnd))
    }

    /// Compares what came with what the end of the member says.
    fn check(&self, end: [u8; END]) -> Result<(), Invalid> {
        let (sums, _) = end.as_chunks::<4>();
        // The length is that of the data modulo 2^32, as the check's own count is.
        let is_same =
            sums.iter().map(|sum| u32::from_le_bytes(*sum)).eq([self.check.sum(), self.check.amount()]);
        if is_same { Ok(()) } else { Err(Invalid("the checksum or length of a gzip member does not match")) }
    }
}
