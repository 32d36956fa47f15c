//! The products as data: kinds, ports, needs, databases, per version, each row with its source.
//!
//! Knows nothing of a design. Every port number, path and default value of the products lives here.
//! Source tags are those of the domain reference: `stock 1.9.0` is a file of the release, `seed §n` the field notes
//! the project began with, `doc …` a vendor page, `puppet …` the official templates, `code` product source code,
//! `know` common knowledge that no source confirmed.

pub mod bases;
pub mod database;
pub mod kind;
pub mod link;
mod outline;
pub mod paths;
pub mod port;
pub mod values;
pub mod version;
pub mod zone;

pub use database::{Flavour, Role, RoleSpec};
pub use kind::{Group, Kind, KindSpec};
pub use link::{Bound, LinkKind, LinkStyle, Need, Provider};
pub use port::{Follower, Moves, Opened, PortSpec, Protocol};
pub use version::Version;
pub use zone::Zone;
