//! Shell scripts: the only place that knows their quoting.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::one_line;

/// One word, quoted where the shell would read more into it.
pub fn word(text: &str) -> Cow<'_, str> {
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '_' | '.' | '/' | ':' | '@' | '%' | '+' | ',' | '-')
    };
    if !text.is_empty() && text.chars().all(plain) {
        Cow::Borrowed(text)
    } else if text.contains(['\'', '$', '`', '\\']) {
        Cow::Owned(escaped(text))
    } else {
        Cow::Owned(format!("'{text}'"))
    }
}

/// In double quotes with escapes. In single quotes, which need none, the linter takes a `$` for an oversight.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '$' | '`' | '\\' => out.extend(['\\', c]),
            // A shell that is typed into looks for an earlier command there, and takes no escape for it.
            '!' => out.push_str("\"'!'\""),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A script: a list of statements, written down one per line.
#[derive(Debug, Default)]
pub struct Script {
    text: String,
    depth: usize,
    calls: Vec<Call>,
}

/// A command and its arguments.
pub type Call = (&'static str, Vec<String>);

impl Script {
    /// A script that stops at the first failure and at the first unset variable.
    pub fn new(about: &[&str]) -> Self {
        let mut script = Self {
            text: "#!/usr/bin/env bash\n".into(),
            ..Self::default()
        };
        for line in about {
            script.comment(line);
        }
        script.line("set -eu");
        script
    }

    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    pub fn comment(&mut self, text: &str) {
        self.line(&format!("# {}", one_line(text)));
    }

    /// A command with its arguments, each one word.
    pub fn call(&mut self, command: &'static str, arguments: &[&str]) {
        let mut line = String::from(command);
        for argument in arguments {
            let _ = write!(line, " {}", word(argument));
        }
        self.line(&line);
        let arguments = arguments.iter().map(|&argument| argument.to_owned());
        self.calls.push((command, arguments.collect()));
    }

    /// The steps in their order, for whoever does them in another way.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// Statements that hold nothing of the design.
    pub fn fixed(&mut self, text: &'static str) {
        for line in text.lines() {
            if line.is_empty() {
                self.blank();
            } else {
                self.line(line);
            }
        }
    }

    /// A function; never empty, which the shell would refuse.
    pub fn function(&mut self, name: &'static str, body: impl FnOnce(&mut Self)) {
        self.line(&format!("{name}() {{"));
        self.depth += 1;
        self.line(":");
        body(self);
        self.depth -= 1;
        self.line("}");
    }

    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::HOSTILE;

    #[test]
    fn the_shell_reads_back_every_word() {
        for text in HOSTILE {
            let output = std::process::Command::new("bash")
                .args(["-c", &format!("printf %s {}", word(text))])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), *text);
        }
    }

    #[test]
    fn a_comment_stays_one_line() {
        let mut script = Script::default();
        script.comment("a\nrm -rf /\r\u{2028}b");
        assert_eq!(script.finish(), "# a rm -rf / \u{2028}b\n");
    }
}
