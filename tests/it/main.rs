//! Whole flows, and the built-in files against the stock files of the product.
#![allow(clippy::unwrap_used)] // tests may

mod activemq;
mod ansible;
mod apply;
mod bases;
mod certificates;
mod checks;
mod edits;
mod golden;
mod house;
mod identity_keys;
mod in_place;
mod install;
mod large;
mod mariadb;
mod mistakes;
mod nginx;
mod properties;
mod readme;
mod report;
mod scripts;
mod stock;
mod support;
mod targets;
mod verify;
mod workshop;
