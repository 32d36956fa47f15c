//! Designs to start from.

use super::design::{Design, Host, Instance, Point};
use super::id::{HostId, InstanceId};
use crate::catalog::{Kind, Version};
use crate::say::{self, Message};

/// A starting design.
pub struct Preset {
    /// As on the command line.
    pub name: &'static str,
    pub title: Message,
    pub about: Message,
    version: Version,
    /// Address to which the public names resolve where several fronts share one.
    front_address: Option<&'static str>,
    hosts: &'static [PresetHost],
}

struct PresetHost {
    name: &'static str,
    address: &'static str,
    at: (i32, i32),
    kinds: &'static [Kind],
}

const fn host(
    name: &'static str,
    address: &'static str,
    at: (i32, i32),
    kinds: &'static [Kind],
) -> PresetHost {
    PresetHost {
        name,
        address,
        at,
        kinds,
    }
}

pub static ALL: &[Preset] = &[
    Preset {
        name: "classic",
        title: say::PRESET_CLASSIC,
        about: say::PRESET_CLASSIC_ABOUT,
        version: Version::V1_9_0,
        front_address: None,
        hosts: &[
            host("edge-1", "10.0.0.10", (40, 300), &[Kind::Nginx]),
            host(
                "gw-1",
                "10.0.1.11",
                (420, 60),
                &[
                    Kind::GatewayManager,
                    Kind::GatewayWorker,
                    Kind::GatewayWorker,
                ],
            ),
            host(
                "web-1",
                "10.0.1.13",
                (420, 420),
                &[Kind::Publisher, Kind::Store],
            ),
            host(
                "km-1",
                "10.0.1.12",
                (830, 60),
                &[Kind::KeyManager, Kind::IdentityServer],
            ),
            host("data-1", "10.0.2.21", (830, 320), &[Kind::Mysql, Kind::Svn]),
            host("stats-1", "10.0.2.22", (830, 560), &[Kind::Bam]),
        ],
    },
    Preset {
        name: "single-host",
        title: say::PRESET_SINGLE_HOST,
        about: say::PRESET_SINGLE_HOST_ABOUT,
        version: Version::V1_9_0,
        front_address: None,
        hosts: &[host(
            "apim-1",
            "10.0.0.10",
            (120, 60),
            &[
                Kind::Nginx,
                Kind::GatewayManager,
                Kind::GatewayWorker,
                Kind::GatewayWorker,
                Kind::KeyManager,
                Kind::Publisher,
                Kind::Store,
                Kind::IdentityServer,
                Kind::Bam,
                Kind::Mysql,
                Kind::Svn,
            ],
        )],
    },
    Preset {
        name: "two-hosts",
        title: say::PRESET_TWO_HOSTS,
        about: say::PRESET_TWO_HOSTS_ABOUT,
        version: Version::V1_9_0,
        front_address: None,
        hosts: &[
            host(
                "apim-1",
                "10.0.0.11",
                (80, 100),
                &[Kind::GatewayManager, Kind::KeyManager],
            ),
            host(
                "apim-2",
                "10.0.0.12",
                (560, 100),
                &[Kind::Publisher, Kind::Store, Kind::Mysql],
            ),
        ],
    },
    Preset {
        name: "high-availability",
        title: say::PRESET_HIGH_AVAILABILITY,
        about: say::PRESET_HIGH_AVAILABILITY_ABOUT,
        version: Version::V1_9_1,
        front_address: Some("10.0.0.5"),
        hosts: &[
            host("edge-1", "10.0.0.10", (40, 160), &[Kind::Nginx]),
            host("edge-2", "10.0.0.11", (40, 420), &[Kind::Nginx]),
            host(
                "gw-1",
                "10.0.1.11",
                (420, 60),
                &[Kind::GatewayManager, Kind::GatewayWorker],
            ),
            host("gw-2", "10.0.1.12", (420, 290), &[Kind::GatewayWorker]),
            host(
                "web-1",
                "10.0.1.31",
                (420, 460),
                &[Kind::Publisher, Kind::Store],
            ),
            host(
                "web-2",
                "10.0.1.32",
                (420, 690),
                &[Kind::Publisher, Kind::Store],
            ),
            host("km-1", "10.0.1.21", (830, 60), &[Kind::KeyManager]),
            host("km-2", "10.0.1.22", (830, 240), &[Kind::KeyManager]),
            host("data-1", "10.0.2.21", (830, 460), &[Kind::Mysql, Kind::Svn]),
        ],
    },
];

/// The preset of a name.
pub fn find(name: &str) -> Option<&'static Preset> {
    ALL.iter().find(|preset| preset.name == name)
}

impl Preset {
    /// As the command line has it.
    pub fn design(&self) -> Design {
        self.design_named(self.title.english())
    }

    /// The same under another name, such as the title in another language.
    pub fn design_named(&self, name: &str) -> Design {
        let mut design = Design {
            name: name.to_owned(),
            version: self.version,
            ..Design::default()
        };
        design.settings.front_address = self.front_address.map(Into::into);
        for preset in self.hosts {
            let id: HostId = design.free_host_id(preset.name);
            let at = Point {
                x: preset.at.0,
                y: preset.at.1,
            };
            design
                .hosts
                .push(Host::new(id.clone(), preset.name, preset.address, at));
            for &kind in preset.kinds {
                let instance: InstanceId = design.free_instance_id(kind);
                design
                    .instances
                    .push(Instance::new(instance, kind, id.clone()));
            }
        }
        design
    }
}
