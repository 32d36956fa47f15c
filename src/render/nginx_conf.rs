//! Configuration of nginx: the only place that knows its quoting.

use std::fmt::Write as _;

use super::one_line;

/// A block or a whole file: a list of directives, written down one per line.
#[derive(Debug, Default)]
pub struct Conf {
    text: String,
    depth: usize,
}

/// One parameter, quoted where the reader would end it early. Variables stay variables: only values that hold no `$`
/// of a person may come here, see [`is_literal`].
fn parameter(text: &str) -> String {
    let plain =
        |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '\\' | ';' | '{' | '}' | '#');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
    }
}

/// Whether nginx takes the text as it stands; it knows no escape for `$`.
pub fn is_literal(text: &str) -> bool {
    !text.contains('$') && !text.chars().any(char::is_control)
}

impl Conf {
    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
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

    pub fn directive(&mut self, name: &'static str, parameters: &[&str]) {
        let mut line = String::from(name);
        for text in parameters {
            let _ = write!(line, " {}", parameter(text));
        }
        line.push(';');
        self.line(&line);
    }

    pub fn block(&mut self, name: &'static str, parameters: &[&str], body: impl FnOnce(&mut Self)) {
        let mut line = String::from(name);
        for text in parameters {
            let _ = write!(line, " {}", parameter(text));
        }
        line.push_str(" {");
        self.line(&line);
        self.depth += 1;
        body(self);
        self.depth -= 1;
        self.line("}");
    }

    pub fn finish(self) -> String {
        self.text
    }
}
