//! `site.json` of the web applications: sign-on and the front. Source: domain §10.2.
//!
//! The pages compare some values with the text `true`: a boolean there switches signature checking off in silence.

use super::{addresses, set};
use crate::catalog::{Kind, LinkKind, paths};
use crate::plan::{Endpoint, FrontRole, Plan};
use crate::render::edit::Edit;

const SOURCE: &str = "stock 1.9.0 code; domain §10.2";

pub(super) fn publisher(plan: &Plan, at: usize) -> Vec<Edit> {
    application(
        plan,
        at,
        Kind::Publisher,
        FrontRole::Publisher,
        paths::PUBLISHER,
    )
}

pub(super) fn store(plan: &Plan, at: usize) -> Vec<Edit> {
    application(plan, at, Kind::Store, FrontRole::Store, paths::STORE)
}

/// The pages of administration keep their own login, but no longer point at localhost.
pub(super) fn administration(plan: &Plan, at: usize) -> Vec<Edit> {
    if matches!(plan.instances[at].kind, Kind::Store | Kind::AllInOne) {
        provider(plan, at).into_iter().collect()
    } else {
        Vec::new()
    }
}

fn provider(plan: &Plan, at: usize) -> Option<Edit> {
    let link = addresses::link(plan, at, LinkKind::SignOn)?;
    let url = link.endpoints.first().map(Endpoint::to_string)?;
    let reason = format!("browsers log in at {}", addresses::provider(plan, link));
    Some(set(
        "/ssoConfiguration/identityProviderURL",
        url,
        reason,
        SOURCE,
    ))
}

fn application(
    plan: &Plan,
    at: usize,
    kind: Kind,
    role: FrontRole,
    context: &'static str,
) -> Vec<Edit> {
    let here = [kind, Kind::AllInOne].contains(&plan.instances[at].kind);
    if !here {
        return Vec::new();
    }
    let mut edits = Vec::new();
    if let Some(provider) = provider(plan, at) {
        edits.push(set(
            "/ssoConfiguration/enabled",
            "true",
            "a text, not a boolean: the page compares texts",
            SOURCE,
        ));
        edits.push(provider);
        edits.push(set(
            "/ssoConfiguration/responseSigningEnabled",
            "true",
            "answers must be signed",
            SOURCE,
        ));
    }
    let front = plan.front(role).filter(|front| front.members.contains(&at));
    if let Some(front) = front {
        let reason = "served by the front, which keeps the path";
        edits.push(set("/reverseProxy/enabled", "true", reason, SOURCE));
        edits.push(set(
            "/reverseProxy/host",
            front.name.clone(),
            reason,
            SOURCE,
        ));
        edits.push(set("/reverseProxy/context", context, reason, SOURCE));
    }
    edits
}
