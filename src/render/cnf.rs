//! Option files of `MySQL` and `MariaDB`: the only place that knows their quoting.

use super::secrets::{Secrets, Syntax, placeholder};

/// A section with its options.
pub fn section(name: &str, options: &[(&str, String)]) -> String {
    let mut out = format!("[{name}]\n");
    for (key, value) in options {
        out.push_str(key);
        out.push_str(" = ");
        out.push_str(value);
        out.push('\n');
    }
    out
}

/// A value, quoted where the reader would take a part of it for something else.
pub fn value(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A quoted value of a secret, or of what stands for it.
pub fn secret(secrets: &Secrets, name: &str) -> String {
    match secrets.get(name) {
        Some(value) => quoted(value),
        None => format!("\"{}\"", placeholder(Syntax::Cnf, name)),
    }
}

/// A comment line.
pub fn comment(text: &str) -> String {
    format!("# {}\n", super::one_line(text))
}
