//! `ActiveMQ` from its archive to its stop, by the scripts for real, below a scratch folder.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use apim_designer::catalog::{Kind, paths};
use apim_designer::model::Design;
use apim_designer::plan;
use apim_designer::render::{Files, Secrets};

use crate::bases::facts;
use crate::support::{design, findings, shorts, with_broker};
use crate::workshop::{Folder, installed, render, succeed};

const ARCHIVE: &str = "apache-activemq-5.6.0-bin.tar.gz";
const TOP: &str = "apache-activemq-5.6.0";
const HOME: &str = "root/opt/wso2/activemq";
const PASSWORD: &str = "a&<b>\"'$(id)`x`\\ %s: é =#!";

/// The shape of the file that 5.6.0 brings.
const BROKER: &str = r#"<!-- a licence -->
<beans
  xmlns="http://www.springframework.org/schema/beans"
  xmlns:amq="http://activemq.apache.org/schema/core"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans-2.0.xsd">
    <bean class="org.springframework.beans.factory.config.PropertyPlaceholderConfigurer">
        <property name="locations"><value>file:${activemq.conf}/credentials.properties</value></property>
    </bean>
    <broker xmlns="http://activemq.apache.org/schema/core" brokerName="localhost" dataDirectory="${activemq.data}">
        <!-- <transportConnector name="openwire" uri="tcp://old:61616"/> -->
        <managementContext>
            <managementContext createConnector="false"/>
        </managementContext>
        <persistenceAdapter>
            <kahaDB directory="${activemq.data}/kahadb"/>
        </persistenceAdapter>
        <transportConnectors>
            <transportConnector name="openwire" uri="tcp://0.0.0.0:61616"/>
        </transportConnectors>
    </broker>
    <import resource="jetty.xml"/>
</beans>
<!-- END -->
"#;

/// Likewise.
const CONSOLE: &str = r#"<beans xmlns="http://www.springframework.org/schema/beans">
    <bean id="securityLoginService" class="org.eclipse.jetty.security.HashLoginService">
        <property name="name" value="ActiveMQRealm" />
        <property name="config" value="${activemq.conf}/jetty-realm.properties" />
    </bean>
    <bean id="securityConstraint" class="org.eclipse.jetty.util.security.Constraint">
        <property name="name" value="BASIC" />
        <property name="roles" value="admin" />
        <property name="authenticate" value="false" />
    </bean>
    <bean id="Server" class="org.eclipse.jetty.server.Server" init-method="start"
        destroy-method="stop">
        <property name="connectors">
            <list>
                <bean id="Connector" class="org.eclipse.jetty.server.nio.SelectChannelConnector">
                    <property name="port" value="8161" />
                </bean>
            </list>
        </property>
        <property name="handler">
            <bean id="handlers" class="org.eclipse.jetty.server.handler.HandlerCollection"/>
        </property>
    </bean>
</beans>
"#;

/// Does what the product's own script does at a start: the broker runs in the background, its process is written down.
const SCRIPT: &str = r#"#!/bin/sh
[ "$1" = start ] || exit 1
"$JAVA_HOME/bin/java" -version 2>/dev/null || exit 1
port=$(sed -n 's/^ *<transportConnector name="openwire" uri="tcp:[^"]*:\([0-9]*\)".*/\1/p' "$ACTIVEMQ_BASE/conf/activemq.xml")
mkdir -p "$ACTIVEMQ_BASE/data"
python3 -c '
import socket, sys, time
time.sleep(0.5)
server = socket.create_server(("127.0.0.1", int(sys.argv[2])))
while True: server.accept()[0].close()
' "-Dactivemq.home=$ACTIVEMQ_HOME" "$port" >/dev/null 2>&1 &
echo "$!" >"$ACTIVEMQ_BASE/data/activemq-$(uname -n).pid"
"#;

struct Machine(Folder);

impl Machine {
    fn new(name: &str) -> Self {
        let folder = Folder::new(&format!("activemq-{name}"));
        folder.write("root/etc/hosts", "127.0.0.1\tlocalhost\n");
        let java = folder.write(
            "jdk/bin/java",
            "#!/bin/sh\necho 'java version \"1.7.0_80\"' >&2\n",
        );
        fs::set_permissions(java, fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    fn copy(&self, files: &Files) {
        for (path, file) in files {
            if let Some(path) = path.strip_prefix("hosts/h1/") {
                self.0.write(&format!("bundle/{path}"), &file.text);
            }
        }
        self.0
            .write_secrets("bundle/secrets.env", &["BROKER"], PASSWORD);
    }

    /// What the archive holds, below a folder.
    fn product(&self, folder: &str) {
        for (path, text) in [
            ("bin/activemq", SCRIPT),
            ("bin/linux-x86-64/activemq", "#!/bin/sh\n"),
            ("lib/activemq-core-5.6.0.jar", "core"),
            (
                "lib/geronimo-j2ee-management_1.1_spec-1.0.1.jar",
                "management",
            ),
            ("lib/geronimo-jms_1.1_spec-1.1.1.jar", "jms"),
            (paths::BROKER, BROKER),
            (paths::BROKER_CONSOLE, CONSOLE),
            (paths::BROKER_ACCOUNTS, "admin: admin, admin"),
        ] {
            self.0.write(&format!("{folder}/{path}"), text);
        }
    }

    fn archive(&self, inner: &str, path: &str) {
        let target = self.0.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        succeed(
            Command::new("tar")
                .current_dir(self.0.path())
                .arg("-czf")
                .arg(target)
                .arg(inner),
        );
    }

    fn run(&self, script: &str, arguments: &[&str]) -> (Output, String) {
        let output = Command::new("bash")
            .arg(self.0.path().join("bundle").join(script))
            .args(arguments)
            .env("APIM_ROOT", self.0.path().join("root"))
            .env("JAVA_HOME", self.0.path().join("jdk"))
            .output()
            .unwrap();
        let words = [&output.stdout[..], &output.stderr].concat();
        (output, String::from_utf8(words).unwrap())
    }

    #[track_caller]
    fn good(&self, script: &str, arguments: &[&str]) -> String {
        let (output, words) = self.run(script, arguments);
        assert!(output.status.success(), "{words}");
        assert!(!words.contains(PASSWORD), "{words}");
        words
    }

    #[track_caller]
    fn bad(&self, script: &str, arguments: &[&str], said: &str) {
        let (output, words) = self.run(script, arguments);
        assert!(!output.status.success() && words.contains(said), "{words}");
    }

    fn file(&self, path: &str) -> String {
        self.0.read(&format!("{HOME}/{path}"))
    }
}

fn files(design: &Design) -> Files {
    render(design, &Secrets::default())
}

fn ready(what: &str) -> bool {
    ["tar", "xmlstarlet", "python3"]
        .iter()
        .all(|program| installed(program, what))
}

#[test]
fn it_is_unpacked_from_its_archive() {
    if !ready("install.sh with ActiveMQ") {
        return;
    }
    let machine = Machine::new("install");
    machine.copy(&files(&design("h1: activemq")));
    machine.bad("install.sh", &[], &format!("{ARCHIVE} is missing"));

    // What breaks off while it is fetched, what is something else.
    let served = machine.0.path().join("served");
    let fetch = format!("file://{}", served.display());
    machine
        .0
        .write(&format!("served/{ARCHIVE}"), "<html>please log in</html>");
    machine.bad("install.sh", &["--fetch", &fetch], "no whole archive");
    let inside = format!("bundle/products/{ARCHIVE}");
    machine.0.write("other/bin/something", "");
    machine.archive("other", &inside);
    machine.bad("install.sh", &[], "holds no product (no bin/activemq)");
    assert!(!machine.0.path().join(HOME).exists());
    machine.0.write(&inside, "half an archive");
    machine.bad("install.sh", &[], "could not be unpacked");
    assert!(!machine.0.path().join(HOME).exists());
    fs::remove_file(machine.0.path().join(&inside)).unwrap();

    machine.product(TOP);
    machine.archive(TOP, &format!("served/{ARCHIVE}"));
    machine.good("install.sh", &["--dry-run", "--fetch", &fetch]);
    assert!(!machine.0.path().join(HOME).exists());
    // A run that was cut left a folder.
    machine
        .0
        .write("root/opt/wso2/.apim-designer.abcdef/half", "");
    machine.good("install.sh", &["--fetch", &fetch]);
    assert_eq!(machine.file(paths::BROKER), BROKER);
    let beside = fs::read_dir(machine.0.path().join("root/opt/wso2")).unwrap();
    assert_eq!(beside.count(), 1);
    assert!(
        machine
            .good("install.sh", &[])
            .contains("there      /opt/wso2/activemq")
    );

    let other = Machine::new("install-taken");
    other.copy(&files(&design("h1: activemq")));
    other.0.write(&format!("{HOME}/mine"), "");
    other.product(TOP);
    other.archive(TOP, &inside);
    other.bad("install.sh", &[], "is there and holds no product");
}

#[test]
fn its_files_are_edited_where_they_stand_and_go_back() {
    if !ready("apply.sh with ActiveMQ") {
        return;
    }
    let machine = Machine::new("apply");
    machine.copy(&files(&design(
        "h1: activemq[openwire=61700 web-console=8200]",
    )));
    machine.bad(
        "apply.sh",
        &[],
        "there is no ActiveMQ in /opt/wso2/activemq",
    );
    machine.product(HOME);
    machine.good("apply.sh", &["--dry-run"]);
    assert_eq!(machine.file(paths::BROKER), BROKER);

    let said = machine.good("apply.sh", &[]);
    assert!(
        said.contains("edited     /opt/wso2/activemq/conf/activemq.xml"),
        "{said}"
    );
    let same = |path: &str, expected: &str| {
        let text = machine.file(path);
        assert_eq!(facts(&text), facts(expected), "{text}");
        let comments = |text: &str| text.matches("<!--").count();
        assert_eq!(comments(&text), comments(expected));
    };
    same(
        paths::BROKER,
        &BROKER.replace("0.0.0.0:61616", "0.0.0.0:61700"),
    );
    let port = "<property name=\"port\" value=\"8161\" />";
    let moved =
        "<property name=\"port\" value=\"8200\" /><property name=\"host\" value=\"127.0.0.1\" />";
    let closed = CONSOLE
        .replace(
            "\"authenticate\" value=\"false\"",
            "\"authenticate\" value=\"true\"",
        )
        .replace(port, moved);
    same(paths::BROKER_CONSOLE, &closed);
    let accounts = machine.file(paths::BROKER_ACCOUNTS);
    let escaped = PASSWORD.replace('\\', "\\\\");
    assert!(
        accounts.ends_with(&format!("\nadmin: {escaped}, admin\n")),
        "{accounts}"
    );

    let again = machine.good("apply.sh", &[]);
    assert!(
        !again.contains("edited") && !again.contains("written"),
        "{again}"
    );

    machine.good("rollback.sh", &[]);
    assert_eq!(machine.file(paths::BROKER), BROKER);
    assert_eq!(machine.file(paths::BROKER_CONSOLE), CONSOLE);
    assert_eq!(machine.file(paths::BROKER_ACCOUNTS), "admin: admin, admin");
    assert!(
        !machine
            .0
            .path()
            .join(HOME)
            .join(".apim-designer-backup")
            .exists()
    );
}

#[test]
fn a_password_that_its_console_cannot_take_is_refused() {
    if !ready("passwords of ActiveMQ") {
        return;
    }
    let machine = Machine::new("password");
    machine.copy(&files(&design("h1: activemq")));
    machine.product(HOME);
    for (password, said) in [
        ("a,b", "holds a comma"),
        ("MD5:1", "like one that is encrypted"),
    ] {
        machine
            .0
            .write_secrets("bundle/secrets.env", &["BROKER"], password);
        machine.bad("apply.sh", &[], said);
        assert_eq!(machine.file(paths::BROKER_ACCOUNTS), "admin: admin, admin");
    }
}

#[test]
fn another_version_is_taken_where_it_fits_and_refused_where_not() {
    if !ready("other versions of ActiveMQ") {
        return;
    }
    let machine = Machine::new("version");
    machine.copy(&files(&design("h1: activemq")));
    machine.product(HOME);
    let core = machine
        .0
        .path()
        .join(HOME)
        .join("lib/activemq-core-5.6.0.jar");
    fs::remove_file(core).unwrap();
    machine.bad("apply.sh", &[], "lib/activemq-core-*.jar is missing");
    machine
        .0
        .write(&format!("{HOME}/lib/activemq-broker-5.15.0.jar"), "");
    machine.bad(
        "apply.sh",
        &[],
        "holds 'ActiveMQ 5.15.0', the design is for ActiveMQ 5.6.0",
    );
    // From 5.15 on the console's connector stands elsewhere.
    let other = CONSOLE.replace("name=\"connectors\"", "name=\"arguments\"");
    machine
        .0
        .write(&format!("{HOME}/{}", paths::BROKER_CONSOLE), &other);
    machine.bad(
        "apply.sh",
        &["--any-version"],
        "it has no element /beans/bean/property (@name connectors)",
    );
    assert_eq!(machine.file(paths::BROKER), BROKER);
    machine
        .0
        .write(&format!("{HOME}/{}", paths::BROKER_CONSOLE), CONSOLE);
    machine.good("apply.sh", &["--any-version"]);
}

#[test]
fn it_starts_once_and_stops() {
    if !ready("start.sh with ActiveMQ") {
        return;
    }
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    let machine = Machine::new("start");
    machine.copy(&files(&design(&format!("h1: activemq[openwire={port}]"))));
    machine.product(HOME);
    machine.bad("start.sh", &[], &format!("the design the port {port}"));
    machine.good("apply.sh", &[]);
    machine.bad("start.sh", &[], &format!("somebody else listens on {port}"));
    drop(free);
    let pid = format!("{HOME}/data/activemq-{}.pid", host_name());
    // Another Java's, after a machine went down.
    machine.0.write(&pid, &format!("{}\n", std::process::id()));
    let said = machine.good("start.sh", &["--dry-run"]);
    assert!(said.contains("would start it"), "{said}");
    assert!(machine.good("start.sh", &[]).contains("   started"));
    let first = machine.0.read(&pid);
    assert!(machine.good("start.sh", &[]).contains("runs already"));
    assert_eq!(machine.0.read(&pid), first);
    let said = machine.good("start.sh", &["stop"]);
    assert!(said.contains("   stopped"), "{said}");
    assert!(!Path::new(&format!("/proc/{}", first.trim())).exists());
    assert!(machine.good("start.sh", &["stop"]).contains("does not run"));
    // It ends right after its start.
    let broken = SCRIPT.replace("time.sleep(0.5)", "sys.exit(1)");
    machine.0.write(&format!("{HOME}/bin/activemq"), &broken);
    machine.bad("start.sh", &[], "stopped while it started");
}

fn host_name() -> String {
    let output = succeed(Command::new("uname").arg("-n"));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_console_that_lets_everybody_in_is_told() {
    if !installed("curl", "check of ActiveMQ's console") {
        return;
    }
    let machine = Machine::new("console");
    machine.copy(&files(&design("h1: activemq")));
    let check = |port: u16| {
        let script = format!(
            "HERE=bundle; . bundle/lib.sh; options any; asks_for_login activemq 127.0.0.1 {port}; summary"
        );
        let output = Command::new("bash")
            .current_dir(machine.0.path())
            .args(["-c", &script])
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    for (answer, status, said) in [
        ("401 Unauthorized", 0, "asks for a password"),
        ("200 OK", 1, "answers 200 on its web console"),
    ] {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = server.local_addr().unwrap().port();
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = server.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]);
            write!(
                stream,
                "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
        });
        let (code, words) = check(port);
        thread.join().unwrap();
        assert!(code == Some(status) && words.contains(said), "{words}");
        let (code, words) = check(port);
        assert!(
            code == Some(1) && words.contains("has no web console"),
            "{words}"
        );
    }
}

#[test]
fn gateways_get_its_libraries_out_of_its_archive() {
    if !ready("copy.sh with ActiveMQ") {
        return;
    }
    let design = with_broker(design("h1: gateway-manager; h2: key-manager, mysql"));
    let machine = Machine::new("copy");
    let files = files(&design);
    for (path, file) in &files {
        machine.0.write(&format!("bundle/{path}"), &file.text);
    }
    let copy = || {
        let mut command = Command::new("bash");
        command.current_dir(machine.0.path().join("bundle"));
        let output = succeed(command.args(["copy.sh", "--dry-run"]));
        String::from_utf8(output.stdout).unwrap()
    };
    let sent = [
        "activemq-core-5.6.0.jar",
        "geronimo-j2ee-management_1.1_spec-1.0.1.jar",
        "geronimo-jms_1.1_spec-1.1.1.jar",
    ];
    let said = copy();
    assert!(
        said.contains(&format!("MISSING: products/{ARCHIVE}")),
        "{said}"
    );
    assert!(said.contains("MISSING: jars/activemq-core-5"), "{said}");
    assert!(said.contains("MISSING: jars/geronimo-jms"), "{said}");
    machine.product(TOP);
    machine.archive(TOP, &format!("bundle/products/{ARCHIVE}"));
    let said = copy();
    assert!(sent.iter().all(|jar| said.contains(jar)), "{said}");
    assert!(
        !said.contains("MISSING: jars/activemq") && !said.contains("MISSING: jars/geronimo"),
        "{said}"
    );
    let verify = &files["hosts/h1/verify.sh"].text;
    for jar in paths::ACTIVEMQ_JARS {
        assert!(verify.contains(jar), "{verify}");
    }
}

#[test]
fn two_on_one_host_have_a_folder_and_a_home_each() {
    let clash = shorts(&design("h1: activemq, activemq"));
    assert!(
        clash.iter().any(|one| one.starts_with("port-clash")),
        "{clash:?}"
    );
    let files = files(&design(
        "h1: activemq, activemq[openwire=61617 web-console=8162]",
    ));
    let apply = &files["hosts/h1/apply.sh"].text;
    for call in [
        "product activemq activemq /opt/wso2/activemq ActiveMQ 5.6.0 bin/activemq",
        "product activemq-2 activemq-2 /opt/wso2/activemq-2 ActiveMQ 5.6.0 bin/activemq",
    ] {
        assert!(apply.contains(call), "{apply}");
    }
    let second = &files["hosts/h1/activemq-2/in-place/conf/activemq.xml"].text;
    assert!(second.contains("tcp://0.0.0.0:61617"), "{second}");
    let start = &files["hosts/h1/start.sh"].text;
    assert!(
        start.contains("broker activemq-2 /opt/wso2/activemq-2 61617"),
        "{start}"
    );
    assert!(
        start.contains("halt activemq-2 /opt/wso2/activemq-2"),
        "{start}"
    );
    for file in files.values().filter(|file| file.kind == "shell") {
        assert!(!file.text.contains("by_hand '"), "{}", file.text);
    }
}

#[test]
fn a_home_that_no_script_can_be_trusted_with_stops_them() {
    for (home, finding) in [
        ("/", true),
        ("opt/activemq", true),
        ("/opt/../etc", true),
        ("/opt/activemq 5;id", false),
    ] {
        let mut design = design("h1: activemq");
        design.instances[0].home = Some(home.to_owned());
        let files = files(&design);
        let install = &files["hosts/h1/install.sh"].text;
        if finding {
            assert!(install.contains("problem "), "{home}: {install}");
            assert!(!install.contains("unpack "), "{home}: {install}");
            assert!(
                !files["hosts/h1/start.sh"].text.contains("broker "),
                "{home}"
            );
        } else {
            assert!(
                install.contains("unpack activemq '/opt/activemq 5;id' "),
                "{install}"
            );
        }
        let told = findings(&design);
        assert!(
            told.iter().any(|one| one.code.starts_with("home-")),
            "{home}: {told:?}"
        );
    }
}

#[test]
fn it_has_a_home_like_any_product() {
    for kind in Kind::ALL {
        let design = design(&format!("h1: {}", kind.id()));
        let home = plan::build(&design).instances[0].home.clone();
        assert_eq!(home.is_some(), kind.has_home(), "{kind:?}");
    }
    assert!(Kind::Activemq.has_home() && !Kind::Mysql.has_home());
}
