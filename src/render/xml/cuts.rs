//! From collected edits to the cuts that carry them out.

use std::borrow::Cow;

use super::{
    document::{Piece, is_blank, pieces},
    draft::{Draft, Place, Touch},
    index::Node,
    layout::Layout,
    unwritable,
    write::{Unwritable, Writer},
};
use crate::render::{
    Applied, Problem,
    edit::{Element, Value},
    secrets::Syntax,
    splice::{Cut, join},
};

type Written<T> = Result<T, (Unwritable, usize)>;

impl<'d> Draft<'d> {
    pub(super) fn finish(mut self) -> Result<Applied, Problem> {
        let mut cuts = Vec::with_capacity(2 * self.changes.len());
        let layout = Layout::of(self.document);
        for (id, touch) in &self.touched {
            self.cut(self.document.node(*id), touch, layout, &mut cuts)
                .map_err(|(what, change)| unwritable(what, &self.changes[change].path))?;
        }
        let body = join(
            self.document.body(),
            &self.document.lines,
            cuts,
            &mut self.changes,
        )
        .map_err(|change| {
            let change = change.and_then(|change| self.changes.get(change));
            Problem::Overlap {
                path: change.map_or_else(String::new, |change| change.path.clone()),
            }
        })?;
        let text = match self.document.byte_order_mark() {
            "" => body,
            mark => format!("{mark}{body}"),
        };
        Ok(Applied {
            text,
            changes: self.changes,
        })
    }

    fn cut(
        &self,
        node: &Node,
        touch: &Touch<'d>,
        layout: Layout<'d>,
        cuts: &mut Vec<Cut>,
    ) -> Written<()> {
        self.cut_attributes(node, touch, layout, cuts)?;
        if let Some((value, change)) = touch.text {
            cuts.push(
                self.text(node, value, layout)
                    .map_err(|what| (what, change))
                    .map(|cut| cut.of(change))?,
            );
        }
        if let Some((children, change)) = &touch.children {
            self.cut_children(node, children, *change, layout, cuts)?;
        }
        let mut reasons = touch.reasons.clone();
        if let Some(made) = touch.replaced.map(|made| &self.made[made]) {
            let indent = layout.line_indent(node.whole.start);
            let text = self
                .element(&made.element, indent, layout)
                .map_err(|what| (what, made.changes[0]))?;
            let shown = 0..text.len();
            cuts.push(Cut {
                range: node.whole.clone(),
                rank: 2,
                text,
                shown,
                changes: made.changes.clone(),
            });
            reasons.extend(&made.reasons);
        }
        self.cut_inserted(node, &touch.inserted, layout, cuts)?;
        let remarks = self.document.remarks(node.whole.start);
        if let Some(remark) = layout.remark(&reasons, &remarks) {
            let mut writer = self.writer(layout);
            writer.comment(&remark);
            if let Some(indent) = self.document.indent(node.whole.start) {
                writer.line(indent);
            }
            let at = node.whole.start;
            cuts.push(Cut {
                range: at..at,
                rank: 1,
                text: writer.out,
                ..Cut::default()
            });
        }
        Ok(())
    }

    fn cut_attributes(
        &self,
        node: &Node,
        touch: &Touch<'d>,
        layout: Layout<'d>,
        cuts: &mut Vec<Cut>,
    ) -> Written<()> {
        for (name, value, change) in &touch.attributes {
            let mut writer = self.writer(layout);
            let failed = |what| (what, *change);
            let range = if let Some(found) = self.document.attribute(node, name) {
                let text = self.secrets.fill(value, Syntax::Xml);
                writer.attribute_value(&text).map_err(failed)?;
                found.value.clone()
            } else {
                writer.out.push_str(layout.before_attribute(node));
                writer.attribute(name, value).map_err(failed)?;
                let end = layout.tag_end(node);
                end..end
            };
            let blank = writer.out.len() - writer.out.trim_start().len();
            let shown = if range.is_empty() {
                blank..writer.out.len()
            } else {
                0..writer.out.len()
            };
            cuts.push(Cut {
                range,
                rank: 0,
                text: writer.out,
                shown,
                changes: vec![*change],
            });
        }
        Ok(())
    }

    /// Puts a text into an element, keeping the comments in it.
    fn text(&self, node: &Node, value: &'d Value, layout: Layout<'d>) -> Result<Cut, Unwritable> {
        let mut writer = self.writer(layout);
        writer.text(&self.secrets.fill(value, Syntax::Xml))?;
        let text = writer.out;
        if node.self_closing {
            let range = layout.tag_end(node)..node.whole.end;
            let text = format!(">{text}</{}>", self.document.name(node));
            return Ok(Cut {
                range,
                rank: 2,
                shown: 0..text.len(),
                text,
                ..Cut::default()
            });
        }
        let mut asides = String::new();
        let mut place = None;
        for piece in pieces(self.document.at(&node.inner)) {
            match piece {
                Piece::Aside(aside) => asides.push_str(aside),
                Piece::CData(old) | Piece::Text(old) if is_blank(old) => {}
                Piece::CData(_) | Piece::Text(_) => place = place.or(Some(asides.len())),
            }
        }
        let place = place.unwrap_or(asides.len());
        let shown = place..place + text.len();
        asides.insert_str(place, &text);
        Ok(Cut {
            range: node.inner.clone(),
            rank: 2,
            text: asides,
            shown,
            ..Cut::default()
        })
    }

    fn cut_children(
        &self,
        node: &Node,
        children: &[usize],
        change: usize,
        layout: Layout<'d>,
        cuts: &mut Vec<Cut>,
    ) -> Written<()> {
        let Some((first, others)) = node.children.split_first() else {
            let inserted: Vec<_> = children.iter().map(|made| (Place::Last, *made)).collect();
            return self.cut_inserted(node, &inserted, layout, cuts);
        };
        let first = self.document.node(*first);
        let indent = layout.child_indent(node);
        let mut writer = self.writer(layout);
        let mut changes = vec![change];
        for (index, made) in children.iter().map(|made| &self.made[*made]).enumerate() {
            if index > 0 {
                writer.line(&indent);
            }
            if let Some(remark) = layout.remark(&made.reasons, &[]) {
                writer.comment(&remark);
                writer.line(&indent);
            }
            writer
                .element(&made.element, &indent)
                .map_err(|what| (what, change))?;
            changes.extend(made.changes.iter().filter(|other| **other != change));
        }
        let range = if children.is_empty() {
            layout.with_line(first)
        } else {
            first.whole.clone()
        };
        cuts.push(Cut {
            range,
            rank: 2,
            shown: 0..writer.out.len(),
            text: writer.out,
            changes,
        });
        for other in others.iter().map(|other| self.document.node(*other)) {
            cuts.push(Cut {
                range: layout.with_line(other),
                rank: 2,
                ..Cut::default()
            });
        }
        Ok(())
    }

    fn cut_inserted(
        &self,
        node: &Node,
        inserted: &[(Place, usize)],
        layout: Layout<'d>,
        cuts: &mut Vec<Cut>,
    ) -> Written<()> {
        let from = cuts.len();
        let mut last = None;
        for (place, made) in inserted {
            let made = &self.made[*made];
            let sibling = match place {
                Place::After(sibling) | Place::Before(sibling) => {
                    Some(self.document.node(*sibling))
                }
                Place::Last => None,
            };
            let indent = sibling
                .and_then(|sibling| self.document.indent(sibling.whole.start).map(Cow::Borrowed))
                .unwrap_or_else(|| layout.child_indent(node));
            let at = match (place, sibling) {
                (Place::After(_), Some(sibling)) => self.document.behind(sibling.whole.end),
                (Place::Before(_), Some(sibling)) => self.document.above(sibling.whole.start),
                _ => {
                    last = Some(cuts.len());
                    layout.content_end(node)
                }
            };
            let mut writer = self.writer(layout);
            let before = matches!(place, Place::Before(_));
            if !before {
                writer.line(&indent);
            }
            if let Some(remark) = layout.remark(&made.reasons, &[]) {
                writer.comment(&remark);
                writer.line(&indent);
            }
            let start = writer.out.len();
            writer
                .element(&made.element, &indent)
                .map_err(|what| (what, made.changes[0]))?;
            let shown = start..writer.out.len();
            if before {
                writer.line(&indent);
            }
            cuts.push(Cut {
                range: at..at,
                rank: 0,
                text: writer.out,
                shown,
                changes: made.changes.clone(),
            });
        }
        if let Some(last) = last {
            layout.close(node, cuts, from, last);
        }
        Ok(())
    }

    fn element(
        &self,
        element: &Element,
        indent: &str,
        layout: Layout<'d>,
    ) -> Result<String, Unwritable> {
        let mut writer = self.writer(layout);
        writer.element(element, indent)?;
        Ok(writer.out)
    }

    fn writer<'a>(&'a self, layout: Layout<'a>) -> Writer<'a, impl Fn(&'a Value) -> Cow<'a, str>> {
        Writer {
            style: layout.style,
            fill: |value| self.secrets.fill(value, Syntax::Xml),
            out: String::new(),
        }
    }
}
