//! The scripts for the database server, as a real `MariaDB` runs them: apply.sh of the bundle against a server that lives
//! as long as the test.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use apim_designer::catalog::{Flavour, Kind, Role, paths};
use apim_designer::model::{Design, Port, presets};
use apim_designer::plan::{self, Plan};
use apim_designer::render::{Files, Secrets};

use socket2::{Domain, Socket, Type};

use crate::in_place::PRODUCT;
use crate::stock;
use crate::workshop::{Folder, free_port, installed, preset, render, skipped, succeed};

/// A `MariaDB` with nothing in it, on loopback; it stops when the test ends, however it ends.
struct Server {
    child: Child,
    folder: Folder,
    port: Port,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing in it is worth an orderly end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether everything is there that a server needs; said loudly where it is not.
fn available() -> bool {
    ["mariadbd", "mariadb-install-db", "mariadb"]
        .iter()
        .all(|program| installed(program, "SQL, run by a real server"))
}

/// A program of `MariaDB`.
fn program(name: &str) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(name);
    command.env("PATH", format!("{path}:/usr/sbin"));
    command
}

fn is_root() -> bool {
    succeed(Command::new("id").arg("-u")).stdout == b"0\n"
}

impl Server {
    fn start(name: &str, options: &[&str]) -> Self {
        let folder = Folder::new(&format!("mariadb-{name}"));
        let data = folder.path().join("data");
        // The server refuses to be root unless it is told to.
        let user: &[&str] = if is_root() { &["--user=root"] } else { &[] };
        succeed(
            program("mariadb-install-db")
                // Two at once take each other's temporary tables away.
                .env("TMPDIR", folder.path())
                .arg("--no-defaults")
                .arg(format!("--datadir={}", data.display()))
                .args(["--auth-root-authentication-method=normal", "--skip-test-db"])
                .args(user),
        );
        let port = free_port();
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let child = program("mariadbd")
            .env("TMPDIR", folder.path())
            .arg("--no-defaults")
            .arg(format!("--datadir={}", data.display()))
            .arg(format!("--socket={}", socket(&folder).display()))
            .arg(format!("--port={port}"))
            // Of the other character set that Debian's own option file chooses: the default would hide a script
            // that forgets to name one.
            .args(["--bind-address=127.0.0.1", "--character-set-server=utf8mb4"])
            .arg("--innodb-flush-log-at-trx-commit=0")
            .args(user)
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        folder.write(
            "administrator.cnf",
            &format!(
                "[client]\nuser=root\nsocket={}\n",
                socket(&folder).display()
            ),
        );
        let mut server = Self {
            child,
            folder,
            port,
        };
        server.wait();
        server
    }

    /// Until it answers; asking is slow enough to need no pause in between.
    fn wait(&mut self) {
        let since = Instant::now();
        while !self.ask("SELECT 1").status.success() {
            let ended = self.child.try_wait().unwrap();
            assert!(
                ended.is_none() && since.elapsed() < Duration::from_secs(60),
                "the server does not start ({ended:?})\n{}",
                self.folder.read("log")
            );
        }
    }

    fn administrator(&self) -> PathBuf {
        self.folder.path().join("administrator.cnf")
    }

    fn ask(&self, sql: &str) -> Output {
        program("mariadb")
            .arg(format!(
                "--defaults-file={}",
                self.administrator().display()
            ))
            .args(["--batch", "--skip-column-names", "--raw"])
            // Whatever mode the server is tried in, the test speaks as usual.
            .args([
                "--default-character-set=utf8mb4",
                "--init-command=SET SESSION sql_mode = ''",
            ])
            .args(["-e", sql])
            .output()
            .unwrap()
    }

    /// What the administrator gets for a question, a line each.
    #[track_caller]
    fn rows(&self, sql: &str) -> Vec<String> {
        let output = self.ask(sql);
        assert!(output.status.success(), "{sql}\n{}", words(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    /// Databases that are not the server's own.
    fn databases(&self) -> Vec<String> {
        self.rows(
            "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN \
             ('information_schema', 'mysql', 'performance_schema', 'sys') ORDER BY BINARY SCHEMA_NAME",
        )
    }

    /// Accounts that are not the server's own, as literals.
    fn accounts(&self) -> Vec<String> {
        self.rows(
            "SELECT CONCAT(QUOTE(User), '@', QUOTE(Host)) FROM mysql.global_priv WHERE User NOT IN \
             ('root', 'mariadb.sys', 'mysql') ORDER BY BINARY User, BINARY Host",
        )
    }

    /// Every right of every account, one a line, passwords left out.
    fn rights(&self) -> Vec<String> {
        let mut rights = Vec::new();
        for account in self.accounts() {
            for right in self.rows(&format!("SHOW GRANTS FOR {account}")) {
                let end = right.find(" IDENTIFIED BY ").unwrap_or(right.len());
                rights.push(right[..end].replace('`', ""));
            }
        }
        rights
    }

    /// Everything that a second run could change.
    fn picture(&self) -> Vec<String> {
        let mut picture = self.rows(
            "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM \
             information_schema.SCHEMATA ORDER BY 1; \
             SELECT TABLE_SCHEMA, TABLE_NAME, CREATE_TIME, TABLE_ROWS FROM information_schema.TABLES \
             WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys') ORDER BY 1, 2; \
             SELECT User, Host, Password FROM mysql.user ORDER BY 1, 2; \
             SELECT * FROM mysql.db ORDER BY 1, 2, 3; SELECT * FROM mysql.tables_priv; \
             SELECT * FROM mysql.columns_priv; SELECT * FROM mysql.procs_priv; SELECT * FROM mysql.roles_mapping",
        );
        picture.extend(self.rights());
        picture
    }

    /// Takes everything out again that is not the server's own.
    fn clear(&self) {
        for database in self.databases() {
            self.rows(&format!("DROP DATABASE `{}`", database.replace('`', "``")));
        }
        for account in self.accounts() {
            self.rows(&format!("DROP USER {account}"));
        }
    }

    /// Logs in as verify.sh does, from this address.
    fn login(&self, option_file: &Path, from: &str, sql: &str) -> Output {
        program("mariadb")
            .arg(format!("--defaults-file={}", option_file.display()))
            .args([
                "--host=127.0.0.1",
                "--batch",
                "--skip-column-names",
                "--raw",
            ])
            .arg(format!("--port={}", self.seen_from(from)))
            .args(["-e", sql])
            .output()
            .unwrap()
    }

    /// A port that leads to the server once, for which the caller then has this address.
    fn seen_from(&self, address: &str) -> u16 {
        let from: SocketAddr = format!("{address}:0").parse().unwrap();
        let to = SocketAddr::from(([127, 0, 0, 1], self.port.get()));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (near, _) = listener.accept()?;
            let far = Socket::new(Domain::IPV4, Type::STREAM, None)?;
            far.bind(&from.into())?;
            far.connect(&to.into())?;
            let far = TcpStream::from(far);
            let back = (far.try_clone()?, near.try_clone()?);
            let answers = std::thread::spawn(move || relay(back.0, back.1));
            relay(near, far)?;
            answers.join().unwrap()
        });
        port
    }
}

fn relay(mut from: TcpStream, mut to: TcpStream) -> io::Result<()> {
    io::copy(&mut from, &mut to)?;
    to.shutdown(Shutdown::Write)
}

fn socket(folder: &Folder) -> PathBuf {
    folder.path().join("socket")
}

fn words(output: &Output) -> String {
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// The machine of a design's database server: what the bundle brings to it, below `bundle`, and what apply.sh expects
/// to find on it, below `root`.
struct Machine {
    folder: Folder,
    dir: String,
}

impl Machine {
    fn new(name: &str, design: &Design, files: &Files, secrets_env: &str) -> Self {
        let plan = plan::build(design);
        let host = plan
            .hosts
            .iter()
            .find(|host| {
                let mut kinds = host.instances.iter().map(|&at| plan.instances[at].kind);
                kinds.any(|kind| kind == Kind::Mysql)
            })
            .unwrap();
        let machine = Self {
            folder: Folder::new(&format!("mariadb-machine-{name}")),
            dir: format!("bundle/hosts/{}", host.dir),
        };
        for (path, file) in files {
            machine.folder.write(&format!("bundle/{path}"), &file.text);
        }
        let secrets = machine.write("secrets.env", secrets_env);
        fs::set_permissions(secrets, fs::Permissions::from_mode(0o600)).unwrap();
        for jar in [
            &paths::DRIVER_JAR_PATTERN.replace('*', "36-bin"),
            paths::SVNKIT_JAR,
            paths::TRILEAD_JAR,
        ] {
            machine.write(&format!("jars/{jar}"), "");
        }
        for path in SCHEMAS {
            machine.write(&format!("mysql/{path}"), &stand_in(&plan, path));
        }
        machine
            .folder
            .write("root/etc/hosts", "127.0.0.1 localhost\n");
        machine.folder.write("root/etc/mysql/conf.d/.keep", "");
        for &at in &host.instances {
            let instance = &plan.instances[at];
            if let Some(home) = &instance.home {
                machine
                    .folder
                    .write(&format!("root{home}/bin/wso2server.sh"), "");
                if !instance.kind.is_api_manager() {
                    for (path, text) in PRODUCT {
                        machine.folder.write(&format!("root{home}/{path}"), text);
                    }
                }
            }
        }
        for front in &plan.fronts {
            let certificate = format!("root/etc/nginx/tls/{}", front.name);
            machine.folder.write(&format!("{certificate}.crt"), "-");
            machine.folder.write(&format!("{certificate}.key"), "-");
        }
        // Subversion is not what is tried here.
        let svnadmin = machine.folder.write(
            "stand-ins/svnadmin",
            "#!/bin/sh\nmkdir -p \"$2/conf\" && : >\"$2/format\"\n",
        );
        fs::set_permissions(svnadmin, fs::Permissions::from_mode(0o755)).unwrap();
        machine
    }

    /// Brings the product's own scripts, as copy.sh does, in place of the stand-ins.
    fn schemas(&self, plan: &Plan) {
        for path in SCHEMAS {
            match stock::read(plan.version.text(), path) {
                Some(text) => drop(self.write(&format!("mysql/{path}"), &text)),
                None => skipped(path, "no stock files beside the project; a stand-in is run"),
            }
        }
    }

    fn write(&self, path: &str, text: &str) -> PathBuf {
        self.folder.write(&format!("{}/{path}", self.dir), text)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(&self.dir).join(path)
    }

    fn script(&self, server: &Server, script: &str, arguments: &[&str]) -> Command {
        let path = std::env::var("PATH").unwrap_or_default();
        let stand_ins = self.folder.path().join("stand-ins");
        let mut command = Command::new("bash");
        command
            .arg(self.at(script))
            .args(arguments)
            .env("PATH", format!("{}:{path}", stand_ins.display()))
            .env("APIM_ROOT", self.folder.path().join("root"))
            .env("APIM_MYSQL_DEFAULTS", server.administrator())
            .env_remove("APIM_SECRETS");
        command
    }

    /// Runs apply.sh as an engineer does who was told to go on although the server is another make's.
    #[track_caller]
    fn apply(&self, server: &Server) -> String {
        let output = succeed(&mut self.script(server, "apply.sh", &["--any-version"]));
        String::from_utf8(output.stdout).unwrap()
    }
}

fn tables(plan: &Plan, role: Role) -> usize {
    match (role, plan.version.text()) {
        (Role::Am, "1.9.0") => 54,
        (Role::Am, _) => 55,
        (Role::Um | Role::Reg, _) => 39,
        (Role::Stats, _) => 0,
    }
}

/// The product's own scripts, below a product home.
const SCHEMAS: [&str; 2] = ["dbscripts/apimgt/mysql.sql", "dbscripts/mysql.sql"];

/// A script that makes as many tables, so that the step which runs it is tried without the product too.
fn stand_in(plan: &Plan, path: &str) -> String {
    let (role, mark) = if path.contains("apimgt") {
        (Role::Am, "AM_API")
    } else {
        (Role::Um, "UM_USER")
    };
    let more = (1..tables(plan, role)).map(|n| format!("CREATE TABLE T_{n} (A INTEGER);\n"));
    format!(
        "-- CREATE TABLE NONE (A INTEGER);\r\n/* CREATE TABLE NOR (\n CREATE TABLE THIS ( */\n\
         create table if not exists `{mark}`(A TIMESTAMP DEFAULT 0, B TIMESTAMP NOT NULL); # CREATE TABLE X (\n{}",
        more.collect::<String>()
    )
}

/// Who may open what, by preset: role, then the hosts. Source: domain §1.3, §8.2, read by hand.
const CLIENTS: [(&str, &str); 4] = [
    (
        "classic",
        "am km-1 web-1; um gw-1 km-1 web-1; reg gw-1 km-1 web-1; stats stats-1 web-1",
    ),
    (
        "single-host",
        "am apim-1; um apim-1; reg apim-1; stats apim-1",
    ),
    (
        "two-hosts",
        "am apim-1 apim-2; um apim-1 apim-2; reg apim-1 apim-2",
    ),
    (
        "high-availability",
        "am km-1 km-2 web-1 web-2; um gw-1 gw-2 km-1 km-2 web-1 web-2; reg gw-1 gw-2 km-1 km-2 web-1 web-2",
    ),
];

/// The table's row of a preset: role and addresses.
fn clients(design: &Design, name: &str) -> Vec<(Role, Vec<String>)> {
    let (_, row) = CLIENTS.iter().find(|(preset, _)| *preset == name).unwrap();
    row.split("; ")
        .map(|part| {
            let (role, hosts) = part.split_once(' ').unwrap();
            let role = Role::ALL.into_iter().find(|one| one.id() == role).unwrap();
            let address = |name: &str| {
                let host = design.hosts.iter().find(|host| host.name == name);
                host.unwrap().address.clone()
            };
            (role, hosts.split(' ').map(address).collect())
        })
        .collect()
}

/// What `SHOW GRANTS` must say, all in all.
fn wanted_rights(clients: &[(Role, Vec<String>)]) -> Vec<String> {
    let mut wanted = Vec::new();
    for (role, addresses) in clients {
        let (name, user) = (role.spec().default_name, role.spec().default_user);
        for address in addresses {
            wanted.push(format!("GRANT USAGE ON *.* TO {user}@{address}"));
            wanted.push(format!(
                "GRANT ALL PRIVILEGES ON {name}.* TO {user}@{address}"
            ));
        }
    }
    wanted.sort();
    wanted
}

const SECRETS_ENV: &str = "\
ADMIN=a
BAM=b
DB_AM=of-am
DB_UM=of-um
DB_REG=of-reg
DB_STATS=of-stats
SVN_WRITER=w
SVN_READER=r
";

#[test]
fn every_preset_gives_the_server_its_databases_tables_and_accounts_and_nothing_else() {
    if !available() {
        return;
    }
    let server = Server::start("presets", &[]);
    assert_eq!(server.databases(), [""; 0]);
    assert_eq!(presets::ALL.len(), CLIENTS.len(), "each has its row");
    for preset in presets::ALL {
        let design = preset.design();
        let plan = plan::build(&design);
        let files = render(&design, &Secrets::default());
        let machine = Machine::new(preset.name, &design, &files, SECRETS_ENV);
        machine.schemas(&plan);
        machine.apply(&server);

        let clients = clients(&design, preset.name);
        let mut names: Vec<_> = clients
            .iter()
            .map(|(role, _)| role.spec().default_name)
            .collect();
        names.sort_unstable();
        assert_eq!(server.databases(), names, "{}", preset.name);
        for (role, _) in &clients {
            let name = role.spec().default_name;
            let facts = server.rows(&format!(
                "SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '{name}'; \
                 SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{name}'; \
                 SELECT DISTINCT CHARACTER_SET_NAME FROM information_schema.COLUMNS \
                 WHERE TABLE_SCHEMA = '{name}' AND CHARACTER_SET_NAME <> 'latin1'; \
                 SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '{name}' \
                 AND DATA_TYPE = 'timestamp' AND IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL"
            ));
            let count = tables(&plan, *role).to_string();
            // Every TIMESTAMP has a default, as the products expect.
            assert_eq!(facts, ["latin1", &count, "0"], "{} {name}", preset.name);
        }
        let mut rights = server.rights();
        rights.sort();
        assert_eq!(rights, wanted_rights(&clients), "{}", preset.name);

        let before = server.picture();
        let said = machine.apply(&server);
        assert_eq!(server.picture(), before, "{}: a second run", preset.name);
        assert!(!said.contains("   made       "), "{said}");
        server.clear();
    }
}

#[test]
fn the_scripts_of_a_patch_make_their_own_tables() {
    if !available() {
        return;
    }
    let server = Server::start("patch", &[]);
    let design = preset("two-hosts");
    let plan = plan::build(&design);
    let files = render(&design, &Secrets::default());
    let machine = Machine::new("patch", &design, &files, SECRETS_ENV);
    let [patched, _] = SCHEMAS;
    let more = "CREATE TABLE PATCH (A INTEGER);\n";
    let text = stand_in(&plan, patched) + more;
    machine.write(&format!("mysql/{patched}"), &text);
    for said in ["made       55 tables", "there      55 tables"] {
        let output = succeed(&mut machine.script(&server, "apply.sh", &["--any-version"]));
        let text = words(&output);
        assert!(text.contains(said), "{text}");
        assert!(text.contains("make 55 tables in apimgtdb"), "{text}");
    }
}

#[test]
fn the_words_for_each_make_that_mariadb_understands_come_to_the_same() {
    if !available() {
        return;
    }
    let server = Server::start("makes", &[]);
    // MySQL 8.0 names the method of login in a way of its own, which MariaDB does not read.
    for make in [Flavour::Mysql55, Flavour::Mysql57, Flavour::Mariadb] {
        let mut design = preset("classic");
        for instance in &mut design.instances {
            instance.details.server = make;
        }
        let files = render(&design, &Secrets::default());
        let machine = Machine::new("makes", &design, &files, SECRETS_ENV);
        // Only for the right make does it go on by itself.
        let plain = machine.script(&server, "apply.sh", &[]).output().unwrap();
        assert_eq!(
            plain.status.success(),
            make == Flavour::Mariadb,
            "{}",
            words(&plain)
        );
        machine.apply(&server);
        let mut rights = server.rights();
        rights.sort();
        assert_eq!(
            rights,
            wanted_rights(&clients(&design, "classic")),
            "{make:?}"
        );
        let before = server.picture();
        machine.apply(&server);
        assert_eq!(server.picture(), before, "{make:?}: a second run");
        server.clear();
    }
}

/// Where the database server of a design with many hosts at 127.83.8.x is.
fn on_loopback(name: &str) -> Design {
    let mut design = preset(name);
    for (at, host) in design.hosts.iter_mut().enumerate() {
        host.address = format!("127.83.8.{}", at + 10);
    }
    design
}

#[test]
fn each_host_gets_into_its_own_databases_and_no_other_host_does() {
    if !available() {
        return;
    }
    let server = Server::start("logins", &[]);
    let design = on_loopback("classic");
    let mut secrets = Secrets::default();
    for role in Role::ALL {
        secrets.set(format!("db.{}", role.id()), format!("of-{}", role.id()));
    }
    let files = render(&design, &secrets);
    let machine = Machine::new(
        "logins",
        &design,
        &files,
        "ADMIN=a\nBAM=b\nSVN_WRITER=w\nSVN_READER=r\n",
    );
    machine.apply(&server);
    let clients = clients(&design, "classic");
    let mut tried = 0;
    for (role, addresses) in &clients {
        let spec = role.spec();
        // Of the first host that has it; the server looks at the address only.
        let option_file = files
            .keys()
            .find(|path| path.ends_with(&format!("/verify/{}.cnf", spec.id)));
        let option_file = machine
            .folder
            .path()
            .join("bundle")
            .join(option_file.unwrap());
        for host in &design.hosts {
            let work = "SELECT DATABASE(); CREATE TABLE PROOF (A INT); INSERT INTO PROOF VALUES (1); \
                        DROP TABLE PROOF; SHOW DATABASES";
            let output = server.login(&option_file, &host.address, work);
            if addresses.contains(&host.address) {
                assert_eq!(
                    String::from_utf8_lossy(&output.stdout),
                    format!(
                        "{0}\n{1}",
                        spec.default_name,
                        both("information_schema", spec.default_name)
                    ),
                    "{} from {}\n{}",
                    spec.id,
                    host.name,
                    words(&output)
                );
                tried += 1;
            } else {
                // Unknown account, or a machine that has none at all.
                let said = words(&output);
                let refused = said.contains("ERROR 1045") || said.contains("1130 - Host");
                assert!(
                    refused && !output.status.success(),
                    "{} from {} gets in or fails for another reason\n{said}",
                    spec.id,
                    host.name
                );
            }
        }
    }
    assert_eq!(
        tried,
        clients.iter().map(|(_, hosts)| hosts.len()).sum::<usize>()
    );
}

/// Two lines in the order of the alphabet.
fn both(one: &str, other: &str) -> String {
    let (first, second) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    format!("{first}\n{second}\n")
}

/// Database, user and password of each role, as a person in a bad mood would choose them.
const HOSTILE: [[&str; 3]; 4] = [
    [r#"it's "am" db"#, r#"o'r"am"#, r#"a'b"c\d$e;f #g%h&i j"#],
    [r"u_m%\x`y", r"u\_%`", r"\'; DROP DATABASE x; -- "],
    ["r$e(g) ;#1", "$(id) #", "$(id)`id`!@{sql}"],
    ["stätistik 日本", "bénützer", "pässwörd 日本 🙂<&>"],
];

/// Name and address of its only host are where a client of the server finds it.
fn hostile(make: Flavour, port: Port) -> Design {
    let mut design = preset("single-host");
    design.hosts[0].name = "127.0.0.1".into();
    design.hosts[0].address = "127.0.0.1".into();
    for (role, [name, user, _]) in Role::ALL.into_iter().zip(HOSTILE) {
        let database = design.databases.get_mut(&role).unwrap();
        database.name = name.into();
        database.user = user.into();
    }
    for instance in &mut design.instances {
        if instance.kind == Kind::Mysql {
            instance.details.server = make;
            instance.ports.insert("mysql".into(), port);
        }
    }
    design
}

/// With every secret but those of the databases.
const OTHER_SECRETS: &str = "ADMIN=a\nBAM=b\nSVN_WRITER=w\nSVN_READER=r\n";

/// Passwords written by the generator.
#[track_caller]
fn check_typed(server: &Server, design: &Design) {
    let plan = plan::build(design);
    let mut secrets = Secrets::default();
    for (role, [_, _, password]) in Role::ALL.into_iter().zip(HOSTILE) {
        secrets.set(format!("db.{}", role.id()), password);
    }
    let machine = Machine::new(
        &format!("typed-{}", server.port),
        design,
        &render(design, &secrets),
        OTHER_SECRETS,
    );
    machine.schemas(&plan);
    // Names like those of the design, were `_` and `%` read as wildcards.
    for name in [r"uXmAB\x`y", r"u_m\x`y"] {
        server.rows(&format!("CREATE DATABASE `{}`", name.replace('`', "``")));
    }
    machine.apply(server);
    let databases: BTreeSet<String> = server.databases().into_iter().collect();
    for (role, [name, user, _]) in Role::ALL.into_iter().zip(HOSTILE) {
        assert!(databases.contains(name), "{databases:?}");
        let option_file = machine.at(&format!("verify/{}.cnf", role.id()));
        let output = server.login(
            &option_file,
            "127.0.0.1",
            "SELECT SUBSTRING_INDEX(USER(), '@', 1); SELECT DATABASE(); SELECT COUNT(*) FROM information_schema.TABLES \
             WHERE TABLE_SCHEMA = DATABASE(); SHOW DATABASES",
        );
        let text = words(&output);
        let mut lines = text.lines();
        let mut next = || lines.next().unwrap_or_default();
        assert_eq!(next(), user, "{text}");
        assert_eq!(next(), name, "{text}");
        assert_eq!(next(), tables(&plan, role).to_string(), "{text}");
        let seen: BTreeSet<_> = [next(), next()].into();
        assert_eq!(seen, BTreeSet::from([name, "information_schema"]), "{text}");
        assert_eq!(next(), "", "{text}");
        // Not just any password opens it.
        let wrong = format!(
            "[client]\nuser=\"{}\"\npassword=wrong\n",
            user.replace('\\', "\\\\").replace('"', "\\\"")
        );
        let wrong = machine.folder.write("wrong.cnf", &wrong);
        let output = server.login(&wrong, "127.0.0.1", "SELECT 1");
        assert!(words(&output).contains("ERROR 1045"), "{}", words(&output));
    }
    let before = server.picture();
    machine.apply(server);
    assert_eq!(server.picture(), before, "a second run");
    server.clear();
}

/// Passwords written by apply.sh, and read back by verify.sh: each is filled in once, whatever it holds.
#[track_caller]
fn check_filled_in(server: &Server, design: &Design) {
    let plan = plan::build(design);
    let mut secrets_env = OTHER_SECRETS.to_owned();
    for (role, [_, _, password]) in Role::ALL.into_iter().zip(HOSTILE) {
        // A blank at the end, as one of them has, is what the script refuses.
        let role = role.id().to_uppercase();
        let _ = writeln!(secrets_env, "DB_{role}={password}@{{sql:db.um}}");
    }
    let files = render(design, &Secrets::default());
    let machine = Machine::new(
        &format!("filled-in-{}", server.port),
        design,
        &files,
        &secrets_env,
    );
    machine.schemas(&plan);
    machine.apply(server);
    let verified = machine.script(server, "verify.sh", &[]).output().unwrap();
    let verified = words(&verified);
    for (role, [name, ..]) in Role::ALL.into_iter().zip(HOSTILE) {
        let line = format!(
            "ok      login to {name} at 127.0.0.1:{} ({}, {} tables)",
            server.port,
            role.spec().label,
            tables(&plan, role)
        );
        assert!(verified.contains(&line), "{line}\n{verified}");
    }
    server.clear();
}

#[test]
fn any_name_and_password_goes_through() {
    if !available() {
        return;
    }
    let server = Server::start("hostile", &[]);
    let design = hostile(Flavour::Mysql56, server.port);
    check_typed(&server, &design);
    check_filled_in(&server, &design);
}

#[test]
fn any_name_and_password_goes_through_where_the_server_reads_sql_in_another_mode() {
    if !available() {
        return;
    }
    let mode = "--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES";
    let server = Server::start("hostile-mode", &[mode]);
    let design = hostile(Flavour::Mariadb, server.port);
    check_typed(&server, &design);
    check_filled_in(&server, &design);
}

#[test]
fn the_server_takes_every_value_of_its_option_file() {
    if !available() {
        return;
    }
    let folder = Folder::new("mariadb-options");
    let mut seen = 0;
    for preset in presets::ALL {
        for make in Flavour::ALL {
            let mut design = preset.design();
            for instance in &mut design.instances {
                instance.details.server = make;
            }
            let plan = plan::build(&design);
            let (_, server) = plan.of_kind(Kind::Mysql).next().unwrap();
            for (path, file) in render(&design, &Secrets::default()) {
                if !path.ends_with("/mysql/apim.cnf") {
                    continue;
                }
                let option_file = folder.write("apim.cnf", &file.text);
                let mut command = program("mariadbd");
                command.arg(format!("--defaults-file={}", option_file.display()));
                if is_root() {
                    command.arg("--user=root");
                }
                let output = succeed(command.args(["--help", "--verbose"]));
                let text = words(&output);
                let says = |option: &str, value: &str| {
                    let found = text
                        .lines()
                        .find(|line| line.split(' ').next() == Some(option));
                    let found = found.and_then(|line| line.split_whitespace().nth(1));
                    assert_eq!(found, Some(value), "{}: {option}", preset.name);
                };
                says("bind-address", &plan.host_of(server).address);
                says("port", "3306");
                // MySQL before 8.0 has it off by itself.
                let stated = file.text.contains("explicit_defaults_for_timestamp");
                assert_eq!(stated, matches!(make, Flavour::Mysql80 | Flavour::Mariadb));
                if stated {
                    says("explicit-defaults-for-timestamp", "FALSE");
                }
                // Every pool of every client, and some to spare. Source: domain §4.2.
                let pools: usize = clients_of_pools(preset.name) * 50 + 20;
                says("max-connections", &pools.to_string());
                assert!(
                    !text.contains("[ERROR]") && !text.contains("unknown variable"),
                    "{text}"
                );
                seen += 1;
            }
        }
    }
    assert_eq!(seen, presets::ALL.len() * Flavour::ALL.len());
}

/// Pools that open connections at once, counted by hand from the preset's instances.
fn clients_of_pools(preset: &str) -> usize {
    match preset {
        // AM: key manager, Publisher, Store; UM: six and the identity server; REG: six; STATS: BAM and, by the form,
        // Publisher and Store.
        "classic" | "single-host" => 3 + 7 + 6 + 3,
        // Three, four, four.
        "two-hosts" => 3 + 4 + 4,
        // AM: two of each but gateways; UM and REG: three gateways too.
        "high-availability" => 6 + 9 + 9,
        other => panic!("{other} is not counted"),
    }
}

#[test]
fn a_server_that_does_not_start_fails_the_test_with_its_log() {
    if !available() {
        return;
    }
    let refused = std::panic::catch_unwind(|| Server::start("refused", &["--no-such-option"]));
    let words = *refused.err().unwrap().downcast::<String>().unwrap();
    assert!(
        words.contains("unknown option '--no-such-option'"),
        "{words}"
    );
}
