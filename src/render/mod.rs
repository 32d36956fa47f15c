//! Plan → Files. The only module that knows file syntax and escaping.

pub mod edit;
pub mod secrets;
