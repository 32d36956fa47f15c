//! Files → zip: same design, same bytes.
//!
//! Own writer over the one deflate engine that page and command line share. Time, mode, flags and order are fixed, so
//! that nothing but the files decides the bytes.

use std::cmp::Reverse;
use std::collections::HashMap;

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use thiserror::Error;

use crate::order;
use crate::render::{File, Files};
use crate::work;

/// Why a bundle could not be packed.
#[derive(Debug, Error)]
pub enum Error {
    #[error("{0} files are more than a zip without extensions can hold; split the design")]
    TooMany(usize),
    #[error("the bundle is larger than 4 GiB; split the design")]
    TooLarge,
    #[error("the file name `{0}` is longer than a zip can hold; shorten the names of the design")]
    NameTooLong(String),
}

/// Level of the deflate engine; part of what makes two bundles equal.
const LEVEL: i32 = 6;
/// Format version that an extractor must know: 2.0, deflate and folders.
const NEEDED: u16 = 20;
/// Made by: UNIX, so that the modes count; format version 3.0.
const MADE_BY: u16 = 0x031e;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// 1980-01-01, the first day that the format knows.
const DATE: u16 = (1 << 5) | 1;
const TIME: u16 = 0;
const REGULAR_FILE: u32 = 0o100_000;

/// Packs the files below `folder/`.
///
/// # Errors
/// [`Error`] where the format's limits are passed.
pub fn zip(folder: &str, files: &Files) -> Result<Vec<u8>, Error> {
    let count = u16::try_from(files.len())
        .ok()
        // The last value says "look into the extension".
        .filter(|&count| count < u16::MAX)
        .ok_or(Error::TooMany(files.len()))?;
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let (packed, of_file) = pack(files)?;
    for ((path, file), content) in files.iter().zip(of_file) {
        let entry = &packed[content];
        let name = format!("{folder}/{path}");
        let name_length =
            u16::try_from(name.len()).map_err(|_| Error::NameTooLong(name.clone()))?;
        let offset = position(&out)?;

        out.extend_from_slice(b"PK\x03\x04");
        entry.describe(&mut out, name_length);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&entry.body);

        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&MADE_BY.to_le_bytes());
        entry.describe(&mut directory, name_length);
        // No comment, first disk, no internal attributes.
        directory.extend_from_slice(&[0; 6]);
        let mode = if file.executable { 0o755 } else { 0o644 };
        directory.extend_from_slice(&((REGULAR_FILE | mode) << 16).to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let start = position(&out)?;
    let size = position(&directory)?;
    out.append(&mut directory);
    position(&out)?;

    out.extend_from_slice(b"PK\x05\x06");
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    Ok(out)
}

/// Length so far as the format writes it; the last value says "look into the extension".
fn position(bytes: &[u8]) -> Result<u32, Error> {
    u32::try_from(bytes.len())
        .ok()
        .filter(|&position| position < u32::MAX)
        .ok_or(Error::TooLarge)
}

/// A compressed file.
struct Packed {
    crc: u32,
    size: u32,
    /// Size of the body.
    deflated: u32,
    body: Vec<u8>,
}

impl Packed {
    /// The fields that the local header and the directory share.
    fn describe(&self, out: &mut Vec<u8>, name_length: u16) {
        for field in [NEEDED, UTF8, DEFLATED, TIME, DATE] {
            out.extend_from_slice(&field.to_le_bytes());
        }
        for field in [self.crc, self.deflated, self.size] {
            out.extend_from_slice(&field.to_le_bytes());
        }
        out.extend_from_slice(&name_length.to_le_bytes());
        out.extend_from_slice(&0_u16.to_le_bytes());
    }
}

/// Each content once, compressed: a thousand instances repeat most of their files. With it, for each file in order, the
/// position of its content.
fn pack(files: &Files) -> Result<(Vec<Packed>, Vec<usize>), Error> {
    // By checksum and size, which are needed anyway; the text decides.
    let mut known: HashMap<(u32, usize), Vec<usize>> = HashMap::new();
    let mut contents: Vec<(u32, &str)> = Vec::new();
    let mut of_file = Vec::with_capacity(files.len());
    for File { text, .. } in files.values() {
        let crc = crc32fast::hash(text.as_bytes());
        let same = known.entry((crc, text.len())).or_default();
        let before = same.iter().find(|&&at| contents[at].1 == text);
        of_file.push(if let Some(&at) = before {
            at
        } else {
            same.push(contents.len());
            contents.push((crc, text));
            contents.len() - 1
        });
    }
    let bodies = compressed(&contents);
    let packed = contents.iter().zip(bodies).map(|(&(crc, text), body)| {
        Ok(Packed {
            crc,
            size: position(text.as_bytes())?,
            deflated: position(&body)?,
            body,
        })
    });
    Ok((packed.collect::<Result<_, Error>>()?, of_file))
}

/// Each content is compressed by itself, so that the number of processors changes nothing.
fn compressed(contents: &[(u32, &str)]) -> Vec<Vec<u8>> {
    // The longest first, or it would be waited for at the end.
    let mut queue: Vec<usize> = (0..contents.len()).collect();
    order::by_key(&mut queue, |&at| Reverse(contents[at].1.len()));
    let done = work::each(&queue, compressor, |compressor, &at| {
        compress(compressor, contents[at].1)
    });
    let mut bodies = vec![Vec::new(); contents.len()];
    for (at, body) in queue.into_iter().zip(done) {
        bodies[at] = body;
    }
    bodies
}

/// The engine with its tables, which take longer to make than a short file to compress.
fn compressor() -> CompressorOxide {
    // No window bits: without zlib's header. The usual strategy.
    CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, 0))
}

fn compress(compressor: &mut CompressorOxide, text: &str) -> Vec<u8> {
    compressor.reset();
    let mut body = Vec::with_capacity(text.len() / 4);
    // All in one call: what takes its output never refuses any.
    compress_to_output(compressor, text.as_bytes(), TDEFLFlush::Finish, |bytes| {
        body.extend_from_slice(bytes);
        true
    });
    body
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn files() -> Files {
        Files::from([
            ("README.md".into(), File::new("markdown", "# Read\n")),
            ("empty".into(), File::new("hosts", "")),
            (
                "hosts/ü/apply.sh".into(),
                File::script("#!/bin/sh\nexit 0\n"),
            ),
            ("same".into(), File::new("markdown", "# Read\n")),
            ("long".into(), File::new("xml", "<a/>\n".repeat(20_000))),
        ])
    }

    #[test]
    fn another_reader_finds_every_file_with_its_mode() {
        let bytes = zip("de-sign", &files()).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), files().len());
        for (at, (path, file)) in files().iter().enumerate() {
            let mut entry = archive.by_index(at).unwrap();
            assert_eq!(entry.name().unwrap(), format!("de-sign/{path}"));
            let mode = if file.executable {
                0o100_755
            } else {
                0o100_644
            };
            assert_eq!(entry.unix_mode(), Some(mode), "{path}");
            let time = entry.last_modified().unwrap();
            assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1));
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            assert_eq!(text, file.text, "{path}");
        }
    }

    #[test]
    fn an_engine_that_was_used_before_compresses_as_a_new_one_does() {
        let mut used = compressor();
        for file in files().values() {
            let whole = miniz_oxide::deflate::compress_to_vec(file.text.as_bytes(), 6);
            assert_eq!(compress(&mut used, &file.text), whole);
        }
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        assert_eq!(zip("x", &files()).unwrap(), zip("x", &files()).unwrap());
    }

    /// Guards the engine, its level and every fixed field: page and command line must agree for ever.
    #[test]
    fn the_bytes_of_a_bundle_stay_what_they_are() {
        let bytes = zip("x", &files()).unwrap();
        assert_eq!((bytes.len(), crc32fast::hash(&bytes)), (710, 1_986_957_631));
    }

    #[test]
    fn more_files_than_the_format_holds_are_refused() {
        let many: Files = (0..65_535)
            .map(|n| (format!("{n:05}"), File::new("hosts", "")))
            .collect();
        assert!(matches!(zip("x", &many), Err(Error::TooMany(65_535))));
    }
}
