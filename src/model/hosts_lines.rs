//! Hosts from lines in the form of `/etc/hosts`.
//!
//! People paste what they have: a whole hosts file, a column of names, a column of addresses. Each line becomes one
//! host, or is left out with a reason, or is faulty and says how to mend it.

use std::net::IpAddr;

use super::command::Command;
use super::design::{Design, Point};
use super::id::HostId;
use crate::say::{self, Said};
use crate::table::SortedMap;

/// Longest host name. Source: RFC 1123.
const NAME_LIMIT: usize = 253;
/// Longest part of a host name between dots. Source: RFC 1123.
const LABEL_LIMIT: usize = 63;

/// What one line amounts to. Blank lines and comments amount to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: usize,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Host(NewHost),
    LeftOut(Reason),
    Faulty(Fault),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHost {
    pub name: String,
    /// Empty where the line is a plain name.
    pub address: String,
    /// Further names of the line; a host has one.
    pub aliases: Vec<String>,
}

/// Why a sound line adds no host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    Loopback,
    Known(String),
    Repeated(usize),
}

/// What is wrong with a line, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Address(String),
    Order {
        address: String,
        name: String,
    },
    Name {
        name: String,
        why: NameFault,
    },
    OtherAddress {
        name: String,
        address: String,
        place: Place,
    },
    OtherName {
        address: String,
        name: String,
        place: Place,
    },
}

/// Where else something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Design,
    Line(usize),
}

impl Place {
    fn said(self) -> Said {
        match self {
            Place::Design => say::PLACE_IN_DESIGN.into(),
            Place::Line(number) => say::place_in_line(number),
        }
    }
}

/// Why a text is no host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    Empty,
    Long,
    EmptyLabel,
    LongLabel,
    Underscore,
    Dash,
    Character,
}

impl Reason {
    pub fn said(&self) -> Said {
        match self {
            Reason::Loopback => say::LINE_LOOPBACK.into(),
            Reason::Known(name) => say::line_known(name),
            Reason::Repeated(line) => say::line_repeated(*line),
        }
    }
}

impl Fault {
    pub fn said(&self) -> Said {
        match self {
            Fault::Address(text) => say::line_address(text),
            Fault::Order { address, name } => say::line_order(address, name),
            Fault::Name { name, why } => say::line_name(name, why.said()),
            Fault::OtherAddress {
                name,
                address,
                place,
            } => say::line_other_address(name, address, place.said()),
            Fault::OtherName {
                address,
                name,
                place,
            } => say::line_other_name(address, name, place.said()),
        }
    }
}

impl NameFault {
    pub fn said(self) -> Said {
        match self {
            NameFault::Empty => say::NAME_EMPTY.into(),
            NameFault::Long => say::name_long(NAME_LIMIT),
            NameFault::EmptyLabel => say::NAME_EMPTY_LABEL.into(),
            NameFault::LongLabel => say::name_long_label(LABEL_LIMIT),
            NameFault::Underscore => say::NAME_UNDERSCORE.into(),
            NameFault::Dash => say::NAME_DASH.into(),
            NameFault::Character => say::NAME_CHARACTER.into(),
        }
    }
}

say::as_error!(Reason, Fault, NameFault);

/// Checks the shape of a host name.
///
/// # Errors
/// [`NameFault`] says why it is none and how to mend it.
pub fn host_name(name: &str) -> Result<(), NameFault> {
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    if name.len() > NAME_LIMIT {
        return Err(NameFault::Long);
    }
    for label in name.split('.') {
        if label.is_empty() {
            return Err(NameFault::EmptyLabel);
        }
        if label.contains('_') {
            return Err(NameFault::Underscore);
        }
        if !label
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || c == b'-')
        {
            return Err(NameFault::Character);
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(NameFault::Dash);
        }
        if label.len() > LABEL_LIMIT {
            return Err(NameFault::LongLabel);
        }
    }
    Ok(())
}

/// Whether the text is an IPv4 or IPv6 address.
pub fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// Whether the text was surely meant as an address.
fn looks_like_address(text: &str) -> bool {
    text.contains(':')
        || text.contains('%')
        || (text.contains('.') && text.bytes().all(|c| c.is_ascii_digit() || c == b'.'))
}

/// Reads pasted lines against what the design has already.
pub fn read(text: &str, design: &Design) -> Vec<Line> {
    let mut seen = Seen::of(design);
    text.lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let words: Vec<&str> = line
                .split('#')
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .collect();
            let number = at + 1;
            (!words.is_empty()).then(|| Line {
                number,
                outcome: outcome(&words, number, &mut seen),
            })
        })
        .collect()
}

/// The hosts that sound lines would add.
pub fn hosts(lines: &[Line]) -> impl Iterator<Item = &NewHost> {
    lines.iter().filter_map(|line| match &line.outcome {
        Outcome::Host(host) => Some(host),
        Outcome::LeftOut(_) | Outcome::Faulty(_) => None,
    })
}

/// One undo step that adds the hosts of all sound lines; `None` where there are none.
pub fn command(lines: &[Line], design: &Design) -> Option<Command> {
    let count = hosts(lines).count();
    if count == 0 {
        return None;
    }
    let mut taken: Vec<HostId> = Vec::new();
    let commands = hosts(lines)
        .zip(free_spots(design, count))
        .map(|(host, at)| {
            let id = free_id(design, &taken, &host.name);
            taken.push(id.clone());
            Command::AddHost {
                id,
                name: host.name.clone(),
                address: host.address.clone(),
                at,
            }
        })
        .collect();
    Some(Command::Many {
        label: say::step_add_hosts(count),
        commands,
    })
}

/// Where new hosts lie beside nothing else: rows below the lowest host.
pub fn free_spots(design: &Design, count: usize) -> Vec<Point> {
    const STEP: Point = Point { x: 320, y: 240 };
    const EDGE: i32 = 40;
    /// Heights of a host's head and of each card in it, at zoom 1.
    const HEAD: i32 = 60;
    const CARD: i32 = 50;
    const GRID: i32 = 20;
    let bottom = |host: &super::design::Host| {
        let cards = i32::try_from(design.on_host(&host.id).count()).unwrap_or(i32::MAX / CARD / 2);
        host.at.y.saturating_add(HEAD).saturating_add(CARD * cards)
    };
    let top = design
        .hosts
        .iter()
        .map(bottom)
        .max()
        .map_or(EDGE, |lowest| lowest.saturating_add(GRID * 2) / GRID * GRID);
    let left = design
        .hosts
        .iter()
        .map(|host| host.at.x)
        .min()
        .unwrap_or(EDGE);
    let columns = (3..10).find(|n| n * n >= count).unwrap_or(10);
    let place = |n: usize| i32::try_from(n).unwrap_or(0);
    (0..count)
        .map(|n| Point {
            x: left.saturating_add(place(n % columns) * STEP.x),
            y: top.saturating_add(place(n / columns) * STEP.y),
        })
        .collect()
}

/// An identifier that neither the design nor the hosts of the same step have.
fn free_id(design: &Design, taken: &[HostId], name: &str) -> HostId {
    let mut id = design.free_host_id(name);
    let mut n = 2;
    while taken.contains(&id) {
        id = design.free_host_id(&format!("{name}-{n}"));
        n += 1;
    }
    id
}

/// What is known so far, by name and by address.
struct Seen {
    /// Address and place of each name.
    names: SortedMap<String, (String, Place)>,
    /// Name and place of each address.
    addresses: SortedMap<String, (String, Place)>,
}

impl Seen {
    fn of(design: &Design) -> Self {
        let mut seen = Self {
            names: SortedMap::new(),
            addresses: SortedMap::new(),
        };
        for host in &design.hosts {
            seen.add(&host.name, &host.address, Place::Design);
        }
        seen
    }

    fn add(&mut self, name: &str, address: &str, place: Place) {
        self.names
            .get_or_insert_with(name.to_ascii_lowercase(), || (address.to_owned(), place));
        if !address.is_empty() {
            self.addresses
                .get_or_insert_with(canonical(address), || (name.to_owned(), place));
        }
    }
}

/// One spelling for each address: IPv6 has many.
fn canonical(address: &str) -> String {
    address
        .parse::<IpAddr>()
        .map_or_else(|_| address.to_owned(), |address| address.to_string())
}

fn outcome(words: &[&str], number: usize, seen: &mut Seen) -> Outcome {
    let host = match host(words) {
        Ok(Some(host)) => host,
        Ok(None) => return Outcome::LeftOut(Reason::Loopback),
        Err(fault) => return Outcome::Faulty(fault),
    };
    if let Some((address, place)) = seen.names.get(&host.name.to_ascii_lowercase()) {
        if host.address.is_empty() || canonical(address) == canonical(&host.address) {
            return Outcome::LeftOut(known(&host.name, *place));
        }
        return Outcome::Faulty(Fault::OtherAddress {
            name: host.name,
            address: address.clone(),
            place: *place,
        });
    }
    if let Some((name, place)) = seen.addresses.get(&canonical(&host.address)) {
        if words.len() == 1 {
            return Outcome::LeftOut(known(&host.address, *place));
        }
        return Outcome::Faulty(Fault::OtherName {
            address: host.address,
            name: name.clone(),
            place: *place,
        });
    }
    seen.add(&host.name, &host.address, Place::Line(number));
    Outcome::Host(host)
}

fn known(what: &str, place: Place) -> Reason {
    match place {
        Place::Design => Reason::Known(what.to_owned()),
        Place::Line(number) => Reason::Repeated(number),
    }
}

/// The host of a line; `None` for lines that every hosts file has.
fn host(words: &[&str]) -> Result<Option<NewHost>, Fault> {
    let (first, rest) = (words[0], &words[1..]);
    if let Ok(address) = first.parse::<IpAddr>() {
        if address.is_loopback() || address.is_multicast() || address.is_unspecified() {
            return Ok(None);
        }
        // IPv6 multicast in hosts files also comes as fe00::0 and ff00::0.
        if matches!(address, IpAddr::V6(v6) if v6.segments()[0] == 0xfe00) {
            return Ok(None);
        }
        let Some((name, aliases)) = rest.split_first() else {
            return Ok(Some(NewHost {
                name: name_for(address),
                address: first.to_owned(),
                aliases: Vec::new(),
            }));
        };
        for name in rest {
            check(name)?;
        }
        return Ok(Some(NewHost {
            name: (*name).to_owned(),
            address: first.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        }));
    }
    if looks_like_address(first) {
        return Err(Fault::Address(first.to_owned()));
    }
    match rest {
        [] => {
            check(first)?;
            Ok(Some(NewHost {
                name: first.to_owned(),
                address: String::new(),
                aliases: Vec::new(),
            }))
        }
        [second, ..] if is_address(second) => Err(Fault::Order {
            address: (*second).to_owned(),
            name: first.to_owned(),
        }),
        _ => Err(Fault::Address(first.to_owned())),
    }
}

fn check(name: &str) -> Result<(), Fault> {
    host_name(name).map_err(|why| Fault::Name {
        name: name.to_owned(),
        why,
    })
}

/// A name for a host of which only the address is known.
fn name_for(address: IpAddr) -> String {
    let text: String = address
        .to_string()
        .split(['.', ':'])
        .filter(|part| !part.is_empty())
        .fold("host".to_owned(), |name, part| name + "-" + part);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::presets;

    fn check(text: &str, expected: &str) {
        let lines = read(text, &Design::default());
        let told: Vec<String> = lines
            .iter()
            .map(|line| {
                let number = line.number;
                match &line.outcome {
                    Outcome::Host(host) => format!(
                        "{number} {} {} {}",
                        host.name,
                        host.address,
                        host.aliases.join(",")
                    )
                    .trim_end()
                    .to_owned(),
                    Outcome::LeftOut(reason) => format!("{number} left out: {reason}"),
                    Outcome::Faulty(fault) => format!("{number} faulty: {fault}"),
                }
            })
            .collect();
        assert_eq!(told.join("\n"), expected, "{text}");
    }

    #[test]
    fn a_whole_hosts_file_gives_its_hosts() {
        check(
            "127.0.0.1\tlocalhost\n::1 ip6-localhost\nff02::1 ip6-allnodes\nfe00::0 ip6-localnet\n\n\
             # the gateways\n10.0.1.11  gw.host gw # first\r\n2001:db8::5 km.host\n",
            "1 left out: names this machine itself\n2 left out: names this machine itself\n\
             3 left out: names this machine itself\n4 left out: names this machine itself\n\
             7 gw.host 10.0.1.11 gw\n8 km.host 2001:db8::5",
        );
    }

    #[test]
    fn plain_names_and_plain_addresses_are_hosts_too() {
        check("gw-1\n10.0.1.12", "1 gw-1\n2 host-10-0-1-12 10.0.1.12");
        check("2001:db8::5", "1 host-2001-db8-5 2001:db8::5");
    }

    #[test]
    fn faults_say_how_to_mend_them() {
        check(
            "10.0.0.256 a\n10.0.0 b\ngw.host 10.0.0.1\n10.0.0.2 my_host\n10.0.0.3 a..b\n-a\nfe80::1%eth0 c\na b",
            "1 faulty: `10.0.0.256` is no IP address; write four numbers from 0 to 255 with dots, such as 10.0.1.11\n\
             2 faulty: `10.0.0` is no IP address; write four numbers from 0 to 255 with dots, such as 10.0.1.11\n\
             3 faulty: the address comes first; write `10.0.0.1 gw.host`\n\
             4 faulty: `my_host` is no host name: underscores are not allowed, and Java refuses them in addresses; use dashes\n\
             5 faulty: `a..b` is no host name: two dots follow each other, or it begins or ends with one; remove the dot\n\
             6 faulty: `-a` is no host name: a part begins or ends with a dash; remove the dash\n\
             7 faulty: `fe80::1%eth0` is no IP address; write four numbers from 0 to 255 with dots, such as 10.0.1.11\n\
             8 faulty: `a` is no IP address; write four numbers from 0 to 255 with dots, such as 10.0.1.11",
        );
    }

    #[test]
    fn repetitions_are_noticed_however_they_are_spelt() {
        check(
            "2001:db8::5 a\n2001:DB8:0::5 A\n10.0.0.1 a\n2001:db8:0:0::5 b\n2001:db8::5",
            "1 a 2001:db8::5\n2 left out: the same as line 1\n\
             3 faulty: a has the address 2001:db8::5 in line 1; give it one address, or another name\n\
             4 faulty: 2001:db8:0:0::5 belongs to a in line 1; put the name there as an alias, or mend the address\n\
             5 left out: the same as line 1",
        );
    }

    #[test]
    fn what_the_design_has_is_left_out() {
        let design = presets::ALL[0].design();
        let lines = read("10.0.1.11 gw-1\n10.0.9.9 gw-1\n10.0.9.9 new-1", &design);
        assert_eq!(
            lines[0].outcome,
            Outcome::LeftOut(Reason::Known("gw-1".into()))
        );
        assert!(matches!(lines[1].outcome, Outcome::Faulty(_)));
        assert_eq!(hosts(&lines).count(), 1);
    }

    #[test]
    fn hosts_are_added_in_one_step_beside_what_is_there() {
        let mut editor = crate::model::Editor::new(presets::ALL[0].design());
        let before = editor.design().hosts.len();
        let lines = read("a.b\na-b\n10.9.9.9", editor.design());
        let command = command(&lines, editor.design()).expect("there are hosts");
        editor.run(command).expect("identifiers differ");
        assert_eq!(editor.design().hosts.len(), before + 3);
        assert!(editor.design().invariants().is_ok());
        let lowest = editor.design().hosts[..before]
            .iter()
            .map(|host| host.at.y)
            .max();
        let added = &editor.design().hosts[before..];
        assert!(added.iter().all(|host| Some(host.at.y) > lowest));
        assert!(editor.undo());
        assert_eq!(editor.design().hosts.len(), before);
        assert_eq!(super::command(&[], editor.design()), None);
    }
}
