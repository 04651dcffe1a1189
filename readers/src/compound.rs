//! Compound files ([MS-CFB]): the container of Word's and Excel's old formats, a file system in a file.
//!
//! Chains of sectors are followed only where they are what a program writes: no sector in two chains, none twice, and as
//! many as the stream's length asks for. A changed number in the tables breaks one of these.

use std::collections::{HashMap, HashSet};

use crate::bytes::{Little, of_utf16};
use crate::material::Refusal;

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Numbers from here on are no sectors (`MAXREGSECT`).
const NO_SECTOR: u32 = 0xffff_fffa;
const END_OF_CHAIN: u32 = 0xffff_fffe;

/// Streams below this length lie in the mini stream.
const MINI_CUTOFF: usize = 4096;
const MINI_SECTOR: usize = 64;

/// The length of the header, and of a directory entry.
const HEADER: usize = 512;
const ENTRY: usize = 128;

/// The most directory entries that are looked at.
const MOST_ENTRIES: usize = 8192;

/// Whether bytes begin as a compound file does.
pub(crate) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// An opened compound file.
pub(crate) struct Compound<'a> {
    sectors: Sectors<'a>,
    chains: Chains,
    mini_chains: Chains,
    mini_stream: Vec<u8>,
    /// The streams of the root storage.
    streams: HashMap<String, Entry>,
}

/// Where a stream begins, and how long it is.
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Opens a compound file.
    ///
    /// # Errors
    /// When its tables are damaged or its end is missing.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let header = Header::read(bytes).ok_or(Refusal::Damaged)?;
        let sectors = Sectors {
            bytes,
            size: header.sector_size,
        };
        let chains = Chains::new(header.fat(&sectors)?);
        let directory = sectors.joined(&chains.from(header.first_directory)?)?;
        let entries = Directory { bytes: &directory };
        let root = entries.root().ok_or(Refusal::Damaged)?;
        let mut mini_chains = Chains::default();
        let mut mini_stream = Vec::new();
        if header.first_mini_fat < NO_SECTOR {
            let mini_fat = sectors.joined(&chains.from(header.first_mini_fat)?)?;
            mini_chains = Chains::new(numbers(&mini_fat));
            mini_stream = sectors.stream(&chains, root)?;
        }
        Ok(Self {
            streams: entries.streams()?,
            sectors,
            chains,
            mini_chains,
            mini_stream,
        })
    }

    /// Whether the root storage has a stream or storage of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.streams.contains_key(&known_as(name))
    }

    /// The bytes of a stream; `None` when there is none of that name.
    ///
    /// # Errors
    /// When its chain is damaged or its end is missing.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.streams.get(&known_as(name)) else {
            return Ok(None);
        };
        if entry.length >= MINI_CUTOFF {
            return self.sectors.stream(&self.chains, *entry).map(Some);
        }
        let sectors = Sectors {
            bytes: &self.mini_stream,
            size: MINI_SECTOR,
        };
        sectors.mini_stream(&self.mini_chains, *entry).map(Some)
    }
}

/// What the header says.
struct Header {
    sector_size: usize,
    fat_sectors: usize,
    first_directory: u32,
    first_mini_fat: u32,
    first_difat: u32,
    difat_sectors: usize,
    /// The first 109 sectors of the FAT.
    difat: Vec<u32>,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let sector_size = match (bytes.u16_at(26)?, bytes.u16_at(30)?) {
            (3, 9) => 512,
            (4, 12) => 4096,
            _ => return None,
        };
        let is_usual = bytes.u16_at(28)? == 0xfffe
            && bytes.u16_at(32)? == 6
            && bytes.size_at(56)? == MINI_CUTOFF;
        is_usual.then_some(Self {
            sector_size,
            fat_sectors: bytes.size_at(44)?,
            first_directory: bytes.u32_at(48)?,
            first_mini_fat: bytes.u32_at(60)?,
            first_difat: bytes.u32_at(68)?,
            difat_sectors: bytes.size_at(72)?,
            difat: numbers(bytes.part(76, HEADER - 76)?),
        })
    }

    /// The file allocation table: for each sector the next one of its chain.
    fn fat(&self, sectors: &Sectors<'_>) -> Result<Vec<u32>, Refusal> {
        let mut places = self.difat.clone();
        let mut next = self.first_difat;
        for _ in 0..self.difat_sectors.min(sectors.count()) {
            let mut more = numbers(sectors.sector(next).ok_or(Refusal::CutShort)?);
            next = more.pop().unwrap_or(END_OF_CHAIN);
            places.append(&mut more);
        }
        places.retain(|place| *place < NO_SECTOR);
        let once: HashSet<u32> = places.iter().copied().collect();
        if places.len() != self.fat_sectors || once.len() != places.len() {
            return Err(Refusal::Damaged);
        }
        let mut fat = Vec::new();
        for place in places {
            fat.extend(numbers(sectors.sector(place).ok_or(Refusal::CutShort)?));
        }
        Ok(fat)
    }
}

/// The bytes as sectors.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> Sectors<'a> {
    fn count(&self) -> usize {
        self.bytes.len() / self.size
    }

    /// A sector of the file, which begins behind the header; the last one may be shorter.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        self.nth(usize::try_from(number).ok()?.checked_add(1)?)
    }

    fn nth(&self, number: usize) -> Option<&'a [u8]> {
        let from = number.checked_mul(self.size)?;
        let end = from.checked_add(self.size)?.min(self.bytes.len());
        self.bytes
            .get(from..end)
            .filter(|sector| !sector.is_empty())
    }

    fn joined(&self, chain: &[u32]) -> Result<Vec<u8>, Refusal> {
        let mut joined = Vec::new();
        for number in chain {
            joined.extend_from_slice(self.sector(*number).ok_or(Refusal::CutShort)?);
        }
        Ok(joined)
    }

    fn stream(&self, chains: &Chains, entry: Entry) -> Result<Vec<u8>, Refusal> {
        let chain = chains.of_length(entry, self.size)?;
        cut(self.joined(&chain)?, entry.length)
    }

    /// The same within the mini stream, which has no header.
    fn mini_stream(&self, chains: &Chains, entry: Entry) -> Result<Vec<u8>, Refusal> {
        let mut joined = Vec::new();
        for number in chains.of_length(entry, self.size)? {
            let number = usize::try_from(number).map_err(|_| Refusal::Damaged)?;
            joined.extend_from_slice(self.nth(number).ok_or(Refusal::Damaged)?);
        }
        cut(joined, entry.length)
    }
}

fn cut(mut bytes: Vec<u8>, length: usize) -> Result<Vec<u8>, Refusal> {
    if bytes.len() < length {
        return Err(Refusal::CutShort);
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// The chains of a file allocation table.
#[derive(Default)]
struct Chains {
    next: Vec<u32>,
    /// How many sectors each one comes after.
    before: Vec<u8>,
}

impl Chains {
    fn new(next: Vec<u32>) -> Self {
        let mut before = vec![0_u8; next.len()];
        for number in &next {
            let place = usize::try_from(*number).ok();
            if let Some(count) = place.and_then(|place| before.get_mut(place)) {
                *count = count.saturating_add(1);
            }
        }
        Self { next, before }
    }

    /// The sectors from a first one on. A sector that comes after two, or a first one that comes after any, belongs to
    /// another chain as well; so none can come twice.
    fn from(&self, first: u32) -> Result<Vec<u32>, Refusal> {
        let mut chain = Vec::new();
        let mut number = first;
        while number != END_OF_CHAIN {
            let place = usize::try_from(number).unwrap_or(usize::MAX);
            let before = self.before.get(place).ok_or(Refusal::Damaged)?;
            if *before != u8::from(!chain.is_empty()) || chain.len() > self.next.len() {
                return Err(Refusal::Damaged);
            }
            chain.push(number);
            number = self.next.get(place).copied().ok_or(Refusal::Damaged)?;
        }
        Ok(chain)
    }

    fn of_length(&self, entry: Entry, sector: usize) -> Result<Vec<u32>, Refusal> {
        if entry.length == 0 {
            return Ok(Vec::new());
        }
        let chain = self.from(entry.start)?;
        if chain.len() == entry.length.div_ceil(sector) {
            Ok(chain)
        } else {
            Err(Refusal::Damaged)
        }
    }
}

/// The directory: a tree of entries in a stream.
struct Directory<'a> {
    bytes: &'a [u8],
}

impl Directory<'_> {
    fn entry(&self, number: u32) -> Option<&[u8]> {
        let at = usize::try_from(number).ok()?.checked_mul(ENTRY)?;
        self.bytes.part(at, ENTRY)
    }

    fn root(&self) -> Option<Entry> {
        let root = self.entry(0).filter(|entry| entry.u8_at(66) == Some(5))?;
        of_entry(root)
    }

    /// The streams of the root storage by their names. Storages are listed as streams without bytes.
    fn streams(&self) -> Result<HashMap<String, Entry>, Refusal> {
        let root = self.entry(0).ok_or(Refusal::Damaged)?;
        let mut streams = HashMap::new();
        let mut seen = HashSet::new();
        let mut waiting = vec![root.u32_at(76).unwrap_or(NO_SECTOR)];
        while let Some(number) = waiting.pop() {
            if number >= NO_SECTOR {
                continue;
            }
            if !seen.insert(number) || seen.len() > MOST_ENTRIES {
                return Err(Refusal::Damaged);
            }
            let entry = self.entry(number).ok_or(Refusal::Damaged)?;
            waiting.extend([68, 72].into_iter().filter_map(|at| entry.u32_at(at)));
            let name_length = usize::from(entry.u16_at(64).unwrap_or(0)).saturating_sub(2);
            let name = of_utf16(entry.part(0, name_length.min(62)).unwrap_or_default());
            let stream = match entry.u8_at(66) {
                Some(2) => of_entry(entry).ok_or(Refusal::Damaged)?,
                Some(1) => Entry {
                    start: END_OF_CHAIN,
                    length: 0,
                },
                _ => return Err(Refusal::Damaged),
            };
            if streams.insert(known_as(&name), stream).is_some() {
                return Err(Refusal::Damaged);
            }
        }
        Ok(streams)
    }
}

/// Names are compared without case; those that are asked for have only Latin letters.
fn known_as(name: &str) -> String {
    name.to_ascii_uppercase()
}

fn of_entry(entry: &[u8]) -> Option<Entry> {
    Some(Entry {
        start: entry.u32_at(116)?,
        // No file is so large that the upper half of the length counts; old programs left anything there.
        length: entry.size_at(120)?,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let numbers = bytes.chunks_exact(4).filter_map(|four| four.u32_at(0));
    numbers.collect()
}
