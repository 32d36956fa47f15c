//! SQL of `MySQL` and `MariaDB`: the only place that knows its quoting.

use super::secrets::{Secrets, Syntax, placeholder};
use crate::catalog::Flavour;

/// What every script begins with. The escapes below are right only where a backslash escapes and double quotes are
/// strings, whatever the server's own mode.
pub const MODE: &str = "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';";

/// A string literal.
pub fn string(text: &str) -> String {
    format!("'{}'", escaped(text))
}

/// Inside of a string literal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            // Some clients end their input there.
            '\u{1a}' => out.push_str("\\Z"),
            // Typed text must not read as a placeholder; an unknown escape is the character itself.
            '{' if out.ends_with('@') => out.push_str("\\{"),
            c => out.push(c),
        }
    }
    out
}

/// A string literal of a secret, or of what stands for it.
pub fn secret(secrets: &Secrets, name: &str) -> String {
    match secrets.get(name) {
        Some(value) => string(value),
        None => format!("'{}'", placeholder(Syntax::Sql, name)),
    }
}

/// Asks for the tables of a database, those of one name, and its character set; a line each.
pub fn counts(database: &str, table: &str) -> String {
    let database = string(database);
    let tables =
        format!("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = {database}");
    format!(
        "{tables};\n{tables} AND TABLE_NAME = {};\n\
         SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = {database};\n",
        string(table)
    )
}

/// Asks for all that scripts of databases and accounts could change.
pub fn picture(flavour: Flavour) -> String {
    let password = match flavour {
        Flavour::Mysql55 | Flavour::Mysql56 | Flavour::Mariadb => "authentication_string, password",
        Flavour::Mysql57 | Flavour::Mysql80 => "authentication_string",
    };
    format!(
        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY 1;\n\
         SELECT user, host, plugin, {password} FROM mysql.user ORDER BY 1, 2;\n\
         SELECT * FROM mysql.db ORDER BY db, user, host;\n"
    )
}

/// A name in backticks.
pub fn identifier(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A database name in backticks as `GRANT` reads it: there `_` and `%` are wildcards, which would give rights on
/// databases of a similar name.
pub fn granted(name: &str) -> String {
    let mut literal = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '_' | '%' | '\\') {
            literal.push('\\');
        }
        literal.push(c);
    }
    identifier(&literal)
}

/// An account.
pub fn account(user: &str, client: &str) -> String {
    format!("{}@{}", string(user), string(client))
}

/// A comment line.
pub fn comment(text: &str) -> String {
    format!("-- {}", super::one_line(text))
}
