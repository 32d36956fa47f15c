//! Files → zip: same design, same bytes.

use std::collections::HashMap;

use thiserror::Error;

use crate::render::Files;

/// Why a bundle could not be packed.
#[derive(Debug, Error)]
pub enum Error {
    #[error("{0} files are more than a zip without extensions can hold; split the design")]
    TooMany(usize),
    #[error("the bundle is larger than 4 GiB; split the design")]
    TooLarge,
}

/// The level of deflate: one for page and command line, or their bytes would differ.
const LEVEL: u8 = 6;
/// Version 2.0 of the format, for deflate.
const NEEDED: u16 = 20;
/// Made on UNIX, so that the upper attributes are a file's mode.
const MADE_BY: u16 = 0x0314;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;
const DEFLATE: u16 = 8;
/// 1980-01-01, the first day that the format knows.
const DATE: u16 = 0x0021;

/// Packs the files below `folder/`, in the order of their paths.
///
/// # Errors
/// [`Error`] where the format's limits are passed.
pub fn zip(folder: &str, files: &Files) -> Result<Vec<u8>, Error> {
    let count = u16::try_from(files.len()).map_err(|_| Error::TooMany(files.len()))?;
    let mut body = Vec::new();
    let mut directory = Vec::new();
    // Many instances share a file to the byte; each text is packed once.
    let mut packed: HashMap<&str, (u32, Vec<u8>)> = HashMap::new();
    for (path, file) in files {
        let name = format!("{folder}/{path}");
        let text = file.text.as_str();
        let (sum, data) = packed.entry(text).or_insert_with(|| {
            let bytes = text.as_bytes();
            (
                crc32fast::hash(bytes),
                miniz_oxide::deflate::compress_to_vec(bytes, LEVEL),
            )
        });
        let entry = Entry {
            sum: *sum,
            packed: small(data.len())?,
            size: small(text.len())?,
            name_length: u16::try_from(name.len()).map_err(|_| Error::TooLarge)?,
        };
        let at = small(body.len())?;
        body.extend(b"PK\x03\x04");
        entry.write(&mut body);
        body.extend(name.as_bytes());
        body.extend(&*data);

        let mode: u32 = if file.executable {
            0o100_755
        } else {
            0o100_644
        };
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        entry.write(&mut directory);
        // No comment, first disk, no inner attributes.
        directory.extend([0; 6]);
        directory.extend((mode << 16).to_le_bytes());
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = small(body.len())?;
    let size = small(directory.len())?;
    body.append(&mut directory);
    body.extend(b"PK\x05\x06");
    body.extend([0; 4]);
    body.extend(count.to_le_bytes());
    body.extend(count.to_le_bytes());
    body.extend(size.to_le_bytes());
    body.extend(at.to_le_bytes());
    body.extend([0; 2]);
    small(body.len())?;
    Ok(body)
}

/// What the local header and the directory say alike.
struct Entry {
    sum: u32,
    packed: u32,
    size: u32,
    name_length: u16,
}

impl Entry {
    fn write(&self, out: &mut Vec<u8>) {
        for field in [NEEDED, FLAGS, DEFLATE, 0, DATE] {
            out.extend(field.to_le_bytes());
        }
        for field in [self.sum, self.packed, self.size] {
            out.extend(field.to_le_bytes());
        }
        out.extend(self.name_length.to_le_bytes());
        // No extra field.
        out.extend([0; 2]);
    }
}

fn small(length: usize) -> Result<u32, Error> {
    u32::try_from(length).map_err(|_| Error::TooLarge)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::render::File;

    fn files() -> Files {
        let mut files = Files::new();
        files.insert("README.md".into(), File::new("markdown", "# Grüße\n"));
        files.insert("copy.sh".into(), File::script("#!/bin/bash\n"));
        files.insert("empty".into(), File::new("hosts", ""));
        files.insert("same".into(), File::new("hosts", "a".repeat(10_000)));
        files.insert("same-too".into(), File::new("hosts", "a".repeat(10_000)));
        files
    }

    #[test]
    fn another_library_reads_what_was_packed() {
        let files = files();
        let bytes = zip("design", &files).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), files.len());
        for (at, (path, file)) in files.iter().enumerate() {
            let mut entry = archive.by_index(at).unwrap();
            assert_eq!(entry.name().unwrap(), format!("design/{path}"));
            assert_eq!(
                entry.unix_mode(),
                Some(if file.executable {
                    0o100_755
                } else {
                    0o100_644
                })
            );
            let mut text = String::new();
            // Reading to the end checks the sum as well.
            entry.read_to_string(&mut text).unwrap();
            assert_eq!(text, file.text);
        }
    }

    #[test]
    fn the_bytes_never_change() {
        let bytes = zip("design", &files()).unwrap();
        assert_eq!((bytes.len(), crc32fast::hash(&bytes)), (620, 485_623_241));
    }
}
