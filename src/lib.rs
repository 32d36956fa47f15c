//! Draw a distributed WSO2 API Manager deployment; download its configuration.

#[cfg(feature = "app")]
pub mod app;
