//! Real output, kept as plain files: what a change does to it is read in review.
//!
//! `UPDATE_GOLDEN=1 cargo test golden` writes the files anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use apim_designer::bundle;
use apim_designer::plan;
use apim_designer::render::Secrets;
use sha2::{Digest as _, Sha256};

use crate::workshop::{Folder, preset, render};

fn golden(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(path)
}

fn updates() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// Compares texts by path with those below `tests/golden/NAME`, none missing and none too many.
#[track_caller]
fn check(name: &str, texts: &BTreeMap<String, String>) {
    assert!(!texts.is_empty());
    let kept = golden(name);
    if updates() {
        let _ = fs::remove_dir_all(&kept);
        for (path, text) in texts {
            let path = kept.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let made = Folder::new(&format!("golden-{name}"));
    for (path, text) in texts {
        made.write(path, text);
    }
    let output = Command::new("diff")
        .arg("-ruN")
        .arg(&kept)
        .arg(made.path())
        .output()
        .unwrap();
    let diff = String::from_utf8_lossy(&output.stdout);
    let shown: Vec<&str> = diff.lines().take(200).collect();
    assert!(
        output.status.success(),
        "{}\n{} lines of difference, the first of them above. Where all of it is wanted: UPDATE_GOLDEN=1 cargo test golden",
        shown.join("\n"),
        diff.lines().count()
    );
}

fn texts(name: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    render(&preset(name), &Secrets::default())
        .into_iter()
        .filter(|(path, _)| wanted(path))
        .map(|(path, file)| (path, file.text))
        .collect()
}

#[test]
fn two_hosts_come_out_as_in_the_golden_folder() {
    // The report repeats what the others say; its own tests compare it with the plan.
    let kept = |path: &str| path != "report.html";
    check("two-hosts", &texts("two-hosts", kept));
}

/// What two-hosts has not, or has little of.
#[test]
fn the_files_around_the_classic_products_come_out_as_in_the_golden_folder() {
    let around = |path: &str| {
        ["/nginx/", "/mysql/", "/svn/", "/etc/hosts"]
            .iter()
            .any(|part| path.contains(part))
    };
    check("classic", &texts("classic", around));
}

/// For the page too, which must come to the same.
#[test]
fn the_zip_of_two_hosts_keeps_its_bytes() {
    let design = preset("two-hosts");
    let files = render(&design, &Secrets::default());
    let zip = bundle::zip(&plan::build(&design).folder, &files).unwrap();
    let hash: String = Sha256::digest(zip)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let line = format!("{hash}  two-hosts.zip\n");
    let kept = golden("two-hosts.sha256");
    if updates() {
        return fs::write(kept, line).unwrap();
    }
    assert_eq!(
        line,
        fs::read_to_string(kept).unwrap(),
        "where the files differ as well and that is wanted: UPDATE_GOLDEN=1 cargo test golden; where only the zip does, \
         page and command line of different ages no longer agree"
    );
}
