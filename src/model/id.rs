//! Newtypes for what must not be mixed.

use std::fmt;
use std::num::NonZeroU16;
use std::sync::Arc;

use serde::Serialize;

/// Longest identifier, so that file names stay short.
pub const ID_LIMIT: usize = 40;

/// Whether the text can be an identifier: lower-case letters, digits and dashes, starting and ending with a letter or
/// digit. Identifiers become folder names and attribute values.
pub fn is_id(text: &str) -> bool {
    let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    let bytes = text.as_bytes();
    !bytes.is_empty()
        && bytes.len() <= ID_LIMIT
        && plain(bytes[0])
        && plain(bytes[bytes.len() - 1])
        && bytes.iter().all(|&c| plain(c) || c == b'-')
}

/// The nearest identifier to any text; empty where nothing of it can stay.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() >= ID_LIMIT {
            break;
        }
        let c = c.to_ascii_lowercase();
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// `None` where the text is no identifier, see [`is_id`].
            pub fn new(text: &str) -> Option<Self> {
                is_id(text).then(|| Self(text.into()))
            }
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

identifier! {
    /// Names one host of a design for ever; its display name may change.
    HostId
}
identifier! {
    /// Names one instance of a design for ever; its display name may change.
    InstanceId
}

/// A TCP or UDP port, 1 to 65535.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Port(NonZeroU16);

impl Port {
    pub const LEAST: Port = Port(NonZeroU16::MIN);

    /// `None` for 0.
    pub const fn new(number: u16) -> Option<Self> {
        match NonZeroU16::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    pub const fn get(self) -> u16 {
        self.0.get()
    }

    /// Moves this port by `offset`; `None` past 65535.
    pub fn shifted(self, offset: Offset) -> Option<Self> {
        self.0.checked_add(offset.get()).map(Self)
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number added to an instance's default ports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Offset(u16);

impl Offset {
    pub const ZERO: Offset = Offset(0);

    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_an_identifier_or_empty() {
        for text in [
            "gw.host",
            "../../etc",
            "  Ünïx  ",
            "",
            "-",
            "a--b",
            &"x-".repeat(60),
        ] {
            let slug = slug(text);
            assert!(slug.is_empty() || is_id(&slug), "{text:?} -> {slug:?}");
        }
    }

    #[test]
    fn a_port_does_not_move_past_the_last() {
        let port = Port::new(65_530).unwrap();
        assert_eq!(port.shifted(Offset::new(5)).map(Port::get), Some(65_535));
        assert_eq!(port.shifted(Offset::new(6)), None);
    }
}
