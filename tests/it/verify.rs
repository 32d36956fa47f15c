//! `verify.sh` for real: what it makes of logs, processes and servers that are there.

use std::process::{Child, Command, Stdio};

use apim_designer::model::Design;
use apim_designer::render::Secrets;

use crate::support::design;
use crate::workshop::{Folder, free_port, installed, render, succeed};

/// Runs until it is dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One host's folder of a bundle, and a machine below a folder.
struct Machine(Folder);

impl Machine {
    fn new(name: &str, design: &Design, host: &str) -> Self {
        let folder = Folder::new(name);
        for (path, file) in render(design, &Secrets::default()) {
            if let Some(path) = path.strip_prefix(&format!("hosts/{host}/")) {
                folder.write(&format!("bundle/{path}"), &file.text);
            }
        }
        folder.write("root/etc/hosts", "");
        Self(folder)
    }

    fn verify(&self) -> String {
        let output = Command::new("bash")
            .arg(self.0.path().join("bundle/verify.sh"))
            .env("APIM_ROOT", self.0.path().join("root"))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn says(&self, words: &str) {
        let said = self.verify();
        assert!(said.contains(words), "{words}\n{said}");
    }

    /// Lets something run that looks like the server of a home, with a limit of open files.
    fn run(&self, home: &str, files: u32) -> Process {
        let home = self.0.path().join("root/opt/wso2").join(home);
        let child = Command::new("bash")
            .arg("-c")
            .arg("ulimit -Sn \"$1\" && read -r _")
            .args(["server", &files.to_string()])
            .arg(format!("-Dcarbon.home={}", home.display()))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        std::fs::create_dir_all(&home).unwrap();
        std::fs::write(home.join("wso2carbon.pid"), child.id().to_string()).unwrap();
        Process(child)
    }
}

#[test]
fn a_cluster_is_what_the_log_said_last() {
    let design = design(
        "h1=127.0.0.1: gateway-manager; h2=127.0.0.2: gateway-worker; h3=127.0.0.22: gateway-worker;
        h4=127.0.0.4: svn, key-manager, store, mysql",
    );
    let machine = Machine::new("members", &design, "h1");
    let log = |text: &str| {
        let path = "root/opt/wso2/gateway-manager/repository/logs/wso2carbon.log";
        machine.0.write(path, text);
    };
    let start = "[x]  INFO {a} - Starting WSO2 Carbon...\n";
    let joined = "[x]  INFO {b} - Member joined [4b1-7]: /127.0.0.2:4000 {b}\n";
    let left = "[x]  INFO {b} - Member left [4b1-7]: /127.0.0.2:4000\n";
    let other = "[x]  INFO {b} - Member joined [4b1-7]: name/127.0.0.22:4000\n";
    let unlike = "[x]  INFO {b} - Member joined [4b1-7]: /127.0.0.2:40001\n";
    let list = "[127.0.0.1]:4000 [domain]\n\nMembers [2] {\n\tMember [127.0.0.1]:4000 this\n\tMember [127.0.0.2]:4000\n}\n";
    let alone = "Members [1] {\n\tMember [127.0.0.1]:4000 this\n}\n";

    machine
        .says("UNKNOWN gateway-worker in the cluster of gateway-manager\n        There is no log");
    log(&[start, joined].concat());
    machine.says("UNKNOWN gateway-worker in the cluster of gateway-manager\n        gateway-manager does not run");
    let _running = machine.run("gateway-manager", 64);
    for (text, first, second) in [
        (vec![start, joined], "ok", "UNKNOWN"),
        (vec![start, joined, other], "ok", "ok"),
        (vec![start, joined, left, other], "FAILED", "ok"),
        (vec![start, joined, left, joined], "ok", "UNKNOWN"),
        // What was before the last start says nothing.
        (vec![start, joined, other, start, other], "UNKNOWN", "ok"),
        (vec![start, unlike], "UNKNOWN", "UNKNOWN"),
        (vec![start, list], "ok", "FAILED"),
        (vec![start, list, alone], "FAILED", "FAILED"),
        (vec![start, alone, joined], "ok", "FAILED"),
        // A new day began a new log.
        (
            vec!["[x]  INFO {c} - something else\n"],
            "UNKNOWN",
            "UNKNOWN",
        ),
        (vec![other], "UNKNOWN", "ok"),
    ] {
        log(&text.concat());
        let said = machine.verify();
        for (worker, address, wanted) in [
            ("gateway-worker", "127.0.0.2", first),
            ("gateway-worker-2", "127.0.0.22", second),
        ] {
            let line = match wanted {
                "ok" => {
                    format!(
                        "ok      gateway-manager has {worker} in its cluster ({address}:4000)\n"
                    )
                }
                "FAILED" => format!(
                    "FAILED  gateway-manager has no {worker} in its cluster ({address}:4000)\n        Start {worker};"
                ),
                _ => format!("UNKNOWN {worker} in the cluster of gateway-manager\n"),
            };
            assert!(said.contains(&line), "{text:?}: {line}\n{said}");
        }
    }
    machine.says("UNKNOWN start of gateway-manager\n        A new day began a new log");

    // Who came before is not named by its log.
    let machine = Machine::new("members-2", &design, "h2");
    let said = machine.verify();
    assert!(
        said.contains("gateway-worker-2 in the cluster of gateway-worker"),
        "{said}"
    );
    assert!(!said.contains("gateway-manager in the cluster"), "{said}");
}

#[test]
fn a_server_that_may_open_few_files_is_told() {
    let design = design("h1=127.0.0.1: store; h2=127.0.0.2: mysql");
    let machine = Machine::new("open-files", &design, "h1");
    machine.says("UNKNOWN open files of store\n        It does not run.");
    let few = machine.run("store", 1024);
    machine.says("FAILED  store may open only 1024 files, 4096 are right");
    drop(few);
    let _enough = machine.run("store", 5000);
    machine.says("ok      store may open 5000 files");
}

/// What breaks a file where escaping is forgotten.
const PASSWORD: &str = "a&<b>\"'$(id)`x`\\ %s é ]]>--";

#[test]
fn a_gateway_gets_into_subversion_with_its_own_account() {
    if !["svnserve", "svnadmin", "svn"]
        .iter()
        .all(|program| installed(program, "login to Subversion"))
    {
        return;
    }
    let port = free_port();
    let text = format!(
        "h1=127.0.0.1: gateway-manager; h2=127.0.0.1: gateway-worker, svn[svnserve={port}]; h3: key-manager, store, mysql"
    );
    let design = design(&text);
    let machine = Machine::new("svn-login", &design, "h1");
    // No name leads anywhere here.
    let script = machine
        .0
        .read("bundle/verify.sh")
        .replace("svn://h2:", "svn://127.0.0.1:");
    machine.0.write("bundle/verify.sh", &script);
    let served = Machine::new("svn-login-2", &design, "h2");
    let repository = served.0.path().join("srv/wso2am");
    std::fs::create_dir_all(repository.parent().unwrap()).unwrap();
    succeed(Command::new("svnadmin").arg("create").arg(&repository));
    for file in ["svnserve.conf", "authz"] {
        let text = served.0.read(&format!("bundle/svn/{file}"));
        served.0.write(&format!("srv/wso2am/conf/{file}"), &text);
    }
    let accounts = format!("[users]\nwso2-manager = {PASSWORD}\nwso2-worker = other\n");
    served.0.write("srv/wso2am/conf/passwd", &accounts);

    machine.says(&format!(
        "UNKNOWN login of gateway-manager to svn://127.0.0.1:{port}/wso2am\n        There is no secrets.env"
    ));
    let secrets = |value: &str| {
        let keys = ["SVN_WRITER"];
        machine.0.write_secrets("bundle/secrets.env", &keys, value);
    };
    secrets(PASSWORD);
    machine.says("FAILED  gateway-manager does not get into svn://127.0.0.1");
    let _server = Process(
        Command::new("svnserve")
            .args(["--daemon", "--foreground", "--listen-host", "127.0.0.1"])
            .arg("--listen-port")
            .arg(port.to_string())
            .arg("--root")
            .arg(repository.parent().unwrap())
            .spawn()
            .unwrap(),
    );
    while std::net::TcpStream::connect(("127.0.0.1", port.get())).is_err() {
        std::thread::yield_now();
    }
    machine.says("ok      gateway-manager gets into Subversion as wso2-manager");
    secrets("wrong");
    machine.says("FAILED  gateway-manager does not get into svn://127.0.0.1");
    // The account of the workers is asked for where one is.
    assert!(
        served
            .verify()
            .contains("login of gateway-worker to svn://")
    );
    let files: Vec<_> = std::fs::read_dir(served.0.path().join("bundle/verify"))
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert!(
        files.iter().any(|name| name == "wso2-worker.svn"),
        "{files:?}"
    );
    assert!(
        !files.iter().any(|name| name == "wso2-manager.svn"),
        "{files:?}"
    );
}
