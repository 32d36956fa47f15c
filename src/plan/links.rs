//! Links: each need bound to whoever serves it, with the address that the files will carry.

use super::types::{Endpoint, FrontRole, Link, Plan, Synchronizer, Transport, Unmet};
use super::{Index, all_of};
use crate::catalog::port::name;
use crate::catalog::{Bound, Kind, LinkKind, Need, Provider, paths};
use crate::model::{self, Design};
use crate::order;
use crate::say;
use crate::table::SortedMap;

/// Thrift for one key manager, the web service for several: Thrift is plain TCP, which no HTTP front carries.
/// Source: domain §5.2, §5.3.
pub(super) fn transport(design: &Design, plan: &Plan) -> Transport {
    match design.settings.transport {
        model::Transport::Thrift => Transport::Thrift,
        model::Transport::WebService => Transport::WebService,
        model::Transport::Auto => {
            if plan.key_managers().len() > 1 {
                Transport::WebService
            } else {
                Transport::Thrift
            }
        }
    }
}

/// Of several managers the one to which the first Publisher deploys: two would both commit. Source: domain §6.2, §7.2.
pub(super) fn manager(design: &Design, index: &Index, plan: &Plan) -> Option<usize> {
    let kinds = Provider::GatewayManager.kinds();
    let publisher = plan.of_kind(Kind::Publisher).next().map(|(at, _)| at);
    let chosen = design.links.iter().rev().find(|link| {
        link.kind == LinkKind::Deployment
            && publisher.is_some()
            && index.instance(&link.from) == publisher
    });
    let chosen = chosen.and_then(|link| index.instance(&link.to));
    let usual = || kinds.iter().find_map(|&kind| plan.of_kind(kind).next());
    chosen
        .filter(|&at| kinds.contains(&plan.instances[at].kind))
        .or_else(|| usual().map(|(at, _)| at))
}

pub(super) fn bind(design: &Design, index: &Index, plan: &mut Plan) {
    let binder = Binder::new(design, index, plan);
    let mut links = Vec::new();
    let mut unmet = Vec::new();
    for (at, instance) in plan.instances.iter().enumerate() {
        for need in instance.spec().needs {
            let found = links.len();
            binder.bind(at, need, &mut links);
            if links.len() == found && need.bound == Bound::Required {
                unmet.push(Unmet {
                    instance: at,
                    link: need.link,
                    need,
                });
            }
        }
    }
    binder.clusters(&mut links);
    let synchronizers = binder.synchronizers(&links);
    for (at, synchronizer) in synchronizers {
        plan.instances[at].synchronizer = Some(synchronizer);
    }
    plan.calls = vec![Vec::new(); plan.instances.len()];
    for (at, link) in links.iter().enumerate() {
        plan.calls[link.from].push(at);
    }
    plan.links = links;
    plan.unmet = unmet;
}

struct Binder<'a> {
    plan: &'a Plan,
    chosen: SortedMap<(usize, LinkKind), usize>,
    fronts: Vec<usize>,
    key_managers: Vec<usize>,
    gateways: Vec<usize>,
    svn: Vec<usize>,
    bams: Vec<usize>,
    identity: Vec<usize>,
}

impl<'a> Binder<'a> {
    fn new(design: &Design, index: &Index, plan: &'a Plan) -> Self {
        let chosen = design
            .links
            .iter()
            .filter_map(|link| {
                Some((
                    (index.instance(&link.from)?, link.kind),
                    index.instance(&link.to)?,
                ))
            })
            .collect();
        let first_found = |provider: Provider| {
            let kinds = provider.kinds().iter();
            kinds
                .map(|&kind| all_of(plan, &[kind]))
                .find(|found| !found.is_empty())
                .unwrap_or_default()
        };
        Self {
            plan,
            chosen,
            fronts: all_of(plan, &[Kind::Nginx]),
            key_managers: Some(plan.asked_key_managers())
                .filter(|found| !found.is_empty())
                .unwrap_or_else(|| first_found(Provider::KeyManager)),
            gateways: first_found(Provider::Gateway),
            svn: first_found(Provider::Svn),
            bams: first_found(Provider::Bam),
            identity: first_found(Provider::IdentityServer),
        }
    }

    fn bind(&self, from: usize, need: &Need, links: &mut Vec<Link>) {
        let chosen = self.chosen.get(&(from, need.link)).copied();
        match need.provider {
            Provider::Behind => self.traffic(from, need, links),
            Provider::Database => self.data(from, need, links),
            // Every receiver gets the events.
            Provider::Bam => {
                let receivers = chosen.map_or_else(|| self.bams.clone(), |at| vec![at]);
                links.extend(
                    receivers
                        .into_iter()
                        .map(|to| self.link(from, to, need, chosen.is_some())),
                );
            }
            Provider::KeyManager
            | Provider::GatewayManager
            | Provider::Gateway
            | Provider::Svn
            | Provider::IdentityServer
            | Provider::Activemq => {
                let to = chosen.or_else(|| self.usual(need));
                links.extend(to.map(|to| self.link(from, to, need, chosen.is_some())));
            }
        }
    }

    /// The provider without a person's choice: the front where it publishes the role, else the only or first one.
    fn usual(&self, need: &Need) -> Option<usize> {
        let front = |role| self.plan.front(role).and(self.fronts.first().copied());
        match need.provider {
            Provider::KeyManager => {
                front(FrontRole::KeyManager).or_else(|| self.key_managers.first().copied())
            }
            Provider::Gateway => {
                front(FrontRole::Gateway).or_else(|| self.gateways.first().copied())
            }
            // Always the manager itself: behind a balancer an API would reach one of several at random.
            Provider::GatewayManager => self.plan.manager,
            Provider::Svn => self.svn.first().copied(),
            Provider::IdentityServer => {
                front(FrontRole::IdentityServer).or_else(|| self.identity.first().copied())
            }
            Provider::Activemq | Provider::Bam | Provider::Database | Provider::Behind => None,
        }
    }

    fn link(&self, from: usize, to: usize, need: &Need, chosen: bool) -> Link {
        Link {
            from,
            to,
            kind: need.link,
            endpoints: self.endpoints(to, need),
            why: need.why,
            source: need.source,
            files: carriers(need.link),
            chosen,
        }
    }

    fn endpoint(
        &self,
        to: usize,
        scheme: &'static str,
        port: &str,
        path: &'static str,
    ) -> Endpoint {
        let instance = &self.plan.instances[to];
        let host = self.plan.host_of(instance).name.clone();
        Endpoint {
            scheme,
            host,
            port: instance.port(port),
            path,
        }
    }

    /// The front's address for a role, where the provider is a front.
    fn published(
        &self,
        to: usize,
        role: FrontRole,
        scheme: &'static str,
        path: &'static str,
    ) -> Endpoint {
        let port = if scheme == "http" {
            name::FRONT_HTTP
        } else {
            name::FRONT_HTTPS
        };
        let host = self
            .plan
            .front(role)
            .map(|front| front.name.clone())
            .unwrap_or_default();
        Endpoint {
            scheme,
            host,
            port: self.plan.instances[to].port(port),
            path,
        }
    }

    fn endpoints(&self, to: usize, need: &Need) -> Vec<Endpoint> {
        let is_front = self.plan.instances[to].kind == Kind::Nginx;
        let key_manager = |path| {
            if is_front {
                self.published(to, FrontRole::KeyManager, "https", path)
            } else {
                self.endpoint(to, "https", name::HTTPS, path)
            }
        };
        match need.link {
            LinkKind::KeyValidation if self.plan.transport == Transport::Thrift && !is_front => {
                vec![self.endpoint(to, "tcp", name::THRIFT, "")]
            }
            LinkKind::KeyValidation => vec![key_manager("/services/APIKeyValidationService")],
            LinkKind::Token => vec![key_manager("/oauth2/")],
            LinkKind::Authentication => vec![key_manager(paths::SERVICES)],
            LinkKind::Deployment | LinkKind::CacheClear => {
                vec![self.endpoint(to, "https", name::HTTPS, paths::SERVICES)]
            }
            LinkKind::Calls if is_front => vec![
                self.published(to, FrontRole::Gateway, "http", ""),
                self.published(to, FrontRole::Gateway, "https", ""),
            ],
            LinkKind::Calls => vec![
                self.endpoint(to, "http", name::PASS_THROUGH_HTTP, ""),
                self.endpoint(to, "https", name::PASS_THROUGH_HTTPS, ""),
            ],
            LinkKind::Synchronization => vec![self.endpoint(to, "svn", name::SVN, "")],
            LinkKind::Statistics => {
                // By address, as the vendor's pages demand; clients reach the login at the receiver's port + 100.
                let mut receiver = self.endpoint(to, "tcp", name::RECEIVER, "");
                let mut login = self.endpoint(to, "tcp", name::RECEIVER_SSL, "");
                let address = &self.plan.host_of(&self.plan.instances[to]).address;
                receiver.host.clone_from(address);
                login.host.clone_from(address);
                vec![receiver, login]
            }
            LinkKind::SignOn if is_front => {
                vec![self.published(to, FrontRole::IdentityServer, "https", paths::SAML_SSO)]
            }
            LinkKind::SignOn => vec![self.endpoint(to, "https", name::HTTPS, paths::SAML_SSO)],
            LinkKind::Messaging => vec![self.endpoint(to, "tcp", name::OPENWIRE, "")],
            LinkKind::Traffic | LinkKind::Data | LinkKind::Cluster => Vec::new(),
        }
    }

    /// A front to everything that it publishes.
    fn traffic(&self, from: usize, need: &Need, links: &mut Vec<Link>) {
        let mut seen: SortedMap<usize, usize> = SortedMap::new();
        for front in &self.plan.fronts {
            for &to in &front.members {
                let endpoints = match front.role {
                    FrontRole::Gateway => vec![
                        self.endpoint(to, "http", name::PASS_THROUGH_HTTP, ""),
                        self.endpoint(to, "https", name::PASS_THROUGH_HTTPS, ""),
                    ],
                    FrontRole::Management
                    | FrontRole::KeyManager
                    | FrontRole::Publisher
                    | FrontRole::Store
                    | FrontRole::IdentityServer => {
                        vec![self.endpoint(to, "https", name::HTTPS, "")]
                    }
                };
                if let Some(&at) = seen.get(&to) {
                    let known: &mut Link = &mut links[at];
                    known.endpoints.extend(endpoints);
                    order::sort(&mut known.endpoints);
                    known.endpoints.dedup();
                } else {
                    seen.insert(to, links.len());
                    links.push(Link {
                        endpoints,
                        ..self.link(from, to, need, false)
                    });
                }
            }
        }
    }

    /// An instance to each server that holds a database it opens.
    fn data(&self, from: usize, need: &Need, links: &mut Vec<Link>) {
        let mut servers: Vec<usize> = self.plan.instances[from]
            .databases
            .iter()
            .map(|&at| self.plan.databases[at].server)
            .collect();
        order::sort(&mut servers);
        servers.dedup();
        for to in servers {
            let endpoints = vec![self.endpoint(to, "jdbc", name::MYSQL, "")];
            links.push(Link {
                endpoints,
                ..self.link(from, to, need, false)
            });
        }
    }

    /// Cluster traffic, drawn from each member to the first: all members talk to all, but n² lines tell no more.
    fn clusters(&self, links: &mut Vec<Link>) {
        for cluster in &self.plan.clusters {
            let Some((&first, rest)) = cluster.members.split_first() else {
                continue;
            };
            links.extend(rest.iter().map(|&from| {
                let mut endpoint = self.endpoint(first, "tcp", name::CLUSTER, "");
                endpoint
                    .host
                    .clone_from(&self.plan.host_of(&self.plan.instances[first]).address);
                Link {
                    from,
                    to: first,
                    kind: LinkKind::Cluster,
                    endpoints: vec![endpoint],
                    why: say::WHY_CLUSTER,
                    source: "domain §6.1",
                    files: carriers(LinkKind::Cluster),
                    chosen: false,
                }
            }));
        }
    }

    /// Exactly one commits to a repository: the manager, else the first gateway there that is no worker.
    fn synchronizers(&self, links: &[Link]) -> Vec<(usize, Synchronizer)> {
        let links = links
            .iter()
            .filter(|link| link.kind == LinkKind::Synchronization);
        let mut committers: SortedMap<String, usize> = SortedMap::new();
        let mut found: Vec<(usize, Synchronizer)> = Vec::new();
        for link in links {
            let url = self.repository(link);
            if self.plan.instances[link.from].kind != Kind::GatewayWorker {
                let committer = committers.get_or_insert_with(url.clone(), || link.from);
                if self.plan.manager == Some(link.from) {
                    *committer = link.from;
                }
            }
            let synchronizer = Synchronizer {
                url,
                commits: false,
                user: paths::SVN_READER,
            };
            found.push((link.from, synchronizer));
        }
        for (at, synchronizer) in &mut found {
            if committers.get(&synchronizer.url) == Some(at) {
                synchronizer.commits = true;
                synchronizer.user = paths::SVN_WRITER;
            }
        }
        found
    }

    /// Address of the repository that a gateway synchronizes with.
    fn repository(&self, link: &Link) -> String {
        let server = &self.plan.instances[link.to];
        let repository = server
            .details
            .repository
            .as_deref()
            .unwrap_or(paths::SVN_REPOSITORY);
        let folder = repository
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        format!("{}/{folder}", link.endpoints[0])
    }
}

/// Files of the caller that carry a link's address.
fn carriers(link: LinkKind) -> &'static [&'static str] {
    match link {
        LinkKind::Traffic => &["nginx"],
        LinkKind::Calls
        | LinkKind::KeyValidation
        | LinkKind::Token
        | LinkKind::Authentication
        | LinkKind::Deployment
        | LinkKind::CacheClear
        | LinkKind::Statistics => &[paths::API_MANAGER],
        LinkKind::Synchronization => &[paths::CARBON],
        LinkKind::Cluster | LinkKind::Messaging => &[paths::AXIS2],
        LinkKind::Data => &[paths::MASTER_DATASOURCES],
        LinkKind::SignOn => &[paths::SITE_PUBLISHER, paths::SITE_STORE],
    }
}
