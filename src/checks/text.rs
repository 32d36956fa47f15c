//! Shapes of names, addresses and paths, and how messages quote them.

use std::net::IpAddr;

use crate::say::{self, Arg, Message};

/// Longest piece of a person's text that a message repeats, in characters.
const SHOWN: usize = 60;
/// Most names that a message lists.
const LISTED: usize = 5;

/// A person's text in a message: between backticks, shortened, without what would break a line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len().min(4 * SHOWN) + 2);
    quoted.push('`');
    for (at, c) in text.chars().enumerate() {
        if at == SHOWN {
            quoted.push('…');
            break;
        }
        quoted.push(if c.is_control() || c == '`' { '?' } else { c });
    }
    quoted.push('`');
    quoted
}

/// `` `a`, `b` and `c` ``; the rest of a long list as a number.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Arg> {
    let mut all: Vec<Arg> = names.into_iter().map(|name| quoted(name).into()).collect();
    if all.len() > LISTED + 1 {
        let more = all.len() - LISTED;
        all.truncate(LISTED);
        all.push(say::more(more).into());
    }
    all
}

/// Whether the text is a host name: labels of letters, digits and inner dashes, 63 each, 253 together.
///
/// Source: RFC 1123 §2.1. An underscore is none: Java reads a URL with one as having no host.
pub(super) fn is_host_name(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|c| c.is_ascii_alphanumeric() || c == b'-')
    };
    (1..=253).contains(&text.len()) && text.split('.').all(label)
}

/// Whether every machine takes the name for itself.
pub(super) fn is_localhost(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "localhost"
        || name == "localhost.localdomain"
        || name == "ip6-localhost"
        || name.ends_with(".localhost")
}

/// An address that a machine can have on a network.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    let address: IpAddr = text.parse().ok()?;
    let shared = match address {
        IpAddr::V4(v4) => v4.is_broadcast() || v4.is_multicast(),
        IpAddr::V6(v6) => v6.is_multicast(),
    };
    (!shared).then_some(address)
}

/// Whether an address leads back to the machine that uses it.
pub(super) fn leads_back(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}

/// Whether the text can be an account of a Unix machine.
pub(super) fn is_account(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..=32).contains(&bytes.len())
        && (bytes[0].is_ascii_alphabetic() || bytes[0] == b'_')
        && bytes
            .iter()
            .all(|c| c.is_ascii_alphanumeric() || b"_-.".contains(c))
}

/// What keeps a text from being an absolute path of a folder of its own; `None` where nothing does.
pub(super) fn path_fault(path: &str) -> Option<Message> {
    /// Folders that belong to the system as a whole.
    const WHOLE: &[&str] = &[
        "bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64", "libx32", "media", "mnt",
        "opt", "proc", "root", "run", "sbin", "snap", "srv", "sys", "tmp", "usr", "var",
    ];
    /// Folders below which nothing of ours belongs either.
    const BELOW: &[&str] = &[
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "run", "sbin",
        "sys",
    ];
    const DEEP: &[&str] = &[
        "usr/bin",
        "usr/lib",
        "usr/local",
        "usr/sbin",
        "usr/share",
        "var/lib",
        "var/log",
        "var/run",
        "var/tmp",
    ];
    if !path.starts_with('/') {
        return Some(say::PATH_RELATIVE);
    }
    if path.chars().any(char::is_control) {
        return Some(say::PATH_CONTROL);
    }
    if path.len() > 1024 {
        return Some(say::PATH_LONG);
    }
    let parts: Vec<&str> = parts(path).collect();
    if parts.iter().any(|part| *part == "." || *part == "..") {
        return Some(say::PATH_DOTS);
    }
    if parts.iter().any(|part| part.len() > 255) {
        return Some(say::PATH_PART_LONG);
    }
    match parts.as_slice() {
        [] => Some(say::PATH_ROOT),
        [only] if WHOLE.contains(only) => Some(say::PATH_SYSTEM),
        [first, ..] if BELOW.contains(first) => Some(say::PATH_INSIDE_SYSTEM),
        all if DEEP.contains(&all.join("/").as_str()) => Some(say::PATH_SYSTEM),
        _ => None,
    }
}

/// The folders of a path, without empty ones.
pub(super) fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// Whether the text stays what it is in an XML identifier, a URL and a shell word.
pub(super) fn is_plain(text: &str, limit: usize) -> bool {
    (1..=limit).contains(&text.len())
        && text
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || b"._-".contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_are_told_from_other_texts() {
        for good in ["a", "gw-1", "GW1.example.com", "1st", &"a".repeat(63)] {
            assert!(is_host_name(good), "{good:?}");
        }
        for bad in [
            "",
            ".",
            "a..b",
            "a.",
            "-a",
            "a-",
            "a_b",
            "a b",
            "a;reboot",
            "$(id)",
            "ä",
            "a\nb",
            &"a".repeat(64),
            &"a.".repeat(127).repeat(2),
        ] {
            assert!(!is_host_name(bad), "{bad:?}");
        }
    }

    #[test]
    fn folders_of_the_system_are_no_homes() {
        for good in [
            "/opt/wso2/store",
            "/home/wso2/am",
            "/srv/svn/wso2am",
            "/data",
            "/var/lib/wso2",
        ] {
            assert_eq!(path_fault(good), None, "{good}");
        }
        for bad in [
            "",
            "wso2",
            "./a",
            "/",
            "//",
            "/opt",
            "/opt/",
            "/etc/wso2",
            "/opt/../etc",
            "/a/./b",
            "/a\u{7}",
            "/usr/lib",
            "~/wso2",
            "/proc/self",
        ] {
            assert!(path_fault(bad).is_some(), "{bad:?}");
        }
    }

    #[test]
    fn a_message_repeats_no_hostile_text_whole() {
        assert_eq!(quoted("a`b\nc"), "`a?b?c`");
        assert_eq!(quoted(&"x".repeat(4096)).chars().count(), 63);
        let told = |names: Vec<&str>| say::port_clash_fix(list(names)).to_string();
        assert_eq!(told(vec!["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(told(vec!["a"; 10]), "`a`, `a`, `a`, `a`, `a` and 5 more");
    }
}
