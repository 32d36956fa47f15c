//! Edits to files that only the host has, by the real `xmlstarlet`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use apim_designer::catalog::{Version, bases::base, paths};
use apim_designer::model::{Design, presets};
use apim_designer::plan;
use apim_designer::render::edit::{Action, Edit, Element, Position, quoted};
use apim_designer::render::{Files, Secrets, document::Document, edits, sh, xml};
use roxmltree::Node;

use crate::bases::facts;
use crate::stock;
use crate::support::design;
use crate::workshop::{Folder, installed, render, succeed};

const STYLESHEET: &str = include_str!("../../src/render/hosts/shell/in-place.xsl");
const LIBRARY: &str = include_str!("../../src/render/hosts/shell/lib.sh");

/// What breaks a file, a path or a command where escaping is forgotten.
const HOSTILE: &[&str] = &[
    "plain",
    " edge ",
    "it's",
    "say \"hi\"",
    "'\"both\"'",
    "a&b<c>&lt;]]>--",
    "$(id)`id`\\ %s",
    "é ü 日本 🙂",
    "two\nlines",
    "{a}{{b}}[1]",
    "-v",
    "*",
];
const PASSWORD: &str = "a&<b>\"'$(id)`x`\\ %s é ]]>--";

fn ready(what: &str) -> bool {
    installed("xmlstarlet", what)
}

#[test]
fn on_the_host_the_edits_come_out_as_in_the_built_in_files() {
    if !ready("edits in place against merged ones") {
        return;
    }
    let folder = Folder::new("in-place-stock");
    folder.write("in-place.xsl", STYLESHEET);
    let secrets = Secrets::default();
    let mut done = BTreeSet::new();
    for preset in presets::ALL {
        for (version, name) in stock::VERSIONS {
            let mut design = preset.design();
            design.version = version;
            let plan = plan::build(&design);
            let api_manager = |at: &usize| plan.instances[*at].kind.is_api_manager();
            for at in (0..plan.instances.len()).filter(api_manager) {
                for (path, edits) in edits(&plan, at) {
                    if let Some(Document::Json(_)) = base(version, path) {
                        continue;
                    }
                    let fragment = xml::fragment(path, None, &edits, &secrets).unwrap();
                    if !done.insert((name, path, fragment.text.clone())) {
                        continue;
                    }
                    let Some(stock) = stock::read(name, path) else {
                        return;
                    };
                    let merged = Document::parse(path, &*stock).unwrap();
                    let merged = merged.apply(&edits, &secrets).unwrap().text;
                    let edited = transformed(&folder, &fragment.text, &stock);
                    assert_eq!(facts(&edited), facts(&merged), "{name} {path}");
                    let comments = |text: &str| {
                        let document = roxmltree::Document::parse(text).unwrap();
                        let comments = document.descendants().filter(Node::is_comment);
                        comments.count()
                    };
                    assert_eq!(comments(&edited), comments(&stock), "{name} {path}");
                    let again = transformed(&folder, &fragment.text, &edited);
                    assert!(again == edited, "{name} {path}");
                }
            }
        }
    }
    assert!(done.len() > 40, "{}", done.len());
}

/// A file after the stylesheet.
#[track_caller]
fn transformed(folder: &Folder, edits: &str, file: &str) -> String {
    folder.write("edits.xml", edits);
    folder.write("old.xml", file);
    let output = succeed(
        Command::new("xmlstarlet")
            .args(["tr", "in-place.xsl", "old.xml"])
            .current_dir(folder.path()),
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A machine below a folder with products of the shape that the domain's text tells.
struct Machine(Folder);

/// What the products' files hold where edits go, and around it.
pub(crate) const PRODUCT: &[(&str, &str)] = &[
    (
        paths::CARBON,
        r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- a licence -->
<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">
    <Name>A server</Name>
    <!--HostName>www.wso2.org</HostName-->
    <!--MgtHostName>mgt.wso2.org</MgtHostName-->
    <ServerURL>local:/${carbon.context}/services/</ServerURL>
    <Ports>
        <!-- Ports offset -->
        <Offset>0</Offset>
    </Ports>
</Server>
"#,
    ),
    (
        paths::MASTER_DATASOURCES,
        r#"<datasources-configuration xmlns:svns="http://org.wso2.securevault/configuration">
    <datasources>
        <datasource>
            <name>WSO2_CARBON_DB</name>
            <jndiConfig><name>jdbc/WSO2CarbonDB</name></jndiConfig>
        </datasource>
        <!-- <datasource><name>WSO2UM_DB</name></datasource> -->
    </datasources>
</datasources-configuration>
"#,
    ),
    (
        paths::BAM_DATASOURCES,
        r#"<datasources-configuration xmlns:svns="http://org.wso2.securevault/configuration">
    <datasources>
        <datasource>
            <name>WSO2BAM_CASSANDRA_EVENT_INDEX_SOURCE</name>
            <definition type="CASSANDRA"><configuration><port>9160</port><password>admin</password></configuration></definition>
        </datasource>
        <datasource>
            <name>WSO2BAM_CASSANDRA_DATASOURCE</name>
            <definition type="CASSANDRA"><configuration><port>9160</port><password>admin</password></configuration></definition>
        </datasource>
        <datasource>
            <name>WSO2BAM_UTIL_DATASOURCE</name>
            <definition type="CASSANDRA"><configuration><port>9160</port><password>admin</password></configuration></definition>
        </datasource>
        <datasource>
            <name>WSO2BAM_HIVE_INCREMENTAL_DATASOURCE</name>
            <definition type="CASSANDRA"><configuration><port>9160</port><password>admin</password></configuration></definition>
        </datasource>
        <datasource>
            <name>OTHER</name>
            <definition type="RDBMS"><configuration><password>its own</password></configuration></definition>
        </datasource>
    </datasources>
</datasources-configuration>
"#,
    ),
    (
        paths::USER_MGT,
        "<UserManager>\r\n    <Realm>\r\n        <Configuration>\r\n            <AddAdmin>true</AddAdmin>\r\n            <AdminUser>\r\n                <UserName>admin</UserName>\r\n                <Password>admin</Password>\r\n            </AdminUser>\r\n            <Property name=\"isCascadeDeleteEnabled\">true</Property>\r\n            <Property name=\"dataSource\">jdbc/WSO2CarbonDB</Property>\r\n        </Configuration>\r\n        <UserStoreManager class=\"org.wso2.carbon.user.core.ldap.ReadWriteLDAPUserStoreManager\">\r\n            <Property name=\"ConnectionURL\">ldap://localhost:${Ports.EmbeddedLDAP.LDAPServerPort}</Property>\r\n        </UserStoreManager>\r\n        <!-- <UserStoreManager class=\"other\"/> -->\r\n        <AuthorizationManager class=\"org.wso2.carbon.user.core.authorization.JDBCAuthorizationManager\"/>\r\n    </Realm>\r\n</UserManager>\r\n",
    ),
    (
        paths::CATALINA,
        r#"<Server port="8005" shutdown="SHUTDOWN">
    <Service className="x">
        <Connector protocol="a" port="9763" redirectPort="9443"/>
        <Connector protocol="a" port="9443" SSLEnabled="true"/>
    </Service>
</Server>
"#,
    ),
    (
        paths::IDENTITY,
        r#"<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">
    <SSOService>
        <EntityId>localhost</EntityId>
        <IdentityProviderURL>https://localhost:9443/samlsso</IdentityProviderURL>
    </SSOService>
</Server>
"#,
    ),
    (
        paths::EMBEDDED_LDAP,
        r#"<EmbeddedLDAPConfig>
    <EmbeddedLDAP>
        <Property name="enable">true</Property>
        <Property name="port">${Ports.EmbeddedLDAP.LDAPServerPort}</Property>
    </EmbeddedLDAP>
</EmbeddedLDAPConfig>
"#,
    ),
    (
        paths::SSO_PROVIDERS,
        r"<SSOIdentityProviderConfig>
    <TenantRegistrationPage>https://localhost/x</TenantRegistrationPage>
    <ServiceProviders>
        <ServiceProvider>
            <Issuer>other</Issuer>
            <AssertionConsumerService>https://localhost:8080/home</AssertionConsumerService>
        </ServiceProvider>
    </ServiceProviders>
</SSOIdentityProviderConfig>
",
    ),
];

impl Machine {
    fn new(name: &str, homes: &[(&str, &str)]) -> Self {
        let folder = Folder::new(name);
        folder.write("root/etc/hosts", "127.0.0.1\tlocalhost\n");
        for (home, version) in homes {
            let home = format!("root/opt/wso2/{home}");
            folder.write(&format!("{home}/bin/wso2server.sh"), "");
            folder.write(&format!("{home}/bin/version.txt"), version);
            for (path, text) in PRODUCT {
                folder.write(&format!("{home}/{path}"), text);
            }
        }
        Self(folder)
    }

    /// The folder of a host, as `copy.sh` brings it.
    fn copy(&self, files: &Files, host: &str, keys: &[&str]) {
        let _ = std::fs::remove_dir_all(self.0.path().join("bundle"));
        for (path, file) in files {
            if let Some(path) = path.strip_prefix(&format!("hosts/{host}/")) {
                self.0.write(&format!("bundle/{path}"), &file.text);
            }
        }
        let driver = "bundle/jars/mysql-connector-java-5.1.36-bin.jar";
        self.0.write(driver, "");
        self.0.write_secrets("bundle/secrets.env", keys, PASSWORD);
    }

    fn run(&self, options: &[&str]) -> Output {
        Command::new("bash")
            .arg(self.0.path().join("bundle/apply.sh"))
            .args(options)
            .env("APIM_ROOT", self.0.path().join("root"))
            .output()
            .unwrap()
    }

    #[track_caller]
    fn apply(&self, options: &[&str]) -> String {
        let output = self.run(options);
        let said = String::from_utf8(output.stdout).unwrap();
        let complained = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}{complained}");
        said
    }

    fn file(&self, home: &str, path: &str) -> String {
        self.0.read(&format!("root/opt/wso2/{home}/{path}"))
    }

    /// Text of the only element that is reached by these names.
    #[track_caller]
    fn value(&self, home: &str, path: &str, names: &[&str]) -> String {
        let text = self.file(home, path);
        let document = roxmltree::Document::parse(&text).unwrap();
        let mut found = vec![document.root_element()];
        for name in names {
            let space = found[0].tag_name().namespace();
            let fits = |node: &Node| match name.split_once('=') {
                Some((name, value)) => {
                    node.attribute("name") == Some(value) && node.tag_name().name() == name
                }
                None => node.tag_name().name() == *name,
            };
            found = found
                .iter()
                .flat_map(Node::children)
                .filter(|node| node.is_element() && fits(node))
                .filter(|node| node.tag_name().namespace() == space)
                .collect();
        }
        assert_eq!(found.len(), 1, "{path} {names:?}: {text}");
        found[0].text().unwrap_or_default().to_owned()
    }
}

const IS: (&str, &str) = ("identity-server", "WSO2 Identity Server v5.0.0\n");
const BAM: (&str, &str) = ("bam", "WSO2 Business Activity Monitor v2.5.0\n");
const KEYS: &[&str] = &["ADMIN", "BAM", "DB_UM", "DB_STATS"];

/// One machine for both, the applications on another.
fn both() -> Design {
    let mut design = design(
        "h1: identity-server, bam; h2: gateway-manager, key-manager, publisher, store; h3: mysql",
    );
    design.settings.admin_user = "root & <co>".into();
    design
}

#[test]
fn identity_server_and_bam_are_edited_once_and_the_old_files_kept() {
    if !ready("Identity Server and BAM in place") {
        return;
    }
    let machine = Machine::new("in-place", &[IS, BAM]);
    machine.copy(&render(&both(), &Secrets::default()), "h1", KEYS);
    let is = |path: &str, names: &[&str]| machine.value("identity-server", path, names);
    let bam = |path: &str, names: &[&str]| machine.value("bam", path, names);

    let would = machine.apply(&["--dry-run"]);
    assert!(would.contains("would edit"), "{would}");
    assert!(would.contains("/Server/Ports/Offset"), "{would}");
    assert!(!would.contains("$(id)"), "{would}");
    assert_eq!(bam(paths::CARBON, &["Ports", "Offset"]), "0");

    let said = machine.apply(&[]);
    assert!(said.contains("edited"), "{said}");
    assert!(!said.contains("$(id)"), "{said}");
    let realm = |rest: &[&'static str]| [&["Realm", "Configuration"], rest].concat();
    assert_eq!(bam(paths::CARBON, &["Ports", "Offset"]), "1");
    for name in ["HostName", "MgtHostName"] {
        assert_eq!(is(paths::CARBON, &[name]), "h1");
    }
    let user = realm(&["AdminUser", "UserName"]);
    let password = realm(&["AdminUser", "Password"]);
    assert_eq!(is(paths::USER_MGT, &user), "root & <co>");
    assert_eq!(is(paths::USER_MGT, &password), PASSWORD);
    assert_eq!(bam(paths::USER_MGT, &user), "admin");
    assert_eq!(bam(paths::USER_MGT, &password), PASSWORD);
    let source = realm(&["Property=dataSource"]);
    assert_eq!(is(paths::USER_MGT, &source), "jdbc/WSO2UM_DB");
    assert_eq!(bam(paths::USER_MGT, &source), "jdbc/WSO2CarbonDB");
    let digest = ["Realm", "UserStoreManager", "Property=PasswordDigest"];
    assert_eq!(is(paths::USER_MGT, &digest), "SHA-256");
    assert!(
        !machine
            .file("identity-server", paths::USER_MGT)
            .contains("ldap://")
    );
    assert!(machine.file("bam", paths::USER_MGT).contains("ldap://"));
    assert!(
        machine
            .file("bam", paths::USER_MGT)
            .contains("<AddAdmin>true</AddAdmin>\r\n")
    );
    let cassandra = machine.file("bam", paths::BAM_DATASOURCES);
    let document = roxmltree::Document::parse(&cassandra).unwrap();
    let texts = |tag: &str| -> Vec<_> {
        let nodes = document.descendants().filter(|node| node.has_tag_name(tag));
        nodes.map(|node| node.text().unwrap()).collect()
    };
    let four = [PASSWORD; 4];
    assert_eq!(texts("password"), [&four[..], &["its own"]].concat());
    // The product adds the offset itself.
    assert_eq!(texts("port"), ["9160"; 4]);
    let enable = ["EmbeddedLDAP", "Property=enable"];
    assert_eq!(is(paths::EMBEDDED_LDAP, &enable), "false");
    assert_eq!(
        is(paths::IDENTITY, &["SSOService", "IdentityProviderURL"]),
        "https://h1:9443/samlsso"
    );
    let providers = machine.file("identity-server", paths::SSO_PROVIDERS);
    for part in [
        "<Issuer>other</Issuer>",
        "<AssertionConsumerService>https://h2:9445/publisher/jagg/jaggery_acs.jag</",
        "<AssertionConsumerService>https://h2:9446/store/jagg/jaggery_acs.jag</",
    ] {
        assert!(providers.contains(part), "{providers}");
    }
    for (home, name) in [("identity-server", "WSO2UM_DB"), ("bam", "WSO2AM_STATS_DB")] {
        let text = machine.file(home, paths::MASTER_DATASOURCES);
        let document = roxmltree::Document::parse(&text).unwrap();
        let text_of = |tag: &str| -> Vec<String> {
            let nodes = document.descendants().filter(|node| node.has_tag_name(tag));
            nodes.map(|node| node.text().unwrap().to_owned()).collect()
        };
        let names = text_of("name");
        assert!(names.contains(&name.to_owned()), "{names:?}");
        assert!(names.contains(&"WSO2_CARBON_DB".to_owned()), "{names:?}");
        assert_eq!(text_of("password"), [PASSWORD]);
        assert!(text.contains("<!-- <datasource><name>WSO2UM_DB"), "{text}");
    }

    for (home, _) in [IS, BAM] {
        for (path, text) in PRODUCT {
            let kept = format!(".apim-designer-backup/1/opt/wso2/{home}/{path}");
            let folder = machine.0.path().join("root/opt/wso2").join(home);
            if folder.join(&kept).exists() {
                assert_eq!(machine.file(home, &kept), *text);
            } else {
                assert_eq!(machine.file(home, path), *text);
            }
        }
    }
    let again = machine.apply(&[]);
    assert!(
        !again.contains("edited") && !again.contains("written"),
        "{again}"
    );
    assert!(again.contains("unchanged"), "{again}");
}

#[test]
fn a_password_that_was_typed_in_is_written_too() {
    if !ready("known passwords in place") {
        return;
    }
    let machine = Machine::new("in-place-known", &[IS, BAM]);
    let mut secrets = Secrets::default();
    for name in ["admin", "bam", "db.um", "db.stats"] {
        secrets.set(name, PASSWORD);
    }
    let files = render(&both(), &secrets);
    let (script, file) = (
        "hosts/h1/apply.sh",
        "hosts/h1/bam/in-place/repository/conf/user-mgt.xml",
    );
    assert!(!files[script].text.contains("]]>--") && files[file].text.contains("]]&gt;--"));
    let shown: Vec<&str> = files[file]
        .changes
        .iter()
        .map(|change| &*change.after)
        .collect();
    assert_eq!(shown, ["admin", "••••"]);
    machine.copy(&files, "h1", &[]);
    machine.apply(&[]);
    let password = ["Realm", "Configuration", "AdminUser", "Password"];
    assert_eq!(machine.value("bam", paths::USER_MGT, &password), PASSWORD);
}

#[test]
fn a_file_of_another_shape_stops_everything_before_anything_changed() {
    if !ready("files of another shape in place") {
        return;
    }
    let cases: &[(&str, &str, &str, &str)] = &[
        (
            "<Ports>",
            "<Harbours>",
            "</Ports>",
            "it has no element /Server/Ports",
        ),
        (
            "<Server ",
            "<Service ",
            "</Server>",
            "it begins with Service where Server is expected",
        ),
        (
            "<Name>",
            "<Ports/><Name>",
            "</Name>",
            "it has 2 elements /Server/Ports where one is expected",
        ),
        (
            "<Offset>0<",
            "<Offset><x/><",
            "",
            "/Server/Ports/Offset holds elements",
        ),
        (
            "<!-- a licence",
            "<!DOCTYPE Server><!-- a",
            "",
            "has a DOCTYPE",
        ),
        ("</Server>", "", "", "is not as expected"),
    ];
    for (from, to, end, message) in cases {
        let machine = Machine::new("in-place-shape", &[IS, BAM]);
        machine.copy(&render(&both(), &Secrets::default()), "h1", KEYS);
        let path = format!("root/opt/wso2/bam/{}", paths::CARBON);
        let closing = to.replacen('<', "</", 1).replace(' ', ">");
        let odd = PRODUCT[0].1.replace(from, to);
        let odd = if *end == "</Ports>" || *end == "</Server>" {
            odd.replace(end, &closing)
        } else {
            odd
        };
        machine.0.write(&path, &odd);
        let output = machine.run(&[]);
        let complained = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{complained}");
        assert!(complained.contains(message), "{message}: {complained}");
        assert!(complained.contains("bam: ") && complained.contains(paths::CARBON));
        assert!(complained.contains("nothing was changed"), "{complained}");
        assert_eq!(machine.0.read(&path), odd);
        for (path, text) in PRODUCT {
            assert_eq!(machine.file("identity-server", path), *text, "{message}");
        }
    }
}

#[test]
fn hostile_values_arrive_as_they_were_typed() {
    if !ready("hostile values in place") {
        return;
    }
    let folder = Folder::new("in-place-hostile");
    folder.write("in-place.xsl", STYLESHEET);
    folder.write("lib.sh", LIBRARY);
    let edit = |path: String, action| Edit {
        path,
        action,
        reason: HOSTILE.concat().into(),
        source: "",
    };
    for (prefix, declared) in [("", "xmlns"), ("p:", "xmlns:p")] {
        let mut edits = Vec::new();
        let mut file = format!("<{prefix}a {declared}='urn:x:y'>\n  <{prefix}s/>\n");
        for (at, value) in HOSTILE.iter().enumerate() {
            let set = Action::Set((*value).to_owned().into(), Position::Before("s"));
            let key = quoted(value);
            edits.push(edit(format!("/a/b[@n={key}]/@v"), set.clone()));
            edits.push(edit(format!("/a/c[k={key}]/v"), set.clone()));
            edits.push(edit(format!("/a/t{at}"), set));
            let element = Element::new("d")
                .attribute("n", (*value).to_owned())
                .leaf("e", (*value).to_owned());
            edits.push(edit(
                format!("/a/d[@n={key}]"),
                Action::Put(element, Position::After("c")),
            ));
            let escaped = value
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;")
                .replace('\n', "&#10;");
            file.push_str(&format!(
                "  <{prefix}b n=\"{escaped}\"/>\n  <{prefix}c><{prefix}k>{escaped}</{prefix}k></{prefix}c>\n"
            ));
        }
        file.push_str(&format!("</{prefix}a>\n"));
        let fragment = xml::fragment("f.xml", None, &edits, &Secrets::default()).unwrap();
        folder.write("i/in-place/f.xml", &fragment.text);
        let home = folder.write("home/f.xml", &file);
        let arguments: Vec<String> = edits
            .iter()
            .map(|edit| sh::word(&xml::xpath(&edit.path).unwrap()).into_owned())
            .collect();
        let script = format!(
            "set -eu\nHERE=$PWD\n. ./lib.sh\noptions any\nproduct_home\nsteps() {{ in_place f.xml {}; }}\nrun_steps\n",
            arguments.join(" ")
        )
        .replace("product_home", "instance=i folder=i home=/home PRODUCT_FILES=''");
        folder.write("apply.sh", &script);
        let run = || {
            let output = succeed(
                Command::new("bash")
                    .arg("apply.sh")
                    .current_dir(folder.path())
                    .env("APIM_ROOT", folder.path()),
            );
            String::from_utf8(output.stdout).unwrap()
        };
        assert!(run().contains("edited"));
        check_hostile(&home);
        assert!(run().contains("unchanged"));
    }
}

#[track_caller]
fn check_hostile(file: &Path) {
    let text = std::fs::read_to_string(file).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    for (at, value) in HOSTILE.iter().enumerate() {
        let space = Some("urn:x:y");
        let all = |name: &str| -> Vec<Node> {
            let nodes = root.children();
            nodes
                .filter(|node| {
                    node.tag_name().name() == name && node.tag_name().namespace() == space
                })
                .collect()
        };
        let attribute = |name: &str| {
            let nodes = all(name);
            let node = nodes.iter().find(|node| node.attribute("n") == Some(value));
            node.copied()
                .unwrap_or_else(|| panic!("{name} {value:?}: {text}"))
        };
        assert_eq!(attribute("b").attribute("v"), Some(*value));
        assert_eq!(
            attribute("d").first_element_child().unwrap().text(),
            Some(*value)
        );
        assert_eq!(all(&format!("t{at}"))[0].text(), Some(*value));
        let c = all("c")[at];
        let texts: Vec<_> = c
            .children()
            .filter(Node::is_element)
            .map(|node| node.text())
            .collect();
        assert_eq!(texts, [Some(*value); 2], "{text}");
        assert_eq!(all("b").len(), HOSTILE.len());
    }
}

#[test]
fn a_bam_gets_the_toolbox_that_no_form_brings() {
    if !ready("toolbox of BAM") {
        return;
    }
    let machine = Machine::new("toolbox", &[IS, BAM]);
    let mut design = both();
    design.version = Version::V1_9_0;
    machine.copy(&render(&design, &Secrets::default()), "h1", KEYS);
    assert!(!machine.apply(&["--dry-run"]).contains(".tbox"));

    design.version = Version::V1_9_1;
    machine.copy(&render(&design, &Secrets::default()), "h1", KEYS);
    let output = machine.run(&[]);
    let complained = String::from_utf8(output.stderr).unwrap();
    assert!(
        complained.contains(
            "bam: API Manager's toolbox (statistics/API_Manager_Analytics.tbox) is missing"
        ) && complained.contains("nothing was changed"),
        "{complained}"
    );
    let toolbox = format!("bundle/parts/{}", paths::STATISTICS_TOOLBOX);
    machine.0.write(&toolbox, "a\0toolbox @{xml:bam}");
    let written = format!(
        "written    /opt/wso2/bam/{}/API_Manager_Analytics.tbox",
        paths::TOOLBOXES
    );
    let said = machine.apply(&[]);
    assert!(said.contains(&written), "{said}");
    let there = format!("{}/API_Manager_Analytics.tbox", paths::TOOLBOXES);
    assert_eq!(machine.file("bam", &there), "a\0toolbox @{xml:bam}");
    let said = machine.apply(&[]);
    assert!(
        !said.contains(&written) && said.contains("unchanged  /opt/wso2/bam/repository/deployment"),
        "{said}"
    );
}
