//! Words that several views share.

use crate::catalog::{Moves, Opened};
use crate::checks::Severity;
use crate::plan::{Instance, Plan, Port};

/// `1 host`, `2 hosts`.
pub(super) fn count(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// The word, also in `data-severity` attributes.
pub(super) fn severity(severity: Severity) -> &'static str {
    severity.id()
}

pub(super) fn moves(moves: Moves) -> &'static str {
    match moves {
        Moves::WithOffset => "moves with the offset",
        Moves::Never => "never moves",
    }
}

/// Why a port is closed; `None` where it is open.
pub(super) fn closed(port: &Port) -> Option<&'static str> {
    if port.open {
        return None;
    }
    Some(match port.spec.opened {
        Opened::Always => "closed",
        Opened::Clustered => "only as a member of a cluster",
        Opened::Thrift => "only with key validation over Thrift",
        Opened::Not(why) => why,
    })
}

/// The port, or that there is none.
pub(super) fn port(number: Option<crate::model::Port>) -> String {
    number.map_or_else(|| "past 65535".into(), |port| port.to_string())
}

/// Why an instance has its offset.
pub(super) fn offset_reason(plan: &Plan, instance: &Instance) -> String {
    if instance.pinned {
        return "pinned".into();
    }
    match &instance.displaced_by {
        None => "automatic: its own ports are free on this host".into(),
        Some(taken) => {
            let holder = plan
                .instances
                .get(taken.holder)
                .map_or("somebody", |holder| holder.name.as_str());
            format!("automatic: {} is {}’s", taken.port, holder)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::presets;

    #[test]
    fn an_automatic_offset_names_who_holds_the_port() {
        let plan = crate::plan::build(&presets::find("classic").unwrap().design());
        let moved = plan
            .instances
            .iter()
            .find(|instance| instance.displaced_by.is_some())
            .expect("the classic design moves some");
        let reason = offset_reason(&plan, moved);
        assert!(
            reason.starts_with("automatic: ") && reason.ends_with("’s"),
            "{reason}"
        );
    }
}
