//! Plan → Files. The only module that knows file syntax and escaping.

pub mod document;
pub mod edit;
pub mod error;

pub mod json;
pub mod secrets;
mod splice;
pub mod xml;

pub use error::{Error, Problem};
pub use splice::{Applied, Change};
