use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;

use super::*;
use crate::catalog::Kind;

const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/de-page.txt"));
const ENGINE: &str = include_str!(concat!(env!("OUT_DIR"), "/de-engine.txt"));

fn german() -> Texts {
    Texts::read(PAGE)
}

#[test]
fn a_language_has_a_folder_and_a_folder_a_language() {
    let folders: BTreeSet<String> = fs::read_dir("texts")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known = Language::ALL.map(|language| language.tag().to_owned());
    assert_eq!(folders, known.into());
    for language in Language::ALL {
        assert_eq!(Language::parse(language.tag()), Some(language));
    }
    assert_eq!(Language::parse("xx"), None);
}

#[test]
fn what_is_said_follows_the_language() {
    let said = step_place(Kind::GatewayWorker.said(), "gw-1");
    assert_eq!(said.to_string(), "Add Gateway worker to gw-1");
    assert_eq!(german().tell(&said), "Gateway-Worker auf gw-1 hinzufügen");
    assert_eq!(german().of(ZONE_PUBLIC), "Öffentlich");
    assert_eq!(ZONE_PUBLIC.english(), "Public");
}

#[test]
fn numbers_are_counted() {
    for (count, english, other) in [
        (0_usize, "0 hosts", "0 Hosts"),
        (1, "1 host", "1 Host"),
        (21, "21 hosts", "21 Hosts"),
    ] {
        let said = count_hosts(count);
        assert_eq!(said.to_string(), english);
        assert_eq!(german().tell(&said), other);
    }
}

#[test]
fn several_are_listed() {
    for (parts, english, other) in [
        (vec!["a"], "a", "a"),
        (vec!["a", "b"], "a and b", "a und b"),
        (vec!["a", "b", "c"], "a, b and c", "a, b und c"),
    ] {
        let said = step_remove(parts);
        assert_eq!(said.to_string(), format!("Remove {english}"));
        assert_eq!(german().tell(&said), format!("{other} entfernen"));
    }
}

#[test]
fn a_message_that_a_table_lacks_is_said_in_english() {
    // The page's table has no findings in it, the engine's nothing of the page.
    assert_eq!(Texts::read(ENGINE).of(TAB_FINDINGS), "Findings");
    assert_eq!(german().of(TAB_FINDINGS), "Befunde");
    assert_eq!(Texts::read("").of(TAB_FINDINGS), "Findings");
}

#[test]
fn every_message_stands_in_a_table() {
    let (page, engine): (Vec<_>, Vec<_>) = (PAGE.lines().collect(), ENGINE.lines().collect());
    let longest = page.len().max(engine.len());
    for at in 0..longest {
        let there = |table: &[&str]| table.get(at).is_some_and(|text| !text.is_empty());
        assert!(
            there(&page) || there(&engine) || at == usize::from(NOTHING.0),
            "line {at}"
        );
    }
}

proptest! {
    #[test]
    fn arguments_are_taken_as_they_are(name in any::<String>(), host in ".*[\u{1}-\u{5}{}$]0.*") {
        let said = step_move(&name, &host);
        prop_assert_eq!(said.to_string(), format!("Move {name} to {host}"));
        prop_assert_eq!(german().tell(&said), format!("{name} auf {host} verschieben"));
    }

    #[test]
    fn any_table_can_be_read(table in any::<String>(), count in any::<usize>()) {
        let texts = Texts::read(table.leak());
        texts.tell(&count_hosts(count));
        texts.tell(&step_move("a", "b"));
    }

    #[test]
    fn any_template_can_be_filled(template in "[\u{1}-\u{5}0-9a-z]{0,20}", count in any::<usize>()) {
        let mut out = String::new();
        Texts::ENGLISH.fill(&mut out, &template, &[Arg::Number(count), Arg::Text("x".into())]);
    }
}
