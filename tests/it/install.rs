//! `install.sh` for real, below a scratch folder: archives that a host fetches by itself.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use apim_designer::render::Secrets;

use crate::support::design;
use crate::workshop::{Folder, installed, render, succeed};

const ARCHIVE: &str = "wso2am-1.9.0.zip";
const HOME: &str = "root/opt/wso2/store";

/// Serves a folder until it is dropped.
struct WebServer(Child, String);

impl WebServer {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new("python3")
            .args([
                "-u",
                "-m",
                "http.server",
                "0",
                "--bind",
                "127.0.0.1",
                "--directory",
            ])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = child.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let (_, rest) = line.split_once(" port ").expect("it says its port");
        let port = rest.split_whitespace().next().unwrap();
        Self(child, format!("http://127.0.0.1:{port}/files"))
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The folder of a host with one server, without any archive.
fn host(name: &str) -> Folder {
    let folder = Folder::new(name);
    let design = design("h1: store");
    for (path, file) in render(&design, &Secrets::default()) {
        if let Some(path) = path.strip_prefix("hosts/h1/") {
            folder.write(&format!("bundle/{path}"), &file.text);
        }
    }
    folder.write("root/etc/hosts", "");
    folder
}

fn install(folder: &Folder, arguments: &[&str]) -> (Output, String) {
    let output = Command::new("bash")
        .arg(folder.path().join("bundle/install.sh"))
        .args(arguments)
        .env("APIM_ROOT", folder.path().join("root"))
        .output()
        .unwrap();
    let words = [&output.stdout[..], &output.stderr].concat();
    let words = String::from_utf8(words).unwrap();
    (output, words)
}

#[test]
fn a_host_fetches_the_archive_that_it_lacks() {
    if !["python3", "zip", "unzip", "curl"]
        .iter()
        .all(|program| installed(program, "install.sh --fetch"))
    {
        return;
    }
    let folder = host("install-fetch");
    let server = WebServer::start(folder.path());
    let address = server.1.as_str();

    let (output, words) = install(&folder, &[]);
    assert!(
        !output.status.success() && words.contains("--fetch"),
        "{words}"
    );

    let (output, words) = install(&folder, &["--fetch", address]);
    assert!(!output.status.success(), "{words}");
    assert!(
        words.contains(&format!("{address}/{ARCHIVE} could not be fetched")),
        "{words}"
    );

    folder.write(&format!("files/{ARCHIVE}"), "<html>please log in</html>");
    let (output, words) = install(&folder, &["--fetch", address]);
    assert!(
        !output.status.success() && words.contains("no whole archive"),
        "{words}"
    );
    assert!(!folder.path().join("bundle/products").join(ARCHIVE).exists());
    assert!(!folder.path().join(HOME).exists());

    folder.write("wso2am-1.9.0/bin/wso2server.sh", "#!/bin/sh\n");
    let archive = folder.path().join("files").join(ARCHIVE);
    std::fs::remove_file(&archive).unwrap();
    succeed(
        Command::new("zip")
            .current_dir(folder.path())
            .args(["-q", "-r"])
            .arg(&archive)
            .arg("wso2am-1.9.0"),
    );
    let (output, words) = install(&folder, &["--dry-run", "--fetch", address]);
    assert!(
        output.status.success() && !folder.path().join(HOME).exists(),
        "{words}"
    );
    let (output, words) = install(&folder, &["--fetch", &format!("{address}/")]);
    assert!(output.status.success(), "{words}");
    assert_eq!(
        folder.read(&format!("{HOME}/bin/wso2server.sh")),
        "#!/bin/sh\n"
    );

    drop(server);
    let (output, words) = install(&folder, &["--fetch", "http://127.0.0.1:9/gone"]);
    assert!(
        output.status.success() && words.contains("there "),
        "{words}"
    );
}

#[test]
fn a_jdk_is_unpacked_where_its_archive_lies_with_the_products() {
    let folder = host("install-jdk");
    folder.write(&format!("{HOME}/bin/wso2server.sh"), "#!/bin/sh\n");
    let archive = |name: &str, version: &str| {
        let top = format!("jdk1.{version}");
        let java = format!("#!/bin/sh\necho 'java version \"1.{version}\"' >&2\n");
        let java = folder.write(&format!("{top}/bin/java"), &java);
        succeed(Command::new("chmod").arg("755").arg(java));
        std::fs::create_dir_all(folder.path().join("bundle/products")).unwrap();
        succeed(Command::new("tar").current_dir(folder.path()).args([
            "-czf",
            &format!("bundle/products/{name}"),
            &top,
        ]));
    };
    let jvm = folder.path().join("root/usr/lib/jvm");
    let unpacked = || std::fs::read_dir(&jvm).map_or(0, Iterator::count);
    let installed = "java-7-apim-designer";

    // One that nobody asked for.
    archive("openjdk.tar.gz", "7.0_80");
    let (_, words) = install(&folder, &[]);
    assert!(!words.contains(installed) && unpacked() == 0, "{words}");

    archive("jdk-7u80-linux-x64.tar.gz", "8.0_45");
    let (output, words) = install(&folder, &[]);
    assert!(
        !output.status.success()
            && words.contains("is no JDK 7 that runs on this machine: java version"),
        "{words}"
    );
    assert_eq!(unpacked(), 0);

    archive("jdk-7u80-linux-x64.tar.gz", "7.0_80");
    let (_, words) = install(&folder, &["--dry-run"]);
    assert!(words.contains("would unpack") && unpacked() == 0, "{words}");
    for times in 1..=2 {
        let (output, words) = install(&folder, &[]);
        assert!(output.status.success(), "{words}");
        assert_eq!(words.contains("unpacked "), times == 1, "{words}");
        let home = jvm.join(installed);
        assert!(
            words.contains(&format!("   {}\n", home.display())),
            "{words}"
        );
        assert_eq!(unpacked(), 1);
    }
    let java = folder.read(&format!("root/usr/lib/jvm/{installed}/bin/java"));
    assert!(java.contains("1.7.0_80"), "{java}");
}
