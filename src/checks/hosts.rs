//! Hosts: names, addresses, the way in, memory.

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, Place};
use crate::model::{Command, HostField, id};
use crate::say::{self, Arg, Said};

const NAMES: &str = "domain §3; seed §13";

fn rename(context: &Context, host: usize, name: String) -> Command {
    Command::SetHost {
        id: context.host_id(host),
        field: HostField::Name(name),
    }
}

/// Names for hosts that no host has.
struct Free {
    /// In lower case.
    taken: BTreeSet<String>,
    numbers: HashMap<String, u32>,
}

impl Free {
    fn new(context: &Context) -> Self {
        let hosts = context.plan.hosts.iter();
        Self {
            taken: hosts.map(|host| host.name.to_ascii_lowercase()).collect(),
            numbers: HashMap::new(),
        }
    }

    /// The nearest host name to a text.
    fn name(&mut self, text: &str, fallback: &str) -> String {
        let fits = |name: &str| {
            text::is_host_name(name) && !text::is_localhost(name) && text::address(name).is_none()
        };
        let slug = id::slug(text);
        let (first, rest) = if fits(text) {
            text.split_once('.').unwrap_or((text, ""))
        } else if fits(&slug) {
            (slug.as_str(), "")
        } else {
            (fallback, "")
        };
        let whole = |first: &str| {
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{first}{dot}{rest}")
        };
        let mut name = whole(first);
        // Room for the number in a label of 63.
        let short = first.get(..50).unwrap_or(first).trim_end_matches('-');
        let number = self.numbers.entry(short.to_owned()).or_insert(1);
        while !self.taken.insert(name.to_ascii_lowercase()) {
            *number += 1;
            name = whole(&format!("{short}-{number}"));
        }
        name
    }
}

pub(super) fn invalid_name(context: &Context, findings: &mut Vec<Finding>) {
    let mut names = None;
    for (host, one) in context.plan.hosts.iter().enumerate() {
        if text::is_host_name(&one.name) || text::address(&one.name).is_some() {
            continue;
        }
        let message = if one.name.trim().is_empty() {
            say::HOST_NAME_INVALID_EMPTY.into()
        } else {
            say::host_name_invalid(quoted(&one.name))
        };
        let names = names.get_or_insert_with(|| Free::new(context));
        let name = names.name(&one.name, one.id.as_str());
        findings.push(
            Finding::error(vec![context.host_place(host)], message)
                .advice(say::HOST_NAME_INVALID_ADVICE)
                .source("RFC 1123 §2.1; domain §3")
                .fix(
                    say::fix_name_it(quoted(&name)),
                    vec![rename(context, host, name)],
                ),
        );
    }
}

pub(super) fn localhost(context: &Context, findings: &mut Vec<Finding>) {
    let mut names = None;
    let several = context.plan.hosts.len() > 1;
    for (host, one) in context.plan.hosts.iter().enumerate() {
        if !text::is_localhost(&one.name) {
            continue;
        }
        let message = say::host_name_localhost(quoted(&one.name));
        let at = vec![context.host_place(host)];
        let finding = if several {
            Finding::error(at, message)
        } else {
            Finding::warning(at, message)
        };
        let names = names.get_or_insert_with(|| Free::new(context));
        let fallback = if text::is_localhost(one.id.as_str()) {
            "host-1"
        } else {
            one.id.as_str()
        };
        let name = names.name("", fallback);
        findings.push(
            finding
                .advice(say::HOST_NAME_LOCALHOST_ADVICE)
                .source(NAMES)
                .fix(
                    say::fix_name_it(quoted(&name)),
                    vec![rename(context, host, name)],
                ),
        );
    }
}

pub(super) fn name_is_address(context: &Context, findings: &mut Vec<Finding>) {
    let mut names = None;
    for (host, one) in context.plan.hosts.iter().enumerate() {
        if text::address(&one.name).is_none() {
            continue;
        }
        let names = names.get_or_insert_with(|| Free::new(context));
        let name = names.name("", one.id.as_str());
        findings.push(
            Finding::warning(
                vec![context.host_place(host)],
                say::host_name_address(quoted(&one.name)),
            )
            .advice(say::HOST_NAME_ADDRESS_ADVICE)
            .source(NAMES)
            .fix(
                say::fix_name_it(quoted(&name)),
                vec![rename(context, host, name)],
            ),
        );
    }
}

pub(super) fn duplicate_name(context: &Context, findings: &mut Vec<Finding>) {
    let names = context.plan.hosts.iter();
    let same = repeated(names.map(|host| {
        let name = host.name.to_ascii_lowercase();
        (!name.is_empty()).then_some(name)
    }));
    let mut names = None;
    for hosts in same {
        let names = names.get_or_insert_with(|| Free::new(context));
        let commands = hosts[1..].iter().map(|&host| {
            let name = &context.plan.hosts[host].name;
            let id = &context.plan.hosts[host].id;
            rename(context, host, names.name(name, id.as_str()))
        });
        findings.push(
            Finding::error(
                places(context, &hosts),
                say::host_name_duplicate(hosts.len(), context.host_name(hosts[0])),
            )
            .advice(say::HOST_NAME_DUPLICATE_ADVICE)
            .source(NAMES)
            .fix(say::FIX_NUMBER_THE_OTHERS, commands.collect()),
        );
    }
}

pub(super) fn missing_address(context: &Context, findings: &mut Vec<Finding>) {
    for (host, one) in context.plan.hosts.iter().enumerate() {
        if !one.address.trim().is_empty() {
            continue;
        }
        let known = text::address(&one.name)
            .map(|address| set_address(context, host, &address.to_string()));
        findings.push(
            Finding::error(
                vec![context.host_place(host)],
                say::host_address_missing(context.host_name(host)),
            )
            .advice(say::HOST_ADDRESS_MISSING_ADVICE)
            .source(NAMES)
            .fix(say::fix_use(quoted(&one.name)), known.into_iter().collect()),
        );
    }
}

fn set_address(context: &Context, host: usize, address: &str) -> Command {
    Command::SetHost {
        id: context.host_id(host),
        field: HostField::Address(address.to_owned()),
    }
}

pub(super) fn invalid_address(context: &Context, findings: &mut Vec<Finding>) {
    for (host, one) in context.plan.hosts.iter().enumerate() {
        let written = one.address.trim();
        if written.is_empty() || text::address(&one.address).is_some() {
            continue;
        }
        let meant =
            text::address(written).map(|address| set_address(context, host, &address.to_string()));
        findings.push(
            Finding::error(
                vec![context.host_place(host)],
                say::host_address_invalid(quoted(&one.address), context.host_name(host)),
            )
            .advice(say::HOST_ADDRESS_INVALID_ADVICE)
            .source("domain §3; doc CLUSTER420-GW")
            .fix(say::fix_use(quoted(written)), meant.into_iter().collect()),
        );
    }
}

pub(super) fn loopback_address(context: &Context, findings: &mut Vec<Finding>) {
    let several = context.plan.hosts.len() > 1;
    for (host, one) in context.plan.hosts.iter().enumerate() {
        let Some(address) =
            text::address(&one.address).filter(|&address| text::leads_back(address))
        else {
            continue;
        };
        let at = vec![context.host_place(host)];
        let message = say::host_address_loopback(quoted(&one.address), context.host_name(host));
        let clustered = || {
            let mut instances = one.instances.iter();
            instances.any(|&at| context.instance(at).membership.is_some())
        };
        let finding = if several || address.is_unspecified() {
            Finding::error(at, message).advice(say::HOST_ADDRESS_LOOPBACK_SEVERAL_ADVICE)
        } else if clustered() {
            Finding::warning(at, message).advice(say::HOST_ADDRESS_LOOPBACK_CLUSTER_ADVICE)
        } else {
            Finding::note(at, message).advice(say::HOST_ADDRESS_LOOPBACK_ADVICE)
        };
        findings.push(finding.source("domain §3, §6.2"));
    }
}

pub(super) fn ipv6_address(context: &Context, findings: &mut Vec<Finding>) {
    let hosts: Vec<usize> = (0..context.plan.hosts.len())
        .filter(|&host| {
            text::address(&context.plan.hosts[host].address)
                .is_some_and(|address| address.is_ipv6() && !text::leads_back(address))
        })
        .collect();
    if hosts.is_empty() {
        return;
    }
    findings.push(
        Finding::warning(
            places(context, &hosts),
            say::host_address_ipv6(context.host_names(&hosts), hosts.len()),
        )
        .advice(say::HOST_ADDRESS_IPV6_ADVICE)
        .source("know"),
    );
}

pub(super) fn duplicate_address(context: &Context, findings: &mut Vec<Finding>) {
    let hosts = context.plan.hosts.iter();
    let same = repeated(hosts.map(|host| {
        text::address(&host.address)
            .map(|address: IpAddr| address.to_canonical())
            .filter(|&address| !text::leads_back(address))
    }));
    for hosts in same {
        // An empty box can go; one with servers may not be the same machine at all.
        let commands = hosts[1..]
            .iter()
            .filter(|&&host| context.plan.hosts[host].instances.is_empty());
        let commands: Vec<Command> = commands
            .map(|&host| Command::RemoveHost {
                id: context.host_id(host),
            })
            .collect();
        let all_empty = commands.len() == hosts.len() - 1;
        findings.push(
            Finding::error(
                places(context, &hosts),
                say::host_address_duplicate(
                    context.host_names(&hosts),
                    quoted(&context.plan.hosts[hosts[0]].address),
                ),
            )
            .advice(say::HOST_ADDRESS_DUPLICATE_ADVICE)
            .source("domain §2.1, §3")
            .fix(
                say::HOST_ADDRESS_DUPLICATE_FIX,
                if all_empty { commands } else { Vec::new() },
            ),
        );
    }
}

/// Memory beyond which a machine is uncommon, in MiB.
const USUAL_MEMORY: u32 = 16 << 10;

pub(super) fn memory(context: &Context, findings: &mut Vec<Finding>) {
    for (host, one) in context.plan.hosts.iter().enumerate() {
        let memory = context.memory(host);
        if memory <= USUAL_MEMORY {
            continue;
        }
        findings.push(
            Finding::note(
                vec![context.host_place(host)],
                say::host_memory(
                    one.instances.len(),
                    context.host_name(host),
                    memory.div_ceil(1024),
                ),
            )
            .advice(say::HOST_MEMORY_ADVICE)
            .source("domain §13"),
        );
    }
}

pub(super) fn ssh_user(context: &Context, findings: &mut Vec<Finding>) {
    for (host, one) in context.plan.hosts.iter().enumerate() {
        if one.ssh_user.is_empty() || text::is_account(&one.ssh_user) {
            continue;
        }
        findings.push(
            Finding::warning(
                vec![context.host_place(host)],
                say::ssh_user_invalid(quoted(&one.ssh_user), context.host_name(host)),
            )
            .advice(say::SSH_USER_INVALID_ADVICE)
            .source("seed §1")
            .fix(
                say::fix_use(quoted("ubuntu")),
                vec![Command::SetHost {
                    id: context.host_id(host),
                    field: HostField::SshUser("ubuntu".into()),
                }],
            ),
        );
    }
}

pub(super) fn ssh_key(context: &Context, findings: &mut Vec<Finding>) {
    for (host, one) in context.plan.hosts.iter().enumerate() {
        let key = one.ssh_key.as_str();
        let (message, meant): (fn(Arg, String) -> Said, &str) = if key.is_empty() {
            continue;
        } else if key.contains("-----BEGIN") {
            // First of all: no remedy may repeat a part of it.
            (say::ssh_key_itself, "")
        } else if let Some(private) = key.strip_suffix(".pub") {
            (say::ssh_key_public, private)
        } else if key.trim() != key {
            (say::ssh_key_spaces, key.trim())
        } else if key.starts_with('-') {
            (say::ssh_key_option, "")
        } else if key.ends_with('/') {
            (say::ssh_key_folder, "")
        } else {
            continue;
        };
        // What it is instead of a file is not to be read over a shoulder.
        let shown = if key.contains("-----BEGIN") {
            say::SSH_KEY_HIDDEN.into()
        } else {
            quoted(key).into()
        };
        let label = if meant.is_empty() {
            say::SSH_KEY_FIX.into()
        } else {
            say::fix_use(quoted(meant))
        };
        findings.push(
            Finding::warning(
                vec![context.host_place(host)],
                message(shown, context.host_name(host)),
            )
            .advice(say::SSH_KEY_ADVICE)
            .source("seed §1")
            .fix(
                label,
                vec![Command::SetHost {
                    id: context.host_id(host),
                    field: HostField::SshKey(meant.to_owned()),
                }],
            ),
        );
    }
}

/// Beyond it neither page nor products are measured.
const MEASURED: usize = 1_100;

pub(super) fn too_many(context: &Context, findings: &mut Vec<Finding>) {
    let hosts = context.plan.hosts.len();
    let instances = context.plan.instances.len();
    if hosts + instances <= MEASURED {
        return;
    }
    findings.push(
        Finding::note(vec![Place::Design], say::design_large(instances, hosts))
            .advice(say::DESIGN_LARGE_ADVICE)
            .source("know"),
    );
}

fn places(context: &Context, hosts: &[usize]) -> Vec<Place> {
    hosts.iter().map(|&host| context.host_place(host)).collect()
}

/// Positions that share a key, in the order of the first of each.
pub(super) fn repeated<K: std::hash::Hash + Eq>(
    keys: impl Iterator<Item = Option<K>>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<K, usize> = HashMap::new();
    for (at, key) in keys.enumerate() {
        let Some(key) = key else { continue };
        let group = *known.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
    }
    groups.retain(|group| group.len() > 1);
    groups
}
