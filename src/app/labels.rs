//! Words that several views share.

use crate::catalog::{Moves, Opened};
use crate::checks::Severity;
use crate::plan::{Instance, Plan, Port};
use crate::say::{self, Message, Said};

/// The word; `data-severity` attributes have [`Severity::id`].
pub(super) fn severity(severity: Severity) -> Message {
    match severity {
        Severity::Error => say::SEVERITY_ERROR,
        Severity::Warning => say::SEVERITY_WARNING,
        Severity::Note => say::SEVERITY_NOTE,
    }
}

/// `1 error`, `2 errors`.
pub(super) fn count_of(severity: Severity, count: usize) -> Said {
    match severity {
        Severity::Error => say::count_errors(count),
        Severity::Warning => say::count_warnings(count),
        Severity::Note => say::count_notes(count),
    }
}

pub(super) fn moves(moves: Moves) -> Message {
    match moves {
        Moves::WithOffset => say::MOVES_WITH_OFFSET,
        Moves::Never => say::MOVES_NEVER,
    }
}

/// Why a port is closed; `None` where it is open.
pub(super) fn closed(port: &Port) -> Option<Message> {
    if port.open {
        return None;
    }
    Some(match port.spec.opened {
        Opened::Always => say::CLOSED,
        Opened::Clustered => say::CLOSED_UNCLUSTERED,
        Opened::Thrift => say::CLOSED_WITHOUT_THRIFT,
        Opened::Not(why) => why,
    })
}

/// The port, or that there is none.
pub(super) fn port(number: Option<crate::model::Port>) -> Said {
    number.map_or_else(|| say::PORT_OVERFLOW.into(), |port| port.to_string().into())
}

/// Why an instance has its offset.
pub(super) fn offset_reason(plan: &Plan, instance: &Instance) -> Said {
    if instance.pinned {
        return say::OFFSET_PINNED.into();
    }
    match &instance.displaced_by {
        None => say::OFFSET_FREE.into(),
        Some(taken) => {
            let holder = plan
                .instances
                .get(taken.holder)
                .map_or("somebody", |holder| holder.name.as_str());
            say::offset_taken(taken.port.to_string(), holder)
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
        let reason = offset_reason(&plan, moved).to_string();
        assert!(
            reason.starts_with("automatic: ") && reason.ends_with("’s"),
            "{reason}"
        );
    }
}
