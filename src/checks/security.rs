//! What is public knowledge and should not stay.

use super::context::Context;
use super::text::{quoted, verb};
use super::{Finding, Place};
use crate::catalog::{Kind, LinkKind};
use crate::model::{Command, SettingField, Settings};
use crate::order;

/// The shipped certificate says `localhost`, and gateways call the key manager by its name: they may not look at it.
pub(super) fn stock_certificates(context: &Context, findings: &mut Vec<Finding>) {
    if context.design.settings.own_certificates {
        return;
    }
    let mut gateways: Vec<usize> = context
        .plan
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Token)
        .filter(|link| {
            let endpoint = link.endpoints.first();
            endpoint.is_some_and(|endpoint| endpoint.port.is_some() && !endpoint.host.is_empty())
        })
        .map(|link| link.from)
        .collect();
    order::sort(&mut gateways);
    gateways.dedup();
    if gateways.is_empty() {
        return;
    }
    let mut at = vec![Place::Design];
    at.extend(context.places(&gateways));
    findings.push(
        Finding::warning(
            at,
            format!(
                "{} {} any name in the certificate of a server that {} by https.",
                context.names(&gateways),
                verb(gateways.len(), "accept", "accepts"),
                verb(gateways.len(), "they call", "it calls")
            ),
        )
        .advice("The shipped certificate says `localhost`, not the name of the key manager, so that `/token` fails otherwise. The switch holds for calls to backends too. Give each server a certificate in its own name, and say so in the settings.")
        .source("domain §6.3, §12.2")
        .fix(
            "Use own certificates",
            vec![Command::Set(SettingField::OwnCertificates(true))],
        ),
    );
}

pub(super) fn stock_admin(context: &Context, findings: &mut Vec<Finding>) {
    let stock = Settings::default().admin_user;
    let servers = context.plan.instances.iter();
    if context.design.settings.admin_user != stock
        || !servers.clone().any(|one| one.kind.spec().carbon)
    {
        return;
    }
    findings.push(
        Finding::note(
            vec![Place::Design],
            format!("The administrator is named {}, which everybody tries first.", quoted(&stock)),
        )
        .advice("The shipped password is public too: choose another before the first start, the same for every node.")
        .source("domain §4.4, §12.1"),
    );
}

/// Source: `UsernameJavaRegEx` `[\S]{3,30}`, kernel 4.3.0; `@` starts a tenant's domain, `/` ends a user store's.
pub(super) fn invalid_admin(context: &Context, findings: &mut Vec<Finding>) {
    let user = &context.design.settings.admin_user;
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let length = user.chars().count();
    if (3..=30).contains(&length) && user.chars().all(plain) {
        return;
    }
    let carbon = |kind: &Kind| kind.spec().carbon && context.has(*kind);
    if !Kind::ALL.iter().any(carbon) {
        return;
    }
    let usual = Settings::default().admin_user;
    findings.push(
        Finding::error(
            vec![Place::Design],
            format!("{} is no name for the administrator.", quoted(user)),
        )
        .advice("Use 3 to 30 letters, digits, dots and dashes: `@` would name a tenant, `/` another user store, and the servers call each other with it.")
        .source("domain §12.1; kernel 4.3.0")
        .fix(
            format!("Use {}", quoted(&usual)),
            vec![Command::Set(SettingField::AdminUser(usual))],
        ),
    );
}
