//! The repository that carries API definitions from the gateway manager to its workers. Source: domain §7.

use std::fmt::Write as _;

use super::super::secrets::{Secrets, Syntax, name, placeholder};
use super::super::{File, one_line};
use super::{Site, address, around_dir, is_safe_path};
use crate::catalog::{Kind, paths, port};
use crate::plan::{Instance, Plan};

/// Unit of systemd, without folder.
pub(super) const UNIT: &str = "apim-designer-svn.service";

/// Path of the repository on its host.
pub(super) fn repository(server: &Instance) -> &str {
    let chosen = server.details.repository.as_deref();
    chosen
        .unwrap_or(paths::SVN_REPOSITORY)
        .trim_end_matches('/')
}

/// Whether the scripts can make the repository; its parent is what the server shows, so it must not be the root.
pub(super) fn is_buildable(server: &Instance) -> bool {
    let path = repository(server);
    // A unit file and an account file know no quoting that all their readers share.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    is_safe_path(path) && path.matches('/').count() > 1 && path.chars().all(plain)
}

pub(super) fn files(site: &Site, secrets: &Secrets, add: &mut dyn FnMut(&str, File)) {
    for (_, server) in site.of_kind(Kind::Svn) {
        let dir = around_dir(site.plan, server);
        let mut add = |name: &str, text: String| {
            let mut file = File::new("svn", text);
            file.instance = Some(server.id.clone());
            add(&format!("{dir}/{name}"), file);
        };
        add("svnserve.conf", SVNSERVE.into());
        add("passwd", passwd(secrets));
        add("authz", authz());
        if is_buildable(server) {
            add(UNIT, unit(site.plan, server));
        }
    }
    for (user, secret) in ACCOUNTS {
        let mut used = site
            .instances()
            .filter_map(|(_, one)| one.synchronizer.as_ref());
        if used.any(|synchronizer| synchronizer.user == user) {
            let text = format!("{}\n", password(secret, secrets));
            add(&login_file(user), File::new("svn", text));
        }
    }
}

const ACCOUNTS: [(&str, &str); 2] = [
    (paths::SVN_WRITER, name::SVN_WRITER),
    (paths::SVN_READER, name::SVN_READER),
];

/// Where `verify.sh` finds the password of an account of the synchronizers.
pub(super) fn login_file(user: &str) -> String {
    format!("verify/{user}.svn")
}

const SVNSERVE: &str = "\
[general]
anon-access = none
auth-access = write
password-db = passwd
authz-db = authz
realm = apim-designer
";

fn passwd(secrets: &Secrets) -> String {
    let mut out = String::from("[users]\n");
    for (user, secret) in ACCOUNTS {
        let _ = writeln!(out, "{user} = {}", password(secret, secrets));
    }
    out
}

/// What the file cannot hold stays a placeholder: the script refuses it with words.
fn password(secret: &str, secrets: &Secrets) -> String {
    secrets
        .get(secret)
        .filter(|value| is_plain(value))
        .map_or_else(|| placeholder(Syntax::Svn, secret), str::to_owned)
}

/// Whether the file format holds the value as it is: it trims blanks, and replaces what stands in `%(…)s`.
fn is_plain(value: &str) -> bool {
    value.trim() == value && !value.contains("%(") && !value.chars().any(char::is_control)
}

fn authz() -> String {
    format!(
        "[/]\n{} = rw\n{} = r\n* =\n",
        paths::SVN_WRITER,
        paths::SVN_READER
    )
}

/// The server as a service: it shows the folder above the repository, so that its name is part of the address.
fn unit(plan: &Plan, server: &Instance) -> String {
    let path = repository(server);
    let root = path.rsplit_once('/').map_or("/", |(root, _)| root);
    let port = server.port(port::name::SVN);
    let port = port.map_or_else(String::new, |port| format!(" --listen-port {port}"));
    // Only an address of its own; behind a translated one the server listens everywhere.
    let host = address(&plan.host_of(server).address)
        .filter(|address| !address.is_loopback())
        .map_or_else(String::new, |address| format!(" --listen-host {address}"));
    format!(
        "\
[Unit]
Description=Subversion of {}
After=network-online.target
Wants=network-online.target

[Service]
User=svn
Group=svn
UMask=0027
ExecStart=/usr/bin/svnserve --daemon --foreground --root {root}{host}{port}
Restart=on-failure

[Install]
WantedBy=multi-user.target
",
        one_line(&plan.folder)
    )
}
