//! Lines for `/etc/hosts`, applied between markers on each host.

use crate::plan::Plan;
use crate::render::{File, sh};

/// The same on every host. Source: seed §13.
pub(super) fn file(plan: &Plan) -> File {
    let mut text =
        sh::comment("Every machine of the design by its own address; public names at the front.");
    for line in &plan.hosts_lines {
        // A blank or a `#` inside a name would make it another name; the checks refuse such a design.
        let names: Vec<&str> = line
            .names
            .iter()
            .map(String::as_str)
            .filter(|name| is_plain(name))
            .collect();
        if is_plain(&line.address) && !names.is_empty() {
            text += &format!("{} {}\n", line.address, names.join(" "));
        }
    }
    File::new("hosts", text)
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || c.is_control() || c == '#')
}
