//! Scripts, as the shell and its linter see them.

use std::collections::BTreeSet;
use std::process::Command;

use apim_designer::model::presets;
use apim_designer::render::Secrets;

use crate::workshop::{Folder, installed, render, succeed};

#[test]
fn every_script_of_every_preset_is_clean() {
    let linted = installed("shellcheck", "lint of the scripts");
    let folder = Folder::new("lint");
    // Hosts share texts; each is looked at once.
    let mut seen = BTreeSet::new();
    for preset in presets::ALL {
        for (path, file) in render(&preset.design(), &Secrets::default()) {
            if file.executable && seen.insert(file.text.clone()) {
                folder.write(&format!("{}/{path}", preset.name), &file.text);
            }
        }
    }
    assert!(seen.len() > 4 * presets::ALL.len());
    let find = |run: &[&str]| {
        succeed(
            Command::new("find")
                .current_dir(folder.path())
                .args([".", "-type", "f", "-exec"])
                .args(run)
                .args(["{}", "+"]),
        )
    };
    succeed(Command::new("bash").current_dir(folder.path()).args([
        "-c",
        "find . -type f | while IFS= read -r script; do bash -n \"$script\" || exit 1; done",
    ]));
    if linted {
        find(&["shellcheck", "--severity", "style"]);
    }
}
