//! Plan → Findings: what is wrong or doubtful, where, why, and what to do about it.

use serde::Serialize;

use crate::model::{Command, Design, HostId, InstanceId};
use crate::plan::Plan;

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

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    Host(HostId),
    Instance(InstanceId),
    /// The settings of the whole design.
    Design,
}

/// A remedy that is one command.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What the button says.
    pub label: String,
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
    pub message: String,
    /// What comes of it, or how to mend it by hand.
    pub advice: String,
    pub source: &'static str,
    pub fix: Option<Fix>,
}

/// Checks a design against its plan; the most serious first, then in the order of the design.
pub fn check(_design: &Design, _plan: &Plan) -> Vec<Finding> {
    Vec::new()
}
