//! What holds for the whole design: databases and settings.

use leptos::prelude::*;

use super::field::{Choice, SelectField, TextField, check_field};
use super::{Chrome, attempt, group};
use crate::app::dom::{El, el};
use crate::app::language;
use crate::app::store::{Look, Store};
use crate::app::words::{tell, word};
use crate::catalog::{Kind, Role};
use crate::model::{
    Command, Database, Design, InstanceId, Names, Overwrite, SettingField, Transport, hosts_lines,
};
use crate::plan::{self, FrontRole};
use crate::say::{self, Language, Message, Said};

/// A remark where the text cannot be a host name; an empty one is left to whoever needs it.
pub(super) fn host_name_hint(typed: &str) -> Option<Said> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    hosts_lines::host_name(typed)
        .err()
        .map(|why| say::settings_no_host_name(why.said()))
}

pub(super) fn address_hint(typed: &str) -> Option<Said> {
    let typed = typed.trim();
    (!typed.is_empty() && !hosts_lines::is_address(typed)).then(|| say::SETTINGS_NO_ADDRESS.into())
}

pub(super) fn settings(store: Store) -> El {
    let setting = |label: Message, get, set| setting(store, label, get, set);
    el("div")
        .child(databases(store))
        .child(
            group(say::SETTINGS_NAMES)
                .child(
                    setting(
                        say::SETTINGS_DOMAIN,
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
                        say::SETTINGS_FRONT_ADDRESS,
                        |design| design.settings.front_address.clone().unwrap_or_default(),
                        |typed| SettingField::FrontAddress(Some(typed)),
                    )
                    .hint(address_hint)
                    .note(|| say::SETTINGS_FRONT_ADDRESS_NOTE),
                ),
        )
        .child(
            group(say::SETTINGS_CLUSTERS)
                .child(setting(
                    say::SETTINGS_GATEWAYS,
                    |design| design.settings.gateway_domain.clone(),
                    SettingField::GatewayDomain,
                ))
                .child(setting(
                    say::SETTINGS_KEY_MANAGERS,
                    |design| design.settings.key_manager_domain.clone(),
                    SettingField::KeyManagerDomain,
                ))
                .child(setting(
                    say::SETTINGS_PUBLISHER_STORE,
                    |design| design.settings.publisher_store_domain.clone(),
                    SettingField::PublisherStoreDomain,
                )),
        )
        .child(
            group(say::SETTINGS_SERVERS)
                .child(key_validation(store))
                .child(
                    setting(
                        say::SETTINGS_MOUNT,
                        |design| design.settings.mount.clone(),
                        SettingField::Mount,
                    )
                    .note(|| say::SETTINGS_MOUNT_NOTE),
                )
                .child(overwrite(store))
                .child(
                    setting(
                        say::SETTINGS_ADMINISTRATOR,
                        |design| design.settings.admin_user.clone(),
                        SettingField::AdminUser,
                    )
                    .note(|| say::SETTINGS_ADMINISTRATOR_NOTE),
                )
                .child(certificates(store)),
        )
}

/// What holds for the page in this browser, whatever the design.
pub(super) fn this_page(store: Store, chrome: Chrome) -> El {
    let value = move || chrome.language.get().tag().to_owned();
    let choices = || {
        let choice = |one: Language| (one.tag().to_owned(), one.name().to_owned());
        Language::ALL.map(choice).to_vec()
    };
    let language = SelectField::new(say::SETTINGS_LANGUAGE, value, choices, move |tag| {
        if let Some(wanted) = Language::parse(&tag) {
            language::choose(store, chrome, wanted);
        }
        Ok(())
    });
    group(say::SETTINGS_THIS_PAGE).child(language)
}

fn setting(
    store: Store,
    label: Message,
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
                || word(say::SETTINGS_NOT_PUBLISHED).to_owned(),
                |front| front.name.clone(),
            )
        })
    };
    TextField::new(
        capital(word(role.said())),
        move || name_in(&mut names(), role).take().unwrap_or_default(),
        move |typed| {
            let mut names = untrack(names);
            *name_in(&mut names, role) = Some(typed.trim().to_owned());
            attempt(store, Command::Set(SettingField::Names(names)))
        },
    )
    .mono()
    .placeholder(usual)
    .hint(host_name_hint)
}

fn key_validation(store: Store) -> SelectField {
    let value = move || {
        let transport = store.design.see(|design| design.settings.transport);
        transport.id().to_owned()
    };
    let choices = move || {
        let web_service = word(say::SETTINGS_WEB_SERVICE);
        let decided = match store.plan.see(|plan| plan.transport) {
            plan::Transport::Thrift => "Thrift",
            plan::Transport::WebService => web_service,
        };
        pairs(&[
            ("auto", &tell(&say::settings_automatic(decided))),
            ("thrift", "Thrift"),
            ("web-service", web_service),
        ])
    };
    SelectField::new(say::SETTINGS_KEY_VALIDATION, value, choices, move |typed| {
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
            ("true", word(say::SETTINGS_OVERWRITE_TRUE)),
            ("virtual", word(say::SETTINGS_OVERWRITE_VIRTUAL)),
        ])
    };
    SelectField::new(say::SETTINGS_OVERWRITE, value, choices, move |typed| {
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
        say::SETTINGS_CERTIFICATES,
        move || store.design.see(|design| design.settings.own_certificates),
        move |own| {
            store.run(Command::Set(SettingField::OwnCertificates(own)));
        },
        say::SETTINGS_CERTIFICATES_NOTE,
    )
}

fn databases(store: Store) -> El {
    let heads = [
        say::SETTINGS_DATABASE_FOR,
        say::SETTINGS_DATABASE_NAME,
        say::SETTINGS_DATABASE_USER,
        say::SETTINGS_DATABASE_SERVER,
    ]
    .map(|name| el("th").attr("scope", "col").text(name));
    let rows: Vec<_> = Role::ALL
        .into_iter()
        .map(|role| database_row(store, role))
        .collect();
    group(say::SETTINGS_DATABASES).child(
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
    let name = database_field(store, role, say::settings_database_name_of(what), |one| {
        &mut one.name
    });
    let user = database_field(store, role, say::settings_database_user_of(what), |one| {
        &mut one.user
    });
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
    label: Said,
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

fn database_server(store: Store, role: Role, what: Message) -> SelectField {
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
                || word(say::SETTINGS_NO_SERVER).to_owned(),
                |database| plan.instances[database.server].name.clone(),
            )
        });
        let mut choices = vec![(String::new(), tell(&say::settings_automatic(usual)))];
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
        say::settings_database_server_of(what),
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
