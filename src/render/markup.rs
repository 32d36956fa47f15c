//! HTML and SVG: elements whose attributes and texts cannot become markup.

/// An element with everything in it. Written so that readers of HTML and of XML both take it.
#[derive(Clone, Debug)]
pub struct Tag {
    name: &'static str,
    attributes: String,
    inner: String,
}

pub fn tag(name: &'static str) -> Tag {
    Tag {
        name,
        attributes: String::new(),
        inner: String::new(),
    }
}

impl Tag {
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.attributes.extend([" ", name, "=\""]);
        escape(value.as_ref(), &mut self.attributes);
        self.attributes.push('"');
        self
    }

    #[must_use]
    pub fn class(self, name: &'static str) -> Self {
        self.attr("class", name)
    }

    #[must_use]
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        escape(text.as_ref(), &mut self.inner);
        self
    }

    /// Text that holds nothing of the design and must not be escaped, such as a style sheet.
    #[must_use]
    pub fn fixed(mut self, text: &'static str) -> Self {
        self.inner.push_str(text);
        self
    }

    #[must_use]
    pub fn child(mut self, child: impl Into<Option<Tag>>) -> Self {
        if let Some(child) = child.into() {
            child.write(&mut self.inner);
        }
        self
    }

    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Tag>) -> Self {
        for child in children {
            child.write(&mut self.inner);
        }
        self
    }

    /// The element as text.
    pub fn finish(self) -> String {
        let mut out = String::with_capacity(self.inner.len() + 64);
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let Self {
            name,
            attributes,
            inner,
        } = self;
        // HTML has no end tag for these, and an empty element of any other name needs one there.
        if matches!(*name, "meta" | "br") {
            out.extend(["<", name, attributes, "/>"]);
        } else {
            out.reserve(inner.len() + attributes.len() + 2 * name.len() + 6);
            out.extend(["<", name, attributes, ">", inner, "</", name, ">"]);
        }
        // Lines for those who compare two reports.
        if matches!(
            *name,
            "tr" | "table"
                | "thead"
                | "tbody"
                | "section"
                | "h1"
                | "h2"
                | "h3"
                | "p"
                | "li"
                | "g"
                | "path"
                | "meta"
        ) {
            out.push('\n');
        }
    }
}

fn escape(text: &str, out: &mut String) {
    // What needs no escape is copied in one piece.
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            // XML has no way to write the others.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => " ",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = at + c.len_utf8();
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::HOSTILE;

    #[test]
    fn a_reader_of_xml_gets_back_every_text() {
        for text in HOSTILE {
            let markup = tag("p").attr("title", text).text(text).finish();
            let document = roxmltree::Document::parse(&markup).unwrap();
            let expected = text.replace(char::is_control, " ");
            let root = document.root_element();
            assert_eq!(root.attribute("title"), Some(expected.as_str()));
            assert_eq!(root.text().unwrap_or_default(), expected);
        }
    }
}
