//! Scripts, as the shell and its linter see them.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use apim_designer::catalog::{Flavour, Role};
use apim_designer::model::{Design, presets};
use apim_designer::render::{Files, Secrets};

use crate::support::{with_broker, with_identity_key_managers};
use crate::workshop::{Folder, installed, preset, render, succeed};

/// Lets the shell and its linter read every script; the number of different ones.
#[track_caller]
fn lint<'f>(name: &str, bundles: impl IntoIterator<Item = &'f Files>) -> usize {
    let folder = Folder::new(name);
    // Hosts share texts; each is looked at once.
    let mut seen = BTreeSet::new();
    for (at, files) in bundles.into_iter().enumerate() {
        for (path, file) in files {
            let by_name = Path::new(path).extension().is_some_and(|end| end == "sh");
            assert_eq!(by_name, file.executable, "{path}");
            assert_eq!(by_name, file.kind == "shell", "{path}");
            if by_name && seen.insert(&file.text) {
                folder.write(&format!("{at}/{path}"), &file.text);
            }
        }
    }
    succeed(Command::new("bash").current_dir(folder.path()).args([
        "-c",
        "find . -type f | while IFS= read -r script; do bash -n \"$script\" || exit 1; done",
    ]));
    if installed("shellcheck", "lint of the scripts") {
        succeed(Command::new("find").current_dir(folder.path()).args([
            ".",
            "-type",
            "f",
            "-exec",
            "shellcheck",
            // No file of this machine makes it milder.
            "--norc",
            "{}",
            "+",
        ]));
    }
    seen.len()
}

#[test]
fn every_script_of_every_preset_is_clean() {
    let bundles: Vec<Files> = presets::ALL
        .iter()
        .flat_map(|preset| {
            let mut design = with_broker(preset.design());
            design.settings.own_certificates = true;
            [with_identity_key_managers(design.clone()), design]
        })
        .map(|design| render(&design, &Secrets::default()))
        .collect();
    // Five of each host, the library, one copy.sh each.
    let hosts: usize = presets::ALL.iter().map(|p| p.design().hosts.len()).sum();
    let scripts = lint("lint", &bundles);
    assert!(scripts > 2 * hosts, "{scripts} scripts of {hosts} hosts");
}

/// Words that a shell would read more into, each with a command that leaves a file behind.
const HOSTILE: [&str; 8] = [
    "two words $(touch canary)",
    "it's `touch canary`",
    "\"; touch canary; \"",
    "'; touch canary; '",
    "back\\slash\\' && touch canary",
    "-n --flag=$HOME | touch canary",
    "é ü 日本 🙂 & touch canary #",
    "*?[a-z]{b,c}~!! > canary",
];

/// A design with such words in every place that takes a text.
fn hostile(preset_name: &str, turn: usize) -> Design {
    let mut design = with_broker(preset(preset_name));
    let mut words = HOSTILE.into_iter().cycle().skip(turn);
    let mut next = || words.next().unwrap().to_owned();
    design.name = next();
    for host in &mut design.hosts {
        host.name = next();
        host.address = next();
        host.ssh_user = next();
        host.ssh_key = next();
    }
    for instance in &mut design.instances {
        instance.name = next();
        instance.home = Some(format!("/opt/{}", next()));
        instance.details.repository = Some(format!("/srv/{}", next()));
        instance.details.server = Flavour::ALL[turn % Flavour::ALL.len()];
    }
    for database in design.databases.values_mut() {
        database.name = next();
        database.user = next();
    }
    let settings = &mut design.settings;
    settings.domain = next();
    settings.names.gateway = Some(next());
    settings.names.publisher = Some(next());
    settings.front_address = Some(next());
    settings.gateway_domain = next();
    settings.mount = next();
    settings.admin_user = next();
    settings.own_certificates = true;
    design
}

/// Every word in every place, in the end.
pub(crate) fn hostile_designs() -> impl Iterator<Item = Design> {
    (0..HOSTILE.len()).map(|turn| hostile(presets::ALL[turn % presets::ALL.len()].name, turn))
}

pub(crate) fn hostile_secrets() -> Secrets {
    let mut secrets = Secrets::default();
    for (role, word) in Role::ALL.into_iter().zip(HOSTILE) {
        secrets.set(format!("db.{}", role.id()), word);
    }
    secrets.set("admin", HOSTILE[4]);
    secrets.set("broker", HOSTILE[5]);
    secrets
}

#[test]
fn scripts_stay_clean_whatever_the_design_holds() {
    let bundles: Vec<Files> = hostile_designs()
        .map(|design| render(&design, &hostile_secrets()))
        .collect();
    let scripts = lint("lint-hostile", &bundles);
    assert!(scripts > 4 * HOSTILE.len(), "{scripts}");
}

/// What `run.sh --show` prints, taken apart by a shell, goes to the hosts of the design and nowhere else.
fn shown(design: &Design, lines: &str) {
    let script = format!("ssh() {{ printf '%s\\0' \"$@\" $'\\n'; }}\n{lines}");
    let output = succeed(Command::new("bash").args(["-c", &script]));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut reached = BTreeSet::new();
    for call in text.split_terminator("\0\n\0") {
        let words: Vec<&str> = call.split('\0').collect();
        let at = words.iter().position(|word| *word == "--").unwrap();
        assert_eq!(words.len(), at + 3, "{words:?}");
        assert!(words[at + 2].starts_with("cd apim-designer/"), "{words:?}");
        reached.insert(words[at + 1].to_owned());
    }
    let hosts = design.hosts.iter();
    let wanted = hosts.map(|host| format!("{}@{}", host.ssh_user, host.address));
    assert_eq!(reached, wanted.collect(), "{lines}");
}

#[test]
fn no_word_of_a_design_is_run() {
    let mut copied = 0;
    for (turn, design) in hostile_designs().enumerate() {
        let folder = Folder::new(&format!("canary-{turn}"));
        for (path, file) in render(&design, &hostile_secrets()) {
            folder.write(&path, &file.text);
        }
        for host in &design.hosts {
            // The name of a key file may hold anything but a slash.
            let key = folder.path().join(&host.ssh_key);
            fs::write(&key, "").unwrap();
            fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        }
        folder.write("root/etc/hosts", "");
        let run = |script: &str, arguments: &[&str]| {
            let output = Command::new("bash")
                .current_dir(folder.path())
                .arg(script)
                .args(arguments)
                .env("APIM_ROOT", folder.path().join("root"))
                // Nothing of this machine's own.
                .env("APIM_MYSQL_DEFAULTS", folder.path().join("none.cnf"))
                .env("JAVA_HOME", "/nonexistent")
                .output()
                .unwrap();
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        run("certificates.sh", &["--dry-run"]);
        let said = run("copy.sh", &["--dry-run"]);
        for step in ["install", "start"] {
            shown(&design, &run("run.sh", &[step, "--show"]));
        }
        for host in &design.hosts {
            // The words arrive whole, in the same order.
            let line = format!(" ({})\n", host.address);
            assert!(said.contains(&line), "{}: {said}", host.address);
            copied += 1;
        }
        for entry in fs::read_dir(folder.path().join("hosts")).unwrap() {
            let dir = entry.unwrap().path();
            for script in ["install.sh", "apply.sh", "start.sh", "rollback.sh"] {
                run(dir.join(script).to_str().unwrap(), &["--dry-run"]);
            }
            run(dir.join("verify.sh").to_str().unwrap(), &[]);
        }
        let canaries = succeed(
            Command::new("find")
                .arg(folder.path())
                .args(["-name", "canary"]),
        );
        assert_eq!(String::from_utf8_lossy(&canaries.stdout), "", "turn {turn}");
    }
    assert!(copied > 2 * HOSTILE.len());
}
