//! Folders on the hosts: product homes and Subversion repositories.

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, hosts};
use crate::catalog::{Kind, paths};
use crate::model::{Command, InstanceField};
use crate::order;
use crate::say::{self, Message, Said};

/// The folder that an instance has for itself.
fn folder<'a>(context: &Context<'a>, at: usize) -> Option<&'a str> {
    let instance = context.instance(at);
    match instance.kind {
        Kind::Svn => Some(
            instance
                .details
                .repository
                .as_deref()
                .unwrap_or(paths::SVN_REPOSITORY),
        ),
        _ => instance.home.as_deref(),
    }
}

/// Whether a person chose the folder.
fn by_hand(context: &Context, at: usize) -> bool {
    let instance = context.instance(at);
    match instance.kind {
        Kind::Svn => instance.details.repository.is_some(),
        _ => context
            .chosen(at)
            .is_some_and(|chosen| chosen.home.is_some()),
    }
}

/// Back to the usual folder; for a second repository of a host to one of its own.
fn usual(context: &Context, at: usize) -> Option<Command> {
    let instance = context.instance(at);
    let field = match instance.kind {
        Kind::Svn if by_hand(context, at) => InstanceField::Repository(None),
        Kind::Svn => {
            let parent = paths::SVN_REPOSITORY.rsplit_once('/')?.0;
            InstanceField::Repository(Some(format!("{parent}/{}", instance.dir)))
        }
        _ if by_hand(context, at) => InstanceField::Home(None),
        _ => return None,
    };
    Some(Command::SetInstance {
        id: context.id(at),
        field,
    })
}

pub(super) fn invalid(context: &Context, findings: &mut Vec<Finding>) {
    for (at, instance) in context.plan.instances.iter().enumerate() {
        let Some(home) = instance.home.as_deref() else {
            continue;
        };
        let Some(fault) = text::path_fault(home) else {
            continue;
        };
        findings.push(
            Finding::error(
                vec![context.place(at)],
                say::home_invalid(quoted(home), context.name(at), fault),
            )
            .advice(say::HOME_INVALID_ADVICE)
            .source("domain §13")
            .fix(
                say::HOME_INVALID_FIX,
                usual(context, at).into_iter().collect(),
            ),
        );
    }
}

pub(super) fn repository(context: &Context, findings: &mut Vec<Finding>) {
    for &at in context.of_kind(Kind::Svn) {
        let Some(path) = folder(context, at) else {
            continue;
        };
        let last = text::parts(path).last().unwrap_or_default();
        let fault = text::path_fault(path)
            .or_else(|| (!text::is_plain(last, 255)).then_some(say::PATH_NO_URL));
        let shallow = text::parts(path).count() < 2;
        let fault = fault.or_else(|| shallow.then_some(say::PATH_BELOW_ROOT));
        let Some(fault) = fault else {
            continue;
        };
        findings.push(
            Finding::error(
                vec![context.place(at)],
                say::svn_path_invalid(quoted(path), context.name(at), fault),
            )
            .advice(say::SVN_PATH_INVALID_ADVICE)
            .source("domain §7.2, §7.3")
            .fix(
                say::SVN_PATH_INVALID_FIX,
                usual(context, at).into_iter().collect(),
            ),
        );
    }
}

pub(super) fn unsafe_place(context: &Context, findings: &mut Vec<Finding>) {
    for at in 0..context.plan.instances.len() {
        let Some(path) = folder(context, at) else {
            continue;
        };
        if text::path_fault(path).is_some() {
            continue;
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+".contains(c);
        let emptied = path.starts_with("/tmp/") || path.starts_with("/var/tmp/");
        let (message, advice): (fn(String, String) -> Said, Message) = if emptied {
            (
                say::home_unsafe_temporary,
                say::HOME_UNSAFE_TEMPORARY_ADVICE,
            )
        } else if !path.chars().all(plain) {
            (
                say::home_unsafe_characters,
                say::HOME_UNSAFE_CHARACTERS_ADVICE,
            )
        } else {
            continue;
        };
        findings.push(
            Finding::warning(
                vec![context.place(at)],
                message(quoted(path), context.name(at)),
            )
            .advice(advice)
            .source("know")
            .fix(
                say::FIX_USUAL_FOLDER,
                usual(context, at).into_iter().collect(),
            ),
        );
    }
}

pub(super) fn duplicate(context: &Context, findings: &mut Vec<Finding>) {
    let instances = 0..context.plan.instances.len();
    let same = hosts::repeated(instances.map(|at| {
        let parts: Vec<&str> = text::parts(folder(context, at)?).collect();
        Some((context.instance(at).host, parts))
    }));
    for mut group in same {
        let places = context.places(&group);
        let message = say::home_duplicate(
            context.names(&group),
            context.host_name(context.instance(group[0]).host),
            quoted(folder(context, group[0]).unwrap_or_default()),
        );
        // Whoever is there by default stays.
        order::by_key(&mut group, |&at| (by_hand(context, at), at));
        let commands = group[1..].iter().filter_map(|&at| usual(context, at));
        findings.push(
            Finding::error(places, message)
                .advice(say::HOME_DUPLICATE_ADVICE)
                .source("domain §13")
                .fix(say::HOME_DUPLICATE_FIX, commands.collect()),
        );
    }
}

pub(super) fn nested(context: &Context, findings: &mut Vec<Finding>) {
    let mut folders: Vec<(usize, Vec<&str>, usize)> = (0..context.plan.instances.len())
        .filter_map(|at| {
            let path = folder(context, at)?;
            if text::path_fault(path).is_some() {
                return None;
            }
            Some((context.instance(at).host, text::parts(path).collect(), at))
        })
        .collect();
    // A folder comes right before what is inside of it.
    order::sort(&mut folders);
    let mut outer: Option<&(usize, Vec<&str>, usize)> = None;
    let mut inside: Vec<(usize, usize)> = Vec::new();
    for one in &folders {
        match outer {
            Some(outer) if outer.0 == one.0 && one.1.starts_with(&outer.1) => {
                if one.1.len() > outer.1.len() {
                    inside.push((outer.2, one.2));
                }
            }
            _ => outer = Some(one),
        }
    }
    for group in inside.chunk_by(|a, b| a.0 == b.0) {
        let outer = group[0].0;
        let inner: Vec<usize> = group.iter().map(|&(_, inner)| inner).collect();
        let mut all = vec![outer];
        all.extend(&inner);
        // Moving whoever chose to be in the way.
        let culprits: Vec<usize> = if by_hand(context, outer) {
            vec![outer]
        } else {
            inner.clone()
        };
        let commands = culprits.iter().filter(|&&at| by_hand(context, at));
        let commands = commands.filter_map(|&at| usual(context, at)).collect();
        findings.push(
            Finding::warning(
                context.places(&all),
                say::home_nested(context.names(&inner), context.name(outer)),
            )
            .advice(say::HOME_NESTED_ADVICE)
            .source("domain §13")
            .fix(say::FIX_USUAL_FOLDER, commands),
        );
    }
}
