//! What holds for any design that commands can make.

use std::collections::{BTreeMap, BTreeSet};

use apim_designer::catalog::{Flavour, Kind, LinkKind, Protocol, Role, Version, Zone};
use apim_designer::checks::{self, Place};
use apim_designer::model::{
    Command, Design, Editor, HostField, HostId, InstanceField, InstanceId, Names, Offset,
    Overwrite, Point, Port, SettingField, Transport, presets, saved,
};
use apim_designer::render::{self, Files, Problem, Secrets};
use apim_designer::{bundle, plan};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A command before it is known which hosts and instances there are: they are chosen by index.
#[derive(Clone, Debug)]
struct Step {
    act: Act,
    one: Index,
    other: Index,
}

#[derive(Clone, Debug)]
enum Act {
    Replace(usize),
    Rename(String),
    SetVersion(Version),
    AddHost(String, String),
    SetHost(HostField),
    RemoveHost,
    Place(Kind),
    Move(bool),
    SetInstance(InstanceField),
    SetPort(Option<Port>),
    /// Of one that can, which chance seldom finds.
    ManageKeys(bool),
    Remove,
    SetDatabase(Role, String, String, bool),
    Bind(LinkKind, bool),
    /// To somebody who can serve, which chance seldom finds.
    BindRight,
    Set(SettingField),
    /// What a person does who clicks on a finding.
    Fix,
    Both(Box<Step>, Box<Step>),
}

/// What a person types, in a good mood and in a bad one.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec![
            "gw-1", "km-1", "10.0.0.1", "10.0.0.2", "127.0.0.1", "localhost", "::1", "apim.example.com", "", " ",
            "a b", "it's", "<a href=\"&amp;\">", "]]>", "--", "-->", "$(id)", "`id`", "@{sql:admin}", "\\", "%(x)s",
            "../..", "/", "{;}", "ü 日本 🙂", "wso2carbon", "\u{fffe}", "\u{202e}",
        ])
        .prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z0-9.-]{1,70}",
    ]
}

fn ports() -> impl Strategy<Value = Option<Port>> {
    // Near each other, so that they meet.
    prop_oneof![
        3 => (9440_u16..9450).prop_map(Port::new),
        1 => any::<u16>().prop_map(Port::new),
    ]
}

fn host_fields() -> impl Strategy<Value = HostField> {
    prop_oneof![
        words().prop_map(HostField::Name),
        words().prop_map(HostField::Address),
        words().prop_map(HostField::SshUser),
        words().prop_map(HostField::SshKey),
        any::<(i32, i32)>().prop_map(|(x, y)| HostField::At(Point { x, y })),
        (100_u32..2_100).prop_map(HostField::Width),
        option::of(select(Zone::ALL.to_vec())).prop_map(HostField::Zone),
    ]
}

fn instance_fields() -> impl Strategy<Value = InstanceField> {
    prop_oneof![
        words().prop_map(InstanceField::Name),
        option::of(words()).prop_map(InstanceField::Home),
        option::of(any::<u16>()).prop_map(InstanceField::StartOrder),
        option::of(prop_oneof![0_u16..4, any::<u16>()])
            .prop_map(|offset| InstanceField::Offset(offset.map(Offset::new))),
        select(Flavour::ALL.to_vec()).prop_map(InstanceField::Server),
        option::of(any::<u32>()).prop_map(InstanceField::MaxConnections),
        option::of(words()).prop_map(InstanceField::Repository),
        any::<bool>().prop_map(InstanceField::KeyManager),
    ]
}

fn setting_fields() -> impl Strategy<Value = SettingField> {
    let names = (
        option::of(words()),
        option::of(words()),
        option::of(words()),
        option::of(words()),
        option::of(words()),
        option::of(words()),
    )
        .prop_map(
            |(gateway, management, key_manager, publisher, store, identity_server)| Names {
                gateway,
                management,
                key_manager,
                publisher,
                store,
                identity_server,
            },
        );
    prop_oneof![
        words().prop_map(SettingField::Domain),
        names.prop_map(SettingField::Names),
        option::of(words()).prop_map(SettingField::FrontAddress),
        words().prop_map(SettingField::GatewayDomain),
        words().prop_map(SettingField::KeyManagerDomain),
        words().prop_map(SettingField::PublisherStoreDomain),
        select(vec![
            Transport::Auto,
            Transport::Thrift,
            Transport::WebService
        ])
        .prop_map(SettingField::Transport),
        words().prop_map(SettingField::Mount),
        select(vec![Overwrite::True, Overwrite::Virtual]).prop_map(SettingField::Overwrite),
        words().prop_map(SettingField::AdminUser),
        any::<bool>().prop_map(SettingField::OwnCertificates),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    let kinds = select(Kind::ALL.to_vec());
    let links = select(LinkKind::ALL.to_vec());
    let act = prop_oneof![
        1 => (0..presets::ALL.len()).prop_map(Act::Replace),
        1 => words().prop_map(Act::Rename),
        1 => select(Version::ALL.to_vec()).prop_map(Act::SetVersion),
        4 => (words(), words()).prop_map(|(name, address)| Act::AddHost(name, address)),
        4 => host_fields().prop_map(Act::SetHost),
        1 => Just(Act::RemoveHost),
        8 => kinds.prop_map(Act::Place),
        4 => any::<bool>().prop_map(Act::Move),
        6 => instance_fields().prop_map(Act::SetInstance),
        3 => ports().prop_map(Act::SetPort),
        1 => any::<bool>().prop_map(Act::ManageKeys),
        2 => Just(Act::Remove),
        3 => (select(Role::ALL.to_vec()), words(), words(), any::<bool>())
            .prop_map(|(role, name, user, server)| Act::SetDatabase(role, name, user, server)),
        3 => (links, any::<bool>()).prop_map(|(kind, to)| Act::Bind(kind, to)),
        6 => Just(Act::BindRight),
        3 => setting_fields().prop_map(Act::Set),
        2 => Just(Act::Fix),
    ];
    let step = (act, any::<Index>(), any::<Index>()).prop_map(|(act, one, other)| Step {
        act,
        one,
        other,
    });
    step.prop_recursive(1, 2, 2, |step| {
        (step.clone(), step, any::<Index>()).prop_map(|(first, second, one)| Step {
            act: Act::Both(Box::new(first), Box::new(second)),
            one,
            other: one,
        })
    })
}

fn chosen<T>(list: &[T], by: Index) -> Option<&T> {
    (!list.is_empty()).then(|| by.get(list))
}

impl Step {
    fn host(&self, design: &Design) -> HostId {
        // One that is not there, where there is none.
        let host = chosen(&design.hosts, self.other);
        host.map_or_else(|| HostId::new("nobody").unwrap(), |host| host.id.clone())
    }

    fn instance(design: &Design, by: Index) -> InstanceId {
        let instance = chosen(&design.instances, by);
        instance.map_or_else(|| InstanceId::new("nobody").unwrap(), |one| one.id.clone())
    }

    fn command(self, design: &Design) -> Command {
        let id = Self::instance(design, self.one);
        let other = Self::instance(design, self.other);
        let host = self.host(design);
        match self.act {
            Act::Replace(preset) => Command::Replace(Box::new(presets::ALL[preset].design())),
            Act::Rename(name) => Command::Rename(name),
            Act::SetVersion(version) => Command::SetVersion(version),
            Act::AddHost(name, address) => Command::AddHost {
                id: design.free_host_id(&name),
                name,
                address,
                at: Point::default(),
            },
            Act::SetHost(field) => Command::SetHost { id: host, field },
            Act::RemoveHost => Command::RemoveHost { id: host },
            Act::Place(kind) => Command::Place {
                id: design.free_instance_id(kind),
                kind,
                host,
            },
            Act::Move(before) => Command::Move {
                id,
                host,
                before: before.then_some(other),
            },
            Act::SetInstance(field) => Command::SetInstance { id, field },
            Act::SetPort(port) => {
                let ports = design
                    .instance(&id)
                    .map_or(&[][..], |one| one.kind.spec_as(true).ports);
                let name = chosen(ports, self.other).map_or("none", |spec| spec.name);
                Command::SetInstance {
                    id,
                    field: InstanceField::Port {
                        name: name.to_owned(),
                        port,
                    },
                }
            }
            Act::ManageKeys(is) => {
                let able = design.instances.iter();
                let able: Vec<_> = able.filter(|one| one.kind.can_manage_keys()).collect();
                Command::SetInstance {
                    id: chosen(&able, self.one).map_or(id, |one| one.id.clone()),
                    field: InstanceField::KeyManager(is),
                }
            }
            Act::Remove => Command::Remove { id },
            Act::SetDatabase(role, name, user, server) => Command::SetDatabase {
                role,
                name,
                user,
                server: server.then_some(id),
            },
            Act::Bind(kind, to) => Command::Bind {
                from: id,
                kind,
                to: to.then_some(other),
            },
            Act::BindRight => {
                let right = right_links(design);
                chosen(&right, self.other)
                    .cloned()
                    .unwrap_or_else(|| Command::Rename("nobody serves".into()))
            }
            Act::Set(field) => Command::Set(field),
            Act::Fix => {
                let fixes: Vec<_> = checks::check(design, &plan::build(design))
                    .into_iter()
                    .filter_map(|finding| finding.fix)
                    .collect();
                let fix = chosen(&fixes, self.one).map(|fix| fix.command.clone());
                fix.unwrap_or_else(|| Command::Rename("nothing to mend".into()))
            }
            Act::Both(first, second) => Command::Many {
                label: "both".into(),
                commands: vec![first.command(design), second.command(design)],
            },
        }
    }
}

/// Every choice of a provider that the design allows.
fn right_links(design: &Design) -> Vec<Command> {
    let mut right = Vec::new();
    for from in &design.instances {
        for kind in LinkKind::ALL {
            let Some(provider) = from
                .kind
                .spec_as(from.details.key_manager)
                .provider_of(kind)
                .filter(|_| kind != LinkKind::Data)
            else {
                continue;
            };
            let servers = design.instances.iter();
            right.extend(
                servers
                    .filter(|to| provider.takes(to.kind))
                    .map(|to| Command::Bind {
                        from: from.id.clone(),
                        kind,
                        to: Some(to.id.clone()),
                    }),
            );
        }
    }
    right
}

fn starts() -> impl Strategy<Value = Design> {
    let empty = std::iter::once(Design::default());
    select(
        empty
            .chain(presets::ALL.iter().map(presets::Preset::design))
            .collect::<Vec<_>>(),
    )
}

/// Designs at the end of a few commands.
fn designs() -> impl Strategy<Value = Design> {
    (starts(), vec(steps(), 0..25)).prop_map(|(start, steps)| {
        let mut editor = Editor::new(start);
        for step in steps {
            let command = step.command(editor.design());
            let _ = editor.run(command);
        }
        editor.design().clone()
    })
}

fn secrets() -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set("admin", "a'b\"c\\d$e<f>&@{xml ü");
    secrets
}

/// The files, or none where a design holds what XML has no way to write.
fn rendered(design: &Design) -> Option<Files> {
    match render::render(design, &plan::build(design), &secrets()) {
        Ok(files) => Some(files),
        Err(error) => {
            assert!(
                matches!(error.problem, Problem::Character { .. }),
                "{error}"
            );
            None
        }
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        // What fails becomes a test of its own, by hand.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn undo_restores_the_start_and_redo_the_end(start in starts(), steps in vec(steps(), 0..40)) {
        let mut editor = Editor::new(start.clone());
        for step in steps {
            let before = editor.design().clone();
            let command = step.command(&before);
            let refused = editor.run(command).is_err();
            prop_assert!(!refused || *editor.design() == before, "a refused command changes nothing");
            prop_assert_eq!(editor.design().invariants(), Ok(()));
        }
        let end = editor.design().clone();
        while editor.undo() {
            prop_assert_eq!(editor.design().invariants(), Ok(()));
        }
        prop_assert_eq!(editor.design(), &start);
        while editor.redo() {}
        prop_assert_eq!(editor.design(), &end);
    }

    #[test]
    fn save_then_load_is_identity(design in designs()) {
        let text = saved::write(&design);
        let read = saved::read(text.as_bytes());
        prop_assert_eq!(read.as_ref().ok(), Some(&design), "{:?}", read.as_ref().err());
        prop_assert_eq!(saved::write(&design), text);
    }

    #[test]
    fn no_port_clashes_without_a_finding(design in designs()) {
        let plan = plan::build(&design);
        let mut found: BTreeSet<&HostId> = BTreeSet::new();
        let findings = checks::check(&design, &plan);
        for finding in findings.iter().filter(|finding| finding.code == "port-clash") {
            found.extend(finding.at.iter().filter_map(|place| match place {
                Place::Host(host) => Some(host),
                Place::Instance(_) | Place::Design => None,
            }));
        }
        // Counted anew, from nothing but the ports that each instance opens.
        let mut open: BTreeMap<(usize, bool, u16), usize> = BTreeMap::new();
        for instance in &plan.instances {
            for (spec, port) in instance.open_ports() {
                *open.entry((instance.host, spec.protocol == Protocol::Udp, port.get())).or_default() += 1;
            }
        }
        let clashing: BTreeSet<&HostId> = open
            .iter()
            .filter(|(_, count)| **count > 1)
            .map(|((host, ..), _)| &plan.hosts[*host].id)
            .collect();
        prop_assert_eq!(found, clashing);
    }
}

proptest! {
    // Each writes all files of a design.
    #![proptest_config(cases(60))]

    #[test]
    fn any_design_yields_files_that_other_programs_read(design in designs()) {
        let plan = plan::build(&design);
        let Some(files) = rendered(&design) else { return Ok(()) };
        for (path, file) in &files {
            let end = path.rsplit('.').next().unwrap_or_default();
            match end {
                "xml" => {
                    let read = roxmltree::Document::parse(&file.text);
                    prop_assert!(read.is_ok(), "{}: {:?}", path, read.err());
                }
                "json" => {
                    let read = serde_json::from_str::<serde_json::Value>(&file.text);
                    prop_assert!(read.is_ok(), "{}: {:?}", path, read.err());
                }
                _ => {}
            }
            prop_assert!(
                path.split('/').all(|part| !matches!(part, "" | "." | "..")),
                "{} leads out of its folder",
                path
            );
        }
        for file in ["README.md", "design.json", "manifest.json", "copy.sh"] {
            prop_assert!(files.contains_key(file), "{}", file);
        }
        prop_assert!(bundle::zip(&plan.folder, &files).is_ok());
    }

    #[test]
    fn the_same_design_gives_the_same_bytes_after_save_and_load_too(design in designs()) {
        let bytes = |design: &Design| {
            rendered(design).map(|files| bundle::zip(&design.folder(), &files).unwrap())
        };
        let first = bytes(&design);
        prop_assert!(first == bytes(&design));
        let again = saved::read(saved::write(&design).as_bytes()).unwrap();
        prop_assert!(first == bytes(&again));
    }

    #[test]
    fn one_instance_alone_has_the_files_that_it_has_in_the_bundle(design in designs()) {
        let Some(files) = rendered(&design) else { return Ok(()) };
        let saved = saved::write(&design);
        // Then the bundle is one of a design with blanks in between, which the page does not show.
        if render::secrets::has_placeholder(&saved) {
            return Ok(());
        }
        let plan = plan::build(&design);
        for (at, instance) in plan.instances.iter().enumerate() {
            let mut alone: Vec<_> = render::instance(&plan, at, &secrets()).unwrap().into_values().collect();
            let of_product = |kind: &str| matches!(kind, "xml" | "json" | "edits" | "properties");
            let mut within: Vec<_> = files
                .values()
                .filter(|file| file.instance.as_ref() == Some(&instance.id) && of_product(file.kind))
                .cloned()
                .collect();
            within.sort_by(|a, b| a.text.cmp(&b.text));
            alone.sort_by(|a, b| a.text.cmp(&b.text));
            prop_assert_eq!(alone, within);
        }
    }
}
