//! The files for nginx, as nginx itself reads and serves them.

#![allow(clippy::unwrap_used, reason = "a failed one is a failed test")]

use std::fmt::Write as _;
use std::net::TcpStream;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use apim_designer::catalog::Kind;
use apim_designer::model::{Design, Port, presets};
use apim_designer::plan;
use apim_designer::render::Secrets;

use crate::support::with_identity_key_managers;
use crate::workshop::{Folder, free_port, installed, preset, render, succeed};

const TLS: &str = "/etc/nginx/tls";

/// Writes what one nginx gets, with the certificates it asks for, and an nginx.conf of the test's own.
fn set_up(folder: &Folder, design: &Design, host: &str, more: &str) {
    let files = render(design, &Secrets::default());
    let tls = folder.path().join("tls");
    for (path, file) in &files {
        let Some(name) = path.strip_prefix(&format!("hosts/{host}/nginx/")) else {
            continue;
        };
        let text = file.text.replace(TLS, tls.to_str().unwrap());
        folder.write(&format!("conf.d/{name}"), &text);
        for line in file.text.lines() {
            let Some(key) = line.trim().strip_prefix("ssl_certificate_key ") else {
                continue;
            };
            let key = key.trim_end_matches(';').strip_prefix(TLS).unwrap();
            certificate(folder, key.trim_matches('/').strip_suffix(".key").unwrap());
        }
    }
    certificate(folder, "upstream");
    let mut temporary = String::new();
    for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        let _ = writeln!(temporary, "{kind}_temp_path {kind};");
    }
    folder.write(
        "nginx.conf",
        &format!(
            "daemon off;\nworker_processes 1;\npid nginx.pid;\nerror_log error.log;\nevents {{}}\n\
             http {{\naccess_log off;\n{temporary}include conf.d/*.conf;\n{more}}}\n"
        ),
    );
}

fn certificate(folder: &Folder, name: &str) {
    let base = folder.path().join("tls").join(name);
    if base.with_file_name(format!("{name}.crt")).exists() {
        return;
    }
    std::fs::create_dir_all(base.parent().unwrap()).unwrap();
    succeed(
        Command::new("openssl")
            .args([
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            ])
            .args(["-subj", "/CN=test", "-keyout"])
            .arg(base.with_file_name(format!("{name}.key")))
            .arg("-out")
            .arg(base.with_file_name(format!("{name}.crt"))),
    );
}

fn nginx(folder: &Folder) -> Command {
    let mut command = Command::new("nginx");
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{path}:/usr/sbin"));
    command.arg("-p").arg(folder.path());
    command.args(["-e", "error.log", "-c", "nginx.conf"]);
    command
}

/// Ports that an ordinary user may open.
fn move_front(design: &mut Design) -> (Port, Port) {
    let ports = (free_port(), free_port());
    for instance in &mut design.instances {
        if instance.kind == Kind::Nginx {
            instance.ports.insert("http".into(), ports.0);
            instance.ports.insert("https".into(), ports.1);
        }
    }
    ports
}

/// Folder of the first host with an nginx.
fn front_dir(design: &Design) -> String {
    let plan = plan::build(design);
    let (_, front) = plan.of_kind(Kind::Nginx).next().unwrap();
    plan.host_of(front).dir.clone()
}

fn available() -> bool {
    installed("nginx", "files for nginx") && installed("openssl", "files for nginx")
}

#[test]
fn nginx_accepts_every_preset() {
    if !available() {
        return;
    }
    for preset in presets::ALL {
        let design = preset.design();
        if !design.instances.iter().any(|i| i.kind == Kind::Nginx) {
            continue;
        }
        for mut design in [with_identity_key_managers(design.clone()), design] {
            let host = front_dir(&design);
            move_front(&mut design);
            let folder = Folder::new(&format!("nginx-{}", preset.name));
            set_up(&folder, &design, &host, "");
            succeed(nginx(&folder).arg("-t"));
        }
    }
}

#[test]
fn names_of_any_kind_leave_files_that_nginx_accepts() {
    if !available() {
        return;
    }
    let mut design = preset("high-availability");
    let names = &mut design.settings.names;
    names.gateway = Some("a;} server {listen 1;".into());
    names.management = Some("$host".into());
    names.key_manager = Some("x".repeat(60) + "." + &"y".repeat(60) + ".example");
    names.store = Some("\"quoted\" {name}".into());
    for (host, name) in design
        .hosts
        .iter_mut()
        .zip(["a b", "#c", "d;", "e\\", "f\"", "$g", "h{", "é", "`id`"])
    {
        host.name = name.into();
    }
    for instance in &mut design.instances {
        instance.name = format!("{} ;}}\"$x", instance.name);
    }
    move_front(&mut design);
    let folder = Folder::new("nginx-hostile");
    set_up(&folder, &design, &front_dir(&design), "");
    succeed(nginx(&folder).arg("-t"));
    let kept: Vec<_> = std::fs::read_dir(folder.path().join("conf.d"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!kept.contains(&"apim-gateway.conf".to_owned()), "{kept:?}");
    assert!(
        kept.contains(&"apim-key-manager.conf".to_owned()),
        "{kept:?}"
    );
}

/// Who answers behind, all but one: it tells who was asked, for what, under which name.
fn behind(design: &Design, gone: &str) -> String {
    let mut servers = String::new();
    let plan = plan::build(design);
    for instance in plan.instances.iter().filter(|one| one.id.as_str() != gone) {
        for (spec, port) in instance.open_ports() {
            let tls = match spec.name {
                "https-servlet" | "pass-through-https" => " ssl",
                "pass-through-http" => "",
                _ => continue,
            };
            let address = &plan.host_of(instance).address;
            let kind = instance.kind.id();
            let _ = writeln!(
                servers,
                "server {{ listen {address}:{port}{tls}; ssl_certificate tls/upstream.crt; \
                 ssl_certificate_key tls/upstream.key; \
                 return 200 \"{kind} $request_uri $http_host $http_x_forwarded_proto\"; }}"
            );
        }
    }
    servers
}

const OUTSIDE: &str = "127.0.0.1";
/// An address of the design's own hosts.
const INSIDE: &str = "127.83.7.11";

/// From where, method, address with the name's first label; what comes back, with the front's ports as P and Q.
const REQUESTS: &str = "\
outside GET http://gateway/x/1?y=z -> gateway-worker /x/1?y=z gateway.DOMAIN:Q http 200
outside POST https://gateway/token -> gateway-worker /token gateway.DOMAIN:P https 200
outside GET https://publisher/publisher/site/ -> publisher /publisher/site/ publisher.DOMAIN:P https 200
outside GET https://publisher/publisher -> 302 https://publisher.DOMAIN:P/publisher/
outside GET https://publisher/ -> 302 https://publisher.DOMAIN:P/publisher/
outside GET https://publisher/publisherX -> 404
outside GET https://publisher/carbon/ -> 404
outside GET https://publisher/services/ -> 404
outside GET http://publisher/publisher/a?b -> 301 https://publisher.DOMAIN:P/publisher/a?b
outside GET https://store/store/ -> store /store/ store.DOMAIN:P https 200
outside GET https://store/publisher/ -> 404
outside GET https://store/admin-dashboard/ -> 403
inside GET https://store/admin-dashboard/ -> store /admin-dashboard/ store.DOMAIN:P https 200
outside POST https://store/registry/resource/_system/governance/apimgt/applicationdata/icons/a -> 403
outside GET https://store/registry/resource/_system/governance/apimgt/applicationdata/icons/a -> \
store /registry/resource/_system/governance/apimgt/applicationdata/icons/a store.DOMAIN:P https 200
outside GET https://store/registry/resource/_system/governance/apimgt/ -> 404
outside GET https://gateway-manager/carbon/ -> 403
inside GET https://gateway-manager/carbon/ -> gateway-manager /carbon/ gateway-manager.DOMAIN:P https 200
inside GET https://gateway-manager/publisher/ -> 404
outside GET http://gateway-manager/carbon/ -> 301 https://gateway-manager.DOMAIN:P/carbon/
outside GET http://identity-server/samlsso?a=b -> 301 https://identity-server.DOMAIN:P/samlsso?a=b
outside GET https://identity-server/samlsso?a=b -> identity-server /samlsso?a=b identity-server.DOMAIN:P https 200
outside POST https://identity-server/samlsso -> identity-server /samlsso identity-server.DOMAIN:P https 200
outside GET https://identity-server/samlssoX -> 404
outside POST https://identity-server/commonauth -> identity-server /commonauth identity-server.DOMAIN:P https 200
outside GET https://identity-server/authenticationendpoint/login.do -> \
identity-server /authenticationendpoint/login.do identity-server.DOMAIN:P https 200
outside GET https://identity-server/carbon/ -> 403
outside GET https://identity-server/services/ -> 403
inside GET https://identity-server/carbon/ -> identity-server /carbon/ identity-server.DOMAIN:P https 200
inside GET https://identity-server/oauth2/token -> 404
";

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// A running front of a design whose hosts are addresses of this machine.
struct Front {
    http: Port,
    https: Port,
    _running: Running,
}

impl Front {
    fn start(folder: &Folder, gone: &str) -> Self {
        let mut design = preset("classic");
        for (at, host) in design.hosts.iter_mut().enumerate() {
            host.address = format!("127.83.7.{}", at + 10);
        }
        let (http, https) = move_front(&mut design);
        set_up(folder, &design, "edge-1", &behind(&design, gone));
        let mut running = Running(nginx(folder).spawn().unwrap());
        let since = Instant::now();
        while TcpStream::connect(("127.0.0.1", https.get())).is_err() {
            assert!(
                running.0.try_wait().unwrap().is_none(),
                "{}",
                folder.read("error.log")
            );
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "nginx does not listen"
            );
            std::thread::yield_now();
        }
        Self {
            http,
            https,
            _running: running,
        }
    }

    /// What a request gets: text, code and where it is sent on to.
    fn ask(&self, from: &str, method: &str, url: &str, more: &[&str]) -> String {
        let (scheme, rest) = url.split_once("://").unwrap();
        let (name, path) = rest.split_once('/').unwrap();
        let host = format!("{name}.apim.example.com");
        let port = if scheme == "http" {
            self.http
        } else {
            self.https
        };
        let from = if from == "inside" { INSIDE } else { OUTSIDE };
        let output = succeed(
            Command::new("curl")
                .args(["-k", "-s", "-m", "20", "--interface", from, "-X", method])
                .args(["--resolve", &format!("{host}:{port}:127.0.0.1")])
                .args(["-w", " %{http_code} %{redirect_url}"])
                .args(more)
                .arg(format!("{scheme}://{host}:{port}/{path}")),
        );
        let text = String::from_utf8(output.stdout).unwrap();
        // The body of nginx's own answers says nothing.
        let own = text.rfind("</html>").map_or(0, |at| at + "</html>".len());
        text[own..]
            .trim()
            .replace(&self.https.to_string(), "P")
            .replace(&self.http.to_string(), "Q")
            .replace("apim.example.com", "DOMAIN")
    }
}

#[test]
fn each_name_serves_its_own_paths_and_no_others() {
    if !available() || !installed("curl", "requests through nginx") {
        return;
    }
    let folder = Folder::new("nginx-serving");
    let front = Front::start(&folder, "");
    for line in REQUESTS.lines() {
        let (request, wanted) = line.split_once(" -> ").unwrap();
        let [from, method, url] = request.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        assert_eq!(front.ask(from, method, url, &[]), wanted, "{line}");
    }
    // More than nginx takes by itself, then more than either name takes.
    folder.write("body", &"x".repeat(9 << 20));
    let body = format!("@{}", folder.path().join("body").display());
    let send = ["--data-binary", &body];
    for name in ["gateway/x", "publisher/publisher/"] {
        let answer = front.ask("outside", "POST", &format!("https://{name}"), &send);
        assert!(answer.ends_with(" 200"), "{name} {answer}");
    }
    for (name, bytes) in [("gateway/x", 10 << 20), ("publisher/publisher/", 100 << 20)] {
        let length = format!("Content-Length: {}", bytes + 1);
        let send = ["-H", length.as_str()];
        let answer = front.ask("outside", "POST", &format!("https://{name}"), &send);
        assert_eq!(answer, "413", "{name}");
    }
}

#[test]
fn a_worker_that_is_gone_is_passed_by() {
    if !available() || !installed("curl", "requests through nginx") {
        return;
    }
    let folder = Folder::new("nginx-failover");
    let front = Front::start(&folder, "gateway-worker");
    for _ in 0..8 {
        for method in ["GET", "POST"] {
            let answer = front.ask("outside", method, "https://gateway/x", &[]);
            assert!(answer.ends_with(" 200"), "{answer}");
        }
    }
}
