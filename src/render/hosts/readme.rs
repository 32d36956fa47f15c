//! README.md: what to do, in order, in words for somebody who has never run the products.

use super::super::markdown::{Document, code, text};
use super::super::secrets;
use super::super::sh;
use super::super::targets::{in_place, providers};
use super::Site;
use super::scripts;
use super::{certificates, nginx};
use crate::catalog::port::name;
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Flavour, Kind, LinkKind, Provider, Role, paths, values};
use crate::order;
use crate::plan::{Database, FrontRole, Host, Instance, Plan, before_port, firewall};

pub(super) fn document(plan: &Plan) -> String {
    let mut out = Document::default();
    out.heading(1, &text(&plan.name));
    out.paragraph(&format!(
        "WSO2 API Manager {} on {} host(s): configuration, SQL and steps for each of them. Work from top to bottom. \
         Every script can be run again; each says what it does and stops with words where something is missing.",
        plan.version.text(),
        plan.hosts.len()
    ));
    overview(plan, &mut out);
    downloads(plan, &mut out);
    passwords(plan, &mut out);
    steps(plan, &mut out);
    forms(plan, &mut out);
    afterwards(plan, &mut out);
    out.finish()
}

fn overview(plan: &Plan, out: &mut Document) {
    out.heading(2, "What stands where");
    let mut rows = Vec::new();
    for host in &plan.hosts {
        for &at in &host.instances {
            let instance = &plan.instances[at];
            let ports: Vec<String> = instance.main_ports().iter().map(u16::to_string).collect();
            let offset = if instance.kind.spec().carbon {
                instance.offset.to_string()
            } else {
                String::new()
            };
            rows.push(vec![
                text(&host.name),
                text(&host.address),
                text(&instance.name),
                instance.spec().label.to_string(),
                offset,
                ports.join(", "),
                instance.home.as_deref().map_or_else(String::new, code),
            ]);
        }
    }
    out.table(
        &[
            "Host", "Address", "Server", "Kind", "Offset", "Ports", "Home",
        ],
        &rows,
    );
    out.paragraph(&format!(
        "{} shows the whole deployment for a review: picture, ports, links, firewall, findings, and every changed value with \
         its reason. All ports are in {} too; the hosts' folders are below {}.",
        code("report.html"),
        code("manifest.json"),
        code("hosts/")
    ));
    let published: Vec<String> = plan
        .fronts
        .iter()
        .map(|front| format!("{}: {}", front.role.label(), code(&front.name)))
        .collect();
    if !published.is_empty() {
        out.paragraph(
            "Names that nginx serves. Your own machine needs them too, in its hosts file or your DNS; each host's \
             folder has the lines in `etc/hosts`:",
        );
        out.list(&published);
    }
}

fn downloads(plan: &Plan, out: &mut Document) {
    let sites = || sites(plan);
    let mut archives: Vec<&str> = sites().flat_map(|site| scripts::archives(&site)).collect();
    order::sort(&mut archives);
    archives.dedup();
    let mut jars: Vec<&str> = sites().flat_map(|site| scripts::jars(&site)).collect();
    order::sort(&mut jars);
    jars.dedup();
    if archives.is_empty() && jars.is_empty() {
        return;
    }
    out.heading(2, "1. Download");
    out.paragraph(
        "Licences keep these files out of the bundle. Make two folders beside this file and put them there:",
    );
    let mut items: Vec<String> = archives
        .iter()
        .map(|archive| format!("{} into {}", code(archive), code("products/")))
        .collect();
    for jar in jars {
        let note = if jar == paths::DRIVER_JAR_PATTERN {
            driver_note(plan)
        } else if paths::ACTIVEMQ_JARS.contains(&jar) {
            "for gateways that listen to ActiveMQ; `copy.sh` takes it out of the folder lib of its archive, and only for \
             Ansible it must lie here"
                .to_owned()
        } else {
            "for the deployment synchronizer".to_owned()
        };
        items.push(format!("{} into {} ({note})", code(jar), code("jars/")));
    }
    out.list(&items);
    if !archives.is_empty() {
        out.paragraph(
            "Archives can also lie on a web server that the hosts reach: leave them out here, and let each host fetch its \
             own in step 4 with `--fetch ADDRESS`, the address of the folder that holds them.",
        );
    }
    let [oracle, azul] = paths::JDK_ARCHIVES.map(code);
    out.paragraph(&format!(
        "Every host with a WSO2 product or ActiveMQ needs a JDK 7, which no distribution packages any more. Put an archive of one \
         into {} too ({oracle} of Oracle, or {azul} of Azul): `install.sh` unpacks it. Or unpack one on each host, below \
         `/usr/lib/jvm` or anywhere with `JAVA_HOME` naming it. JDK 8 is not supported by these releases. \
         Maven and Ant are needed on no host: only who builds from source, or tries the samples, installs them.",
        code("products/")
    ));
}

fn driver_note(plan: &Plan) -> String {
    let newest = plan
        .of_kind(Kind::Mysql)
        .any(|(_, server)| server.details.server == Flavour::Mysql80);
    if newest {
        "Connector/J 5.1; with MySQL 8 take 5.1.49, since earlier ones ask for settings that it no longer has".into()
    } else {
        "Connector/J 5.1, such as 5.1.36; version 8 has another class name and needs Java 8".into()
    }
}

fn passwords(plan: &Plan, out: &mut Document) {
    let needed = secrets::needed(plan);
    if needed.is_empty() {
        return;
    }
    out.heading(2, "2. Passwords");
    out.paragraph(&format!(
        "Where passwords were typed in before the download, the files hold them already, and this bundle must be kept \
         like a password. For the others write a file {} beside this one, one line {} for each, and keep it to \
         yourself. `copy.sh` gives each host only the lines that it needs; `apply.sh` writes them into the files.",
        code("secrets.env"),
        code("KEY=value")
    ));
    out.commands(&["touch secrets.env".into(), "chmod 600 secrets.env".into()]);
    let rows: Vec<Vec<String>> = needed
        .iter()
        .map(|secret| {
            let used: Vec<String> = secret
                .used_by
                .iter()
                .map(|&at| text(&plan.instances[at].name))
                .collect();
            vec![code(&secret.env), text(&secret.label), used.join(", ")]
        })
        .collect();
    out.table(&["Key", "Password of", "Used by"], &rows);
    out.paragraph(
        "Letters, digits and `-_.`, 5 to 30 of them, work everywhere; the products themselves stumble over some other \
         signs. Change the administrator's password before the first start: later it takes a form in the console too.",
    );
}

/// How to log in to a host from the engineer's machine.
fn ssh(host: &Host, options: &[&str]) -> String {
    let mut line = String::from("ssh");
    if !host.ssh_key.is_empty() {
        line.push_str(" -i ");
        // Unquoted where the shell expands it.
        match host.ssh_key.strip_prefix("~/") {
            Some(rest) => {
                line.push_str("~/");
                line.push_str(&sh::word(rest));
            }
            None => line.push_str(&sh::word(&host.ssh_key)),
        }
    }
    let target = if host.ssh_user.is_empty() {
        host.address.clone()
    } else {
        format!("{}@{}", host.ssh_user, host.address)
    };
    for option in options {
        line.extend([" ", option]);
    }
    line.push_str(" -- ");
    line.push_str(&sh::word(&target));
    line
}

fn steps(plan: &Plan, out: &mut Document) {
    out.heading(2, "3. Copy");
    out.paragraph(
        "To all hosts, over ssh. With `--host NAME` to one of them, with `--dry-run` to none: it shows what it would do.",
    );
    certificates_first(plan, out);
    out.commands(&["bash copy.sh".into()]);

    out.heading(2, "4. Install");
    out.paragraph("Packages of the distribution, and one unpacked product per server.");
    out.commands(&["bash run.sh install".into()]);
    for (_, server) in plan.of_kind(Kind::IdentityServer) {
        if scripts::needs_feature(server) {
            feature(plan, server, out);
        }
    }

    out.heading(2, "5. Apply");
    out.paragraph(
        "Names, files, databases, accounts, rights, tables. First it only looks, and changes nothing if something is \
         missing. With `--dry-run` it tells what it would change.",
    );
    out.commands(&[
        "bash run.sh apply --dry-run".into(),
        "bash run.sh apply".into(),
    ]);
    if plan.instances.iter().any(|one| one.kind.is_api_manager()) {
        out.paragraph(&format!(
            "Three files of API Manager, {}, {} and {}, are made from those of Carbon kernel 4.3.0, the nearest that is \
             public; compare them with the product's own in {} of each home.",
            code(paths::USER_MGT),
            code(paths::CATALINA),
            code(paths::JMX),
            code(".apim-designer-backup")
        ));
    }
    let mut servers = plan.instances.iter();
    if servers.any(|one| in_place(one.kind)) {
        out.paragraph(&format!(
            "There are no stock files of Identity Server, BAM and ActiveMQ in this bundle: `apply.sh` edits those that the product brought, and leaves all else in them as it is. What goes \
             into each, and why, is in the folder {} of the server's; a file in which there is no such place stops it \
             before anything is changed.",
            code("in-place/")
        ));
    }

    out.heading(2, "6. Start");
    out.paragraph(
        "One server after the other: two first starts at the same time write the same rows into the shared databases, and \
         one of them fails. Each is awaited before the next. The order is:",
    );
    let turns: Vec<String> = scripts::turns(plan, plan.start.iter())
        .into_iter()
        .map(|(host, servers)| format!("{}: {}", text(&plan.hosts[host].name), servers.join(", ")))
        .collect();
    out.numbered(&turns);
    out.commands(&["bash run.sh start".into()]);
    out.paragraph(
        "To stop all in reverse: `bash run.sh stop`; names of servers after it stop or start only those. Don't use the \
         products' own `wso2server.sh start`: it forgets the profile.",
    );
    if plan.fronts.iter().any(|front| front.members.len() > 1) {
        out.paragraph(
            "To restart servers behind nginx without a gap, do one after the other, and wait half a minute in between: for so \
             long nginx keeps callers away from one that was gone.",
        );
    }

    out.heading(2, "7. Verify");
    out.paragraph("Each line says ok, FAILED with what to do, or UNKNOWN; the exit status counts the failures.");
    out.commands(&["bash run.sh verify".into()]);
    single_hosts(plan, out);
    ansible(plan, out);

    out.heading(2, "If it must go back");
    out.paragraph(
        "`apply.sh` writes down each change before it makes it, so that `rollback.sh` can take all of them back, even after \
         a run that was cut: every file gets the contents, mode and owner that it had before the first run, and what was \
         not there goes. Stop the servers before. With `--dry-run` it tells what it would do and lists the runs; with the \
         number of one it goes back to the state before that run. A file that somebody changed since is told, and nothing is \
         done until you say `--force`. It never touches databases, Subversion's repository or what `install.sh` did.",
    );
    out.commands(&[
        "bash run.sh stop".into(),
        "bash run.sh rollback --dry-run".into(),
        "bash run.sh rollback".into(),
    ]);
}

/// Where the steps run, for who would rather be there.
fn single_hosts(plan: &Plan, out: &mut Document) {
    out.heading(2, "One host, or by hand");
    out.paragraph(&format!(
        "{} takes `--host NAME` for one host, more than once for several; the names are those of the folders below {}. With `--show` it prints what it would run, to type \
         or to paste; other options go to the scripts on the hosts, and each of them tells its own with `--help`. On a host \
         they are in {} of the account that copied them:",
        code("run.sh"),
        code("hosts/"),
        code(&scripts::remote_dir(plan))
    ));
    let logins: Vec<String> = plan.hosts.iter().map(|host| ssh(host, &[])).collect();
    out.commands(&logins);
}

/// Steps 3 to 7 in another way.
fn ansible(plan: &Plan, out: &mut Document) {
    out.heading(2, "With Ansible");
    out.paragraph(
        "The folder `ansible/` does the same from your machine, for all hosts at once. It makes the same files, and writes \
         down each change where `apply.sh` does: what one way did, the other finds done, or takes back. It \
         needs Ansible 2.14 or newer here, and Python 3.7 or newer on the hosts, which are Debian or Ubuntu. The account of \
         each host must be allowed to `sudo`; where that asks for a password, add `-K`. Products and libraries are taken from \
         `products/` and `jars/` here; nothing needs to be copied first. With `--check` nothing is changed; `--limit` names \
         single hosts.",
    );
    if certificates::wanted(plan) {
        out.paragraph(&format!(
            "{} of step 3 comes before.",
            code(certificates::NAME)
        ));
    }
    let mut commands = vec!["cd ansible".to_owned()];
    let vault = if secrets::needed(plan).is_empty() {
        ""
    } else {
        commands.extend(
            [
                "cp secrets.example.yml secrets.yml",
                "chmod 600 secrets.yml",
                "\"${EDITOR:-vi}\" secrets.yml",
                "ansible-vault encrypt secrets.yml",
            ]
            .map(str::to_owned),
        );
        " --ask-vault-pass"
    };
    for step in [
        "install.yml",
        "apply.yml --check",
        "apply.yml",
        "start.yml",
        "verify.yml",
    ] {
        // The others read no password.
        let reads = step.starts_with("apply") || step.starts_with("verify");
        let vault = if reads { vault } else { "" };
        commands.push(format!("ansible-playbook {step}{vault}"));
    }
    out.commands(&commands);
    out.paragraph(
        "`site.yml` runs the four one after the other; `stop.yml` stops the servers, and `rollback.yml` takes back what \
         `apply.yml` or `apply.sh` did. `-e apim_only=NAME,NAME` starts or stops single servers; with `-e \
         apim_fetch=ADDRESS` each host fetches the archives that are not in `products/` here, where the API Manager's must \
         lie as long as there are tables to make.",
    );
}

fn sites(plan: &Plan) -> impl Iterator<Item = Site<'_>> {
    plan.hosts
        .iter()
        .enumerate()
        .map(move |(at, host)| Site { plan, host, at })
}

fn https_of(plan: &Plan, instance: &Instance) -> String {
    let port = instance.https().map_or("?".into(), |port| port.to_string());
    format!("{}:{port}", before_port(&plan.host_of(instance).name))
}

/// What is done in the products' own forms, with every value.
fn forms(plan: &Plan, out: &mut Document) {
    let mut blocks = Document::default();
    for (_, server) in plan.of_kind(Kind::IdentityServer) {
        identity_server(plan, server, &mut blocks);
    }
    for (_, server) in plan.of_kind(Kind::Bam) {
        match plan.version.spec().statistics {
            StatisticsSwitch::Form => form(plan, server, &mut blocks),
            // apply.sh brings the toolbox.
            StatisticsSwitch::File => {}
        }
    }
    let blocks = blocks.finish();
    if !blocks.is_empty() {
        out.heading(2, "By hand, after the start");
        out.paragraph(blocks.trim_end());
    }
}

/// Title of a server's block.
fn block(plan: &Plan, what: &str, server: &Instance, out: &mut Document) {
    let host = text(&plan.host_of(server).name);
    out.heading(3, &format!("{what}: {} on {host}", text(&server.name)));
}

/// What makes an Identity Server a key manager, before its files are edited: installing it replaces some of them.
/// Source: domain §10.5; puppet is5.0.0; doc IS as key manager, of a later edition.
fn feature(plan: &Plan, server: &Instance, out: &mut Document) {
    block(plan, "Key manager in an Identity Server", server, out);
    let feature = format!("*{}*", paths::KEY_MANAGER_FEATURE);
    out.paragraph(&format!(
        "The plain Identity Server 5.0.0 knows nothing of API Manager: the feature {feature} makes it the key manager. It is \
         installed now, before `apply.sh`, since installing it replaces {} and {}. This way is experimental: which release of \
         the feature fits is not known for certain; take the one for API Manager {} from the feature repository of the Carbon \
         release (4.2.0) that both products stand on.",
        code(paths::IDENTITY),
        code(paths::MASTER_DATASOURCES),
        plan.version.text()
    ));
    let home = server.home.as_deref().unwrap_or_default();
    out.paragraph(
        "Start it as it came, with the path of your JDK 7, and leave it running in this terminal until the feature is in:",
    );
    let start = format!(
        "cd {} && sudo -u wso2 env JAVA_HOME=/usr/lib/jvm/JDK-7 sh bin/wso2server.sh",
        sh::word(home)
    );
    out.commands(&[format!(
        "{} {}",
        ssh(plan.host_of(server), &["-t"]),
        sh::word(&start)
    )]);
    let console = server
        .spec()
        .ports
        .iter()
        .find(|port| port.name == name::HTTPS)
        .map_or(0, |port| port.default);
    out.paragraph(&format!(
        "In its console, {}, still as {} with the password {}: *Configure > Features*, add the repository, find {feature} \
         among the available features, install it, then end the server with Ctrl-C. Now {} is there; without it `apply.sh` \
         stops before anything is changed. If the feature also brought {} with a datasource {}, take that one out: it goes \
         into {}.",
        code(&format!(
            "https://{}:{console}/carbon",
            before_port(&plan.host_of(server).address)
        )),
        code(values::STOCK_ADMIN),
        code(values::STOCK_ADMIN),
        code(paths::API_MANAGER),
        code(paths::FEATURE_DATASOURCES),
        code(Role::Am.spec().datasource),
        code(paths::MASTER_DATASOURCES)
    ));
    out.paragraph(&format!(
        "An archive of an Identity Server that has the feature already, put as {} into `products/`, spares this.",
        code(server.spec().archive.unwrap_or_default())
    ));
}

/// What no bundle holds: keys, certificates, stores of them. Source: domain §12.2.
fn certificates_first(plan: &Plan, out: &mut Document) {
    if !certificates::wanted(plan) {
        return;
    }
    let script = code(certificates::NAME);
    let command = [format!("bash {}", certificates::NAME)];
    let needs = "this needs `openssl` and any Java on your machine (its `keytool`)";
    let own = code("certificates/own/");
    let keep = format!(
        "Keep {} to yourself: whoever has it can stand in for every server.",
        code("certificates/ca.key")
    );
    if !certificates::for_servers(plan) {
        out.paragraph(&format!(
            "Before that, once, the certificates of the names that nginx serves; {needs}. {script} makes them, with a private \
             authority, and adds that to what the products trust, since their servers call some of these names. Those that \
             you have already go into {own}, as NAME.crt and NAME.key. Without this step each nginx makes certificates of its \
             own, and no server trusts them. {keep}"
        ));
        out.commands(&command);
        out.paragraph("Then copy.");
        return;
    }
    out.paragraph(&format!(
        "Before that, once, the certificates; {needs}. {script} makes one key for all servers, with every name and address \
         under which one calls another, and a private authority that all of them trust: what servers keep in the databases \
         that they share is encrypted with the key, so that each needs the same. To use your own put {} (or {} and {}) into \
         {own}; for a name of nginx, NAME.crt and NAME.key. Do this before the first start: later, what is encrypted with the \
         old key cannot be read. {keep}",
        code("server.p12"),
        code("server.crt"),
        code("server.key"),
    ));
    out.commands(&command);
    let others = [Kind::IdentityServer, Kind::Bam];
    if others
        .iter()
        .any(|&kind| plan.of_kind(kind).next().is_some())
    {
        out.paragraph(
            "Identity Server and BAM get the same key; their stores keep the shipped password, which their files name.",
        );
    }
    out.paragraph("Then copy.");
}

fn jdbc(plan: &Plan, role: Role) -> String {
    let url = plan.database(role).and_then(Database::jdbc_url);
    url.unwrap_or_else(|| "?".into())
}

/// The product moves its Cassandra and the definitions of it by itself. Source: domain §2.5.
fn cassandra(server: &Instance) -> Option<String> {
    let port = server.port("cassandra-rpc")?;
    (server.offset.get() > 0).then(|| {
        format!(
            "Cassandra of {} listens on {port}, by its offset; the product adapts its own datasources. Where its log says that \
             Cassandra cannot be reached, write this port into the four definitions of {} below its home.",
            text(&server.name),
            code(paths::BAM_DATASOURCES)
        )
    })
}

/// The form that switches statistics on. Source: domain §8.2.
fn form(plan: &Plan, server: &Instance, out: &mut Document) {
    let address = before_port(&plan.host_of(server).address);
    let port = |name: &str| {
        server
            .port(name)
            .map_or("?".into(), |port| port.to_string())
    };
    let Some(database) = plan.database(Role::Stats) else {
        return;
    };
    let dashboard = plan
        .instances
        .iter()
        .find(|instance| matches!(instance.kind, Kind::Store | Kind::AllInOne))
        .map(|instance| format!("https://{}/admin-dashboard", https_of(plan, instance)));
    let Some(dashboard) = dashboard else { return };
    block(plan, "Statistics", server, out);
    out.paragraph(&format!(
        "They are switched on in a form, once, after everything has started. Log in as {} at {}, choose \
         *Configure Analytics*, and type:",
        code(&plan.settings.admin_user),
        code(&dashboard)
    ));
    let rows = [
        ("Enable", "checked".to_owned()),
        (
            "Event receiver: URL group",
            format!("tcp://{address}:{}", port(name::RECEIVER)),
        ),
        (
            "Event receiver: user, password",
            "admin, that of BAM; then press the add button beside them".into(),
        ),
        (
            "Data analyzer: URL",
            format!("https://{address}:{}", port(name::HTTPS)),
        ),
        ("Data analyzer: user, password", "admin, that of BAM".into()),
        ("Statistics datasource: URL", jdbc(plan, Role::Stats)),
        ("Statistics datasource: class", paths::DRIVER_CLASS.into()),
        (
            "Statistics datasource: user, password",
            format!(
                "{}, that of {}",
                database.user,
                secrets::env(&secrets::of_database(plan, database))
            ),
        ),
    ];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|(key, value)| vec![text(key), code(value)])
        .collect();
    out.table(&["Field", "Value"], &rows);
    out.paragraph(
        "Then restart the gateways. Tables appear in the statistics database after the first API call and the next run \
         of the summary, two minutes at most; an empty one before that is normal.",
    );
}

/// The console is sure to make a whole record, the file alone may not. Source: domain §10.3.
fn identity_server(plan: &Plan, server: &Instance, out: &mut Document) {
    block(plan, "Single sign-on", server, out);
    let https = match server.proxy {
        Some(proxy) => format!("{}:{}", server.host_name, proxy.https),
        None => https_of(plan, server),
    };
    let applications: Vec<Vec<String>> = providers(plan)
        .iter()
        .map(|provider| vec![code(provider.issuer), code(&provider.consumer)])
        .collect();
    if applications.is_empty() {
        return;
    }
    out.paragraph(&format!(
        "The file {} names these web applications, and may be enough. Look for them in the console \
         (`https://{}/carbon`); where one is missing, *Service Providers > Add*, then *Inbound Authentication > SAML2 Web \
         SSO*:",
        code(paths::SSO_PROVIDERS),
        text(&https)
    ));
    out.table(&["Issuer", "Assertion consumer URL"], &applications);
    out.paragraph(
        "In both: fully qualified user name in the NameID, response signing, assertion signing and single logout on. \
         Clocks of all hosts must agree: answers are valid for five minutes.",
    );
    let at = plan.instances.iter().position(|one| one.id == server.id);
    let mut links = plan.links.iter();
    let sign_on = links.find(|link| {
        link.kind == LinkKind::SignOn
            && at.is_some_and(|at| plan.leads_to(link, at, FrontRole::IdentityServer))
    });
    match sign_on.and_then(|link| link.endpoints.first()) {
        Some(there) => out.paragraph(&format!(
            "Browsers are sent to {} to log in: on the machines of all users the name must resolve, and the port must \
             be open to them.",
            code(&there.to_string())
        )),
        None => out.paragraph("Nobody in the design signs on there."),
    }
}

/// Who may reach a broker, and how a person does. Source: domain §12.4.
fn activemq(server: &Instance, host: &Host) -> String {
    let port = |name: &str| {
        let port = server.port(name);
        port.map_or("?".into(), |port| port.to_string())
    };
    let console = port(name::BROKER_CONSOLE);
    let tunnel = format!("-L {console}:{}:{console}", values::LOOPBACK);
    format!(
        "Whoever reaches port {} of ActiveMQ on {} needs no password, and can run programs there (CVE-2023-46604): open it \
         to the gateways only. Its web console answers to the machine itself; after {} it is at {}, for the account {}.",
        port(name::OPENWIRE),
        text(&host.name),
        code(&ssh(host, &[&tunnel])),
        code(&format!("http://{}:{console}/admin/", values::LOOPBACK)),
        code(values::BROKER_ADMIN)
    )
}

/// What a firewall opens to everybody. Source: domain §12.4.
fn for_the_public(plan: &Plan) -> String {
    if let Some((_, front)) = plan.of_kind(Kind::Nginx).next() {
        let ports = front.main_ports();
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        return format!(
            "Only ports {} of nginx are for the public{}. Every other port stays inside.",
            ports.join(" and "),
            sign_on(plan)
        );
    }
    let mut kinds = Provider::Gateway.kinds().iter();
    let serving = kinds.find(|&&kind| plan.of_kind(kind).next().is_some());
    let doors: Vec<String> = serving
        .into_iter()
        .flat_map(|&kind| plan.of_kind(kind))
        .filter_map(|(_, gateway)| {
            let port = gateway.port(name::PASS_THROUGH_HTTPS)?;
            Some(format!("{port} of {}", code(&plan.host_of(gateway).name)))
        })
        .collect();
    if doors.is_empty() {
        return String::new();
    }
    format!(
        "Nothing stands before the servers. Callers of APIs need {}; every other port stays inside, consoles and web \
         applications too. nginx would show the Store alone.",
        doors.join(", ")
    )
}

/// What firewalls between the zones let through.
fn between_zones(plan: &Plan) -> Option<String> {
    // The openings of a large design are much work for nothing.
    if !firewall::zoned(plan) {
        return None;
    }
    let ways: Vec<String> = firewall::crossings(plan, &firewall::openings(plan))
        .iter()
        .map(|crossing| {
            let (from, to) = (crossing.from.label(), crossing.to.label());
            format!("{from} to {to} {}", code(&crossing.ports_text()))
        })
        .collect();
    (!ways.is_empty()).then(|| {
        format!(
            "Firewalls between the zones let through: {}. {} lists it by host.",
            ways.join(", "),
            code("report.html")
        )
    })
}

/// Where users log in, past the front.
fn sign_on(plan: &Plan) -> String {
    let mut links = plan.links.iter();
    let link = links
        .find(|link| link.kind == LinkKind::SignOn && plan.instances[link.to].kind != Kind::Nginx);
    link.and_then(|link| link.endpoints.first())
        .map_or_else(String::new, |there| {
            format!(
                ", and port {} of {} for those who log in",
                there.port_text(),
                code(&there.host)
            )
        })
}

/// Whether a person has pages to open at a name that nginx keeps to the inside.
fn has_inside(role: FrontRole) -> bool {
    match role {
        FrontRole::Management | FrontRole::IdentityServer | FrontRole::Store => true,
        FrontRole::Gateway | FrontRole::KeyManager | FrontRole::Publisher => false,
    }
}

fn afterwards(plan: &Plan, out: &mut Document) {
    out.heading(2, "Afterwards");
    let mut items = vec![for_the_public(plan)];
    items.retain(|item| !item.is_empty());
    items.extend(between_zones(plan));
    items.push("Keep the clocks of all hosts in step (NTP).".into());
    if plan.of_kind(Kind::Nginx).next().is_some() {
        let files: Vec<String> = plan
            .fronts
            .iter()
            .filter(|front| has_inside(front.role))
            .map(|front| code(&format!("apim-{}.conf", front.role.id())))
            .collect();
        if !files.is_empty() {
            items.push(format!(
                "The consoles and the admin dashboard are open to the hosts of the design only. Add your own network where \
                 the files in `/etc/nginx/conf.d` say so: {}.",
                files.join(", ")
            ));
        }
        items.push(format!(
            "The certificates that nginx shows are in {tls}. Those of {} hold for two years: then run it again, copy, take \
             the old ones out of {tls} and install. Browsers trust them where {} is imported as an authority.",
            code(certificates::NAME),
            code("certificates/ca.crt"),
            tls = code(nginx::TLS),
        ));
    }
    items.extend(
        plan.of_kind(Kind::Bam)
            .filter_map(|(_, bam)| cassandra(bam)),
    );
    for (_, server) in plan.of_kind(Kind::Activemq) {
        items.push(activemq(server, plan.host_of(server)));
    }
    if plan
        .instances
        .iter()
        .any(|instance| instance.synchronizer.is_some())
    {
        items.push(
            "Leave `repository/deployment/server` of the gateways alone: no edits on workers, and no `svn` command of a \
             newer version inside, which would upgrade the working copy and stop the synchronizer."
                .into(),
        );
    }
    if plan.instances.iter().any(|one| one.kind.is_api_manager()) {
        items.push(format!(
            "JMX is off. Where you need it, write `true` for `StartRMIServer` into {} of that server's folder here, copy and apply \
             again.",
            code(paths::JMX)
        ));
    }
    items.push(format!(
        "{} opens in the designer again. It holds no password.",
        code("design.json")
    ));
    out.list(&items);
}
