//! The absences that ARCHITECTURE.md promises, as far as a test can see them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apim_designer::catalog::Kind;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every line of code outside `except`, with its place; comments and test modules left out.
fn code(except: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources are found");
    let mut lines = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        if except.iter().any(|room| name.starts_with(room)) || name.ends_with("tests.rs") {
            continue;
        }
        for (at, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if line.starts_with("#[cfg(test)]") {
                break;
            }
            let line = line.trim_start();
            if !line.starts_with("//") {
                lines.push((format!("src/{name}:{}", at + 1), line.to_owned()));
            }
        }
    }
    lines
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

#[test]
fn only_the_page_knows_a_browser() {
    let browser = [
        "leptos",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "wasm_bindgen_futures",
    ];
    for (place, line) in code(&["app", "bin/app.rs", "bin/engine.rs"]) {
        assert!(
            !words(&line).any(|word| browser.contains(&word)),
            "{place}: {line}"
        );
    }
}

#[test]
fn the_page_leaves_checks_files_and_zip_to_the_engine() {
    let calls = ["checks::check(", "render::", "bundle::"];
    for (place, line) in code(&[]) {
        let page = place.starts_with("src/app/") || place.starts_with("src/bin/app.rs");
        assert!(
            !page || !calls.iter().any(|call| line.contains(call)),
            "{place}: {line}"
        );
    }
}

#[test]
fn only_the_catalogue_knows_port_numbers() {
    // Small ones are ordinary numbers elsewhere.
    let ports: BTreeSet<String> = Kind::ALL
        .iter()
        .flat_map(|kind| kind.spec().ports)
        .filter(|port| port.default > 2000 && port.default % 1000 != 0)
        .map(|port| port.default.to_string())
        .collect();
    assert!(ports.contains("9443"), "the table is read");
    for (place, line) in code(&["catalog"]) {
        let plain = line.replace('_', "");
        assert!(
            !words(&plain).any(|word| ports.contains(word)),
            "{place}: {line}"
        );
    }
}

#[test]
fn nothing_below_the_shells_asks_for_the_time_or_for_chance() {
    for (place, line) in code(&["app", "bin"]) {
        for word in ["SystemTime", "Instant", "RandomState", "rand", "getrandom"] {
            assert!(!words(&line).any(|one| one == word), "{place}: {line}");
        }
    }
}

#[test]
fn markup_is_never_set_from_text() {
    for (place, line) in code(&[]) {
        assert!(!line.contains("inner_html"), "{place}: {line}");
    }
}

#[test]
fn every_text_is_said_somewhere() {
    let code = code(&["say"]);
    let said: BTreeSet<&str> = code.iter().flat_map(|(_, line)| words(line)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts/en");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines() {
            let Some((name, _)) = line.split_once(" =") else {
                continue;
            };
            if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            let name = name.replace('-', "_");
            let known = said.contains(name.as_str()) || said.contains(&*name.to_uppercase());
            // What lists are joined with is said by `say` itself.
            assert!(
                known || ["list_last", "nothing"].contains(&&*name),
                "{name} is said nowhere"
            );
            seen += 1;
        }
    }
    assert!(seen > 500, "the texts are found: {seen}");
}
