//! `sso-idp-config.xml` of an Identity Server: the web applications that may send users there. Source: domain §10.3.

use super::super::edit::{Edit, Element, Position, quoted};
use super::super::https_origin;
use super::{Node, because};
use crate::catalog::port::name;
use crate::catalog::{Kind, LinkKind, paths, values};
use crate::plan::{FrontRole, Plan, before_port};
use crate::say;

/// A web application as the Identity Server must know it.
pub(in crate::render) struct Provider {
    pub(in crate::render) issuer: &'static str,
    /// Where the browser brings the answer.
    pub(in crate::render) consumer: String,
}

/// The web applications of a design that sign on somewhere.
pub(in crate::render) fn providers(plan: &Plan) -> Vec<Provider> {
    [
        (
            FrontRole::Publisher,
            Kind::Publisher,
            values::ISSUER_PUBLISHER,
            paths::PUBLISHER,
        ),
        (
            FrontRole::Store,
            Kind::Store,
            values::ISSUER_STORE,
            paths::STORE,
        ),
    ]
    .into_iter()
    .filter_map(|(role, kind, issuer, context)| {
        let origin = origin(plan, role, kind)?;
        let consumer = format!("{origin}{context}{}", paths::ASSERTION_CONSUMER);
        Some(Provider { issuer, consumer })
    })
    .collect()
}

/// Where a browser finds a web application; the usual port is left out, as browsers do.
fn origin(plan: &Plan, role: FrontRole, kind: Kind) -> Option<String> {
    if let Some(front) = plan.front(role) {
        let (_, nginx) = plan.of_kind(Kind::Nginx).next()?;
        return Some(https_origin(&front.name, nginx.port(name::FRONT_HTTPS)?));
    }
    let mut instances = plan.instances.iter();
    let instance =
        instances.find(|instance| instance.kind == kind || instance.kind == Kind::AllInOne)?;
    let host = before_port(&plan.host_of(instance).name);
    Some(format!("https://{host}:{}", instance.https()?))
}

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut links = node.plan.links.iter();
    if !links.any(|link| {
        link.kind == LinkKind::SignOn
            && node.plan.leads_to(link, node.at, FrontRole::IdentityServer)
    }) {
        return Vec::new();
    }
    providers(node.plan)
        .into_iter()
        .map(|provider| {
            let why = because(
                say::reason_signs_on(provider.issuer),
                "puppet is5.0.0; domain §10.3",
            );
            let path = format!(
                "/SSOIdentityProviderConfig/ServiceProviders/ServiceProvider[Issuer={}]",
                quoted(provider.issuer)
            );
            let element = Element::new("ServiceProvider")
                .leaf("Issuer", provider.issuer)
                .leaf("AssertionConsumerService", provider.consumer)
                .leaf("SignAssertion", "true")
                .leaf("SignResponse", "true")
                .leaf("EnableAttributeProfile", "false")
                .leaf("IncludeAttributeByDefault", "false")
                .leaf("EnableSingleLogout", "true")
                .leaf("EnableAudienceRestriction", "false");
            why.put(path, element, Position::Last)
        })
        .collect()
}
