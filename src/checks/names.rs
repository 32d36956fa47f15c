//! Names of instances and of what the front publishes.

use std::collections::{BTreeSet, HashMap};

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, Place, hosts};
use crate::catalog::Kind;
use crate::model::{Command, Design, HostField, InstanceField, Names, SettingField};
use crate::plan::{Front, FrontRole};
use crate::say::{self, Message};

pub(super) fn duplicate_instance(context: &Context, findings: &mut Vec<Finding>) {
    let instances = context.plan.instances.iter();
    let same =
        hosts::repeated(instances.map(|one| (!one.name.is_empty()).then_some(one.name.as_str())));
    if same.is_empty() {
        return;
    }
    let instances = context.plan.instances.iter();
    let mut taken = BTreeSet::new();
    taken.extend(instances.map(|one| one.name.clone()));
    for group in same {
        let name = &context.instance(group[0]).name;
        let mut number = 1_u32;
        let commands = group[1..].iter().map(|&at| {
            let free = loop {
                number += 1;
                let free = format!("{}-{number}", shortened(name));
                if taken.insert(free.clone()) {
                    break free;
                }
            };
            Command::SetInstance {
                id: context.id(at),
                field: InstanceField::Name(free),
            }
        });
        findings.push(
            Finding::warning(
                context.places(&group),
                say::instance_name_duplicate(group.len(), quoted(name)),
            )
            .advice(say::INSTANCE_NAME_DUPLICATE_ADVICE)
            .source("design")
            .fix(say::FIX_NUMBER_THE_OTHERS, commands.collect()),
        );
    }
}

/// So that a number still fits into what a field takes.
fn shortened(name: &str) -> &str {
    let mut end = name.len().min(200);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

pub(super) fn empty_instance(context: &Context, findings: &mut Vec<Finding>) {
    for (at, one) in context.plan.instances.iter().enumerate() {
        if !one.name.trim().is_empty() {
            continue;
        }
        findings.push(
            Finding::note(
                vec![context.place(at)],
                say::instance_name_empty(one.kind.said()),
            )
            .advice(say::INSTANCE_NAME_EMPTY_ADVICE)
            .source("design")
            .fix(
                say::fix_name_it(quoted(one.id.as_str())),
                vec![Command::SetInstance {
                    id: one.id.clone(),
                    field: InstanceField::Name(one.id.to_string()),
                }],
            ),
        );
    }
}

fn written(names: &Names, role: FrontRole) -> Option<&String> {
    match role {
        FrontRole::Gateway => names.gateway.as_ref(),
        FrontRole::Management => names.management.as_ref(),
        FrontRole::KeyManager => names.key_manager.as_ref(),
        FrontRole::Publisher => names.publisher.as_ref(),
        FrontRole::Store => names.store.as_ref(),
        FrontRole::IdentityServer => names.identity_server.as_ref(),
    }
}

fn reset(names: &mut Names, role: FrontRole) {
    match role {
        FrontRole::Gateway => names.gateway = None,
        FrontRole::Management => names.management = None,
        FrontRole::KeyManager => names.key_manager = None,
        FrontRole::Publisher => names.publisher = None,
        FrontRole::Store => names.store = None,
        FrontRole::IdentityServer => names.identity_server = None,
    }
}

/// Public names that are made below the domain.
fn derived<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Front> {
    let Context { design, plan, .. } = *context;
    plan.fronts
        .iter()
        .filter(|front| written(&design.settings.names, front.role).is_none())
}

fn is_public(name: &str) -> bool {
    text::is_host_name(name) && !text::is_localhost(name) && text::address(name).is_none()
}

pub(super) fn invalid_domain(context: &Context, findings: &mut Vec<Finding>) {
    let domain = &context.design.settings.domain;
    if derived(context).all(|front| is_public(&front.name)) {
        return;
    }
    let usual = Design::default().settings.domain;
    findings.push(
        Finding::error(vec![Place::Design], say::domain_invalid(quoted(domain)))
            .advice(say::DOMAIN_INVALID_ADVICE)
            .source("domain §11.1; RFC 1123 §2.1")
            .fix(
                say::fix_use(quoted(&usual)),
                vec![Command::Set(SettingField::Domain(usual))],
            ),
    );
}

/// Domains that nobody can own. Source: RFC 2606.
const EXAMPLES: &[&str] = &["example.com", "example.net", "example.org", "example"];

pub(super) fn example_domain(context: &Context, findings: &mut Vec<Finding>) {
    let domain = context.design.settings.domain.to_ascii_lowercase();
    let example = EXAMPLES
        .iter()
        .any(|example| domain == *example || domain.ends_with(&format!(".{example}")));
    if !example || derived(context).next().is_none() {
        return;
    }
    findings.push(
        Finding::note(vec![Place::Design], say::domain_example(quoted(&domain)))
            .advice(say::DOMAIN_EXAMPLE_ADVICE)
            .source("domain §3, §11.3; RFC 2606"),
    );
}

pub(super) fn invalid_public(context: &Context, findings: &mut Vec<Finding>) {
    let names = &context.design.settings.names;
    for front in &context.plan.fronts {
        let Some(name) = written(names, front.role).filter(|name| !is_public(name)) else {
            continue;
        };
        let mut mended = names.clone();
        reset(&mut mended, front.role);
        findings.push(
            Finding::error(
                vec![Place::Design],
                say::public_name_invalid(quoted(name), front.role.said()),
            )
            .advice(say::PUBLIC_NAME_INVALID_ADVICE)
            .source("domain §11.1; RFC 1123 §2.1")
            .fix(
                say::FIX_NAME_BELOW_DOMAIN,
                vec![Command::Set(SettingField::Names(mended))],
            ),
        );
    }
}

/// Roles that share a public name, by that name.
fn shared(names: &[(FrontRole, String)]) -> Vec<Vec<FrontRole>> {
    let same = hosts::repeated(
        names
            .iter()
            .map(|(_, name)| Some(name.to_ascii_lowercase())),
    );
    same.into_iter()
        .map(|group| group.into_iter().map(|at| names[at].0).collect())
        .collect()
}

pub(super) fn duplicate_public(context: &Context, findings: &mut Vec<Finding>) {
    let settings = &context.design.settings;
    let fronts = context.plan.fronts.iter();
    let names: Vec<(FrontRole, String)> = fronts
        .map(|front| (front.role, front.name.clone()))
        .collect();
    for roles in shared(&names) {
        let labels: Vec<Message> = roles.iter().map(|role| role.said()).collect();
        let name = names.iter().find(|(role, _)| roles.first() == Some(role));
        let name = name.map(|(_, name)| name.as_str()).unwrap_or_default();
        // The usual names differ; a name that is written for another role may still be in the way, and goes too.
        let mut mended = settings.names.clone();
        let mut now = names.clone();
        while let Some(group) = shared(&now).into_iter().next() {
            let before = mended.clone();
            for role in group {
                reset(&mut mended, role);
                for (known, name) in &mut now {
                    if *known == role {
                        *name = format!("{}.{}", role.id(), settings.domain);
                    }
                }
            }
            if mended == before {
                break;
            }
        }
        let commands = (mended != settings.names)
            .then_some(Command::Set(SettingField::Names(mended)))
            .into_iter();
        findings.push(
            Finding::error(
                vec![Place::Design],
                say::public_name_duplicate(labels, quoted(name)),
            )
            .advice(say::PUBLIC_NAME_DUPLICATE_ADVICE)
            .source("domain §11.1")
            .fix(say::PUBLIC_NAME_DUPLICATE_FIX, commands.collect()),
        );
    }
}

/// A public name that a hosts file gives two addresses.
pub(super) fn public_is_host(context: &Context, findings: &mut Vec<Finding>) {
    let Some(&first) = context.of_kind(Kind::Nginx).first() else {
        return;
    };
    let settings = &context.design.settings;
    let own = &context.plan.hosts[context.instance(first).host].address;
    let address = settings.front_address.as_ref().unwrap_or(own);
    let hosts = context.plan.hosts.iter().enumerate();
    let by_name: HashMap<String, usize> = hosts
        .map(|(at, host)| (host.name.to_ascii_lowercase(), at))
        .collect();
    for front in &context.plan.fronts {
        let Some(&host) = by_name.get(&front.name.to_ascii_lowercase()) else {
            continue;
        };
        if context.plan.hosts[host].address == *address {
            continue;
        }
        let (label, command) = if written(&settings.names, front.role).is_some() {
            let mut mended = settings.names.clone();
            reset(&mut mended, front.role);
            let label = say::FIX_NAME_BELOW_DOMAIN.into();
            (label, Command::Set(SettingField::Names(mended)))
        } else {
            let id = context.host_id(host);
            let label = say::public_name_host_fix(quoted(id.as_str()));
            let field = HostField::Name(id.to_string());
            (label, Command::SetHost { id, field })
        };
        let free = match &command {
            Command::SetHost {
                field: HostField::Name(name),
                ..
            } => !by_name.contains_key(name),
            _ => true,
        };
        findings.push(
            Finding::error(
                vec![context.host_place(host), Place::Design],
                say::public_name_host(quoted(&front.name), front.role.said()),
            )
            .advice(say::PUBLIC_NAME_HOST_ADVICE)
            .source("domain §3")
            .fix(label, if free { vec![command] } else { Vec::new() }),
        );
    }
}
