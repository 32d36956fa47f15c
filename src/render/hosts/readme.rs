//! The bundle's `README.md`: what to do, in order, for a person.

use std::fmt::Write;

use super::{host_dir, instance_dir};
use crate::catalog::{Kind, LinkKind, Role, paths};
use crate::plan::{FrontRole, Instance, Plan};
use crate::render::markdown::{code, row, text};
use crate::render::{File, secrets};

pub(super) fn file(plan: &Plan) -> File {
    let mut out = format!("# {}\n\n", text(&plan.name));
    out += &format!(
        "Configuration of WSO2 API Manager {} on {} hosts. `design.json` opens in apim-designer again.\n\n",
        plan.version.text(),
        plan.hosts.len()
    );
    out += &machines(plan);
    out += &steps(plan);
    out += &needed_secrets(plan);
    out += &downloads(plan);
    out += &by_hand(plan);
    File::new("markdown", out)
}

fn machines(plan: &Plan) -> String {
    let mut out = String::from(
        "## What runs where\n\n| host | instance | what | offset | ports | home |\n|---|---|---|---|---|---|\n",
    );
    for instance in &plan.instances {
        let host = plan.host_of(instance);
        let mut ports: Vec<u16> = instance.open_ports().map(|(_, port)| port.get()).collect();
        ports.sort_unstable();
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        out += &row(&[
            format!("{} ({})", text(&host.name), code(&host.address)),
            text(&instance.name),
            instance.kind.label().into(),
            if instance.kind.spec().carbon {
                instance.offset.to_string()
            } else {
                "–".into()
            },
            ports.join(" "),
            instance.home.as_deref().map(code).unwrap_or_default(),
        ]);
    }
    out.push('\n');
    out
}

fn steps(plan: &Plan) -> String {
    let mut out = String::from(
        "## Steps\n\n\
         This version of the bundle holds the files; they are put in place by hand, host by host.\n\n\
         1. `./copy.sh --dry-run`, then `./copy.sh`: each host gets its folder below `apim-designer/`.\n\
         2. On each host add the lines of `etc/hosts` to `/etc/hosts`, and remove a line that maps the host's own name \
         to 127.0.1.1.\n\
         3. Replace the placeholders such as `@{xml:db.am}` by the secrets below, escaped for the file they stand in.\n\
         4. Stop each instance, back up its `repository/`, and copy the folder of the instance over its home.\n\
         5. Start in this order, one first start at a time:\n\n",
    );
    for &at in &plan.start {
        let instance = &plan.instances[at];
        let host = text(&plan.host_of(instance).name);
        let how = match (&instance.home, instance.kind.spec().profile) {
            (Some(home), Some(profile)) => {
                format!("`sh {home}/bin/wso2server.sh -Dprofile={profile} start`")
            }
            (Some(home), None) if instance.kind.spec().carbon => {
                format!("`sh {home}/bin/wso2server.sh start`")
            }
            _ => "as its package does".into(),
        };
        let _ = writeln!(
            out,
            "   - {} on {host}: {how} (files: {})",
            text(&instance.name),
            code(&instance_dir(plan, instance))
        );
    }
    out.push('\n');
    for host in &plan.hosts {
        let key = if host.ssh_key.is_empty() {
            String::new()
        } else {
            format!("-i {} ", host.ssh_key)
        };
        let command = format!("ssh {key}{}@{}", host.ssh_user, host.address);
        let _ = writeln!(
            out,
            "- {}: {} (folder {})",
            text(&host.name),
            code(&command),
            code(&host_dir(host))
        );
    }
    out.push('\n');
    out
}

fn needed_secrets(plan: &Plan) -> String {
    let needed = secrets::needed(plan);
    if needed.is_empty() {
        return String::new();
    }
    let mut out =
        String::from("## Secrets\n\nNone is in `design.json`.\n\n| secret | what |\n|---|---|\n");
    for secret in needed {
        out += &row(&[code(&secret.name), text(&secret.label)]);
    }
    out.push('\n');
    out
}

fn downloads(plan: &Plan) -> String {
    let mut out = String::from("## What the bundle cannot hold\n\n");
    let with_driver: Vec<String> = plan
        .instances
        .iter()
        .filter(|instance| !instance.databases.is_empty())
        .map(|instance| text(&instance.name))
        .collect();
    if !with_driver.is_empty() {
        let _ = writeln!(
            out,
            "- The JDBC driver ({}) in {} of each of: {}.",
            code(paths::DRIVER_JAR_PATTERN),
            code(paths::EXTENSION_LIB),
            with_driver.join(", ")
        );
    }
    let synchronised: Vec<String> = plan
        .instances
        .iter()
        .filter(|instance| instance.synchronizer.is_some())
        .map(|instance| text(&instance.name))
        .collect();
    if !synchronised.is_empty() {
        let _ = writeln!(
            out,
            "- {} in {} and {} in {} of each of: {}. Never run a newer `svn` inside their homes.",
            code(paths::SVNKIT_JAR),
            code(paths::DROPINS),
            code(paths::TRILEAD_JAR),
            code(paths::EXTENSION_LIB),
            synchronised.join(", ")
        );
    }
    let _ = writeln!(
        out,
        "- The products themselves, and JDK 7 on each host that runs one.\n"
    );
    out
}

/// What no file of this bundle does, with the values to type.
fn by_hand(plan: &Plan) -> String {
    let mut out = String::from("## By hand in this version\n\n");
    for (at, instance) in plan.instances.iter().enumerate() {
        match instance.kind {
            Kind::IdentityServer => out += &identity_server(plan, instance),
            Kind::Bam => out += &bam(plan, instance),
            Kind::Activemq => {
                let linked = plan
                    .links
                    .iter()
                    .any(|link| link.to == at && link.kind == LinkKind::Messaging);
                let what = if linked {
                    "the gateways linked to it expect it"
                } else {
                    "nothing is linked to it"
                };
                let _ = writeln!(
                    out,
                    "- ActiveMQ {}: install and start it; {what}.",
                    text(&instance.name)
                );
            }
            Kind::Mysql | Kind::Svn | Kind::Nginx => {
                let _ = writeln!(
                    out,
                    "- {} {} on {}: install the package and see its folder {} for what this version generates.",
                    instance.kind.label(),
                    text(&instance.name),
                    text(&plan.host_of(instance).name),
                    code(&host_dir(plan.host_of(instance)))
                );
            }
            Kind::GatewayManager
            | Kind::GatewayWorker
            | Kind::KeyManager
            | Kind::Publisher
            | Kind::Store
            | Kind::AllInOne => {}
        }
    }
    out
}

fn carbon(instance: &Instance) -> String {
    let home = instance.home.as_deref().unwrap_or_default();
    format!(
        "- {} {}: its files come with a later version. In {} set `/Server/Ports/Offset` to `{}`, `HostName` and `MgtHostName` to {}.\n",
        instance.kind.label(),
        text(&instance.name),
        code(&format!("{home}/{}", paths::CARBON)),
        instance.offset,
        code(&instance.host_name)
    )
}

fn identity_server(plan: &Plan, instance: &Instance) -> String {
    let mut out = carbon(instance);
    if let Some(um) = plan.database(Role::Um) {
        let _ = writeln!(
            out,
            "  Add the datasource {} ({}) and set `dataSource` in {} to it, with the JDBC user store of API Manager.",
            code(Role::Um.spec().datasource),
            code(&um.jdbc_url().unwrap_or_default()),
            code(paths::USER_MGT)
        );
    }
    for (role, kind, issuer, path) in [
        (
            FrontRole::Publisher,
            Kind::Publisher,
            "API_PUBLISHER",
            "/publisher/jagg/jaggery_acs.jag",
        ),
        (
            FrontRole::Store,
            Kind::Store,
            "API_STORE",
            "/store/jagg/jaggery_acs.jag",
        ),
    ] {
        if let Some(base) = plan.public_url(role, kind) {
            let _ = writeln!(
                out,
                "  Service provider {}: assertion consumer URL {}; sign responses and assertions, fully qualified user names, single logout.",
                code(issuer),
                code(&format!("{base}{path}"))
            );
        }
    }
    out
}

fn bam(plan: &Plan, instance: &Instance) -> String {
    use crate::catalog::port::name::{HTTPS, RECEIVER};
    let mut out = carbon(instance);
    let address = &plan.host_of(instance).address;
    let port = |name| {
        instance
            .port(name)
            .map(|port| port.to_string())
            .unwrap_or_default()
    };
    if let Some(stats) = plan.database(Role::Stats) {
        let _ = writeln!(
            out,
            "  Add the datasource {} ({}), by exactly this name.",
            code(Role::Stats.spec().datasource),
            code(&stats.jdbc_url().unwrap_or_default())
        );
        let _ = writeln!(
            out,
            "  Then in the admin dashboard, *Configure Analytics*: receiver {}, analyzer {}, statistics datasource {}.",
            code(&format!("tcp://{address}:{}", port(RECEIVER))),
            code(&format!("https://{address}:{}", port(HTTPS))),
            code(&stats.jdbc_url().unwrap_or_default())
        );
    }
    out
}
