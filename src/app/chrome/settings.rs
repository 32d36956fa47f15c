//! What holds for the whole design: databases and settings.

use leptos::prelude::*;

use super::field::{Choice, Hint, SelectField, TextField, check_field};
use super::{attempt, group};
use crate::app::dom::{El, el};
use crate::app::store::{Look, Store};
use crate::catalog::{Kind, Role};
use crate::model::{
    Command, Database, Design, InstanceId, Names, Overwrite, SettingField, Transport, hosts_lines,
};
use crate::plan::{self, FrontRole};

/// A remark where the text cannot be a host name; an empty one is left to whoever needs it.
pub(super) fn host_name_hint(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    hosts_lines::host_name(typed)
        .err()
        .map(|why| format!("Not a host name: {why}"))
}

pub(super) fn address_hint(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty() && !hosts_lines::is_address(typed))
        .then(|| "Not an IP address yet, such as 10.0.1.11".to_owned())
}

pub(super) fn settings(store: Store) -> El {
    let setting = |label, get, set| setting(store, label, get, set);
    el("div")
        .child(databases(store))
        .child(
            group("Names and addresses")
                .child(
                    setting(
                        "Domain",
                        |design| design.settings.domain.clone(),
                        SettingField::Domain,
                    )
                    .hint(host_name_hint),
                )
                .child(
                    FrontRole::ALL
                        .into_iter()
                        .map(|role| public_name(store, role))
                        .collect::<Vec<_>>(),
                )
                .child(
                    setting(
                        "Front address",
                        |design| design.settings.front_address.clone().unwrap_or_default(),
                        |typed| SettingField::FrontAddress(Some(typed)),
                    )
                    .hint(address_hint)
                    .note(|| "Where several fronts share one address; else their own".to_owned()),
                ),
        )
        .child(
            group("Clusters")
                .child(setting(
                    "Gateways",
                    |design| design.settings.gateway_domain.clone(),
                    SettingField::GatewayDomain,
                ))
                .child(setting(
                    "Key managers",
                    |design| design.settings.key_manager_domain.clone(),
                    SettingField::KeyManagerDomain,
                ))
                .child(setting(
                    "Publisher, Store",
                    |design| design.settings.publisher_store_domain.clone(),
                    SettingField::PublisherStoreDomain,
                )),
        )
        .child(
            group("Servers")
                .child(key_validation(store))
                .child(
                    setting(
                        "Registry mount",
                        |design| design.settings.mount.clone(),
                        SettingField::Mount,
                    )
                    .note(|| {
                        "Name of the shared registry’s dbConfig and remoteInstance".to_owned()
                    }),
                )
                .child(overwrite(store))
                .child(
                    setting(
                        "Administrator",
                        |design| design.settings.admin_user.clone(),
                        SettingField::AdminUser,
                    )
                    .note(|| {
                        "The password is asked for on the hosts; it is never stored here".to_owned()
                    }),
                )
                .child(certificates(store)),
        )
}

fn setting(
    store: Store,
    label: &'static str,
    get: fn(&Design) -> String,
    set: fn(String) -> SettingField,
) -> TextField {
    TextField::new(
        label,
        move || store.design.see(get),
        move |typed| attempt(store, Command::Set(set(typed.trim().to_owned()))),
    )
    .mono()
}

fn name_in(names: &mut Names, role: FrontRole) -> &mut Option<String> {
    match role {
        FrontRole::Gateway => &mut names.gateway,
        FrontRole::Management => &mut names.management,
        FrontRole::KeyManager => &mut names.key_manager,
        FrontRole::Publisher => &mut names.publisher,
        FrontRole::Store => &mut names.store,
        FrontRole::IdentityServer => &mut names.identity_server,
    }
}

fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn public_name(store: Store, role: FrontRole) -> TextField {
    let names = move || store.design.see(|design| design.settings.names.clone());
    // The name that the front has without a choice is the plan's to say.
    let usual = move || {
        store.plan.see(|plan| {
            plan.front(role).map_or_else(
                || "no front publishes it".into(),
                |front| front.name.clone(),
            )
        })
    };
    TextField::new(
        capital(role.label()),
        move || name_in(&mut names(), role).take().unwrap_or_default(),
        move |typed| {
            let mut names = untrack(names);
            *name_in(&mut names, role) = Some(typed.trim().to_owned());
            attempt(store, Command::Set(SettingField::Names(names)))
        },
    )
    .mono()
    .placeholder(usual)
    .hint(host_name_hint as Hint)
}

fn key_validation(store: Store) -> SelectField {
    let value = move || {
        let transport = store.design.see(|design| design.settings.transport);
        transport.id().to_owned()
    };
    let choices = move || {
        let decided = match store.plan.see(|plan| plan.transport) {
            plan::Transport::Thrift => "Thrift",
            plan::Transport::WebService => "web service",
        };
        pairs(&[
            ("auto", &format!("automatic: {decided}")),
            ("thrift", "Thrift"),
            ("web-service", "web service"),
        ])
    };
    SelectField::new("Key validation", value, choices, move |typed| {
        let transport = match typed.as_str() {
            "thrift" => Transport::Thrift,
            "web-service" => Transport::WebService,
            _ => Transport::Auto,
        };
        attempt(store, Command::Set(SettingField::Transport(transport)))
    })
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<Choice> {
    pairs
        .iter()
        .map(|&(key, name)| (key.to_owned(), name.to_owned()))
        .collect()
}

fn overwrite(store: Store) -> SelectField {
    let value = move || {
        let overwrite = store.design.see(|design| design.settings.overwrite);
        overwrite.id().to_owned()
    };
    let choices = || {
        pairs(&[
            ("true", "true: deletes what a node has there"),
            ("virtual", "virtual: keeps it beneath the mount"),
        ])
    };
    SelectField::new("Mount overwrite", value, choices, move |typed| {
        let overwrite = if typed == "virtual" {
            Overwrite::Virtual
        } else {
            Overwrite::True
        };
        attempt(store, Command::Set(SettingField::Overwrite(overwrite)))
    })
}

fn certificates(store: Store) -> El {
    check_field(
        "Own certificates",
        move || store.design.see(|design| design.settings.own_certificates),
        move |own| {
            store.run(Command::Set(SettingField::OwnCertificates(own)));
        },
        "certificates.sh makes them in your servers' names; the shipped one says localhost",
    )
}

fn databases(store: Store) -> El {
    let heads =
        ["for", "name", "user", "server"].map(|name| el("th").attr("scope", "col").text(name));
    let rows: Vec<_> = Role::ALL
        .into_iter()
        .map(|role| database_row(store, role))
        .collect();
    group("Databases").child(
        el("div").class("scroll").child(
            el("table")
                .class("table")
                .attr("data-fields", true)
                .child(el("thead").child(el("tr").child(heads)))
                .child(el("tbody").child(rows)),
        ),
    )
}

fn database_row(store: Store, role: Role) -> El {
    let what = role.spec().label;
    let name = database_field(
        store,
        role,
        format!("Name of the database for {what}"),
        |one| &mut one.name,
    );
    let user = database_field(
        store,
        role,
        format!("User of the database for {what}"),
        |one| &mut one.user,
    );
    el("tr")
        .child(el("th").attr("scope", "row").text(what))
        .child(el("td").child(name))
        .child(el("td").child(user))
        .child(el("td").child(database_server(store, role, what)))
}

fn database(design: &Design, role: Role) -> Database {
    design
        .databases
        .get(&role)
        .cloned()
        .unwrap_or_else(|| Database::usual(role))
}

fn set_database(store: Store, role: Role, wanted: Database) -> Result<(), String> {
    let Database { name, user, server } = wanted;
    attempt(
        store,
        Command::SetDatabase {
            role,
            name,
            user,
            server,
        },
    )
}

/// One text of a database.
fn database_field(
    store: Store,
    role: Role,
    label: String,
    pick: fn(&mut Database) -> &mut String,
) -> TextField {
    let now = move || store.design.see(|design| database(design, role));
    TextField::new(
        label,
        move || std::mem::take(pick(&mut now())),
        move |typed| {
            let mut wanted = untrack(now);
            typed.trim().clone_into(pick(&mut wanted));
            set_database(store, role, wanted)
        },
    )
    .bare()
    .mono()
}

fn database_server(store: Store, role: Role, what: &str) -> SelectField {
    let now = move || store.design.see(|design| database(design, role));
    let value = move || {
        now()
            .server
            .map(|server| server.to_string())
            .unwrap_or_default()
    };
    let choices = move || {
        let usual = store.plan.see(|plan| {
            plan.database(role).map_or_else(
                || "none".into(),
                |database| plan.instances[database.server].name.clone(),
            )
        });
        let mut choices = vec![(String::new(), format!("automatic: {usual}"))];
        store.design.see(|design| {
            choices.extend(
                design
                    .instances
                    .iter()
                    .filter(|one| one.kind == Kind::Mysql)
                    .map(|one| (one.id.to_string(), one.name.clone())),
            );
        });
        choices
    };
    SelectField::new(
        format!("Server of the database for {what}"),
        value,
        choices,
        move |typed| {
            let mut wanted = untrack(now);
            wanted.server = InstanceId::new(&typed);
            set_database(store, role, wanted)
        },
    )
    .bare()
}
