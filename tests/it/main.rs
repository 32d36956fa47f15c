//! Whole flows, from a design to what another program makes of the result.

mod nginx;
mod scripts;
mod support;
