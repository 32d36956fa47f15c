//! Draw a distributed WSO2 API Manager deployment; download its configuration.
//!
//! One direction: Design → Plan → Findings → Files → Bundle. Only the design is stored.

pub mod catalog;
pub mod render;
