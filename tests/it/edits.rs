//! Edits on the stock files as they are shipped.

use apim_designer::{
    catalog::bases,
    render::{
        Applied,
        document::Document,
        edit::{Action, Edit, Element, Position},
        secrets::Secrets,
    },
};

use crate::stock;

const CARBON: &str = "repository/conf/carbon.xml";
const AXIS2: &str = "repository/conf/axis2/axis2.xml";
const API_MANAGER: &str = "repository/conf/api-manager.xml";
const REGISTRY: &str = "repository/conf/registry.xml";
const DATASOURCES: &str = "repository/conf/datasources/master-datasources.xml";
const CATALINA: &str = "repository/conf/tomcat/catalina-server.xml";
const REVOKE: &str = "repository/deployment/server/synapse-configs/default/api/_RevokeAPI_.xml";
const PUBLISHER: &str = "repository/deployment/server/jaggeryapps/publisher/site/conf/site.json";

/// The byte order mark that some editors write.
const MARK: char = '\u{FEFF}';

fn set(path: &str, value: &'static str) -> Edit {
    edit(path, Action::Set(value.into(), Position::Last))
}

fn edit(path: &str, action: Action) -> Edit {
    Edit {
        path: path.into(),
        action,
        reason: "why".into(),
        source: "test",
    }
}

fn apply(path: &str, text: &str, edits: &[Edit]) -> Applied {
    let document = Document::parse(path, text).unwrap();
    document
        .apply(edits, &Secrets::default())
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The lines that a change takes away and brings, as `-` and `+`.
fn diff(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<_>, Vec<_>) = (old.split('\n').collect(), new.split('\n').collect());
    // lengths[i][j]: the longest common subsequence of old[i..] and new[j..]
    let mut lengths = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] = if old[i] == new[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && lengths[i + 1][j] >= lengths[i][j + 1] {
            out.push(format!("-{}", old[i]));
            i += 1;
        } else {
            out.push(format!("+{}", new[j]));
            j += 1;
        }
    }
    out
}

/// Applies edits to a stock file in several guises: only `expected` differs, and a second time nothing.
#[track_caller]
fn check(path: &str, edits: &[Edit], expected: &[&str]) {
    let Some(stock) = stock::read("1.9.0", path) else {
        return;
    };
    let unix = stock.replace("\r\n", "\n");
    let windows = unix.replace('\n', "\r\n");
    let bare = unix.split_once("?>\n").map(|(_, rest)| rest.to_owned());
    let marked = format!("{MARK}{windows}");
    for text in [Some(stock), Some(unix), Some(windows), Some(marked), bare]
        .into_iter()
        .flatten()
    {
        let applied = apply(path, &text, edits);
        let ending = if text.contains("\r\n") { "\r" } else { "" };
        let expected: Vec<_> = expected
            .iter()
            .map(|line| format!("{line}{ending}"))
            .collect();
        assert_eq!(applied.text.starts_with(MARK), text.starts_with(MARK));
        assert_eq!(
            diff(
                text.trim_start_matches(MARK),
                applied.text.trim_start_matches(MARK)
            ),
            expected
        );
        for change in &applied.changes {
            let lines: Vec<_> = applied.text.split('\n').collect();
            let shown = lines[change.line - 1..change.line_end]
                .join("\n")
                .replace("&amp;", "&");
            let after = change.after.lines().map(str::trim);
            assert!(
                after.clone().all(|line| shown.contains(line)),
                "{change:?} is not {shown}"
            );
        }
        let again = apply(path, &applied.text, edits);
        assert_eq!((again.text, again.changes), (applied.text, Vec::new()));
    }
}

#[test]
fn without_edits_nothing_changes() {
    for (_, path, stock) in stock::all() {
        for text in [stock.replace('\n', "\r\n"), format!("{MARK}{stock}"), stock] {
            assert_eq!(apply(path, &text, &[]).text, text, "{path}");
        }
    }
}

#[test]
fn values_and_new_elements_in_carbon() {
    let above = |name| Action::Set(name, Position::Before("ServerURL"));
    check(
        CARBON,
        &[
            edit("/Server/HostName", above("gw.example.com".into())),
            edit("/Server/MgtHostName", above("mgt.example.com".into())),
            set("/Server/Ports/Offset", "2"),
            set("/Server/DeploymentSynchronizer/Enabled", "true"),
            set("/Server/DeploymentSynchronizer/SvnPassword", "a&b"),
        ],
        &[
            "+    <!-- why -->",
            "+    <HostName>gw.example.com</HostName>",
            "+    <!-- why -->",
            "+    <MgtHostName>mgt.example.com</MgtHostName>",
            "-        <Offset>0</Offset>",
            "+        <!-- why -->",
            "+        <Offset>2</Offset>",
            "+   <!-- why -->",
            "+   <DeploymentSynchronizer>",
            "+       <Enabled>true</Enabled>",
            "+       <SvnPassword>a&amp;b</SvnPassword>",
            "+   </DeploymentSynchronizer>",
        ],
    );
}

#[test]
fn attributes_and_members_in_axis2() {
    let member = |host| {
        Element::new("member")
            .leaf("hostName", host)
            .leaf("port", "4000")
    };
    let clustering = |rest: &str| format!("/axisconfig/clustering{rest}");
    check(
        AXIS2,
        &[
            set(&clustering("/@enable"), "true"),
            set(&clustering("/parameter[@name='membershipScheme']"), "wka"),
            set(
                &clustering("/parameter[@name='properties']/property[@name='subDomain']/@value"),
                "mgt",
            ),
            edit(
                &clustering("/members"),
                Action::Children(vec![member("10.0.0.1"), member("10.0.0.2")]),
            ),
            edit(
                "/axisconfig/transportSender[@name='https']/parameter[@name='HostnameVerifier']",
                Action::Set("AllowAll".into(), Position::After("parameter")),
            ),
        ],
        &[
            "+        <!-- why -->",
            "+        <parameter name=\"HostnameVerifier\">AllowAll</parameter>",
            "+    <!-- why -->",
            "-                enable=\"false\">",
            "+                enable=\"true\">",
            "-        <parameter name=\"membershipScheme\">multicast</parameter>",
            "+        <!-- why -->",
            "+        <parameter name=\"membershipScheme\">wka</parameter>",
            "-            <property name=\"subDomain\" value=\"worker\"/>",
            "+            <!-- why -->",
            "+            <property name=\"subDomain\" value=\"mgt\"/>",
            "+        <!-- why -->",
            "-                <hostName>127.0.0.1</hostName>",
            "+                <hostName>10.0.0.1</hostName>",
            "+            <member>",
            "+                <hostName>10.0.0.2</hostName>",
            "+                <port>4000</port>",
            "+            </member>",
        ],
    );
}

#[test]
fn new_elements_follow_each_other_in_the_registry() {
    let config = Element::new("dbConfig")
        .attribute("name", "gov")
        .leaf("dataSource", "jdbc/WSO2REG_DB");
    let mount = Element::new("mount")
        .attribute("path", "/_system/governance")
        .leaf("instanceId", "gov");
    check(
        REGISTRY,
        &[
            edit(
                "/wso2registry/dbConfig[@name='gov']",
                Action::Put(config, Position::After("dbConfig")),
            ),
            edit(
                "/wso2registry/mount[@path='/_system/governance']",
                Action::Put(mount, Position::After("dbConfig")),
            ),
        ],
        &[
            "+    <!-- why -->",
            "+    <dbConfig name=\"gov\">",
            "+        <dataSource>jdbc/WSO2REG_DB</dataSource>",
            "+    </dbConfig>",
            "+    <!-- why -->",
            "+    <mount path=\"/_system/governance\">",
            "+        <instanceId>gov</instanceId>",
            "+    </mount>",
        ],
    );
}

#[test]
fn a_datasource_is_found_by_its_name() {
    let am = "/datasources-configuration/datasources/datasource[name='WSO2AM_DB']";
    check(
        DATASOURCES,
        &[set(
            &format!("{am}/definition/configuration/url"),
            "jdbc:mysql://db:3306/am?a=b&c=d",
        )],
        &[
            "-                    <url>jdbc:h2:repository/database/WSO2AM_DB;DB_CLOSE_ON_EXIT=FALSE</url>",
            "+                    <!-- why -->",
            "+                    <url>jdbc:mysql://db:3306/am?a=b&amp;c=d</url>",
        ],
    );
}

#[test]
fn a_new_attribute_stands_like_its_neighbours() {
    check(
        CATALINA,
        &[set(
            "/Server/Service/Connector[@port='9443']/@proxyPort",
            "443",
        )],
        &[
            "+    <!-- why -->",
            "-                URIEncoding=\"UTF-8\"/>",
            "+                URIEncoding=\"UTF-8\"",
            "+                proxyPort=\"443\"/>",
        ],
    );
}

#[test]
fn what_is_commented_out_stays_so() {
    let host = Action::Set("10.0.0.2".into(), Position::After("ThriftServerPort"));
    check(
        API_MANAGER,
        &[
            edit("/APIManager/APIKeyValidator/ThriftServerHost", host),
            set(
                "/APIManager/APIGateway/Environments/Environment[1]/Name",
                "Production & Sandbox",
            ),
        ],
        &[
            "-                        <Name>Production and Sandbox</Name>",
            "+                        <!-- why -->",
            "+                        <Name>Production &amp; Sandbox</Name>",
            "+        <!-- why -->",
            "+        <ThriftServerHost>10.0.0.2</ThriftServerHost>",
        ],
    );
}

#[test]
fn a_root_on_the_line_of_the_declaration_stays_there() {
    check(
        REVOKE,
        &[
            set("/api/@context", "/other"),
            set(
                "/api/resource/inSequence/send/endpoint/http/timeout/duration",
                "1",
            ),
        ],
        &[
            "-<?xml version=\"1.0\" encoding=\"UTF-8\"?><api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"_WSO2AMRevokeAPI_\" context=\"/revoke\">",
            "+<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- why --><api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"_WSO2AMRevokeAPI_\" context=\"/other\">",
            "-                            <duration>60000</duration>",
            "+                            <!-- why -->",
            "+                            <duration>1</duration>",
        ],
    );
}

#[test]
fn json_values_keep_their_type_and_remarks() {
    check(
        PUBLISHER,
        &[
            set("/ssoConfiguration/enabled", "true"),
            set("/reverseProxy/enabled", "true"),
            set("/reverseProxy/hosts_port", "443"),
        ],
        &[
            "-        \"enabled\" : \"false\",",
            "+        \"enabled\" : \"true\",",
            "-        \"enabled\" : false,    // values true , false , \"auto\" - will look for  X-Forwarded-* headers",
            "+        \"enabled\" : true,    // values true , false , \"auto\" - will look for  X-Forwarded-* headers",
            "+        \"hosts_port\": \"443\",",
        ],
    );
}

/// The same edits give the same values in the built-in file as in the stock file.
#[test]
fn built_in_files_take_the_same_edits() {
    let edits = [
        set("/Server/Ports/Offset", "2"),
        set("/Server/DeploymentSynchronizer/Enabled", "true"),
    ];
    for (version, _) in stock::VERSIONS {
        let applied = bases::base(version, CARBON)
            .unwrap()
            .apply(&edits, &Secrets::default())
            .unwrap();
        let document = Document::parse(CARBON, applied.text).unwrap();
        assert_eq!(document.read("/Server/Ports/Offset"), ["2"]);
        assert_eq!(
            document.read("/Server/DeploymentSynchronizer/Enabled"),
            ["true"]
        );
        assert_eq!(applied.changes.len(), 2);
    }
}
