//! What holds for the whole design: databases and settings.

use leptos::prelude::*;

use super::field::{CheckField, Choice, SelectField, TextField};
use super::{attempt, store, text};
use crate::app::store::Store;
use crate::catalog::{Kind, Role};
use crate::model::{
    Command, Database, Design, Names, Overwrite, SettingField, Transport, hosts_lines,
};
use crate::plan::FrontRole;

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

#[component]
pub(super) fn Settings() -> impl IntoView {
    view! {
        <Databases/>
        <section class="group">
            <h3 class="heading">"Names and addresses"</h3>
            <Setting
                label="Domain"
                get=|design| design.settings.domain.clone()
                set=SettingField::Domain
                hint=host_name_hint
            />
            {FrontRole::ALL.into_iter().map(|role| view! { <PublicName role/> }).collect::<Vec<_>>()}
            <Setting
                label="Front address"
                get=|design| design.settings.front_address.clone().unwrap_or_default()
                set=|typed| SettingField::FrontAddress(Some(typed))
                hint=address_hint
                note="Where several fronts share one address; else their own"
            />
        </section>
        <section class="group">
            <h3 class="heading">"Clusters"</h3>
            <Setting
                label="Gateways"
                get=|design| design.settings.gateway_domain.clone()
                set=SettingField::GatewayDomain
            />
            <Setting
                label="Key managers"
                get=|design| design.settings.key_manager_domain.clone()
                set=SettingField::KeyManagerDomain
            />
            <Setting
                label="Publisher, Store"
                get=|design| design.settings.publisher_store_domain.clone()
                set=SettingField::PublisherStoreDomain
            />
        </section>
        <section class="group">
            <h3 class="heading">"Servers"</h3>
            <KeyValidation/>
            <Setting
                label="Registry mount"
                get=|design| design.settings.mount.clone()
                set=SettingField::Mount
                note="Name of the shared registry’s dbConfig and remoteInstance"
            />
            <OverwriteField/>
            <Setting
                label="Administrator"
                get=|design| design.settings.admin_user.clone()
                set=SettingField::AdminUser
                note="The password is asked for on the hosts; it is never stored here"
            />
            <Certificates/>
        </section>
    }
}

#[component]
fn Setting(
    label: &'static str,
    get: fn(&Design) -> String,
    set: fn(String) -> SettingField,
    #[prop(optional)] hint: Option<super::field::Hint>,
    #[prop(optional, into)] note: String,
) -> AnyView {
    let store = store();
    let commit = Callback::new(move |typed: String| {
        attempt(store, Command::Set(set(typed.trim().to_owned())))
    });
    let hint: super::field::Hint = hint.unwrap_or(|_| None);
    view! {
        <TextField
            label
            value=text(store, get)
            commit
            hint
            note=Signal::stored(note)
            mono=true
        />
    }
    .into_any()
}

fn name_in(names: &mut Names, role: FrontRole) -> &mut Option<String> {
    match role {
        FrontRole::Gateway => &mut names.gateway,
        FrontRole::Management => &mut names.management,
        FrontRole::KeyManager => &mut names.key_manager,
        FrontRole::Publisher => &mut names.publisher,
        FrontRole::Store => &mut names.store,
    }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map(|first| first.to_uppercase().chain(rest).collect())
        .unwrap_or_default()
}

#[component]
fn PublicName(role: FrontRole) -> AnyView {
    let store = store();
    let value = text(store, move |design| {
        name_in(&mut design.settings.names.clone(), role)
            .clone()
            .unwrap_or_default()
    });
    // The name that the front has without a choice is the plan's to say.
    let usual = super::planned(store, move |plan| {
        plan.front(role).map_or_else(
            || "no front publishes it".into(),
            |front| front.name.clone(),
        )
    });
    let commit = Callback::new(move |typed: String| {
        let mut names = store
            .design
            .with_untracked(|design| design.settings.names.clone());
        *name_in(&mut names, role) = Some(typed.trim().to_owned());
        attempt(store, Command::Set(SettingField::Names(names)))
    });
    view! {
        <TextField
            label=capital(role.label())
            value
            placeholder=usual
            commit
            hint=host_name_hint as super::field::Hint
            mono=true
        />
    }
    .into_any()
}

#[component]
fn KeyValidation() -> AnyView {
    let store = store();
    let value = text(store, |design| {
        match design.settings.transport {
            Transport::Auto => "auto",
            Transport::Thrift => "thrift",
            Transport::WebService => "web-service",
        }
        .into()
    });
    let choices = Memo::new(move |_| {
        let decided = store.plan.with(|plan| match plan.transport {
            crate::plan::Transport::Thrift => "Thrift",
            crate::plan::Transport::WebService => "web service",
        });
        pairs(&[
            ("auto", &format!("automatic: {decided}")),
            ("thrift", "Thrift"),
            ("web-service", "web service"),
        ])
    });
    let commit = Callback::new(move |typed: String| {
        let transport = match typed.as_str() {
            "thrift" => Transport::Thrift,
            "web-service" => Transport::WebService,
            _ => Transport::Auto,
        };
        attempt(store, Command::Set(SettingField::Transport(transport)))
    });
    view! { <SelectField label="Key validation" value choices commit/> }.into_any()
}

pub(super) fn pairs(pairs: &[(&str, &str)]) -> Vec<Choice> {
    pairs
        .iter()
        .map(|&(key, name)| (key.to_owned(), name.to_owned()))
        .collect()
}

#[component]
fn OverwriteField() -> AnyView {
    let store = store();
    let value = text(store, |design| {
        match design.settings.overwrite {
            Overwrite::True => "true",
            Overwrite::Virtual => "virtual",
        }
        .into()
    });
    let choices = Signal::stored(pairs(&[
        ("true", "true: deletes what a node has there"),
        ("virtual", "virtual: keeps it beneath the mount"),
    ]));
    let commit = Callback::new(move |typed: String| {
        let overwrite = if typed == "virtual" {
            Overwrite::Virtual
        } else {
            Overwrite::True
        };
        attempt(store, Command::Set(SettingField::Overwrite(overwrite)))
    });
    view! { <SelectField label="Mount overwrite" value choices commit/> }.into_any()
}

#[component]
fn Certificates() -> AnyView {
    let store = store();
    let own = Memo::new(move |_| store.design.with(|design| design.settings.own_certificates));
    let commit = Callback::new(move |own| {
        store.run(Command::Set(SettingField::OwnCertificates(own)));
    });
    view! {
        <CheckField
            label="Own certificates"
            value=own
            commit
            note="Each host has a keystore in its own name; the shipped one says localhost"
        />
    }
    .into_any()
}

#[component]
fn Databases() -> impl IntoView {
    view! {
        <section class="group">
            <h3 class="heading">"Databases"</h3>
            <div class="scroll">
                <table class="table" data-fields="">
                    <thead>
                        <tr>
                            <th scope="col">"for"</th>
                            <th scope="col">"name"</th>
                            <th scope="col">"user"</th>
                            <th scope="col">"server"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {Role::ALL
                            .into_iter()
                            .map(|role| view! { <DatabaseRow role/> })
                            .collect::<Vec<_>>()}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn database(design: &Design, role: Role) -> Database {
    design
        .databases
        .get(&role)
        .cloned()
        .unwrap_or_else(|| Database::usual(role))
}

fn set_database(
    store: Store,
    role: Role,
    change: impl FnOnce(&mut Database),
) -> Result<(), String> {
    let mut wanted = store.design.with_untracked(|design| database(design, role));
    change(&mut wanted);
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

#[component]
fn DatabaseRow(role: Role) -> AnyView {
    let store = store();
    let what = role.spec().label;
    let name = Callback::new(move |typed: String| {
        set_database(store, role, |database| {
            typed.trim().clone_into(&mut database.name)
        })
    });
    let user = Callback::new(move |typed: String| {
        set_database(store, role, |database| {
            typed.trim().clone_into(&mut database.user)
        })
    });
    let server = Callback::new(move |typed: String| {
        set_database(store, role, |database| {
            database.server = crate::model::InstanceId::new(&typed);
        })
    });
    let choices = Memo::new(move |_| {
        let usual = store.plan.with(|plan| {
            plan.database(role).map_or_else(
                || "none".into(),
                |database| plan.instances[database.server].name.clone(),
            )
        });
        let mut choices = vec![(String::new(), format!("automatic: {usual}"))];
        store.design.with(|design| {
            choices.extend(
                design
                    .instances
                    .iter()
                    .filter(|one| one.kind == Kind::Mysql)
                    .map(|one| (one.id.to_string(), one.name.clone())),
            );
        });
        choices
    });
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td>
                <TextField
                    label=format!("Name of the database for {what}")
                    bare=true
                    mono=true
                    value=text(store, move |design| database(design, role).name)
                    commit=name
                />
            </td>
            <td>
                <TextField
                    label=format!("User of the database for {what}")
                    bare=true
                    mono=true
                    value=text(store, move |design| database(design, role).user)
                    commit=user
                />
            </td>
            <td>
                <SelectField
                    label=format!("Server of the database for {what}")
                    bare=true
                    value=text(
                        store,
                        move |design| {
                            database(design, role)
                                .server
                                .map(|server| server.to_string())
                                .unwrap_or_default()
                        },
                    )
                    choices
                    commit=server
                />
            </td>
        </tr>
    }
    .into_any()
}
