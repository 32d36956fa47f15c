//! Shapes of names, addresses and paths, and how messages quote them.

use std::net::IpAddr;

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
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let shown = if names.len() > LISTED + 1 {
        LISTED
    } else {
        names.len()
    };
    let mut parts: Vec<String> = names[..shown].iter().map(|name| quoted(name)).collect();
    if shown < names.len() {
        parts.push(format!("{} more", names.len() - shown));
    }
    sentence(&parts)
}

/// `a, b and c`.
pub(super) fn sentence(parts: &[impl AsRef<str>]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `needs` for one, `need` for several.
pub(super) fn verb(count: usize, several: &'static str, one: &'static str) -> &'static str {
    if count == 1 { one } else { several }
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
pub(super) fn path_fault(path: &str) -> Option<&'static str> {
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
        return Some("is not absolute");
    }
    if path.chars().any(char::is_control) {
        return Some("holds control characters");
    }
    if path.len() > 1024 {
        return Some("is too long");
    }
    let parts: Vec<&str> = parts(path).collect();
    if parts.iter().any(|part| *part == "." || *part == "..") {
        return Some("leads through `.` or `..`");
    }
    if parts.iter().any(|part| part.len() > 255) {
        return Some("has a folder name longer than 255 bytes");
    }
    match parts.as_slice() {
        [] => Some("is the root of the file system"),
        [only] if WHOLE.contains(only) => Some("is a folder of the system"),
        [first, ..] if BELOW.contains(first) => Some("is inside a folder of the system"),
        all if DEEP.contains(&all.join("/").as_str()) => Some("is a folder of the system"),
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
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(list(vec!["a"; 10]), "`a`, `a`, `a`, `a`, `a` and 5 more");
    }
}
