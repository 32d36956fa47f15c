//! Network zones: parts of a network that firewalls keep apart.

use serde::Serialize;

use crate::say::{self, Message};

/// Where in a network a host stands. Of two zones the later one is further from the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Reached by anybody.
    Public,
    /// Between the public and the inside: what the public reaches there passes calls on.
    Dmz,
    /// Reached from the organization's own network.
    Internal,
    /// Databases and what else keeps data; reached by servers only.
    Data,
}

impl Zone {
    pub const ALL: [Zone; 4] = [Zone::Public, Zone::Dmz, Zone::Internal, Zone::Data];

    /// As in the saved file.
    pub fn id(self) -> &'static str {
        match self {
            Zone::Public => "public",
            Zone::Dmz => "dmz",
            Zone::Internal => "internal",
            Zone::Data => "data",
        }
    }

    /// In English, as the bundle has it.
    pub fn label(self) -> &'static str {
        self.said().english()
    }

    pub fn said(self) -> Message {
        match self {
            Zone::Public => say::ZONE_PUBLIC,
            Zone::Dmz => say::ZONE_DMZ,
            Zone::Internal => say::ZONE_INTERNAL,
            Zone::Data => say::ZONE_DATA,
        }
    }
}
