//! Every finding: what triggers it, what does not, and that its remedy is one.

use std::collections::{BTreeMap, BTreeSet};

use apim_designer::{
    catalog::{Flavour, LinkKind, Role, Version, Zone},
    checks::{self, Finding, Severity},
    model::{Database, Design, Editor, InstanceId, LinkOverride, Settings, Transport, presets},
    plan,
    render::{self, Secrets},
};

use crate::support::{design, findings, fixed, short, shorts};

/// Serious findings of a design written as text, whose servers have certificates of their own.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut design = design(text);
    design.settings.own_certificates = true;
    assert_eq!(shorts(&design), expected, "{text}");
}

/// A deployment with all it needs, on one host; its front is on it.
const WHOLE: &str =
    "h1: nginx, gateway-manager, gateway-worker, key-manager, publisher, store, mysql, svn";

#[test]
fn a_whole_deployment_has_no_serious_finding() {
    check(WHOLE, &[]);
    check("h1: all-in-one", &[]);
    check("", &[]);
}

#[test]
fn servers_on_one_host_need_different_offsets() {
    check(
        "h1: all-in-one+0, identity-server+0, mysql",
        &["port-clash h1 all-in-one identity-server"],
    );
    check("h1: all-in-one+0, identity-server+1, mysql", &[]);
    check("h1: all-in-one, identity-server, mysql", &[]);
}

#[test]
fn the_presets_are_whole() {
    for preset in presets::ALL {
        let design = preset.design();
        let serious = shorts(&design);
        let expected: &[&str] = match preset.name {
            // The gateways call the key manager by its name, and the shipped certificate has another.
            "two-hosts" => &["stock-certificates design gateway-manager"],
            _ => &["stock-certificates design gateway-manager gateway-worker gateway-worker-2"],
        };
        assert_eq!(serious, expected, "{}", preset.name);
    }
}

type Edit = fn(&mut Design);

/// A finding with a design that has it and one that has not.
struct Case {
    code: &'static str,
    bad: (&'static str, Edit),
    good: (&'static str, Edit),
}

fn as_it_is(_: &mut Design) {}

fn case(code: &'static str, bad: (&'static str, Edit), good: (&'static str, Edit)) -> Case {
    Case { code, bad, good }
}

/// Two designs that differ in their text only.
fn texts(code: &'static str, bad: &'static str, good: &'static str) -> Case {
    case(code, (bad, as_it_is), (good, as_it_is))
}

/// Designs that differ in what is set.
fn edits(code: &'static str, text: &'static str, bad: Edit, good: Edit) -> Case {
    case(code, (text, bad), (text, good))
}

fn id(text: &str) -> InstanceId {
    InstanceId::new(text).unwrap()
}

fn link(design: &mut Design, from: &str, kind: LinkKind, to: &str) {
    design.links.push(LinkOverride {
        from: id(from),
        kind,
        to: id(to),
    });
}

fn database(design: &mut Design, role: Role) -> &mut Database {
    design.databases.get_mut(&role).unwrap()
}

fn port_cases() -> Vec<Case> {
    vec![
        texts(
            "port-clash",
            "h1: store+0, publisher+0",
            "h1: store+0, publisher+1",
        ),
        texts("port-overflow", "h1: store+60000", "h1: store+50000"),
        texts("port-ssh", "h1: svn[svnserve=22]", "h1: svn[svnserve=2222]"),
        texts(
            "port-unknown",
            "h1: store[mysql=1 https-servlet=2]",
            "h1: store[hazelcast=4100]",
        ),
    ]
}

fn need_cases() -> Vec<Case> {
    vec![
        texts(
            "missing-mysql",
            "h1: store, publisher",
            "h1: store, publisher, mysql",
        ),
        texts(
            "missing-key-manager",
            "h1: store; h2: mysql",
            "h1: store; h2: mysql, all-in-one",
        ),
        texts(
            "missing-gateway-manager",
            "h1: gateway-worker",
            "h1: gateway-worker, gateway-manager",
        ),
        texts("missing-gateway", "h1: store", "h1: store, gateway-manager"),
        texts(
            "missing-svn",
            "h1: gateway-manager, gateway-worker",
            "h1: gateway-manager, gateway-worker, svn",
        ),
        texts(
            "publisher-without-store",
            "h1: publisher",
            "h1: publisher, store",
        ),
        texts(
            "store-without-publisher",
            "h1: store",
            "h1: publisher, store",
        ),
    ]
}

fn role_cases() -> Vec<Case> {
    vec![
        texts(
            "several-managers",
            "h1: gateway-manager, gateway-manager",
            "h1: gateway-manager, gateway-worker",
        ),
        texts(
            "several-all-in-one",
            "h1: all-in-one; h2: all-in-one",
            "h1: all-in-one; h2: gateway-worker",
        ),
        texts(
            "all-in-one-mixed",
            "h1: all-in-one, store",
            "h1: all-in-one, gateway-worker",
        ),
        edits(
            "no-committer",
            "h1: gateway-manager, gateway-worker, svn#a; h2: svn#b",
            |design| link(design, "gateway-worker", LinkKind::Synchronization, "b"),
            |design| {
                link(design, "gateway-worker", LinkKind::Synchronization, "b");
                link(design, "gateway-manager", LinkKind::Synchronization, "b");
            },
        ),
    ]
}

fn front_cases() -> Vec<Case> {
    const TWO: &str = "h1: nginx, store; h2: nginx";
    vec![
        texts(
            "no-front",
            "h1: store; h2: store",
            "h1: store, nginx; h2: store",
        ),
        texts("front-empty", "h1: nginx, mysql", "h1: nginx, store"),
        edits("front-address", TWO, as_it_is, |design| {
            design.settings.front_address = Some("10.9.9.9".into());
        }),
        edits(
            "front-address-invalid",
            TWO,
            |design| design.settings.front_address = Some("www.example.com".into()),
            |design| design.settings.front_address = Some("10.9.9.9".into()),
        ),
        edits(
            "front-address-elsewhere",
            "h1: nginx; h2: store",
            |design| design.settings.front_address = Some("10.0.0.2".into()),
            |design| design.settings.front_address = Some("10.0.0.1".into()),
        ),
        texts(
            "front-ports",
            "h1: nginx, store; h2: nginx[https=8443]",
            "h1: nginx[https=8443], store; h2: nginx[https=8443]",
        ),
    ]
}

fn host_cases() -> Vec<Case> {
    const TWO: &str = "h1: store; h2: publisher";
    vec![
        edits(
            "host-name-invalid",
            TWO,
            |design| design.hosts[0].name = "gw_1; reboot".into(),
            |design| design.hosts[0].name = "GW-1.example.com".into(),
        ),
        edits(
            "host-name-localhost",
            TWO,
            |design| design.hosts[0].name = "localhost".into(),
            |design| design.hosts[0].name = "local".into(),
        ),
        edits(
            "host-name-address",
            TWO,
            |design| design.hosts[0].name = "10.0.0.1".into(),
            as_it_is,
        ),
        edits(
            "host-name-duplicate",
            TWO,
            |design| design.hosts[1].name = "H1".into(),
            as_it_is,
        ),
        edits(
            "host-address-missing",
            TWO,
            |design| design.hosts[1].address = " ".into(),
            as_it_is,
        ),
        texts(
            "host-address-invalid",
            "h1=db.example.com: store",
            "h1=192.168.1.1: store",
        ),
        texts(
            "host-address-loopback",
            "h1=127.0.0.1: store; h2: publisher",
            "h1=10.0.0.9: store; h2: publisher",
        ),
        texts(
            "host-address-ipv6",
            "h1=fd00::1: store",
            "h1=10.0.0.1: store",
        ),
        texts(
            "host-address-duplicate",
            "h1=10.0.0.1: store; h2=10.0.0.1:",
            "h1=10.0.0.1: store; h2=10.0.0.2:",
        ),
        texts(
            "host-memory",
            "h1: bam, bam, bam, bam, bam",
            "h1: bam, bam, bam, bam",
        ),
        edits(
            "ssh-user",
            TWO,
            |design| design.hosts[0].ssh_user = "-oProxyCommand=x".into(),
            |design| design.hosts[0].ssh_user = String::new(),
        ),
        edits(
            "ssh-key",
            TWO,
            |design| design.hosts[0].ssh_key = "~/.ssh/id_rsa.pub".into(),
            |design| design.hosts[0].ssh_key = "~/my keys/apim.pem".into(),
        ),
    ]
}

fn name_cases() -> Vec<Case> {
    const PUBLIC: &str = "h1: nginx, store, publisher; h2: mysql";
    vec![
        edits(
            "instance-name-duplicate",
            PUBLIC,
            |design| design.instances[1].name = "nginx".into(),
            as_it_is,
        ),
        edits(
            "instance-name-empty",
            PUBLIC,
            |design| design.instances[1].name = " ".into(),
            as_it_is,
        ),
        edits(
            "domain-invalid",
            PUBLIC,
            |design| design.settings.domain = "a b;".into(),
            |design| design.settings.domain = "apim.corp".into(),
        ),
        edits("domain-example", PUBLIC, as_it_is, |design| {
            design.settings.domain = "apim.corp".into();
        }),
        edits(
            "public-name-invalid",
            PUBLIC,
            |design| design.settings.names.store = Some("store.$(id)".into()),
            |design| design.settings.names.store = Some("store.corp".into()),
        ),
        edits(
            "public-name-duplicate",
            PUBLIC,
            |design| design.settings.names.store = Some("Publisher.apim.example.com".into()),
            |design| design.settings.names.store = Some("store.corp".into()),
        ),
        edits(
            "public-name-host",
            PUBLIC,
            |design| design.settings.names.store = Some("H2".into()),
            |design| design.settings.names.store = Some("h1".into()),
        ),
    ]
}

fn folder_cases() -> Vec<Case> {
    const TWO: &str = "h1: store, publisher";
    vec![
        edits(
            "home-invalid",
            TWO,
            |design| design.instances[0].home = Some("/etc/../opt/x".into()),
            |design| design.instances[0].home = Some("/opt/x".into()),
        ),
        edits(
            "home-unsafe",
            TWO,
            |design| design.instances[0].home = Some("/opt/my store".into()),
            |design| design.instances[0].home = Some("/opt/my-store".into()),
        ),
        edits(
            "home-duplicate",
            TWO,
            |design| design.instances[0].home = Some("/opt//wso2/publisher/".into()),
            |design| design.instances[0].home = Some("/opt/wso2/publisher-1".into()),
        ),
        edits(
            "home-nested",
            TWO,
            |design| design.instances[0].home = Some("/opt/wso2".into()),
            |design| design.instances[0].home = Some("/opt/wso2/publisher-1".into()),
        ),
        edits(
            "svn-path-invalid",
            "h1: svn",
            |design| design.instances[0].details.repository = Some("/srv/my repo".into()),
            |design| design.instances[0].details.repository = Some("/srv/my repos/am".into()),
        ),
        texts("start-order", "h1: store, mysql@200", "h1: store, mysql@5"),
    ]
}

fn link_cases() -> Vec<Case> {
    const KEYS: &str = "h1: gateway-manager, key-manager#a, mysql; h2: key-manager#b, nginx";
    vec![
        edits(
            "link-illegal",
            KEYS,
            |design| link(design, "gateway-manager", LinkKind::Token, "mysql"),
            |design| link(design, "gateway-manager", LinkKind::Token, "a"),
        ),
        edits(
            "link-repeated",
            KEYS,
            |design| {
                link(design, "gateway-manager", LinkKind::Token, "a");
                link(design, "gateway-manager", LinkKind::Token, "b");
            },
            |design| link(design, "gateway-manager", LinkKind::Token, "a"),
        ),
        edits(
            "key-manager-bypassed",
            KEYS,
            |design| link(design, "gateway-manager", LinkKind::KeyValidation, "b"),
            as_it_is,
        ),
        edits(
            "sign-on-bypassed",
            "h1: nginx, store, identity-server, mysql",
            |design| link(design, "store", LinkKind::SignOn, "identity-server"),
            as_it_is,
        ),
        edits(
            "key-links-differ",
            "h1: gateway-manager, key-manager#a; h2: key-manager#b",
            |design| link(design, "gateway-manager", LinkKind::KeyValidation, "b"),
            |design| {
                link(design, "gateway-manager", LinkKind::KeyValidation, "b");
                link(design, "gateway-manager", LinkKind::Token, "b");
            },
        ),
        case(
            "thrift-several",
            (KEYS, |design| design.settings.transport = Transport::Thrift),
            ("h1: gateway-manager, key-manager", |design| {
                design.settings.transport = Transport::Thrift;
            }),
        ),
        texts(
            "identity-key-manager-experimental",
            "h1: gateway-manager, identity-server!, mysql",
            "h1: gateway-manager, identity-server, key-manager, mysql",
        ),
        edits(
            "identity-key-manager-beside",
            "h1: gateway-manager, key-manager, identity-server, mysql",
            |design| {
                link(
                    design,
                    "gateway-manager",
                    LinkKind::KeyValidation,
                    "identity-server",
                );
            },
            as_it_is,
        ),
    ]
}

fn cluster_cases() -> Vec<Case> {
    const TWO: &str = "h1: gateway-manager, gateway-worker, publisher, store; h2: mysql";
    vec![
        edits(
            "cluster-domain-invalid",
            TWO,
            |design| design.settings.gateway_domain = String::new(),
            |design| design.settings.key_manager_domain = String::new(),
        ),
        edits(
            "cluster-domain-shared",
            TWO,
            |design| {
                design
                    .settings
                    .gateway_domain
                    .clone_from(&design.settings.publisher_store_domain);
            },
            |design| {
                design
                    .settings
                    .key_manager_domain
                    .clone_from(&design.settings.publisher_store_domain);
            },
        ),
        edits(
            "mount-name",
            TWO,
            |design| design.settings.mount = "wso2registry".into(),
            |design| design.settings.mount = "govregistry2".into(),
        ),
    ]
}

fn database_cases() -> Vec<Case> {
    const ONE: &str = "h1: store, mysql";
    vec![
        edits(
            "database-name-invalid",
            ONE,
            |design| database(design, Role::Um).name = "a`; drop".into(),
            |design| database(design, Role::Um).name = "WSO2UM_DB".into(),
        ),
        edits(
            "database-name-shared",
            ONE,
            |design| database(design, Role::Um).name = "regdb".into(),
            |design| database(design, Role::Stats).name = "regdb".into(),
        ),
        edits(
            "database-user-invalid",
            ONE,
            |design| database(design, Role::Am).user = "a_user_of_17_char".into(),
            |design| {
                database(design, Role::Am).user = "a_user_of_17_char".into();
                design.instances[1].details.server = Flavour::Mysql57;
            },
        ),
        edits(
            "database-user-root",
            ONE,
            |design| database(design, Role::Am).user = "root".into(),
            as_it_is,
        ),
        edits(
            "database-user-shared",
            ONE,
            |design| database(design, Role::Am).user = "wso2um".into(),
            as_it_is,
        ),
        edits(
            "database-server",
            ONE,
            |design| database(design, Role::Am).server = Some(id("store")),
            |design| database(design, Role::Am).server = Some(id("mysql")),
        ),
        texts(
            "database-embedded",
            "h1: all-in-one",
            "h1: all-in-one, mysql",
        ),
        edits(
            "mysql-connections",
            ONE,
            |design| design.instances[1].details.max_connections = Some(100),
            |design| design.instances[1].details.max_connections = Some(500),
        ),
        texts("mysql-connections-raised", ONE, "h1: bam, mysql"),
        edits(
            "mysql-strict",
            ONE,
            |design| design.instances[1].details.server = Flavour::Mariadb,
            as_it_is,
        ),
        edits(
            "mysql-8",
            ONE,
            |design| design.instances[1].details.server = Flavour::Mysql80,
            as_it_is,
        ),
        texts("mysql-idle", "h1: store, mysql, mysql[mysql=3307]", ONE),
    ]
}

fn service_cases() -> Vec<Case> {
    const APART: &str = "h1: gateway-manager; h2: key-manager";
    const BAM: &str = "h1: store, bam, mysql";
    vec![
        edits("stock-certificates", APART, as_it_is, |design| {
            design.settings.own_certificates = true;
        }),
        edits("admin-user-stock", APART, as_it_is, |design| {
            design.settings.admin_user = "boss".into();
        }),
        edits(
            "admin-user-invalid",
            APART,
            |design| design.settings.admin_user = "a@b".into(),
            |design| design.settings.admin_user = "boss.1".into(),
        ),
        edits("statistics-form", BAM, as_it_is, |design| {
            design.version = Version::V1_9_1;
        }),
        edits(
            "statistics-first-run",
            BAM,
            |design| design.version = Version::V1_9_1,
            as_it_is,
        ),
        texts("several-bam", "h1: bam, bam, mysql", BAM),
        texts(
            "identity-server-manual",
            "h1: store, identity-server",
            "h1: store",
        ),
        texts(
            "identity-server-idle",
            "h1: nginx, identity-server",
            "h1: nginx, store, identity-server",
        ),
        edits(
            "activemq-idle",
            "h1: gateway-manager, activemq",
            as_it_is,
            |design| link(design, "gateway-manager", LinkKind::Messaging, "activemq"),
        ),
        texts("svn-idle", "h1: svn", "h1: gateway-manager, svn"),
    ]
}

fn zone_cases() -> Vec<Case> {
    const BEHIND: &str = "h1: nginx; h2: store; h3: mysql";
    fn set(design: &mut Design, zones: [Zone; 3]) {
        for (host, zone) in design.hosts.iter_mut().zip(zones) {
            host.zone = Some(zone);
        }
    }
    vec![
        edits(
            "zone-exposed",
            BEHIND,
            |design| set(design, [Zone::Dmz, Zone::Dmz, Zone::Dmz]),
            |design| set(design, [Zone::Dmz, Zone::Dmz, Zone::Internal]),
        ),
        edits(
            "zone-bypassed",
            BEHIND,
            |design| set(design, [Zone::Public, Zone::Public, Zone::Data]),
            |design| set(design, [Zone::Public, Zone::Dmz, Zone::Data]),
        ),
        edits(
            "zone-missing",
            BEHIND,
            |design| design.hosts[0].zone = Some(Zone::Public),
            as_it_is,
        ),
    ]
}

fn cases() -> Vec<Case> {
    [
        port_cases(),
        need_cases(),
        role_cases(),
        front_cases(),
        host_cases(),
        name_cases(),
        folder_cases(),
        link_cases(),
        cluster_cases(),
        database_cases(),
        service_cases(),
        zone_cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn made((text, edit): (&str, Edit)) -> Design {
    let mut design = design(text);
    edit(&mut design);
    design.invariants().unwrap();
    design
}

fn of(code: &str, design: &Design) -> Vec<Finding> {
    let mut findings = findings(design);
    findings.retain(|finding| finding.code == code);
    findings
}

#[test]
fn each_rule_finds_its_fault_and_no_other() {
    for case in cases() {
        let found = of(case.code, &made(case.bad));
        assert!(!found.is_empty(), "{} is not found", case.code);
        for finding in found {
            assert!(!finding.at.is_empty(), "{}", case.code);
            assert!(
                finding.message.to_string().ends_with('.')
                    && finding.advice.to_string().ends_with('.'),
                "{finding:?}"
            );
            assert!(!finding.source.is_empty(), "{}", case.code);
        }
        let none = of(case.code, &made(case.good));
        assert!(none.is_empty(), "{none:?}");
    }
}

#[test]
fn every_rule_has_its_case() {
    let tried: BTreeSet<&str> = cases().iter().map(|case| case.code).collect();
    let mut known: BTreeSet<&str> = checks::codes().collect();
    // Has a test of its own: its design is large.
    known.remove("design-large");
    assert_eq!(tried, known);
}

/// Errors with what they are about.
fn errors(design: &Design) -> BTreeMap<String, usize> {
    let mut errors = BTreeMap::new();
    for finding in findings(design) {
        if finding.severity == Severity::Error {
            *errors.entry(finding.code.to_owned()).or_default() += 1;
        }
    }
    errors
}

#[test]
fn a_fix_removes_its_finding_and_brings_no_new_error() {
    for case in cases() {
        let design = made(case.bad);
        let before = errors(&design);
        for finding in of(case.code, &design) {
            let Some(fix) = finding.fix.clone() else {
                continue;
            };
            let mut editor = Editor::new(design.clone());
            editor
                .run(fix.command)
                .unwrap_or_else(|error| panic!("{}: {error}", case.code));
            let after = editor.design();
            after.invariants().unwrap();
            let left = of(case.code, after);
            assert!(left.is_empty(), "{} is left: {left:?}", case.code);
            for (code, count) in errors(after) {
                assert!(
                    before.get(&code).is_some_and(|&was| was >= count),
                    "{}: {code} is new",
                    case.code
                );
            }
        }
    }
}

#[test]
fn what_can_be_mended_by_a_command_is() {
    // These need a decision or a value that only a person has.
    let by_hand = [
        "all-in-one-mixed",
        "front-address",
        "host-address-missing",
        "host-address-invalid",
        "host-address-loopback",
        "host-address-ipv6",
        "host-memory",
        "domain-example",
        "mysql-connections-raised",
        "mysql-strict",
        "admin-user-stock",
        "statistics-first-run",
        "identity-server-manual",
        "identity-key-manager-experimental",
        "zone-bypassed",
    ];
    for case in cases() {
        let found = of(case.code, &made(case.bad));
        let mended = found.iter().any(|finding| finding.fix.is_some());
        assert_eq!(mended, !by_hand.contains(&case.code), "{}", case.code);
    }
}

#[test]
fn zones_are_spoken_of_in_few_findings_and_only_where_there_are_some() {
    let mut design = design("h1: nginx; h2: store, publisher, svn; h3: mysql; h4:; h5:");
    let zones = |design: &Design| -> Vec<String> {
        let all = findings(design).into_iter();
        let ours = all.filter(|finding| finding.code.starts_with("zone-"));
        ours.map(|finding| finding.message.to_string()).collect()
    };
    assert_eq!(zones(&design), [""; 0]);
    design.hosts[1].zone = Some(Zone::Public);
    design.hosts[2].zone = Some(Zone::Data);
    assert_eq!(
        zones(&design),
        [
            "`store` and `publisher` on `h2` in the zone Public connect straight to `mysql` in the zone Data.",
            "`svn` holds every API that the gateways run, and is on `h2` in the zone Public.",
            "`h1`, `h4` and `h5` are in no zone, though other hosts are in one.",
        ]
    );
    // Moving the repository would move the Store too.
    assert_eq!(of("zone-exposed", &design)[0].fix, None);
    let mended = fixed(&design, "zone-missing");
    let inside = mended
        .hosts
        .iter()
        .filter(|host| host.zone == Some(Zone::Internal));
    assert_eq!(inside.count(), 3);
}

#[test]
fn one_missing_provider_is_one_finding() {
    let mut design =
        design("h1: gateway-manager, gateway-worker, key-manager, publisher, store, svn");
    design.settings.own_certificates = true;
    assert_eq!(
        shorts(&design),
        ["missing-mysql gateway-manager gateway-worker key-manager publisher store"]
    );
    assert_eq!(shorts(&fixed(&design, "missing-mysql")), [""; 0]);
}

#[test]
fn a_missing_provider_brings_along_what_it_needs_itself() {
    let design = fixed(&design("h1: store; h2:; h3:"), "missing-gateway");
    assert_eq!(errors(&design), BTreeMap::new());
    // The roomiest host each.
    assert!(
        design.on_host(&design.hosts[1].id).count() > 0
            && design.on_host(&design.hosts[2].id).count() > 0
    );
}

#[test]
fn a_clash_is_told_by_the_port_that_people_know() {
    let design = design("h1: publisher+0, store+0; h2: mysql");
    let finding = of("port-clash", &design).remove(0);
    assert_eq!(
        finding.message.to_string(),
        "Port 9443 on host `h1` is taken by `publisher` and `store`, and 6 more ports."
    );
    let fix = finding.fix.unwrap();
    assert_eq!(fix.label.to_string(), "Give `store` offset 1");
    let design = fixed(&design, "port-clash");
    assert_eq!(design.instances[1].offset, None);
}

#[test]
fn fixed_ports_clash_too() {
    for (text, wanted) in [
        ("h1: mysql, mysql", "port-clash h1 mysql mysql-2"),
        (
            "h1: store+0, mysql[mysql=9443]",
            "port-clash h1 store mysql",
        ),
        ("h1: svn[svnserve=3306], mysql", "port-clash h1 svn mysql"),
        ("h1: nginx, nginx", "port-clash h1 nginx nginx-2"),
        ("h1: nginx[https=80]", "port-clash h1 nginx"),
        (
            "h1: publisher[hazelcast=4000], store[hazelcast=4000]",
            "port-clash h1 publisher store",
        ),
        (
            "h1: all-in-one[key-validation-thrift=10397], identity-server+8",
            "port-clash h1 all-in-one identity-server",
        ),
    ] {
        let design = design(text);
        let found: Vec<String> = of("port-clash", &design).iter().map(short).collect();
        assert_eq!(found, [wanted], "{text}");
        assert!(
            of("port-clash", &fixed(&design, "port-clash")).is_empty(),
            "{text}"
        );
    }
}

#[test]
fn every_pinned_server_but_one_finds_its_own_offset() {
    let design = fixed(
        &design("h1: store+0, publisher+0, key-manager+0, bam"),
        "port-clash",
    );
    assert!(of("port-clash", &design).is_empty());
    assert_eq!(
        design.instances[0]
            .offset
            .map(apim_designer::model::Offset::get),
        Some(0)
    );
}

#[test]
fn a_loopback_address_weighs_by_who_must_reach_it() {
    for (text, wanted) in [
        ("h1=127.0.0.1: store; h2: publisher", Severity::Error),
        ("h1=127.0.0.1: store, publisher", Severity::Warning),
        ("h1=::1: all-in-one", Severity::Note),
        ("h1=0.0.0.0: all-in-one", Severity::Error),
    ] {
        let found = of("host-address-loopback", &design(text));
        assert_eq!(found[0].severity, wanted, "{text}");
    }
}

#[test]
fn an_all_in_one_commits_for_its_workers() {
    check("h1: all-in-one, gateway-worker, mysql, svn", &[]);
}

#[test]
fn a_large_design_is_told_so() {
    let large = crate::large::design(1_200);
    assert_eq!(of("design-large", &large).len(), 1);
    assert!(of("design-large", &crate::large::design(1_000)).is_empty());
}

#[test]
fn the_most_serious_comes_first_then_the_order_of_the_design() {
    let design = design("h1: store+0, publisher+0; h2=bad: activemq");
    let findings = findings(&design);
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted());
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<String> = errors.map(short).collect();
    assert_eq!(
        errors.first().map(String::as_str),
        Some("port-clash h1 store publisher")
    );
    assert_eq!(
        errors.last().map(String::as_str),
        Some("host-address-invalid h2")
    );
}

#[test]
fn a_secret_pasted_for_a_file_name_is_not_repeated() {
    for around in ["", " ", "\n"] {
        let mut design = design("h1: store");
        design.hosts[0].ssh_key = format!("{around}-----BEGIN RSA PRIVATE KEY----- abc{around}");
        let told = serde_json::to_string(&of("ssh-key", &design)).unwrap();
        assert!(told.contains("is a key itself"), "{told}");
        assert!(!told.contains("abc"), "{told}");
    }
}

#[test]
fn names_taken_are_not_given_again() {
    let mut design = design("h1: store; h1-2: publisher; h3: mysql");
    design.hosts[2].name = "h1".into();
    let design = fixed(&design, "host-name-duplicate");
    assert_eq!(design.hosts[2].name, "h1-3");
}

#[test]
fn settings_that_nobody_uses_are_not_found_fault_with() {
    let mut design = design("h1: all-in-one");
    design.settings = Settings {
        domain: "???".into(),
        gateway_domain: String::new(),
        mount: String::new(),
        admin_user: "boss".into(),
        ..Settings::default()
    };
    database(&mut design, Role::Am).name = "'".into();
    assert_eq!(shorts(&design), [""; 0]);
}

#[test]
fn the_budget_that_is_told_is_the_one_that_is_written() {
    for preset in presets::ALL {
        for version in Version::ALL {
            let mut design = preset.design();
            design.version = version;
            let finding = of("mysql-connections-raised", &design).remove(0);
            let plan = plan::build(&design);
            let files = render::render(&design, &plan, &Secrets::default()).unwrap();
            let (_, options) = files
                .iter()
                .find(|(path, _)| path.ends_with("apim.cnf"))
                .unwrap();
            let line = options
                .text
                .lines()
                .find(|line| line.starts_with("max_connections"))
                .unwrap();
            let written = line.rsplit(' ').next().unwrap();
            let told = format!("can ask for {written} connections");
            assert!(
                finding.message.to_string().contains(&told),
                "{}: {line}, {}",
                preset.name,
                finding.message
            );
        }
    }
}
