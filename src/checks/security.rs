//! What is public knowledge and should not stay.

use super::context::Context;
use super::text::quoted;
use super::{Finding, Place};
use crate::catalog::{Kind, LinkKind};
use crate::model::{Command, SettingField, Settings};
use crate::order;
use crate::say;

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
            say::stock_certificates(context.names(&gateways), gateways.len()),
        )
        .advice(say::STOCK_CERTIFICATES_ADVICE)
        .source("domain §6.3, §12.2")
        .fix(
            say::STOCK_CERTIFICATES_FIX,
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
        Finding::note(vec![Place::Design], say::admin_user_stock(quoted(&stock)))
            .advice(say::ADMIN_USER_STOCK_ADVICE)
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
        Finding::error(vec![Place::Design], say::admin_user_invalid(quoted(user)))
            .advice(say::ADMIN_USER_INVALID_ADVICE)
            .source("domain §12.1; kernel 4.3.0")
            .fix(
                say::fix_use(quoted(&usual)),
                vec![Command::Set(SettingField::AdminUser(usual))],
            ),
    );
}
