//! Names and addresses, the same on every machine.

use std::fmt::Write as _;

use super::super::one_line;
use super::{address, is_host_name};
use crate::plan::Plan;

/// First line of the design's part of a hosts file.
pub(super) fn first_line(plan: &Plan) -> String {
    format!("# BEGIN apim-designer {}", plan.folder)
}

/// Last line of it.
pub(super) fn last_line(plan: &Plan) -> String {
    format!("# END apim-designer {}", plan.folder)
}

/// The lines between their markers. What is no name or no address stays out: the file knows no quoting.
pub(super) fn text(plan: &Plan) -> String {
    let mut out = first_line(plan);
    out.push('\n');
    for line in &plan.hosts_lines {
        let (names, others): (Vec<&String>, Vec<&String>) =
            line.names.iter().partition(|name| is_host_name(name));
        for name in others {
            let _ = writeln!(out, "# left out, no host name: {}", one_line(name));
        }
        if names.is_empty() {
            continue;
        }
        if address(&line.address).is_none() {
            let _ = writeln!(out, "# left out, no address: {}", one_line(&line.address));
            continue;
        }
        out.push_str(&line.address);
        for name in names {
            out.push('\t');
            out.push_str(name);
        }
        out.push('\n');
    }
    out.push_str(&last_line(plan));
    out.push('\n');
    out
}
