//! `apply.sh` for real: into product homes below a scratch folder, filled with the product's stock files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use apim_designer::catalog::{LinkKind, paths};
use apim_designer::model::{Design, InstanceId, LinkOverride, presets};
use apim_designer::render::Secrets;

use crate::stock;
use crate::support::design;
use crate::workshop::{Folder, installed, render, skipped, succeed};

/// What breaks a file where escaping is forgotten.
const PASSWORD: &str = "a&<b>\"'$(id)`x`\\ %s é ]]>--";

/// A machine below a folder, with the products of one host unpacked and the libraries at hand.
struct Machine(Folder);

impl Machine {
    /// `None` where the stock files are not there.
    fn new(name: &str, homes: &[&str]) -> Option<Self> {
        let Some(stock) = stock::folder("1.9.0") else {
            skipped(name, "there are no stock files");
            return None;
        };
        let folder = Folder::new(name);
        folder.write("root/etc/hosts", "127.0.0.1\tlocalhost\n");
        for home in homes {
            let home = format!("root/opt/wso2/{home}");
            folder.write(
                &format!("{home}/bin/version.txt"),
                "WSO2 API Manager v1.9.0\n",
            );
            succeed(
                Command::new("cp")
                    .args(["-r", "--no-preserve=mode", "--"])
                    .arg(stock.join("."))
                    .arg(folder.path().join(home)),
            );
        }
        Some(Self(folder))
    }

    /// The folder of a host, as `copy.sh` brings it.
    fn copy(&self, design: &Design, host: &str, secrets: &[&str]) {
        let _ = std::fs::remove_dir_all(self.0.path().join("bundle"));
        for (path, file) in render(design, &Secrets::default()) {
            if let Some(path) = path.strip_prefix(&format!("hosts/{host}/")) {
                self.0.write(&format!("bundle/{path}"), &file.text);
            }
        }
        for jar in [
            "mysql-connector-java-5.1.36-bin.jar",
            paths::SVNKIT_JAR,
            paths::TRILEAD_JAR,
        ] {
            self.0.write(&format!("bundle/jars/{jar}"), "");
        }
        self.0
            .write_secrets("bundle/secrets.env", secrets, PASSWORD);
    }

    fn run(&self) -> Output {
        let script = self.0.path().join("bundle/apply.sh");
        Command::new("bash")
            .arg(script)
            .env("APIM_ROOT", self.0.path().join("root"))
            .output()
            .unwrap()
    }

    #[track_caller]
    fn apply(&self) -> String {
        let output = self.run();
        let said = String::from_utf8(output.stdout).unwrap();
        let complained = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}{complained}");
        said
    }

    fn file(&self, home: &str, path: &str) -> String {
        self.0.read(&format!("root/opt/wso2/{home}/{path}"))
    }

    fn is_there(&self, home: &str, path: &str) -> bool {
        let home = Path::new("root/opt/wso2").join(home);
        self.0.path().join(home).join(path).exists()
    }
}

const KEYS: &[&str] = &[
    "ADMIN",
    "DB_AM",
    "DB_UM",
    "DB_REG",
    "SVN_WRITER",
    "SVN_READER",
];

#[test]
fn files_are_filled_in_once_and_the_old_ones_kept() {
    let homes = ["gateway-manager", "gateway-worker", "gateway-worker-2"];
    let Some(machine) = Machine::new("apply", &homes) else {
        return;
    };
    let before = machine.file("gateway-manager", paths::USER_MGT);
    machine.copy(&presets::find("classic").unwrap().design(), "gw-1", KEYS);
    assert!(machine.apply().contains("written"));
    for home in homes {
        let text = machine.file(home, paths::USER_MGT);
        let document = roxmltree::Document::parse(&text).unwrap();
        let password = document
            .descendants()
            .find(|node| node.has_tag_name("Password"))
            .unwrap();
        assert_eq!(password.text(), Some(PASSWORD), "{home}");
        let backup = format!(
            ".apim-designer-backup/1/opt/wso2/{home}/{}",
            paths::USER_MGT
        );
        assert_eq!(machine.file(home, &backup), before, "{home}");
    }
    let again = machine.apply();
    assert!(
        !again.contains("written") && again.contains("unchanged"),
        "{again}"
    );
    assert!(!machine.is_there("gateway-manager", ".apim-designer-backup/2"));
}

#[test]
fn what_the_manager_commits_is_not_in_the_way_of_a_workers_first_checkout() {
    let Some(machine) = Machine::new("checkout", &["gateway-manager", "gateway-worker"]) else {
        return;
    };
    let stock = machine.file("gateway-worker", paths::WORKFLOW_CALLBACK);
    let design = design("h1: gateway-manager, gateway-worker; h2: svn, key-manager, store, mysql");
    machine.copy(&design, "h1", KEYS);
    machine.apply();
    assert!(machine.is_there("gateway-manager", paths::WORKFLOW_CALLBACK));
    assert!(!machine.is_there("gateway-worker", paths::WORKFLOW_CALLBACK));
    let kept = format!(
        ".apim-designer-backup/1/opt/wso2/gateway-worker/{}",
        paths::WORKFLOW_CALLBACK
    );
    assert_eq!(machine.file("gateway-worker", &kept), stock);
    let others = paths::TOKEN_API;
    assert!(machine.is_there("gateway-worker", others));
    machine.apply();
    assert!(!machine.is_there("gateway-worker", paths::WORKFLOW_CALLBACK));
    // Checked out, it is the manager's, and no run touches it.
    let home = "root/opt/wso2/gateway-worker";
    let mark = "repository/deployment/server/.svn/entries";
    machine.0.write(&format!("{home}/{mark}"), "");
    let path = format!("{home}/{}", paths::WORKFLOW_CALLBACK);
    machine.0.write(&path, "<proxy/>");
    machine.apply();
    assert_eq!(machine.0.read(&path), "<proxy/>");
    let said = machine.rolled_back(&[]);
    assert!(said.contains("Subversion has brought it"), "{said}");
    assert_eq!(machine.0.read(&path), "<proxy/>");
}

#[test]
fn a_gateway_manager_has_committed_before_its_workers_start() {
    let Some(machine) = Machine::new("start", &["gateway-manager", "gateway-worker"]) else {
        return;
    };
    let design = design("h1: gateway-manager, gateway-worker; h2: svn, key-manager, store, mysql");
    machine.copy(&design, "h1", KEYS);
    machine.apply();
    let java = machine.0.write(
        "jdk/bin/java",
        "#!/bin/sh\necho 'java version \"1.7.0_80\"' >&2\n",
    );
    succeed(Command::new("chmod").arg("755").arg(java));
    let tree = "repository/deployment/server/synapse-configs/default";
    let server = |home: &str, rest: &str| {
        let log = "mkdir -p repository/logs; echo 'WSO2 Carbon started in 9 sec' >> repository/logs/wso2carbon.log";
        let text = format!("#!/bin/sh\ncd \"$(dirname \"$0\")/..\"\n{log}\n{rest}\nsleep 2\n");
        // Another file: a shell that still runs the old one would read on in it.
        let bin = format!("root/opt/wso2/{home}/bin");
        let new = machine.0.write(&format!("{bin}/new"), &text);
        fs::rename(new, machine.0.path().join(bin).join("wso2server.sh")).unwrap();
    };
    // The worker tells what it finds.
    let found =
        format!("sed -n 4p ../gateway-manager/{tree}/.svn/entries >telling 2>&1; mv telling found");
    server("gateway-worker", "");
    let start = |wait: &str| {
        let output = Command::new("bash")
            .arg(machine.0.path().join("bundle/start.sh"))
            .arg("--no-wait")
            .env("APIM_ROOT", machine.0.path().join("root"))
            .env("JAVA_HOME", machine.0.path().join("jdk"))
            .env("APIM_COMMIT_WAIT", wait)
            .output()
            .unwrap();
        let complained = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{complained}");
        complained
    };
    // As SVNKit leaves it while the commit is under way, and after that.
    let entries = |revision: u8| {
        format!(
            "mkdir -p {tree}/.svn; printf '10\\n\\ndir\\n%s\\nsvn://x\\n' {revision} >{tree}/.svn/new; mv {tree}/.svn/new {tree}/.svn/entries"
        )
    };
    server("gateway-manager", "");
    assert!(start("1").contains("has not committed"));
    server("gateway-manager", &entries(0));
    assert!(start("1").contains("has not committed"));
    let later = format!("{}; sleep 1; {}", entries(0), entries(12));
    server("gateway-manager", &later);
    server("gateway-worker", &found);
    let found = machine.0.path().join("root/opt/wso2/gateway-worker/found");
    assert_eq!(start("10"), "");
    // It was started, and not waited for.
    for _ in 0..100 {
        if found.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(fs::read_to_string(&found).unwrap(), "12\n");
}

#[test]
fn nothing_is_changed_while_something_is_missing() {
    let Some(machine) = Machine::new("missing", &["publisher", "store"]) else {
        return;
    };
    let before = machine.file("store", paths::CARBON);
    machine.copy(
        &presets::find("classic").unwrap().design(),
        "web-1",
        &["ADMIN"],
    );
    std::fs::remove_dir_all(machine.0.path().join("bundle/jars")).unwrap();
    let output = machine.run();
    let complained = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{complained}");
    assert!(
        complained.contains("store: the MySQL driver"),
        "{complained}"
    );
    assert!(
        complained.contains("no value for: DB_AM DB_REG DB_UM"),
        "{complained}"
    );
    assert_eq!(machine.file("store", paths::CARBON), before);
}

#[test]
fn a_gateway_with_a_broker_needs_its_client_libraries() {
    let mut design = design("h1: gateway-manager; h2: key-manager, mysql, activemq");
    let files = |design: &Design| render(design, &Secrets::default());
    let unlinked = files(&design);
    design.links.push(LinkOverride {
        from: InstanceId::new("gateway-manager").unwrap(),
        kind: LinkKind::Messaging,
        to: InstanceId::new("activemq").unwrap(),
    });
    let linked = files(&design);
    for jar in paths::ACTIVEMQ_JARS {
        for path in ["hosts/h1/apply.sh", "copy.sh", "README.md"] {
            assert!(!unlinked[path].text.contains(jar), "{path} {jar}");
            assert!(linked[path].text.contains(jar), "{path} {jar}");
        }
    }
    let start = &linked["hosts/h1/start.sh"].text;
    assert!(
        start.contains("await gateway-manager activemq h2 61616"),
        "{start}"
    );
}

#[test]
fn a_file_that_the_design_leaves_alone_again_is_the_products_own_again() {
    let Some(machine) = Machine::new("restore", &["store"]) else {
        return;
    };
    let site = || machine.file("store", paths::SITE_STORE);
    let stock = site();
    let apply = |text: &str| {
        machine.copy(&design(text), "h1", KEYS);
        machine.apply()
    };
    let fronted = "h1: store; h2: key-manager, gateway-manager, mysql, nginx";
    let alone = "h1: store; h2: key-manager, gateway-manager, mysql";
    apply(fronted);
    assert!(site().contains("store.apim.example.com"), "{}", site());
    let said = apply(alone);
    assert!(site() == stock, "{said}");
    assert!(!apply(alone).contains("written"));
    apply(fronted);
    assert!(site().contains("store.apim.example.com"), "{}", site());
}

/// Paths, kinds, modes, owners and contents of everything below a folder.
fn tree(folder: &Path) -> BTreeSet<String> {
    let list = "find . -printf '%p %y %m %u %g\\n' | LC_ALL=C sort; find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2";
    let output = succeed(Command::new("sh").current_dir(folder).args(["-c", list]));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().count() > 100, "{text}");
    text.lines().map(str::to_owned).collect()
}

#[track_caller]
fn same(now: &BTreeSet<String>, before: &BTreeSet<String>, said: &str) {
    let differences: Vec<&String> = now.symmetric_difference(before).collect();
    assert!(differences.is_empty(), "{differences:#?}\n{said}");
}

impl Machine {
    fn tree(&self) -> BTreeSet<String> {
        tree(&self.0.path().join("root"))
    }

    fn roll_back(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new("bash")
            .arg(self.0.path().join("bundle/rollback.sh"))
            .args(arguments)
            .env("APIM_ROOT", self.0.path().join("root"))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    #[track_caller]
    fn rolled_back(&self, arguments: &[&str]) -> String {
        let (fine, said) = self.roll_back(arguments);
        assert!(fine, "{said}");
        said
    }
}

/// Hosts whose scripts write something of every kind: names, homes, jars, a worker's checkout, sites, a repository.
const WHOLE: &str =
    "h1: gateway-manager, gateway-worker, svn, nginx; h2: key-manager, store, publisher, mysql";

/// A machine of [`WHOLE`] before the first run, with modes of its own.
fn whole(name: &str) -> Option<Machine> {
    let machine = Machine::new(name, &["gateway-manager", "gateway-worker"])?;
    let root = machine.0.path().join("root");
    let mode = |mode: &str, path: &str| {
        succeed(Command::new("chmod").arg(mode).arg(root.join(path)));
    };
    mode("604", "etc/hosts");
    let home = "opt/wso2/gateway-manager";
    mode("444", &format!("{home}/{}", paths::CARBON));
    mode("755", &format!("{home}/{}", paths::AXIS2));
    machine
        .0
        .write("root/etc/hosts", "127.0.0.1\tlocalhost h2 other\n");
    // As install.sh leaves it.
    for role in ["gateway", "gateway-manager", "publisher", "store"] {
        for end in ["crt", "key"] {
            let path = format!("root/etc/nginx/tls/{role}.apim.example.com.{end}");
            machine.0.write(&path, "x");
        }
    }
    Some(machine)
}

#[test]
fn rollback_restores_every_byte_and_mode() {
    if !installed("svnadmin", "rollback") {
        return;
    }
    let Some(machine) = whole("rollback") else {
        return;
    };
    machine.copy(&design(WHOLE), "h1", KEYS);
    assert!(machine.rolled_back(&[]).contains("nothing to take back"));
    let before = machine.tree();
    let said = machine.apply();
    let repository = machine.0.path().join("root/srv");
    for word in ["written", "copied", "made", "left to the checkout"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    // A second design, so that there are two runs.
    machine.copy(&design(&WHOLE.replace("worker,", "worker+7,")), "h1", KEYS);
    machine.apply();
    let after = machine.tree();
    let said = machine.rolled_back(&["--dry-run"]);
    assert!(
        said.contains("run 2") && said.contains("would restore"),
        "{said}"
    );
    same(&machine.tree(), &after, &said);
    let said = machine.rolled_back(&[]);
    assert!(
        said.contains(&format!("stays      {}", paths::SVN_REPOSITORY)),
        "{said}"
    );
    std::fs::remove_dir_all(repository).unwrap();
    same(&machine.tree(), &before, &said);
    assert!(machine.rolled_back(&[]).contains("nothing to take back"));
}

/// Programs that do what the real ones do, until the one of the given number kills whoever runs them, before or after
/// its own work by turns.
fn cutting(machine: &Machine) -> std::path::PathBuf {
    for program in ["mv", "cp", "mkdir", "mktemp", "chmod", "rm", "svnadmin"] {
        let text = format!(
            "#!/bin/sh\nPATH=${{PATH#*:}}\nn=$(($(cat \"$CUT/calls\") + 1))\necho $n > \"$CUT/calls\"\n\
             [ $n -ne $((AT * 2)) ] || kill -9 0\n{program} \"$@\"\ncode=$?\n\
             [ $n -ne $((AT * 2 + 1)) ] || kill -9 0\nexit $code\n"
        );
        let path = machine.0.write(&format!("cut/{program}"), &text);
        succeed(Command::new("chmod").arg("755").arg(path));
    }
    machine.0.path().join("cut")
}

impl Machine {
    /// Runs a script until it is cut; whether it was, and its calls so far.
    fn cut(&self, script: &str, folder: &Path, at: usize) -> (bool, usize) {
        std::fs::write(folder.join("calls"), "0").unwrap();
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("setsid")
            .args(["--wait", "bash"])
            .arg(self.0.path().join("bundle").join(script))
            .env("APIM_ROOT", self.0.path().join("root"))
            .env("PATH", format!("{}:{path}", folder.display()))
            .env("CUT", folder)
            .env("AT", at.to_string())
            .output()
            .unwrap();
        let calls = std::fs::read_to_string(folder.join("calls")).unwrap();
        (!output.status.success(), calls.trim().parse().unwrap())
    }
}

#[test]
fn a_run_that_is_cut_anywhere_can_be_finished_or_taken_back() {
    if !installed("svnadmin", "cut runs") {
        return;
    }
    let Some(machine) = whole("cut") else { return };
    let folder = cutting(&machine);
    machine.copy(&design(WHOLE), "h1", KEYS);
    let repository = machine.0.path().join("root/srv");
    let before = machine.tree();
    let back = |what: &str| {
        let said = machine.rolled_back(&[]);
        let _ = std::fs::remove_dir_all(&repository);
        same(&machine.tree(), &before, &format!("{what}\n{said}"));
    };
    let (cut, calls) = machine.cut("apply.sh", &folder, usize::MAX / 4);
    assert!(!cut && calls > 100, "{calls}");
    let finished = machine.tree();
    // Dates, and which number a copy got.
    let standing = |tree: &BTreeSet<String>| -> BTreeSet<String> {
        let lines = tree
            .iter()
            .filter(|line| !line.contains("backup") && !line.contains("srv/svn"));
        lines.cloned().collect()
    };
    let finished = standing(&finished);
    back("whole");
    for at in (1..calls / 2).step_by(calls / 2 / 7) {
        let what = format!("cut at call {at} of {calls}");
        assert!(machine.cut("apply.sh", &folder, at).0, "{what}");
        back(&what);
        assert!(machine.cut("apply.sh", &folder, at).0, "{what}");
        let said = machine.apply();
        same(&standing(&machine.tree()), &finished, &said);
        machine.cut("rollback.sh", &folder, at);
        back(&what);
    }
}

#[test]
fn rollback_goes_back_to_before_one_run() {
    let Some(machine) = Machine::new("runs", &["key-manager"]) else {
        return;
    };
    let apply = |text: &str| {
        machine.copy(&design(text), "h1", KEYS);
        machine.apply();
        machine.tree()
    };
    let standing = |tree: &BTreeSet<String>| -> BTreeSet<String> {
        let lines = tree.iter().filter(|line| !line.contains("/journal"));
        lines.cloned().collect()
    };
    let stock = machine.tree();
    let first = apply("h1: key-manager; h2: gateway-manager, mysql");
    let second = apply("h1: key-manager+5; h2: key-manager, gateway-manager, mysql");
    assert!(first != second);
    let (fine, said) = machine.roll_back(&["7"]);
    assert!(
        !fine && said.contains("there is no run 7") && said.contains("run 2,"),
        "{said}"
    );
    let said = machine.rolled_back(&["2"]);
    same(&standing(&machine.tree()), &standing(&first), &said);
    let said = machine.rolled_back(&[]);
    same(&machine.tree(), &stock, &said);
}

#[test]
fn rollback_leaves_what_somebody_changed_until_it_is_forced() {
    let Some(machine) = Machine::new("changed", &["key-manager"]) else {
        return;
    };
    let stock = machine.tree();
    let names = "127.0.0.1\tlocalhost  h2 other # mine\n127.0.1.1\th2\n\n";
    machine.0.write("root/etc/hosts", names);
    machine.copy(
        &design("h1: key-manager+5; h2: gateway-manager, mysql"),
        "h1",
        KEYS,
    );
    machine.apply();
    // Others add names all the time; theirs stay.
    let hosts = machine.0.read("root/etc/hosts");
    assert!(
        hosts.contains(
            "127.0.0.1\tlocalhost\tother\n# apim-designer: 127.0.1.1\th2\n\n# BEGIN apim-designer"
        ),
        "{hosts}"
    );
    machine.0.write(
        "root/etc/hosts",
        &format!("192.0.2.7 printer\n{hosts}192.0.2.8 scanner\n"),
    );
    let carbon = format!("root/opt/wso2/key-manager/{}", paths::CARBON);
    let edited = machine.0.read(&carbon).replace("<Offset>5<", "<Offset>6<");
    machine.0.write(&carbon, &edited);
    let before = machine.tree();
    let (fine, said) = machine.roll_back(&[]);
    assert!(!fine && said.contains("nothing was changed"), "{said}");
    assert!(
        said.contains("carbon.xml was changed by somebody"),
        "{said}"
    );
    same(&machine.tree(), &before, &said);
    machine.rolled_back(&["--force"]);
    assert_eq!(
        machine.0.read("root/etc/hosts"),
        format!("192.0.2.7 printer\n{names}192.0.2.8 scanner\n")
    );
    let kept = format!(
        "root/var/backups/apim-designer/taken-back/1/opt/wso2/key-manager/{}",
        paths::CARBON
    );
    assert_eq!(machine.0.read(&kept), edited);
    machine.0.write("root/etc/hosts", "127.0.0.1\tlocalhost\n");
    let mut now = machine.tree();
    now.retain(|line| !line.contains("./var"));
    same(&now, &stock, "");
}

#[test]
fn stores_of_ones_own_are_put_in_place_with_their_password_everywhere() {
    let Some(machine) = Machine::new("stores", &["key-manager", "gateway-manager"]) else {
        return;
    };
    let stores = [paths::KEY_STORE, paths::TRUST_STORE, paths::OTHER_STORE];
    for home in ["key-manager", "gateway-manager"] {
        for path in stores {
            let path = format!("root/opt/wso2/{home}/{path}");
            machine.0.write(&path, "shipped\0@{xml:admin}");
        }
    }
    let before = machine.tree();
    let mut design = design("h1: key-manager, gateway-manager; h2: mysql");
    let shipped = design.clone();
    design.settings.own_certificates = true;
    let keys = [KEYS, &["KEYSTORE"]].concat();
    machine.copy(&design, "h1", &keys);
    let output = machine.run();
    let complained = String::from_utf8(output.stderr).unwrap();
    assert!(complained.contains("Run certificates.sh"), "{complained}");
    same(&machine.tree(), &before, &complained);
    for path in stores {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        let text = format!("made {name} \0 @{{xml:admin}}");
        machine
            .0
            .write(&format!("bundle/certificates/wso2am-1.9.0/{name}"), &text);
    }
    machine.apply();
    let mut passwords = 0;
    for home in ["key-manager", "gateway-manager"] {
        for path in stores {
            assert!(machine.file(home, path).starts_with("made "), "{path}");
        }
        for path in [
            paths::CARBON,
            paths::AXIS2,
            paths::CATALINA,
            paths::IDENTITY,
        ] {
            let text = machine.file(home, path);
            let document = roxmltree::Document::parse(&text).unwrap();
            for node in document.descendants() {
                let attribute = node.attribute("keystorePass");
                let stands = node.children().any(|child| child.is_element());
                let name = node.tag_name().name();
                let password = matches!(name, "Password" | "KeyPassword") && !stands;
                let text = node.text().filter(|_| password);
                for found in attribute.into_iter().chain(text) {
                    assert_eq!(found, PASSWORD, "{home} {path} {node:?}");
                    passwords += 1;
                }
            }
        }
    }
    // Of each server: five in carbon.xml, six in axis2.xml, one in catalina-server.xml, three in identity.xml.
    assert_eq!(passwords, 2 * 15);
    let again = machine.apply();
    assert!(!again.contains("written"), "{again}");
    // Given up again, the shipped ones are back, byte for byte.
    machine.copy(&shipped, "h1", KEYS);
    machine.apply();
    for path in stores {
        assert_eq!(machine.file("key-manager", path), "shipped\0@{xml:admin}");
    }
    let said = machine.rolled_back(&[]);
    same(&machine.tree(), &before, &said);
}

#[test]
fn verify_names_a_start_that_went_wrong_and_a_missing_driver() {
    let Some(machine) = Machine::new("verify", &["key-manager"]) else {
        return;
    };
    machine.copy(&design("h1=127.0.0.1: key-manager; h2: mysql"), "h1", KEYS);
    let verify = || {
        let output = Command::new("bash")
            .arg(machine.0.path().join("bundle/verify.sh"))
            .env("APIM_ROOT", machine.0.path().join("root"))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let log = |text: &str| {
        let path = "root/opt/wso2/key-manager/repository/logs/wso2carbon.log";
        machine.0.write(path, text);
    };
    let says = |words: &str| {
        let said = verify();
        assert!(said.contains(words), "{words}: {said}");
    };
    says("FAILED  key-manager has no mysql-connector-java-5.1.*.jar");
    says("FAILED  key-manager has never started");
    machine.apply();
    says("ok      key-manager has the MySQL driver");
    says(
        "FAILED  key-manager does not answer on https://127.0.0.1:9443/services/APIKeyValidationService?wsdl",
    );
    let start = "[x]  INFO {a} - Starting WSO2 Carbon...\n";
    let error = "[x] ERROR {b} - no database\n";
    let end = "[x]  INFO {c} - WSO2 Carbon started in 9 sec\n";
    log(&[start, error].concat());
    says("FAILED  key-manager has not finished its start");
    log(&[start, error, end, error].concat());
    says("FAILED  key-manager started with an error: [x] ERROR {b} - no database");
    log(&[start, error, end, start].concat());
    says("has not finished its start");
    log(&[start, error, end, start, end, error].concat());
    says("ok      key-manager started without an error");
}
