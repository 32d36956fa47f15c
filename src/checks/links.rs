//! Links that a person chose.

use std::collections::HashMap;

use super::Finding;
use super::context::Context;
use crate::catalog::{LinkKind, Provider};
use crate::model::{Command, LinkOverride};
use crate::order;
use crate::plan::FrontRole;
use crate::say::{self, Message};

fn unbind(link: &LinkOverride) -> Command {
    Command::Bind {
        from: link.from.clone(),
        kind: link.kind,
        to: None,
    }
}

/// A link that no command would have drawn; files may hold it.
pub(super) fn illegal(context: &Context, findings: &mut Vec<Finding>) {
    for link in &context.design.links {
        let Some((from, to)) = context.position(&link.from).zip(context.position(&link.to)) else {
            continue;
        };
        let provider = context.instance(from).spec().provider_of(link.kind);
        let places = context.places(&[from, to]);
        let finding = match provider {
            Some(Provider::Database | Provider::Behind) => Finding::warning(
                places,
                say::link_illegal_follows(context.name(from), context.name(to), link.kind.said()),
            )
            .advice(say::LINK_ILLEGAL_FOLLOWS_ADVICE),
            None => Finding::warning(
                places,
                say::link_illegal_needless(
                    context.name(from),
                    context.instance(from).kind.said(),
                    link.kind.said(),
                    context.name(to),
                ),
            )
            .advice(say::LINK_ILLEGAL_NEEDLESS_ADVICE),
            Some(provider) if !provider.takes(context.instance(to).kind) => Finding::error(
                places,
                say::link_illegal(
                    context.name(to),
                    context.instance(to).kind.said(),
                    link.kind.said(),
                    context.name(from),
                ),
            )
            .advice(say::LINK_ILLEGAL_ADVICE),
            Some(_) => continue,
        };
        findings.push(
            finding
                .source("domain §1.3")
                .fix(say::LINK_ILLEGAL_FIX, vec![unbind(link)]),
        );
    }
}

/// Two choices for one need; the last one counts.
pub(super) fn repeated(context: &Context, findings: &mut Vec<Finding>) {
    let mut last: HashMap<(&str, LinkKind), (usize, &LinkOverride)> = HashMap::new();
    for link in &context.design.links {
        let known = last
            .entry((link.from.as_str(), link.kind))
            .or_insert((0, link));
        *known = (known.0 + 1, link);
    }
    let mut repeated: Vec<&LinkOverride> = last
        .into_values()
        .filter(|&(count, _)| count > 1)
        .map(|(_, link)| link)
        .collect();
    order::by_key(&mut repeated, |link| {
        (context.position(&link.from), link.kind)
    });
    for link in repeated {
        let Some((from, to)) = context.position(&link.from).zip(context.position(&link.to)) else {
            continue;
        };
        let provider = context.instance(from).spec().provider_of(link.kind);
        let legal = link.kind != LinkKind::Data
            && provider.is_some_and(|provider| provider.takes(context.instance(to).kind));
        let command = if legal {
            Command::Bind {
                from: link.from.clone(),
                kind: link.kind,
                to: Some(link.to.clone()),
            }
        } else {
            unbind(link)
        };
        findings.push(
            Finding::warning(
                context.places(&[from, to]),
                say::link_repeated(context.name(from), link.kind.said(), context.name(to)),
            )
            .advice(say::LINK_REPEATED_ADVICE)
            .source("design")
            .fix(say::LINK_REPEATED_FIX, vec![command]),
        );
    }
}

pub(super) const KEYS: [LinkKind; 3] = [
    LinkKind::KeyValidation,
    LinkKind::Token,
    LinkKind::Authentication,
];

/// One of several key managers, asked directly although the front shares the callers out.
pub(super) fn bypassed(context: &Context, findings: &mut Vec<Finding>) {
    past_the_front(
        context,
        FrontRole::KeyManager,
        &KEYS,
        say::KEY_MANAGER_BYPASSED_ADVICE,
        "domain §5",
        findings,
    );
}

/// An Identity Server to which browsers are sent directly although the front publishes it.
pub(super) fn sign_on_bypassed(context: &Context, findings: &mut Vec<Finding>) {
    past_the_front(
        context,
        FrontRole::IdentityServer,
        &[LinkKind::SignOn],
        say::SIGN_ON_BYPASSED_ADVICE,
        "domain §11.1, §12.4",
        findings,
    );
}

fn past_the_front(
    context: &Context,
    role: FrontRole,
    kinds: &[LinkKind],
    advice: Message,
    source: &'static str,
    findings: &mut Vec<Finding>,
) {
    let Some(front) = context.plan.front(role) else {
        return;
    };
    let chosen: Vec<(usize, usize, &LinkOverride)> = context
        .design
        .links
        .iter()
        .filter(|link| kinds.contains(&link.kind))
        .filter_map(|link| {
            let ends = context
                .position(&link.from)
                .zip(context.position(&link.to))?;
            Some((ends.0, ends.1, link))
        })
        .filter(|(_, to, _)| front.members.contains(to))
        .collect();
    if chosen.is_empty() {
        return;
    }
    let mut from: Vec<usize> = chosen.iter().map(|&(from, ..)| from).collect();
    order::sort(&mut from);
    from.dedup();
    let mut to: Vec<usize> = chosen.iter().map(|&(_, to, _)| to).collect();
    order::sort(&mut to);
    to.dedup();
    let commands = chosen.iter().map(|(_, _, link)| unbind(link));
    findings.push(
        Finding::warning(
            context.places(&from),
            say::past_the_front(context.names(&from), from.len(), context.names(&to)),
        )
        .advice(advice)
        .source(source)
        .fix(say::PAST_THE_FRONT_FIX, commands.collect()),
    );
}

/// One element of the file carries the key manager of both.
pub(super) fn differ(context: &Context, findings: &mut Vec<Finding>) {
    let mut asked: Vec<[Option<(usize, bool)>; 2]> = vec![[None; 2]; context.plan.instances.len()];
    for link in &context.plan.links {
        let at = match link.kind {
            LinkKind::KeyValidation => 0,
            LinkKind::Token => 1,
            _ => continue,
        };
        asked[link.from][at] = Some((link.to, link.chosen));
    }
    for (at, pair) in asked.into_iter().enumerate() {
        let [Some((checks, by_hand)), Some((tokens, _))] = pair else {
            continue;
        };
        if checks == tokens {
            continue;
        }
        let to = by_hand.then(|| context.id(checks));
        findings.push(
            Finding::warning(
                context.places(&[at, checks, tokens]),
                say::key_links_differ(context.name(at), context.name(checks), context.name(tokens)),
            )
            .advice(say::KEY_LINKS_DIFFER_ADVICE)
            .source("domain §5.4")
            .fix(
                say::KEY_LINKS_DIFFER_FIX,
                vec![Command::Bind {
                    from: context.id(at),
                    kind: LinkKind::Token,
                    to,
                }],
            ),
        );
    }
}
