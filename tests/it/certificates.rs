//! `certificates.sh` for real, with openssl and a Java that opens what it made as the products do.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apim_designer::catalog::values;
use apim_designer::model::Design;
use apim_designer::render::Secrets;

use crate::support::design;
use crate::workshop::{Folder, installed, render, succeed};

/// What breaks a word or a file where escaping is forgotten.
const PASSWORD: &str = "a&<b>\"'$(id)`x`\\ %s é ]]>--";

/// Opens stores and calls servers as the products do.
const JAVA: &str = r#"
import java.io.*;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.*;
import java.util.*;
import javax.net.ssl.*;

public class Client {
    public static void main(String[] words) throws Exception {
        byte[] bytes = System.in.readAllBytes();
        char[] password = new String(bytes, "UTF-8").toCharArray();
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(new FileInputStream(words[1]), password);
        if (words[0].equals("list")) {
            for (String alias : Collections.list(store.aliases())) {
                boolean key = store.isKeyEntry(alias) && store.getKey(alias, password) != null;
                X509Certificate one = (X509Certificate) store.getCertificate(alias);
                System.out.println(alias + " " + (key ? "key" : "trusted") + " " + one.getSubjectX500Principal());
                if (one.getSubjectAlternativeNames() != null)
                    for (List<?> name : one.getSubjectAlternativeNames()) System.out.println("name " + name.get(1));
            }
            return;
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        int port = Integer.parseInt(words[2]);
        for (String name : Arrays.copyOfRange(words, 3, words.length)) {
            Socket plain = new Socket("127.0.0.1", port);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            try {
                socket.startHandshake();
                System.out.println(name + " trusted");
            } catch (SSLException error) {
                System.out.println(name + " refused");
            }
            socket.close();
        }
    }
}
"#;

/// An engineer's machine: the bundle of a design, archives with shipped stores, and a password.
struct Engineer(Folder);

impl Engineer {
    /// `None` where a program is missing.
    fn new(name: &str, design: &Design) -> Option<Self> {
        for program in ["openssl", "keytool", "java", "unzip"] {
            if !installed(program, name) {
                return None;
            }
        }
        let engineer = Self(Folder::new(name));
        engineer.0.write("Client.java", JAVA);
        engineer.shipped("wso2am-1.9.0");
        engineer.shipped("wso2is-5.0.0");
        engineer.unpack(design);
        let secrets = format!("ADMIN=x\nKEYSTORE={PASSWORD}\n");
        let file = engineer.0.write("bundle/secrets.env", &secrets);
        succeed(Command::new("chmod").arg("600").arg(file));
        Some(engineer)
    }

    fn unpack(&self, design: &Design) {
        for (path, file) in render(design, &Secrets::default()) {
            self.0.write(&format!("bundle/{path}"), &file.text);
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// An archive with the stores of a product, as shipped.
    fn shipped(&self, stem: &str) {
        let folder = self.path(&format!("{stem}/repository/resources/security"));
        fs::create_dir_all(&folder).unwrap();
        let run = |words: &str| {
            succeed(
                Command::new("keytool")
                    .current_dir(&folder)
                    .args(words.split(' ')),
            );
        };
        let password = values::STORE_PASSWORD;
        let store = format!("-storetype JKS -storepass {password} -alias shipped-ca -keystore");
        run(&format!(
            "-genkeypair -dname CN=Shipped -keyalg RSA -keypass {password} {store} key.jks"
        ));
        run(&format!("-exportcert -file ca.crt {store} key.jks"));
        for file in ["client-truststore.jks", "userRP.jks"] {
            run(&format!(
                "-importcert -noprompt -file ca.crt {store} {file}"
            ));
        }
        let archive = self.path(&format!("bundle/products/{stem}.zip"));
        fs::create_dir_all(archive.parent().unwrap()).unwrap();
        let mut zip = zip::ZipWriter::new(fs::File::create(archive).unwrap());
        for store in ["client-truststore.jks", "userRP.jks"] {
            let name = format!("{stem}/repository/resources/security/{store}");
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(&fs::read(folder.join(store)).unwrap())
                .unwrap();
        }
        zip.finish().unwrap();
    }

    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new("bash")
            .arg(self.path("bundle/certificates.sh"))
            .args(arguments)
            .stdin(Stdio::null())
            .env_remove("JAVA_HOME")
            .env("PATH", self.watching())
            .env("WATCHED", self.path("watched"))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    #[track_caller]
    fn made(&self, arguments: &[&str]) -> String {
        let (fine, said) = self.run(arguments);
        assert!(fine, "{said}");
        said
    }

    /// Programs that note what a process list would show of them, and then do their work.
    fn watching(&self) -> String {
        for program in ["openssl", "keytool", "unzip", "awk", "sed", "grep", "head"] {
            let text = format!(
                "#!/bin/sh\nPATH=${{PATH#*:}}\n{{ echo {program} \"$@\"; env; }} >> \"$WATCHED\"\nexec {program} \"$@\"\n"
            );
            let path = self.0.write(&format!("watching/{program}"), &text);
            succeed(Command::new("chmod").arg("755").arg(path));
        }
        let path = std::env::var("PATH").unwrap();
        format!("{}:{path}", self.path("watching").display())
    }

    #[track_caller]
    fn java(&self, password: &str, words: &[&str]) -> BTreeSet<String> {
        let mut child = Command::new("java")
            .arg(self.path("Client.java"))
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(password.as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?} {complained}");
        let said = String::from_utf8(output.stdout).unwrap();
        said.lines().map(str::to_owned).collect()
    }

    /// What a store holds.
    #[track_caller]
    fn list(&self, store: &str, password: &str) -> BTreeSet<String> {
        let store = self.path(&format!("bundle/certificates/{store}"));
        self.java(password, &["list", store.to_str().unwrap()])
    }

    fn read(&self, path: &str) -> String {
        self.0.read(&format!("bundle/certificates/{path}"))
    }
}

#[track_caller]
fn holds(list: &BTreeSet<String>, lines: &[&str]) {
    for line in lines {
        assert!(list.contains(*line), "{line}: {list:#?}");
    }
}

fn own(text: &str) -> Design {
    let mut design = design(text);
    design.settings.own_certificates = true;
    design
}

const DESIGN: &str = "h1=10.0.0.1: gateway-manager, nginx; h2=10.0.0.2: key-manager, store, publisher, mysql, identity-server";

/// The folder with the mode, size and sum of each file.
fn tree(folder: &Path) -> String {
    let list = "find . -printf '%p %m\\n' | LC_ALL=C sort; find . -type f -exec sha256sum {} + | LC_ALL=C sort";
    let output = succeed(Command::new("sh").current_dir(folder).args(["-c", list]));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn one_key_carries_every_name_and_everybody_trusts_it() {
    let Some(engineer) = Engineer::new("certificates", &own(DESIGN)) else {
        return;
    };
    assert!(engineer.made(&["--dry-run"]).contains("would make"));
    assert!(!engineer.path("bundle/certificates").exists());
    engineer.made(&[]);
    let keys = engineer.list("wso2am-1.9.0/wso2carbon.jks", PASSWORD);
    holds(
        &keys,
        &[
            "name h1",
            "name h2",
            "name localhost",
            "name 10.0.0.1",
            "name 10.0.0.2",
            "name store.apim.example.com",
        ],
    );
    let key = keys
        .iter()
        .find(|line| line.starts_with("wso2carbon key "))
        .unwrap();
    // Identity Server signs with the same, which its files open with the shipped password.
    let shipped = engineer.list("wso2is-5.0.0/wso2carbon.jks", values::STORE_PASSWORD);
    holds(&shipped, &[key]);
    for (stem, password) in [
        ("wso2am-1.9.0", PASSWORD),
        ("wso2is-5.0.0", values::STORE_PASSWORD),
    ] {
        let trusted = engineer.list(&format!("{stem}/client-truststore.jks"), password);
        holds(&trusted, &["shipped-ca trusted CN=Shipped"]);
        let ours = trusted
            .iter()
            .find(|line| line.starts_with("apim-designer-1 trusted CN=apim-designer"));
        assert!(ours.is_some(), "{trusted:#?}");
        engineer.list(&format!("{stem}/userRP.jks"), password);
    }
    let mode = succeed(
        Command::new("stat")
            .args(["-c", "%a"])
            .arg(engineer.path("bundle/certificates/ca.key")),
    );
    assert_eq!(mode.stdout, b"600\n");
    let watched = engineer.0.read("watched");
    assert!(watched.contains("keytool -J-Dfile.encoding=UTF-8 -storepasswd"));
    assert!(!watched.contains("$(id)"), "{watched}");

    let before = tree(&engineer.path("bundle/certificates"));
    assert!(engineer.made(&[]).contains("nothing changed"));
    assert_eq!(tree(&engineer.path("bundle/certificates")), before);

    // Another address: another certificate for the same key, whatever else stays.
    let (key, certificate) = (engineer.read("server.key"), engineer.read("server.crt"));
    let (authority, front) = (
        engineer.read("ca.crt"),
        engineer.read("nginx/gateway.apim.example.com.crt"),
    );
    engineer.unpack(&own(&DESIGN.replace("10.0.0.2", "10.0.0.9")));
    engineer.made(&[]);
    assert_eq!(engineer.read("server.key"), key);
    assert_ne!(engineer.read("server.crt"), certificate);
    assert_eq!(engineer.read("ca.crt"), authority);
    assert_eq!(engineer.read("nginx/gateway.apim.example.com.crt"), front);
    holds(
        &engineer.list("wso2am-1.9.0/wso2carbon.jks", PASSWORD),
        &["name 10.0.0.9"],
    );
}

/// Servers keep their shipped key, and need no password for that; what nginx shows is trusted all the same.
#[test]
fn what_nginx_shows_is_trusted_by_servers_with_the_shipped_key() {
    let Some(engineer) = Engineer::new("fronts", &design(DESIGN)) else {
        return;
    };
    fs::remove_file(engineer.path("bundle/secrets.env")).unwrap();
    engineer.made(&[]);
    assert!(!engineer.path("bundle/certificates/server.key").exists());
    for stem in ["wso2am-1.9.0", "wso2is-5.0.0"] {
        let folder = engineer.path(&format!("bundle/certificates/{stem}"));
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
        let names: Vec<_> = files.map(|file| file.file_name()).collect();
        assert_eq!(names, ["client-truststore.jks"]);
        let store = format!("{stem}/client-truststore.jks");
        let trusted = engineer.list(&store, values::STORE_PASSWORD);
        holds(&trusted, &["shipped-ca trusted CN=Shipped"]);
        assert_eq!(trusted.len(), 2, "{trusted:#?}");
    }
    succeed(
        Command::new("openssl").args(["verify", "-CAfile"]).args(
            ["ca.crt", "nginx/gateway.apim.example.com.crt"]
                .map(|file| engineer.path(&format!("bundle/certificates/{file}"))),
        ),
    );
    assert!(engineer.made(&[]).contains("nothing changed"));

    // A certificate that somebody has already is shown, and trusted beside ours.
    let own = engineer.path("bundle/certificates/own");
    fs::create_dir_all(&own).unwrap();
    let name = "store.apim.example.com";
    succeed(Command::new("openssl").current_dir(&own).args([
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=mine",
        "-keyout",
        &format!("{name}.key"),
        "-out",
        &format!("{name}.crt"),
    ]));
    engineer.made(&[]);
    let mine = engineer.read(&format!("own/{name}.crt"));
    assert_eq!(engineer.read(&format!("nginx/{name}.crt")), mine);
    let trusted = engineer.list("wso2am-1.9.0/client-truststore.jks", values::STORE_PASSWORD);
    assert!(
        trusted.iter().any(|line| line.ends_with("CN=mine")),
        "{trusted:#?}"
    );
}

#[test]
fn a_handshake_with_the_made_files_succeeds_for_names_of_the_design_only() {
    let Some(engineer) = Engineer::new("handshake", &own(DESIGN)) else {
        return;
    };
    engineer.made(&[]);
    let certificates = engineer.path("bundle/certificates");
    let store = certificates.join("wso2am-1.9.0/client-truststore.jks");
    for (file, names) in [
        (
            "server",
            "h1 trusted, h2 trusted, 10.0.0.2 trusted, elsewhere refused",
        ),
        (
            "nginx/gateway.apim.example.com",
            "gateway.apim.example.com trusted, h1 refused",
        ),
    ] {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port()
            .to_string();
        let mut server = Command::new("openssl")
            .current_dir(&certificates)
            .args(["s_server", "-quiet", "-accept", &port])
            .args(["-cert", &format!("{file}.crt")])
            .args(["-key", &format!("{file}.key")])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_err() {
            assert!(server.try_wait().unwrap().is_none(), "{file}");
            std::thread::yield_now();
        }
        let expected: BTreeSet<String> = names.split(", ").map(str::to_owned).collect();
        let asked = expected.iter().map(|line| line.split(' ').next().unwrap());
        let words: Vec<&str> = ["call", store.to_str().unwrap(), &port]
            .into_iter()
            .chain(asked)
            .collect();
        let heard = engineer.java(PASSWORD, &words);
        let name = expected
            .iter()
            .find_map(|line| line.strip_suffix(" trusted"))
            .unwrap();
        let check = if name.starts_with(char::is_numeric) {
            "-verify_ip"
        } else {
            "-verify_hostname"
        };
        let client = Command::new("openssl")
            .current_dir(&certificates)
            .args(["s_client", "-connect", &format!("127.0.0.1:{port}")])
            .args([
                "-CAfile",
                "ca.crt",
                "-verify_return_error",
                "-brief",
                check,
                name,
            ])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        server.kill().unwrap();
        server.wait().unwrap();
        assert_eq!(heard, expected);
        let said = String::from_utf8_lossy(&client.stderr);
        assert!(
            client.status.success() && said.contains("Verification: OK"),
            "{said}"
        );
    }
}

#[test]
fn a_certificate_of_ones_own_is_taken_if_it_carries_the_names() {
    let Some(engineer) = Engineer::new("own", &own("h1=10.0.0.1: all-in-one, mysql")) else {
        return;
    };
    let own = engineer.path("bundle/certificates/own");
    fs::create_dir_all(&own).unwrap();
    let make = |names: &str| {
        let run = |words: &str| {
            succeed(
                Command::new("openssl")
                    .current_dir(&own)
                    .args(words.split(' ')),
            );
        };
        run("req -x509 -newkey rsa:2048 -nodes -keyout ca.pem -out root.pem -subj /CN=Company");
        run(&format!(
            "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=h1 -addext subjectAltName={names}"
        ));
        run(
            "x509 -req -in server.csr -CA root.pem -CAkey ca.pem -out leaf.pem -copy_extensions copyall",
        );
        let chain = [
            fs::read(own.join("root.pem")),
            fs::read(own.join("leaf.pem")),
        ];
        let chain: Vec<u8> = chain.into_iter().flat_map(Result::unwrap).collect();
        fs::write(own.join("server.crt"), chain).unwrap();
    };
    make("DNS:h1,DNS:localhost");
    let (fine, said) = engineer.run(&[]);
    assert!(!fine && said.contains("does not carry: 10.0.0.1"), "{said}");
    make("DNS:h1,DNS:localhost,IP:10.0.0.1");
    engineer.made(&[]);
    let store = |password: &str| {
        holds(
            &engineer.list("wso2am-1.9.0/wso2carbon.jks", password),
            &["wso2carbon key CN=h1", "name 10.0.0.1"],
        );
        holds(
            &engineer.list("wso2am-1.9.0/client-truststore.jks", password),
            &["apim-designer-1 trusted CN=Company"],
        );
    };
    store(PASSWORD);
    assert!(!engineer.path("bundle/certificates/ca.key").exists());
    assert!(engineer.made(&[]).contains("nothing changed"));

    // The same as PKCS12, with a password that openssl asks for.
    succeed(Command::new("openssl").current_dir(&own).args([
        "pkcs12",
        "-export",
        "-inkey",
        "server.key",
        "-in",
        "leaf.pem",
        "-certfile",
        "root.pem",
        "-passout",
        "pass:its own",
        "-out",
        "server.p12",
    ]));
    fs::remove_file(own.join("server.key")).unwrap();
    fs::remove_file(own.join("server.crt")).unwrap();
    fs::remove_dir_all(engineer.path("bundle/certificates/wso2am-1.9.0")).unwrap();
    let mut child = Command::new("setsid")
        .args(["--wait", "bash"])
        .arg(engineer.path("bundle/certificates.sh"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"its own\n").unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
    store(PASSWORD);
}

#[test]
fn what_is_missing_is_named() {
    let Some(engineer) = Engineer::new("missing-certificates", &own(DESIGN)) else {
        return;
    };
    let refused = |what: &str| {
        let (fine, said) = engineer.run(&[]);
        assert!(!fine && said.contains(what), "{what}: {said}");
    };
    let secrets = engineer.path("bundle/secrets.env");
    fs::write(&secrets, "ADMIN=x\n").unwrap();
    refused("no value for KEYSTORE");
    fs::write(&secrets, "KEYSTORE=short\n").unwrap();
    refused("too short");
    succeed(Command::new("chmod").arg("644").arg(&secrets));
    refused("chmod 600");
    succeed(Command::new("chmod").arg("600").arg(&secrets));
    fs::write(&secrets, format!("KEYSTORE={PASSWORD}\n")).unwrap();
    fs::remove_file(engineer.path("bundle/products/wso2am-1.9.0.zip")).unwrap();
    refused("there is no products/wso2am-1.9.0.zip");
}
