//! The design: what a person decided. Hosts, instances on them, databases, settings; commands and undo.
//!
//! Knows nothing of files. Everything else is derived from it.

pub mod command;
pub mod copies;
pub mod design;
pub mod editor;
pub mod hosts_lines;
pub mod id;
pub mod presets;
pub mod saved;

pub use command::{Command, HostField, InstanceField, Rejected, SettingField};
pub use design::{
    Database, Design, Details, Host, Instance, LinkOverride, Names, Overwrite, Point, Settings,
    Transport,
};
pub use editor::Editor;
pub use id::{HostId, InstanceId, Offset, Port};
