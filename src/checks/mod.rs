//! Plan → Findings: what is wrong or doubtful, where, why, and what to do about it.
//!
//! One file per subject, one function per rule. A rule reads a [`Context`] and adds to the findings; it knows no other
//! rule. Every rule is total: a design read from a hostile file yields findings, never a panic.

mod clusters;
mod context;
mod databases;
mod fronts;
mod homes;
mod hosts;
mod keys;
mod links;
mod names;
mod needs;
mod ports;
mod registry;
mod roles;
mod security;
mod services;
mod start;
mod text;
mod zones;

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;

use crate::model::{Command, Design, HostId, InstanceId};
use crate::order;
use crate::plan::Plan;
use crate::say::Said;
use context::Context;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The deployment cannot work; the command line exits with 1.
    Error,
    /// It works in part, breaks later, or is unsafe.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// As in the findings' JSON.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    Host(HostId),
    Instance(InstanceId),
    /// The settings of the whole design.
    Design,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Host(id) => write!(f, "host {id}"),
            Place::Instance(id) => write!(f, "instance {id}"),
            Place::Design => f.write_str("design"),
        }
    }
}

impl Place {
    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            Some(("host", id)) => HostId::new(id).map(Place::Host),
            Some(("instance", id)) => InstanceId::new(id).map(Place::Instance),
            Some(_) => None,
            None => (text == "design").then_some(Place::Design),
        }
    }
}

/// A remedy that is one command.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What the button says.
    pub label: Said,
    pub command: Command,
}

/// Something wrong or doubtful about a design.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Stable name of the rule, such as `port-clash`.
    pub code: &'static str,
    pub severity: Severity,
    pub at: Vec<Place>,
    /// What, in plain words.
    pub message: Said,
    /// What comes of it, or how to mend it by hand.
    pub advice: Said,
    pub source: &'static str,
    pub fix: Option<Fix>,
}

/// A rule: reads the context, adds what it finds.
type Rule = fn(&Context, &mut Vec<Finding>);

/// Every rule with the code of its findings.
const RULES: &[(&str, Rule)] = &[
    ("port-clash", ports::clash),
    ("port-overflow", ports::overflow),
    ("port-ssh", ports::ssh),
    ("port-unknown", ports::unknown),
    ("missing-mysql", needs::mysql),
    ("missing-key-manager", needs::key_manager),
    ("missing-gateway-manager", needs::gateway_manager),
    ("missing-gateway", needs::gateway),
    ("missing-svn", needs::svn),
    ("publisher-without-store", needs::publisher_without_store),
    ("store-without-publisher", needs::store_without_publisher),
    ("several-managers", roles::several_managers),
    ("several-all-in-one", roles::several_all_in_one),
    ("all-in-one-mixed", roles::all_in_one_mixed),
    ("no-committer", roles::no_committer),
    ("no-front", fronts::missing),
    ("front-empty", fronts::empty),
    ("front-address", fronts::no_common_address),
    ("front-address-invalid", fronts::invalid_address),
    ("front-address-elsewhere", fronts::address_elsewhere),
    ("front-ports", fronts::different_ports),
    ("host-name-invalid", hosts::invalid_name),
    ("host-name-localhost", hosts::localhost),
    ("host-name-address", hosts::name_is_address),
    ("host-name-duplicate", hosts::duplicate_name),
    ("host-address-missing", hosts::missing_address),
    ("host-address-invalid", hosts::invalid_address),
    ("host-address-loopback", hosts::loopback_address),
    ("host-address-ipv6", hosts::ipv6_address),
    ("host-address-duplicate", hosts::duplicate_address),
    ("host-memory", hosts::memory),
    ("ssh-user", hosts::ssh_user),
    ("ssh-key", hosts::ssh_key),
    ("design-large", hosts::too_many),
    ("instance-name-duplicate", names::duplicate_instance),
    ("instance-name-empty", names::empty_instance),
    ("domain-invalid", names::invalid_domain),
    ("domain-example", names::example_domain),
    ("public-name-invalid", names::invalid_public),
    ("public-name-duplicate", names::duplicate_public),
    ("public-name-host", names::public_is_host),
    ("home-invalid", homes::invalid),
    ("home-unsafe", homes::unsafe_place),
    ("home-duplicate", homes::duplicate),
    ("home-nested", homes::nested),
    ("svn-path-invalid", homes::repository),
    ("start-order", start::order),
    ("link-illegal", links::illegal),
    ("link-repeated", links::repeated),
    ("key-manager-bypassed", links::bypassed),
    ("sign-on-bypassed", links::sign_on_bypassed),
    ("key-links-differ", links::differ),
    ("thrift-several", keys::thrift),
    ("identity-key-manager-experimental", keys::experimental),
    ("identity-key-manager-beside", keys::beside),
    ("cluster-domain-invalid", clusters::invalid_domain),
    ("cluster-domain-shared", clusters::shared_domain),
    ("mount-name", registry::mount_name),
    ("database-name-invalid", databases::invalid_name),
    ("database-name-shared", databases::shared_name),
    ("database-user-invalid", databases::invalid_user),
    ("database-user-root", databases::root),
    ("database-user-shared", databases::shared_user),
    ("database-server", databases::no_server),
    ("database-embedded", databases::embedded),
    ("mysql-connections", databases::too_few_connections),
    ("mysql-connections-raised", databases::raised_connections),
    ("mysql-strict", databases::strict),
    ("mysql-8", databases::mysql_8),
    ("stock-certificates", security::stock_certificates),
    ("admin-user-stock", security::stock_admin),
    ("admin-user-invalid", security::invalid_admin),
    ("zone-exposed", zones::exposed),
    ("zone-bypassed", zones::bypassed),
    ("zone-missing", zones::missing),
    ("statistics-form", services::statistics_form),
    ("statistics-first-run", services::statistics_first_run),
    ("several-bam", services::several_bam),
    ("identity-server-manual", services::identity_server),
    ("identity-server-idle", services::idle_identity_server),
    ("activemq-idle", services::idle_activemq),
    ("svn-idle", services::idle_svn),
    ("mysql-idle", services::idle_mysql),
];

/// The codes of every finding that there can be.
pub fn codes() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(code, _)| *code)
}

/// Checks a design against its plan; the most serious first, then in the order of the design.
pub fn check(design: &Design, plan: &Plan) -> Vec<Finding> {
    let context = Context::new(design, plan);
    let mut findings = Vec::new();
    for (code, rule) in RULES {
        let from = findings.len();
        rule(&context, &mut findings);
        for finding in &mut findings[from..] {
            finding.code = code;
        }
    }
    sort(design, &mut findings);
    findings
}

fn sort(design: &Design, findings: &mut [Finding]) {
    let hosts: HashMap<&str, usize> = design
        .hosts
        .iter()
        .enumerate()
        .map(|(at, host)| (host.id.as_str(), at))
        .collect();
    let instances: HashMap<&str, (usize, usize)> = design
        .instances
        .iter()
        .enumerate()
        .map(|(at, instance)| {
            let host = hosts.get(instance.host.as_str()).copied();
            (instance.id.as_str(), (host.unwrap_or_default(), at))
        })
        .collect();
    // The design first, then host by host, each before its instances.
    order::by_key(findings, |finding| {
        let place = match finding.at.first() {
            None | Some(Place::Design) => (0, 0),
            Some(Place::Host(id)) => (1 + hosts.get(id.as_str()).copied().unwrap_or_default(), 0),
            Some(Place::Instance(id)) => {
                let (host, at) = instances.get(id.as_str()).copied().unwrap_or_default();
                (1 + host, 1 + at)
            }
        };
        (finding.severity, place)
    });
}

impl Finding {
    fn new(severity: Severity, at: Vec<Place>, message: impl Into<Said>) -> Self {
        Self {
            // Told by the table of rules.
            code: "",
            severity,
            at,
            message: message.into(),
            advice: Said::default(),
            source: "",
            fix: None,
        }
    }

    fn error(at: Vec<Place>, message: impl Into<Said>) -> Self {
        Self::new(Severity::Error, at, message)
    }

    fn warning(at: Vec<Place>, message: impl Into<Said>) -> Self {
        Self::new(Severity::Warning, at, message)
    }

    fn note(at: Vec<Place>, message: impl Into<Said>) -> Self {
        Self::new(Severity::Note, at, message)
    }

    fn advice(mut self, advice: impl Into<Said>) -> Self {
        self.advice = advice.into();
        self
    }

    fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// Offers a remedy of one or several commands; none where there are none.
    fn fix(mut self, label: impl Into<Said>, mut commands: Vec<Command>) -> Self {
        let label = label.into();
        let command = match commands.len() {
            0 => return self,
            1 => commands.remove(0),
            _ => Command::Many {
                label: label.clone(),
                commands,
            },
        };
        self.fix = Some(Fix { label, command });
        self
    }
}
