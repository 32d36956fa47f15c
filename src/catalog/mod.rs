//! The products as data.

pub mod bases;
mod outline;

/// A product version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    V1_9_0,
    V1_9_1,
}
