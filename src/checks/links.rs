//! Links that a person chose.

use std::collections::HashMap;

use super::context::Context;
use super::{Finding, text};
use crate::catalog::{LinkKind, Provider};
use crate::model::{Command, LinkOverride};
use crate::order;
use crate::plan::FrontRole;

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
                format!(
                    "The link from {} to {} for {} is ignored: it follows from the databases and the roles.",
                    context.name(from),
                    context.name(to),
                    link.kind.label()
                ),
            )
            .advice("Databases choose their server in the settings; a front publishes all of a role."),
            None => Finding::warning(
                places,
                format!(
                    "{} ({}) has no need for {}; its link to {} is ignored.",
                    context.name(from),
                    context.instance(from).kind.label(),
                    link.kind.label(),
                    context.name(to)
                ),
            )
            .advice("Remove the link."),
            Some(provider) if !provider.takes(context.instance(to).kind) => {
                Finding::error(
                    places,
                    format!(
                        "{} ({}) cannot serve {} for {}.",
                        context.name(to),
                        context.instance(to).kind.label(),
                        link.kind.label(),
                        context.name(from)
                    ),
                )
                .advice("The files would send it to a server that does not answer. Go back to the automatic choice, or choose another provider.")
            }
            Some(_) => continue,
        };
        findings.push(
            finding
                .source("domain §1.3")
                .fix("Go back to the automatic choice", vec![unbind(link)]),
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
                format!(
                    "{} has several links for {}; only the one to {} counts.",
                    context.name(from),
                    link.kind.label(),
                    context.name(to)
                ),
            )
            .advice("Remove the others from the file.")
            .source("design")
            .fix("Keep the last", vec![command]),
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
        "When that key manager stops, the others do not take over. With several, everybody calls the common name.",
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
        "The Identity Server calls itself by its public name; browsers must reach its own port too, which should stay inside.",
        "domain §11.1, §12.4",
        findings,
    );
}

fn past_the_front(
    context: &Context,
    role: FrontRole,
    kinds: &[LinkKind],
    advice: &str,
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
            format!(
                "{} {} {} directly, past the front.",
                context.names(&from),
                text::verb(from.len(), "ask", "asks"),
                context.names(&to)
            ),
        )
        .advice(advice)
        .source(source)
        .fix("Call the common name", commands.collect()),
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
                format!(
                    "{} checks tokens at {} and gets them from {}.",
                    context.name(at),
                    context.name(checks),
                    context.name(tokens)
                ),
            )
            .advice("`APIKeyValidator/ServerURL` names one key manager for both: the choice cannot be written.")
            .source("domain §5.4")
            .fix(
                "Use one for both",
                vec![Command::Bind {
                    from: context.id(at),
                    kind: LinkKind::Token,
                    to,
                }],
            ),
        );
    }
}
