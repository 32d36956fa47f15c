//! The playbooks, as Ansible itself reads and runs them.

use std::path::Path;
use std::process::{Command, Output};

use apim_designer::catalog::{Kind, paths, values};
use apim_designer::model::{Design, presets};
use apim_designer::plan;
use apim_designer::render::Secrets;

use crate::scripts::{hostile_designs, hostile_secrets};
use crate::stock;
use crate::support::{design, with_identity_key_managers};
use crate::workshop::{Folder, installed, render, skipped, succeed};

/// What breaks a file, a template or a command where escaping is forgotten.
const PASSWORD: &str = "a&<b>\"'$(id)`x`\\ %s é {{ x }} {% y %} {# z ]]>--";

/// A bundle in a folder.
struct Bundle(Folder);

impl Bundle {
    fn new(name: &str, design: &Design, secrets: &Secrets) -> Self {
        let folder = Folder::new(&format!("ansible-{name}"));
        for (path, file) in render(design, secrets) {
            folder.write(&format!("bundle/{path}"), &file.text);
        }
        Self(folder)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.0.path().join("bundle/ansible"))
            // Nothing of this machine's own settings, and nothing left behind in its home.
            .env("HOME", self.0.path())
            .env(
                "ANSIBLE_CONFIG",
                self.0.path().join("bundle/ansible/ansible.cfg"),
            )
            .env("ANSIBLE_LOCAL_TEMP", self.0.path().join("tmp"))
            .env("ANSIBLE_REMOTE_TEMP", self.0.path().join("tmp"))
            .env("ANSIBLE_NOCOWS", "1")
            .env("ANSIBLE_NOCOLOR", "1")
            .env("ANSIBLE_PIPELINING", "1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("LC_ALL", "C.UTF-8");
        command
    }

    /// Runs a playbook with this machine in place of every host, each below a folder of its own.
    fn play(&self, arguments: &[&str]) -> Output {
        let root = self.0.path().join("roots/ansible/{{ inventory_hostname }}");
        self.command("ansible-playbook")
            .args([
                "-e",
                "ansible_connection=local",
                "-e",
                "ansible_become=false",
            ])
            .arg("-e")
            .arg(format!("apim_root={}", root.display()))
            .args(arguments)
            .output()
            .unwrap()
    }

    #[track_caller]
    fn played(&self, arguments: &[&str]) -> String {
        let output = self.play(arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        let complained = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}{complained}");
        assert!(
            !said.contains(PASSWORD) && !complained.contains(PASSWORD),
            "{said}{complained}"
        );
        said
    }

    fn secrets(&self, keys: &[&str]) {
        let quoted = PASSWORD.replace('\'', "''");
        let lines: Vec<String> = keys
            .iter()
            .map(|key| format!("  {key}: !unsafe '{quoted}'\n"))
            .collect();
        self.0.write(
            "bundle/ansible/secrets.yml",
            &format!("apim_secrets:\n{}", lines.concat()),
        );
        self.0.write_secrets("bundle/secrets.env", keys, PASSWORD);
    }

    fn jars(&self) {
        for jar in [
            "mysql-connector-java-5.1.36-bin.jar",
            paths::SVNKIT_JAR,
            paths::TRILEAD_JAR,
        ] {
            self.0.write(&format!("bundle/jars/{jar}"), jar);
        }
    }
}

/// Whether Ansible is there; says loudly what is left out where it is not.
fn available() -> bool {
    ["ansible-playbook", "ansible-inventory"]
        .iter()
        .all(|program| installed(program, "playbooks, run by Ansible"))
}

/// Every design that there is to try, with a name.
fn designs() -> impl Iterator<Item = (String, Design, Secrets)> {
    let ready = presets::ALL
        .iter()
        .map(|preset| (preset.name.to_owned(), preset.design(), Secrets::default()));
    let ready = ready.chain(presets::ALL.iter().map(|preset| {
        let design = with_identity_key_managers(preset.design());
        (format!("{}-keys", preset.name), design, Secrets::default())
    }));
    let hostile = hostile_designs()
        .enumerate()
        .map(|(turn, design)| (format!("hostile-{turn}"), design, hostile_secrets()));
    let templates = [
        "{{ lookup('pipe', 'touch canary') }}",
        "{% raw %}",
        "{# a",
        "!unsafe",
        "- a: b",
        "all",
    ];
    let templates = templates.into_iter().enumerate().map(|(turn, text)| {
        let mut design = presets::ALL[turn % presets::ALL.len()].design();
        for host in &mut design.hosts {
            for place in [
                &mut host.name,
                &mut host.address,
                &mut host.ssh_user,
                &mut host.ssh_key,
            ] {
                text.clone_into(place);
            }
        }
        for instance in &mut design.instances {
            instance.home = Some(format!("/opt/{text}"));
        }
        for database in design.databases.values_mut() {
            text.clone_into(&mut database.name);
        }
        (format!("template-{turn}"), design, Secrets::default())
    });
    ready.chain(hostile).chain(templates)
}

/// A text as `ansible-inventory` shows it: marked, where it is no template.
fn text(value: &serde_json::Value) -> Option<&str> {
    value
        .as_str()
        .or_else(|| value["__ansible_unsafe"].as_str())
}

#[test]
fn ansible_reads_the_playbooks_and_finds_the_hosts_of_the_design() {
    if !available() {
        return;
    }
    let mut hosts = 0;
    for (name, design, secrets) in designs() {
        let bundle = Bundle::new(&format!("read-{name}"), &design, &secrets);
        let output = succeed(
            bundle
                .command("ansible-playbook")
                .args(["--syntax-check", "site.yml"]),
        );
        let complained = String::from_utf8(output.stderr).unwrap();
        assert_eq!(complained, "", "{name}");
        let output = succeed(bundle.command("ansible-inventory").arg("--list"));
        let complained = String::from_utf8(output.stderr).unwrap();
        assert_eq!(complained, "", "{name}");
        let inventory: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let variables = &inventory["_meta"]["hostvars"];
        let plan = plan::build(&design);
        assert_eq!(
            variables.as_object().unwrap().len(),
            plan.hosts.len(),
            "{name}"
        );
        for host in &plan.hosts {
            let dir = if host.dir == "all" {
                "host-all"
            } else {
                &host.dir
            };
            let own = &variables[dir];
            for (key, value) in [
                ("ansible_host", &host.address),
                ("ansible_user", &host.ssh_user),
                ("ansible_ssh_private_key_file", &host.ssh_key),
            ] {
                // What ssh would take for an option stays out.
                let wanted = Some(value.as_str())
                    .filter(|value| !value.is_empty() && !value.starts_with('-'));
                assert_eq!(text(&own[key]), wanted, "{name}: {dir} {key}");
            }
            for &at in &host.instances {
                let group = format!("apim_{}", plan.instances[at].kind.id().replace('-', "_"));
                let members = inventory[&group]["hosts"].as_array().unwrap();
                assert!(
                    members.iter().any(|member| member == dir),
                    "{name}: {group} {dir}"
                );
            }
            hosts += 1;
        }
        assert!(
            !bundle.0.path().join("bundle/ansible/canary").exists(),
            "{name}"
        );
    }
    assert!(hosts > 30, "{hosts}");
}

#[test]
fn no_step_of_the_scripts_is_unknown_to_the_playbooks() {
    for (name, design, secrets) in designs() {
        for (path, file) in render(&design, &secrets) {
            assert!(
                !path.starts_with("ansible/")
                    || !file.text.contains("only the shell scripts do this"),
                "{name}: {path}\n{}",
                file.text
            );
        }
    }
}

#[test]
fn a_placeholder_becomes_the_same_as_in_the_shell() {
    if !available() {
        return;
    }
    let bundle = Bundle::new("fill", &design("h1: store"), &Secrets::default());
    let values = [
        "plain",
        "a b",
        "a'b''",
        "a\"b",
        "a\\b\\",
        "\\'; DROP",
        "$HOME$(id)`id`",
        "a%s%d%%",
        "#;!*?~|()[]{}",
        "a&b<c>]]>",
        "@{sql:k1}",
        "{{ a }}{% b %}",
        "é ü ß 日本 🙂",
        "\u{7ff}\u{800}\u{fffd}\u{10000}",
        "=a=b",
        "&amp;\\1\\n\\\\&",
    ];
    let mut file = String::from("first @{none} @{xml:}\n");
    let mut yaml = String::from("apim_secrets:\n");
    let mut env = String::new();
    for (n, value) in values.iter().enumerate() {
        for syntax in ["xml", "json", "cnf", "sql", "sh", "svn", "jetty"] {
            file.push_str(&format!(
                "<{syntax}> @{{{syntax}:k.{n}}}|@{{{syntax}:k.{n}}}\r\n"
            ));
        }
        yaml.push_str(&format!(
            "  K_{n}: !unsafe '{}'\n",
            value.replace('\'', "''")
        ));
        env.push_str(&format!("K_{n}={value}\n"));
    }
    bundle.0.write("secrets.yml", &yaml);
    bundle.0.write("secrets.env", &env);
    let shell =
        "HERE=$PWD; . bundle/hosts/h1/lib.sh; PHASE=apply; SECRETS=secrets.env; fill \"$1\" \"$2\"";
    let python = "
import sys, yaml
sys.path.insert(0, 'bundle/ansible/filter_plugins')
import apim
yaml.SafeLoader.add_constructor('!unsafe', lambda loader, node: loader.construct_scalar(node))
secrets = yaml.safe_load(open('secrets.yml', encoding='utf-8'))['apim_secrets']
open(sys.argv[2], 'wb').write(apim.fill(open(sys.argv[1], 'rb').read(), secrets))";
    let both = || {
        let run = |program: &str, arguments: &[&str]| {
            let mut command = bundle.command(program);
            command
                .current_dir(bundle.0.path())
                .args(arguments)
                .output()
                .unwrap()
        };
        (
            run("bash", &["-c", shell, "fill", "in", "shell"]),
            run("/usr/bin/python3", &["-c", python, "in", "python"]),
        )
    };
    for end in ["", "\n", "\n\n", "last"] {
        bundle.0.write("in", &format!("{file}{end}"));
        let (shell, python) = both();
        assert!(
            shell.status.success() && python.status.success(),
            "{shell:?} {python:?}"
        );
        assert_eq!(bundle.0.read("python"), bundle.0.read("shell"));
        assert!(bundle.0.read("python").contains("<sql> a''b''''|a''b''''"));
    }
    // What one refuses, the other does too.
    for (value, syntax) in [
        ("", "xml"),
        (" a", "xml"),
        ("a ", "sql"),
        ("a\tb", "sh"),
        ("a\u{7f}", "xml"),
        ("%(a)s", "svn"),
        ("a,b", "jetty"),
        ("MD5:a", "jetty"),
        ("a", "other"),
    ] {
        bundle.0.write("in", &format!("@{{{syntax}:bad}}\n"));
        bundle.0.write(
            "secrets.yml",
            &format!(
                "apim_secrets:\n  BAD: {}\n",
                serde_json::to_string(value).unwrap()
            ),
        );
        bundle.0.write("secrets.env", &format!("BAD={value}\n"));
        let (shell, python) = both();
        assert!(
            !shell.status.success() && !python.status.success(),
            "{value} {syntax}: {shell:?} {python:?}"
        );
    }
}

/// Everything below a folder, with modes; without what Subversion draws by lot, and the list that rollback.sh reads.
fn tree(root: &Path) -> String {
    let output = succeed(Command::new("bash").current_dir(root).args([
        "-c",
        "find . -path '*/db' -prune -o -name journal -o -printf '%m %y %p\\n' | LC_ALL=C sort -k3
             find . -path '*/db' -prune -o -name journal -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum",
    ]));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn same(now: &str, before: &str, what: &str) {
    let only = |one: &str, other: &str| -> Vec<String> {
        let lines = one.lines();
        let lines = lines.filter(|line| !other.lines().any(|there| there == *line));
        lines.map(str::to_owned).collect()
    };
    let (more, less) = (only(now, before), only(before, now));
    assert!(
        more.is_empty() && less.is_empty(),
        "{what}:\n{}\nin place of\n{}",
        more.join("\n"),
        less.join("\n")
    );
}

/// The list that rollback.sh reads, without the time of the run.
fn journal(root: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(root.join("var/backups/apim-designer/journal")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("run\t"));
    lines.map(str::to_owned).collect()
}

fn unchanged(said: &str) -> bool {
    let recap = said.rsplit("PLAY RECAP").next().unwrap();
    let lines: Vec<&str> = recap.lines().filter(|line| line.contains("ok=")).collect();
    !lines.is_empty() && lines.iter().all(|line| line.contains("changed=0 "))
}

/// Homes with the product's stock files below a folder, and what else a machine has.
fn machine(bundle: &Bundle, design: &Design, host: &str, tool: &str) -> Option<()> {
    let stock = stock::folder("1.9.0").or_else(|| {
        skipped("playbooks on stock files", "there are no stock files");
        None
    })?;
    let plan = plan::build(design);
    let root = format!("roots/{tool}/{host}");
    bundle.0.write(
        &format!("{root}/etc/hosts"),
        &format!("127.0.0.1\tlocalhost\n# a comment\n127.0.1.1 {host}.example.com {host}\tother # b\n\n::1\tip6 {host}\n"),
    );
    for instance in &plan.instances {
        let Some(home) = instance
            .home
            .as_deref()
            .filter(|_| plan.host_of(instance).dir == host)
        else {
            continue;
        };
        let home = format!("{root}{home}");
        bundle.0.write(&format!("{home}/bin/wso2server.sh"), "");
        succeed(
            Command::new("cp")
                .args(["-r", "--no-preserve=mode", "--"])
                .arg(stock.join("."))
                .arg(bundle.0.path().join(&home)),
        );
        let text = if instance.kind == Kind::Bam {
            // A file with the ends of lines of another system, too.
            let carbon = format!("{home}/{}", paths::CARBON);
            let lines = bundle.0.read(&carbon).replace('\n', "\r\n");
            bundle.0.write(&carbon, &lines);
            let source = |name: &&str| {
                format!(
                    "<datasource><name>{name}</name><definition><configuration><password>admin</password>\
                     </configuration></definition></datasource>\n"
                )
            };
            let sources: String = values::BAM_CASSANDRA.iter().map(source).collect();
            bundle.0.write(
                &format!("{home}/{}", paths::BAM_DATASOURCES),
                &format!("<datasources-configuration><datasources>\n{sources}</datasources></datasources-configuration>\n"),
            );
            "WSO2 Business Activity Monitor v2.5.0\n"
        } else {
            "WSO2 API Manager v1.9.0\n"
        };
        bundle.0.write(&format!("{home}/bin/version.txt"), text);
    }
    for front in &plan.fronts {
        for end in ["crt", "key"] {
            bundle
                .0
                .write(&format!("{root}/etc/nginx/tls/{}.{end}", front.name), "-");
        }
    }
    Some(())
}

#[test]
fn a_playbook_leaves_the_same_files_as_the_shell() {
    if !available()
        || !installed("svnadmin", "repository of a playbook")
        || !installed("xmlstarlet", "edits in place by a playbook")
    {
        return;
    }
    let mut design = design(
        "h1: gateway-manager, gateway-worker, bam, svn, nginx; h2: key-manager, store, mysql",
    );
    let home = "/opt/wso2/a {{ b }} 'c\" $(id) é";
    design.instances[1].home = Some(home.into());
    let bundle = Bundle::new("apply", &design, &Secrets::default());
    bundle.jars();
    for tool in ["shell", "ansible"] {
        if machine(&bundle, &design, "h1", tool).is_none() {
            return;
        }
    }
    let root = |tool: &str| bundle.0.path().join(format!("roots/{tool}/h1"));
    let before = tree(&root("ansible"));
    assert_eq!(before, tree(&root("shell")));
    let limited = ["--limit", "h1", "apply.yml"];

    let output = bundle.play(&limited);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        !output.status.success() && said.contains("secrets.yml has no value for ADMIN, BAM, DB_"),
        "{said}"
    );
    bundle.secrets(&[
        "ADMIN",
        "BAM",
        "DB_AM",
        "DB_UM",
        "DB_REG",
        "DB_STATS",
        "SVN_WRITER",
        "SVN_READER",
    ]);

    let said = bundle.played(&[&limited[..], &["--check", "--diff"]].concat());
    assert!(!unchanged(&said), "{said}");
    assert_eq!(tree(&root("ansible")), before, "a check changed something");

    bundle.played(&limited);
    let applied = tree(&root("ansible"));
    succeed(
        Command::new("bash")
            .arg(bundle.0.path().join("bundle/hosts/h1/apply.sh"))
            .env("APIM_ROOT", root("shell")),
    );
    same(&tree(&root("shell")), &applied, "the shell does otherwise");
    assert_eq!(journal(&root("ansible")), journal(&root("shell")));
    let file = bundle
        .0
        .read(&format!("roots/ansible/h1{home}/{}", paths::USER_MGT));
    let document = roxmltree::Document::parse(&file).unwrap();
    let password = document
        .descendants()
        .find(|node| node.has_tag_name("Password"))
        .unwrap();
    assert_eq!(password.text(), Some(PASSWORD));

    let said = bundle.played(&limited);
    assert!(unchanged(&said), "{said}");
    assert_eq!(tree(&root("ansible")), applied);

    // What somebody changed stays, and all else with it.
    let carbon = format!("/opt/wso2/bam/{}", paths::CARBON);
    let below = |path: &str| format!("roots/shell/h1{path}");
    bundle.0.write(&below(&carbon), "of a person");
    let names = bundle.0.read(&below("/etc/hosts"));
    bundle
        .0
        .write(&below("/etc/hosts"), &format!("{names}192.0.2.8 scanner\n"));
    let changed = tree(&root("shell"));
    let in_shell = format!("apim_root={}", root("shell").display());
    let back = ["--limit", "h1", "rollback.yml", "-e", &in_shell];
    let output = bundle.play(&back);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        !output.status.success() && said.contains(&format!("{carbon} was changed by somebody")),
        "{said}"
    );
    same(&tree(&root("shell")), &changed, "a refused rollback");

    // Each takes back what the other did. The repository stays, and what others wrote.
    let said = bundle.played(&[&back[..], &["-e", "apim_force=true"]].concat());
    assert!(said.contains(&format!("restored {carbon}")), "{said}");
    let kept = below(&format!("/var/backups/apim-designer/taken-back/1{carbon}"));
    assert_eq!(bundle.0.read(&kept), "of a person");
    let names = bundle.0.read(&below("/etc/hosts"));
    let names = names.strip_suffix("192.0.2.8 scanner\n").unwrap();
    bundle.0.write(&below("/etc/hosts"), names);
    std::fs::remove_dir_all(root("shell").join("var")).unwrap();
    succeed(
        Command::new("bash")
            .arg(bundle.0.path().join("bundle/hosts/h1/rollback.sh"))
            .env("APIM_ROOT", root("ansible")),
    );
    for tool in ["shell", "ansible"] {
        std::fs::remove_dir_all(root(tool).join("srv")).unwrap();
        same(&tree(&root(tool)), &before, tool);
    }
}

#[test]
fn a_check_runs_through_where_nothing_is_installed() {
    if !available() {
        return;
    }
    let design = presets::find("single-host").unwrap().design();
    let bundle = Bundle::new("check", &design, &Secrets::default());
    bundle.jars();
    bundle.secrets(&[
        "ADMIN",
        "BAM",
        "DB_AM",
        "DB_UM",
        "DB_REG",
        "DB_STATS",
        "SVN_WRITER",
        "SVN_READER",
    ]);
    for archive in ["wso2am-1.9.0.zip", "wso2is-5.0.0.zip", "wso2bam-2.5.0.zip"] {
        bundle.0.write(&format!("bundle/products/{archive}"), "");
    }
    for host in &plan::build(&design).hosts {
        bundle.0.write(
            &format!("roots/ansible/{}/etc/hosts", host.dir),
            "127.0.0.1\tlocalhost\n",
        );
    }
    let roots = bundle.0.path().join("roots");
    let before = tree(&roots);
    bundle.played(&["--check", "site.yml"]);
    assert_eq!(tree(&roots), before);
}

#[test]
fn a_host_fetches_the_archive_that_the_bundle_lacks() {
    if !available() || !installed("zip", "archives that a playbook fetches") {
        return;
    }
    let bundle = Bundle::new("fetch", &design("h1: store"), &Secrets::default());
    let archive = "wso2am-1.9.0.zip";
    let address = format!("apim_fetch=file://{}/", bundle.0.path().display());
    let install = ["install.yml", "-e", &address];
    let fails = |arguments: &[&str], words: &str| {
        let output = bundle.play(arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && said.contains(words), "{said}");
    };
    fails(&install[..1], "-e apim_fetch=ADDRESS");
    bundle.0.write(archive, "<html>please log in</html>");
    fails(&install, "is no archive that could be fetched");
    let cache = bundle
        .0
        .path()
        .join("roots/ansible/h1/var/cache/apim-designer");
    assert_eq!(std::fs::read_dir(cache).unwrap().count(), 0);

    std::fs::remove_file(bundle.0.path().join(archive)).unwrap();
    bundle
        .0
        .write("wso2am-1.9.0/bin/wso2server.sh", "#!/bin/sh\n");
    succeed(Command::new("zip").current_dir(bundle.0.path()).args([
        "-qr",
        archive,
        "wso2am-1.9.0",
    ]));
    bundle.played(&install);
    let starter = bundle
        .0
        .read("roots/ansible/h1/opt/wso2/store/bin/wso2server.sh");
    assert_eq!(starter, "#!/bin/sh\n");
    assert!(unchanged(&bundle.played(&install)));
}
