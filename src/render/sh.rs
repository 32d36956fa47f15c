//! The one writer of shell syntax.

/// Quotes a word so that the shell reads exactly this text, whatever is in it.
///
/// Plain words stay bare; the rest goes between single quotes, where nothing is special but the quote itself.
pub(crate) fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !text.is_empty() && text.chars().all(plain) && !text.starts_with(['-', '=', '+', '%']) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Text for a comment: no line of it can end the comment.
pub(crate) fn comment(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    fn spoken_by_bash(script: &str) -> Vec<u8> {
        let output = Command::new("bash").args(["-c", script]).output().unwrap();
        assert!(output.status.success(), "{script}");
        output.stdout
    }

    #[test]
    fn bash_reads_back_what_was_quoted() {
        for text in [
            "",
            "plain",
            "a b",
            "it's",
            "$HOME `id` \"x\" \\ ! # ; & < > %",
            "ünï",
            "-n",
            "~",
            "*",
            "{a,b}",
        ] {
            assert_eq!(
                spoken_by_bash(&format!("printf %s {}", word(text))),
                text.as_bytes(),
                "{text}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn bash_reads_back_any_text(text in "[^\\x00]{0,40}") {
            prop_assert_eq!(spoken_by_bash(&format!("printf %s {}", word(&text))), text.into_bytes());
        }
    }
}
