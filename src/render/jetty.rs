//! Jetty's file of accounts: the only place that knows what a line of it can hold.

use super::secrets::{Secrets, Syntax, placeholder};

/// A line for a user with a role, whose password is the secret `name`.
pub fn account(user: &str, secrets: &Secrets, name: &str, role: &str) -> String {
    // What the file cannot hold stays a placeholder: the script refuses it with words.
    let password = secrets
        .get(name)
        .filter(|password| is_plain(password))
        .map_or_else(|| placeholder(Syntax::Jetty, name), escaped);
    format!("{user}: {password}, {role}\n")
}

/// It is a property file, read byte by byte; so what browsers send, which is UTF-8, is compared with what stands here.
fn escaped(password: &str) -> String {
    password.replace('\\', "\\\\")
}

/// Whether Jetty takes the password as it is: a comma ends it, blanks around it go, and these words before it say that it
/// is encrypted. Source: Jetty 7.6, `PropertyUserStore` and `Credential`.
fn is_plain(password: &str) -> bool {
    let encrypted = ["OBF:", "MD5:", "CRYPT:"]
        .iter()
        .any(|sign| password.starts_with(sign));
    !encrypted
        && password.trim() == password
        && !password.contains(',')
        && !password.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_jetty_would_take_for_another_is_left_to_the_script() {
        for (password, line) in [
            ("plain", "u: plain, r\n"),
            ("a\\: =#é", "u: a\\\\: =#é, r\n"),
            ("a,b", "u: @{jetty:k}, r\n"),
            ("MD5:a", "u: @{jetty:k}, r\n"),
            (" a", "u: @{jetty:k}, r\n"),
            ("a\nb", "u: @{jetty:k}, r\n"),
            ("", "u: @{jetty:k}, r\n"),
        ] {
            let mut secrets = Secrets::default();
            secrets.set("k", password);
            assert_eq!(account("u", &secrets, "k", "r"), line);
        }
    }
}
