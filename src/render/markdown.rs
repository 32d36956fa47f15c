//! Markdown: the only place that knows its escaping.

use std::fmt::Write as _;

use super::one_line;

/// Text that stays what it is, whatever it holds.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            // Not by a backslash: HTML would still be seen by lenient readers.
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A code span. Longer fences than any run of backticks inside; a bar is escaped for tables, where it would end the
/// cell even in a span.
pub fn code(text: &str) -> String {
    let text = one_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A document: blocks, separated by blank lines.
#[derive(Debug, Default)]
pub struct Document {
    text: String,
}

impl Document {
    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    /// A heading of already escaped text.
    pub fn heading(&mut self, level: usize, heading: &str) {
        self.block(&format!("{} {heading}", "#".repeat(level)));
    }

    /// A paragraph of already escaped text.
    pub fn paragraph(&mut self, paragraph: &str) {
        self.block(paragraph);
    }

    /// A list of already escaped items.
    pub fn list(&mut self, items: &[String]) {
        if items.is_empty() {
            return;
        }
        let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.block(&lines.join("\n"));
    }

    /// The same with numbers from one on.
    pub fn numbered(&mut self, items: &[String]) {
        let numbered = items.iter().zip(1..);
        let lines: Vec<String> = numbered.map(|(item, n)| format!("{n}. {item}")).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }

    /// Commands to copy; the fence outgrows what is inside.
    pub fn commands(&mut self, lines: &[String]) {
        let longest = lines.iter().map(|line| longest_run(line)).max();
        let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
        let lines: Vec<_> = lines.iter().map(|line| one_line(line)).collect();
        self.block(&format!("{fence}sh\n{}\n{fence}", lines.join("\n")));
    }

    /// A table of already escaped cells.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let mut out = format!("| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
        for row in rows {
            let _ = write!(out, "\n| {} |", row.join(" | "));
        }
        self.block(&out);
    }

    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_makes_no_markup() {
        assert_eq!(
            text("<b> a_b [x](y) `c` | *d*\n# e & f"),
            r"&lt;b&gt; a\_b \[x\](y) \`c\` \| \*d\* \# e &amp; f"
        );
        assert_eq!(code("a|b"), r"`a\|b`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
