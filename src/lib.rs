//! Draw a distributed WSO2 API Manager deployment; download its configuration.
//!
//! One direction: Design → Plan → Findings → Files → Bundle. Only the design is stored; everything else is derived
//! from it by pure functions that know no browser.

pub mod say;

pub mod catalog;
pub mod model;
pub mod plan;

pub mod json;
mod order;
pub mod table;
mod work;

pub mod checks;
pub mod diagram;
pub mod render;

pub mod bundle;

pub mod engine;

#[cfg(feature = "app")]
pub mod app;
