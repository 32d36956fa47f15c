//! Makes the texts of `texts/` into Rust: one item for each message, and tables for each language.
//!
//! The files are Fluent, so that translators have tools for them. Of its syntax they use texts, `{ $argument }` and a choice
//! by number (`{ $count -> [one] … *[other] … }`); anything else is refused here, as are a message that another language
//! lacks and an argument that it leaves out. `src/say` fills the texts in.
//! `docs/decisions/0007-texts-in-fluent.md` says why this is no library's work.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The language that says which messages there are; the engine and the command line have it in them.
const FIRST: &str = "en";
/// Who loads a file's texts.
const CORE: &str = "core";
const PARTS: [&str; 2] = ["page", "engine"];
/// The files, and whose they are.
const FILES: [(&str, &str); 7] = [
    ("catalogue", CORE),
    ("design", CORE),
    ("page", "page"),
    ("canvas", "page"),
    ("panel", "page"),
    ("findings", "engine"),
    ("reasons", "engine"),
];

// As in `src/say/mod.rs`.
const ARGUMENT: char = '\u{1}';
const CHOICE: char = '\u{2}';
const KEY_END: char = '\u{3}';
const VARIANT_END: char = '\u{4}';
const CHOICE_END: char = '\u{5}';

/// A message as the program has it.
struct Text {
    name: String,
    file: usize,
    /// In the order in which they first stand.
    arguments: Vec<String>,
    template: String,
}

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=texts");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let first = language(FIRST, None)?;
    fs::write(out.join("messages.rs"), items(&first) + &english(&first))?;
    for entry in fs::read_dir("texts")? {
        let tag = entry?.file_name().to_string_lossy().into_owned();
        let other = language(&tag, Some(&first))?;
        for part in PARTS {
            fs::write(
                out.join(format!("{tag}-{part}.txt")),
                table(&first, &other, part),
            )?;
        }
    }
    Ok(())
}

/// The texts of a language by name; arguments count as they do in `first`.
fn language(tag: &str, first: Option<&[Text]>) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    for (file, (name, _)) in FILES.iter().enumerate() {
        let path = Path::new("texts").join(tag).join(format!("{name}.ftl"));
        let source =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        read(&source, file, first, &mut texts)
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let mut names = BTreeSet::new();
    if let Some(twice) = texts.iter().find(|text| !names.insert(text.name.as_str())) {
        return Err(format!("{tag}: `{}` stands twice", twice.name).into());
    }
    for text in first.unwrap_or_default() {
        if !names.contains(text.name.as_str()) {
            return Err(format!(
                "{tag}: `{}` is missing in {}.ftl",
                text.name, FILES[text.file].0
            )
            .into());
        }
    }
    Ok(texts)
}

fn read(source: &str, file: usize, first: Option<&[Text]>, texts: &mut Vec<Text>) -> Result<()> {
    let resource = parser::parse(source).map_err(|(_, errors)| {
        let at = errors.first().map_or(0, |error| error.pos.start);
        let line = source[..at].matches('\n').count() + 1;
        format!("line {line} is no Fluent: {errors:?}")
    })?;
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => texts.push(
                text(message, file, first)
                    .map_err(|error| format!("`{}`: {error}", message.id.name))?,
            ),
            Entry::Junk { content } => return Err(format!("this is no Fluent: {content}").into()),
            Entry::Term(_) => return Err("terms are not known".into()),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
        }
    }
    Ok(())
}

fn text(message: &Message<&str>, file: usize, first: Option<&[Text]>) -> Result<Text> {
    let name = message.id.name.to_owned();
    let pattern = message.value.as_ref().ok_or("it has no text")?;
    let known = match first {
        None => None,
        Some(first) => Some(
            first
                .iter()
                .find(|text| text.name == name && text.file == file)
                .ok_or_else(|| format!("it is not in {FIRST}"))?,
        ),
    };
    let mut writer = Writer {
        arguments: known.map_or_else(Vec::new, |text| text.arguments.clone()),
        fixed: known.is_some(),
        used: BTreeSet::new(),
        template: String::new(),
    };
    writer.pattern(pattern, true)?;
    if writer.used.len() < writer.arguments.len() {
        let unused = writer
            .arguments
            .iter()
            .enumerate()
            .find(|(at, _)| !writer.used.contains(at));
        return Err(format!("it leaves out ${}", unused.map_or("", |(_, name)| name)).into());
    }
    if writer.arguments.len() > 9 {
        return Err("it has more than nine arguments".into());
    }
    Ok(Text {
        name,
        file,
        arguments: writer.arguments,
        template: writer.template,
    })
}

/// Writes a pattern as a template.
struct Writer {
    arguments: Vec<String>,
    /// Whether there may be no others.
    fixed: bool,
    used: BTreeSet<usize>,
    template: String,
}

impl Writer {
    fn pattern(&mut self, pattern: &Pattern<&str>, may_choose: bool) -> Result<()> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.plain(value)?,
                PatternElement::Placeable { expression } => match expression {
                    Expression::Inline(inline) => self.inline(inline)?,
                    Expression::Select { selector, variants } if may_choose => {
                        self.choice(selector, variants)?;
                    }
                    Expression::Select { .. } => return Err("a choice stands in a choice".into()),
                },
            }
        }
        Ok(())
    }

    fn plain(&mut self, text: &str) -> Result<()> {
        if text.chars().any(char::is_control) {
            return Err("it has more than one line".into());
        }
        self.template.push_str(text);
        Ok(())
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) -> Result<()> {
        match inline {
            InlineExpression::StringLiteral { value } => self.plain(value),
            InlineExpression::VariableReference { id } => self.argument(ARGUMENT, id.name),
            _ => Err("only arguments and texts in quotes may stand in braces".into()),
        }
    }

    fn argument(&mut self, mark: char, name: &str) -> Result<()> {
        let known = self.arguments.iter().position(|known| known == name);
        let at = match known {
            Some(at) => at,
            None if self.fixed => return Err(format!("${name} is none of its arguments").into()),
            None => {
                self.arguments.push(name.to_owned());
                self.arguments.len() - 1
            }
        };
        self.used.insert(at);
        write!(self.template, "{mark}{at}")?;
        Ok(())
    }

    fn choice(
        &mut self,
        selector: &InlineExpression<&str>,
        variants: &[Variant<&str>],
    ) -> Result<()> {
        let InlineExpression::VariableReference { id } = selector else {
            return Err("a choice is by an argument".into());
        };
        self.argument(CHOICE, id.name)?;
        // The one for all others comes last, so that the first that fits is right.
        let (others, usual): (Vec<_>, Vec<_>) =
            variants.iter().partition(|variant| !variant.default);
        for variant in others.into_iter().chain(usual) {
            match variant.key {
                _ if variant.default => {}
                VariantKey::Identifier { name: "one" } => self.template.push_str("one"),
                VariantKey::NumberLiteral { value } if value.parse::<u32>().is_ok() => {
                    self.template.push_str(value);
                }
                VariantKey::Identifier { .. } | VariantKey::NumberLiteral { .. } => {
                    return Err("a choice knows `one`, whole numbers and a default".into());
                }
            }
            self.template.push(KEY_END);
            self.pattern(&variant.value, false)?;
            self.template.push(VARIANT_END);
        }
        self.template.push(CHOICE_END);
        Ok(())
    }
}

/// A constant for each message without arguments, a function for each with some.
fn items(texts: &[Text]) -> String {
    let mut items = String::new();
    for (at, text) in texts.iter().enumerate() {
        let (snake, template) = (text.name.replace('-', "_"), &text.template);
        let shown = template.replace(|c: char| c.is_control(), "…");
        let message = format!("Message({at})");
        if text.arguments.is_empty() {
            let name = snake.to_uppercase();
            let _ = writeln!(
                items,
                "/// {shown:?}\npub const {name}: Message = {message};"
            );
            continue;
        }
        let names: Vec<String> = text
            .arguments
            .iter()
            .map(|name| name.replace('-', "_"))
            .collect();
        let parameters: Vec<String> = names
            .iter()
            .map(|name| format!("{name}: impl Into<Arg>"))
            .collect();
        let values: Vec<String> = names.iter().map(|name| format!("{name}.into()")).collect();
        let _ = writeln!(
            items,
            "/// {shown:?}\npub fn {snake}({}) -> Said {{\n    Said::new({message}, vec![{}])\n}}",
            parameters.join(", "),
            values.join(", "),
        );
    }
    items
}

/// The English texts for who has them in the program. The engine says nothing of the page's, and is loaded with every visit.
fn english(texts: &[Text]) -> String {
    let on = |feature: &str| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    let engine_alone = on("ENGINE") && !on("CLI");
    let left_out = if engine_alone { "page" } else { "" };
    let templates: Vec<&str> = texts
        .iter()
        .map(|text| match FILES[text.file].1 {
            part if part == left_out => "",
            _ => &text.template,
        })
        .collect();
    format!(
        "pub(super) static ENGLISH: [&str; {}] = {templates:?};\n",
        templates.len()
    )
}

/// A language's templates, one a line; those of neither the part nor the core are left empty.
fn table(first: &[Text], other: &[Text], part: &str) -> String {
    let by_name: BTreeMap<&str, &str> = other
        .iter()
        .map(|text| (text.name.as_str(), text.template.as_str()))
        .collect();
    let lines: Vec<&str> = first
        .iter()
        .map(|text| match by_name.get(text.name.as_str()) {
            Some(template) if [CORE, part].contains(&FILES[text.file].1) => template,
            _ => "",
        })
        .collect();
    lines.join("\n")
}
