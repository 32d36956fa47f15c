//! nginx: one file per published name, all meant for `conf.d`. Source: domain §11.

use std::net::IpAddr;

use super::super::nginx_conf::Conf;
use super::super::{File, https_origin};
use super::{Site, address, around_dir, is_host_name};
use crate::catalog::port::name;
use crate::catalog::{Kind, LinkKind, paths};
use crate::model::Port;
use crate::plan::{Front, FrontRole, Instance, Plan, before_port};

/// Where certificates are; `install.sh` makes those that are missing.
pub(super) const TLS: &str = "/etc/nginx/tls";
/// Longest name that fits the servers' default table. Source: know.
const SHORT_NAME: usize = 45;

/// A file of one published name.
pub(super) struct Published<'a> {
    pub(super) name: &'a str,
    /// Without folder.
    pub(super) file: String,
    server: Server<'a>,
}

impl Published<'_> {
    pub(super) fn text(&self) -> String {
        self.server.text()
    }
}

pub(super) fn files(site: &Site, add: &mut dyn FnMut(&str, File)) {
    for (_, nginx) in site.of_kind(Kind::Nginx) {
        let dir = around_dir(site.plan, nginx);
        let mut add = |name: &str, text: String| {
            let mut file = File::new("nginx", text);
            file.instance = Some(nginx.id.clone());
            add(&format!("{dir}/{name}"), file);
        };
        for published in published(site.plan, nginx) {
            add(&published.file, published.text());
        }
        if let Some(text) = long_names(site.plan) {
            add(NAMES_FILE, text);
        }
    }
}

/// File of what all names share, where it is needed.
pub(super) const NAMES_FILE: &str = "apim-names.conf";

/// Room for names that the servers' table does not hold by default.
pub(super) fn long_names(plan: &Plan) -> Option<String> {
    let fronts = &plan.fronts;
    if fronts.iter().all(|front| front.name.len() <= SHORT_NAME) {
        return None;
    }
    let mut conf = Conf::default();
    conf.comment("Long names. Where nginx.conf has this line already, remove this file.");
    conf.directive("server_names_hash_bucket_size", &["512"]);
    Some(conf.finish())
}

/// What an nginx serves: every name with somebody behind it. Their texts are made when they are asked for.
pub(super) fn published<'a>(plan: &'a Plan, nginx: &Instance) -> Vec<Published<'a>> {
    let ports = nginx
        .port(name::FRONT_HTTP)
        .zip(nginx.port(name::FRONT_HTTPS));
    let Some((http, https)) = ports else {
        return Vec::new();
    };
    let own = &plan.host_of(nginx).address;
    let common = plan.settings.front_address.as_ref();
    let ipv6 = [Some(own), common]
        .into_iter()
        .flatten()
        .filter_map(|text| address(text))
        .any(|address| address.is_ipv6());
    plan.fronts
        .iter()
        .filter(|front| is_host_name(&front.name))
        .map(|front| Server {
            plan,
            front,
            http,
            https,
            ipv6,
        })
        .filter(Server::answers)
        .map(|server| Published {
            name: &server.front.name,
            file: format!("apim-{}.conf", server.front.role.id()),
            server,
        })
        .collect()
}

/// One published name.
struct Server<'a> {
    plan: &'a Plan,
    front: &'a Front,
    http: Port,
    https: Port,
    /// Whether the name leads to an IPv6 address.
    ipv6: bool,
}

const WEB_UPSTREAM: &str = "apim_";

impl Server<'_> {
    /// Whether somebody is behind each of its groups: nginx refuses an empty one.
    fn answers(&self) -> bool {
        let ports: &[&str] = match self.front.role {
            FrontRole::Gateway => &[name::PASS_THROUGH_HTTP, name::PASS_THROUGH_HTTPS],
            FrontRole::Management
            | FrontRole::KeyManager
            | FrontRole::Publisher
            | FrontRole::Store
            | FrontRole::IdentityServer => &[name::HTTPS],
        };
        ports.iter().all(|port| self.members(port).next().is_some())
    }

    fn text(&self) -> String {
        let mut conf = Conf::default();
        conf.comment(&format!("{}: {}", self.front.role.label(), self.front.name));
        conf.comment("Written by apim-designer; for the folder conf.d of nginx.");
        conf.blank();
        match self.front.role {
            FrontRole::Gateway => self.gateway(&mut conf),
            FrontRole::Management
            | FrontRole::KeyManager
            | FrontRole::Publisher
            | FrontRole::Store
            | FrontRole::IdentityServer => self.web(&mut conf),
        }
        conf.finish()
    }

    /// API calls: any worker answers any of them, so no session is kept.
    fn gateway(&self, conf: &mut Conf) {
        let plain = "apim_gateway_http";
        let secure = "apim_gateway_https";
        self.upstream(conf, plain, name::PASS_THROUGH_HTTP);
        self.upstream(conf, secure, name::PASS_THROUGH_HTTPS);
        conf.block("server", &[], |conf| {
            self.listen(conf, self.http, &[]);
            self.gateway_server(conf, &format!("http://{plain}"));
        });
        conf.blank();
        conf.block("server", &[], |conf| {
            self.tls(conf);
            self.gateway_server(conf, &format!("https://{secure}"));
        });
    }

    fn gateway_server(&self, conf: &mut Conf, upstream: &str) {
        self.common(conf);
        conf.comment("Of a call; raise it where an API takes more. nginx allows 1m by itself.");
        conf.directive("client_max_body_size", &["10m"]);
        conf.comment("APIs may use headers with underscores, which nginx drops otherwise.");
        conf.directive("underscores_in_headers", &["on"]);
        conf.blank();
        conf.block("location", &["/"], |conf| {
            conf.comment("The pass-through transport answers in chunks.");
            self.proxy(conf, upstream);
        });
    }

    /// Consoles and web applications.
    fn web(&self, conf: &mut Conf) {
        let upstream = format!("{WEB_UPSTREAM}{}", self.front.role.id().replace('-', "_"));
        self.upstream(conf, &upstream, name::HTTPS);
        let target = format!("https://{upstream}");
        conf.block("server", &[], |conf| {
            self.listen(conf, self.http, &[]);
            conf.directive("server_name", &[&self.front.name]);
            conf.directive("server_tokens", &["off"]);
            conf.directive(
                "return",
                &["301", &format!("{}$request_uri", self.origin())],
            );
        });
        conf.blank();
        conf.block("server", &[], |conf| {
            self.tls(conf);
            self.common(conf);
            conf.comment("As much as carbon.xml lets a person upload.");
            conf.directive("client_max_body_size", &["100m"]);
            match self.front.role {
                FrontRole::Publisher => {
                    self.application(conf, &target, "publisher");
                    self.icons(conf, &target);
                }
                FrontRole::Store => {
                    self.application(conf, &target, "store");
                    self.icons(conf, &target);
                    conf.blank();
                    conf.comment("The dashboard is for administrators.");
                    conf.block("location", &["/admin-dashboard/"], |conf| {
                        self.inside_only(conf);
                        self.proxy(conf, &target);
                    });
                }
                FrontRole::Management => {
                    conf.blank();
                    conf.comment("A management name is for the inside only.");
                    self.inside_only(conf);
                    self.paths(conf, &target, &["carbon", "services", "fileupload", "t"]);
                }
                FrontRole::KeyManager => {
                    conf.blank();
                    conf.comment(
                        "For the inside only. Where users log in for the authorization-code grant, their network too.",
                    );
                    self.inside_only(conf);
                    self.paths(conf, &target, &["services", "oauth2", "oauth2endpoints"]);
                }
                FrontRole::IdentityServer => {
                    conf.blank();
                    conf.comment("Where browsers log in.");
                    for path in [paths::SAML_SSO, "/commonauth"] {
                        conf.block("location", &["=", path], |conf| self.proxy(conf, &target));
                    }
                    self.paths(conf, &target, &["authenticationendpoint"]);
                    let members = &self.front.members;
                    if members
                        .iter()
                        .any(|&at| self.plan.instances[at].manages_keys())
                    {
                        conf.blank();
                        conf.comment(
                            "It is the key manager too. Where users log in for the authorization-code grant, their network too.",
                        );
                        for path in ["/oauth2/", "/oauth2endpoints/"] {
                            conf.block("location", &[path], |conf| {
                                self.inside_only(conf);
                                self.proxy(conf, &target);
                            });
                        }
                    }
                    conf.blank();
                    conf.comment("Its console, where Publisher and Store are registered.");
                    for path in ["/carbon/", "/services/"] {
                        conf.block("location", &[path], |conf| {
                            self.inside_only(conf);
                            self.proxy(conf, &target);
                        });
                    }
                }
                FrontRole::Gateway => {}
            }
            conf.blank();
            conf.comment("Everything else that the server has stays inside.");
            conf.block("location", &["/"], |conf| conf.directive("return", &["404"]));
        });
    }

    /// Everybody behind the name, with address and port.
    fn members(&self, port: &str) -> impl Iterator<Item = (&Instance, String)> {
        let members = self.front.members.iter();
        members.filter_map(move |&at| {
            let instance = &self.plan.instances[at];
            let host = self.plan.host_of(instance);
            let place = match address(&host.address) {
                Some(address) => before_port(&address.to_string()).into_owned(),
                None if is_host_name(&host.name) => host.name.clone(),
                None => return None,
            };
            Some((instance, format!("{place}:{}", instance.port(port)?)))
        })
    }

    /// The group of those who answer.
    fn upstream(&self, conf: &mut Conf, upstream: &str, port: &str) {
        let members: Vec<(&Instance, String)> = self.members(port).collect();
        conf.block("upstream", &[upstream], |conf| {
            let has_session = matches!(
                self.front.role,
                FrontRole::Publisher | FrontRole::Store | FrontRole::IdentityServer
            );
            let several = members.len() > 1;
            if has_session && several {
                conf.comment("A session lives on one server. All users behind one address reach the same one.");
                conf.directive("ip_hash", &[]);
            }
            // One alone is asked whatever happens: nginx takes no notice of them there.
            let health: &[&str] = if several {
                conf.comment("Three failures within half a minute keep callers away from a server for as long.");
                &["max_fails=3", "fail_timeout=30s"]
            } else {
                &[]
            };
            for (instance, place) in &members {
                let host = self.plan.host_of(instance);
                conf.comment(&format!("{} on {}", instance.name, host.name));
                let mut parameters = vec![place.as_str()];
                parameters.extend(health);
                conf.directive("server", &parameters);
            }
        });
        conf.blank();
    }

    fn listen(&self, conf: &mut Conf, port: Port, options: &[&str]) {
        let mut places = vec![port.to_string()];
        if self.ipv6 {
            places.push(format!("[::]:{port}"));
        }
        for place in places {
            let mut parameters = vec![place.as_str()];
            parameters.extend(options);
            conf.directive("listen", &parameters);
        }
    }

    fn tls(&self, conf: &mut Conf) {
        self.listen(conf, self.https, &["ssl"]);
        let name = &self.front.name;
        conf.directive("ssl_certificate", &[&format!("{TLS}/{name}.crt")]);
        conf.directive("ssl_certificate_key", &[&format!("{TLS}/{name}.key")]);
        if self.is_called_by_servers() {
            conf.comment(
                "Other servers of the design call this name too, and Java 7 offers TLS 1.0 by itself. Where OpenSSL 3 refuses",
            );
            conf.comment(
                "that, start them with -Dhttps.protocols=TLSv1.2, or add here: ssl_ciphers DEFAULT:@SECLEVEL=0;",
            );
            conf.directive("ssl_protocols", &["TLSv1", "TLSv1.1", "TLSv1.2"]);
        } else {
            conf.directive("ssl_protocols", &["TLSv1.2"]);
        }
    }

    /// Whether servers of the design call the name, not browsers alone. An Identity Server ends the sessions of the web
    /// applications itself when somebody logs out. Source: domain §11.3; know.
    fn is_called_by_servers(&self) -> bool {
        match self.front.role {
            FrontRole::Gateway | FrontRole::KeyManager => true,
            FrontRole::Publisher | FrontRole::Store => {
                let mut links = self.plan.links.iter();
                links.any(|link| link.kind == LinkKind::SignOn)
            }
            FrontRole::Management | FrontRole::IdentityServer => false,
        }
    }

    fn common(&self, conf: &mut Conf) {
        conf.directive("server_name", &[&self.front.name]);
        conf.directive("server_tokens", &["off"]);
    }

    /// Where a browser finds the name.
    fn origin(&self) -> String {
        https_origin(&self.front.name, self.https)
    }

    /// A web application at its own context, and nothing whose name only begins like it.
    fn application(&self, conf: &mut Conf, target: &str, context: &'static str) {
        conf.blank();
        let there = format!("{}/{context}/", self.origin());
        for from in ["/".to_owned(), format!("/{context}")] {
            conf.block("location", &["=", &from], |conf| {
                conf.directive("return", &["302", &there]);
            });
        }
        conf.block("location", &[&format!("/{context}/")], |conf| {
            self.proxy(conf, target);
        });
    }

    fn paths(&self, conf: &mut Conf, target: &str, paths: &[&'static str]) {
        if self.front.role == FrontRole::Management {
            conf.block("location", &["=", "/"], |conf| {
                conf.directive("return", &["302", &format!("{}/carbon/", self.origin())]);
            });
        }
        for path in paths {
            conf.block("location", &[&format!("/{path}/")], |conf| {
                self.proxy(conf, target);
            });
        }
    }

    /// The hosts of the design, and nobody else.
    fn inside_only(&self, conf: &mut Conf) {
        conf.comment("The hosts of the design; add the network of those who administer it.");
        let mut seen: Vec<IpAddr> = Vec::new();
        for host in &self.plan.hosts {
            if let Some(address) = address(&host.address)
                && !seen.contains(&address)
            {
                seen.push(address);
                conf.directive("allow", &[&address.to_string()]);
            }
        }
        conf.directive("deny", &["all"]);
    }
    /// Pictures of APIs, which both web applications show from the registry; the rest of it stays inside. Source: know.
    fn icons(&self, conf: &mut Conf, target: &str) {
        conf.blank();
        conf.comment(
            "Pictures of APIs are resources of the registry; nothing else of it is shown.",
        );
        let path = "/registry/resource/_system/governance/apimgt/applicationdata/icons/";
        conf.block("location", &[path], |conf| {
            conf.block("limit_except", &["GET"], |conf| {
                conf.directive("deny", &["all"]);
            });
            self.proxy(conf, target);
        });
    }

    /// Passes requests on. Source: doc CLUSTER420-GW; `X-Forwarded-Proto`: know.
    fn proxy(&self, conf: &mut Conf, target: &str) {
        conf.directive("proxy_pass", &[target]);
        conf.directive("proxy_http_version", &["1.1"]);
        for (header, value) in [
            ("Connection", ""),
            ("Host", "$http_host"),
            ("X-Forwarded-Host", "$host"),
            ("X-Forwarded-Server", "$host"),
            ("X-Forwarded-For", "$proxy_add_x_forwarded_for"),
            ("X-Forwarded-Proto", "$scheme"),
        ] {
            conf.directive("proxy_set_header", &[header, value]);
        }
        conf.comment("A server that is gone is noticed soon; one that works may take its time.");
        conf.directive("proxy_connect_timeout", &["5s"]);
        conf.directive("proxy_read_timeout", &["5m"]);
        conf.directive("proxy_send_timeout", &["5m"]);
        if self.front.members.len() > 1 {
            conf.comment("The next server is asked only where that does nothing twice: never again with a POST that was sent.");
            conf.directive("proxy_next_upstream", &["error", "timeout"]);
        }
    }
}
