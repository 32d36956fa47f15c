//! Small drawings on buttons and beside names.

use crate::app::dom::{El, el, svg};
use crate::catalog::Kind;
use crate::checks::Severity;

pub(super) const UNDO: &str = "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7";
pub(super) const REDO: &str = "M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H9";
pub(super) const NEW: &str = "M8 3v10M3 8h10";
pub(super) const OPEN: &str = "M1.5 13V3.5h4l1.5 2h6.5V7M1.5 13l2-6h11.5l-2 6z";
pub(super) const SAVE: &str = "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11";
pub(super) const PASTE: &str = "M5.5 3H3v11h10V3h-2.5M5.5 1.5h5v3h-5zM5.5 8h5M5.5 11h3";
pub(super) const SETTINGS: &str = "M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3";
pub(super) const SEARCH: &str = "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM10.7 10.7l3.8 3.8";
pub(super) const SYSTEM: &str = "M1.5 3h13v8.5h-13zM5.5 14h5M8 11.5V14";
pub(super) const LIGHT: &str = "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1";
pub(super) const DARK: &str = "M13.5 10A6 6 0 0 1 6 2.5a6 6 0 1 0 7.5 7.5z";
pub(super) const CLOSE: &str = "M3.5 3.5l9 9M12.5 3.5l-9 9";
pub(super) const RIGHT: &str = "M6 3l5 5-5 5";
pub(super) const LEFT: &str = "M10 3 5 8l5 5";
pub(super) const UP: &str = "M3 10l5-5 5 5";
pub(super) const DOWN: &str = "M3 6l5 5 5-5";
pub(super) const TRASH: &str = "M2.5 4h11M6 4V2h4v2M4 4l.7 10h6.6L12 4M6.5 7v4.5M9.5 7v4.5";
pub(super) const COPY: &str = "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3";
pub(super) const ARROW: &str = "M2 8h11M9 4l4 4-4 4";
pub(super) const GOOD: &str = "M2.5 8.5 6.5 12.5 13.5 4";
pub(super) const HOST: &str = "M2 2.5h12v4.5H2zM2 9h12v4.5H2zM4.5 4.7h.1M4.5 11.2h.1";
pub(super) const PANEL: &str = "M1.5 2.5h13v11h-13zM10 2.5v11";
pub(super) const FILE: &str = "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3";

const ERROR: &str = "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM8 4.5v4M8 11h.1";
const WARNING: &str = "M8 1.5 15 14H1zM8 6v4M8 12h.1";
const NOTE: &str = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7v4.5M8 4.5h.1";

pub(super) fn glyph(path: &'static str) -> El {
    svg("svg")
        .class("icon")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}

pub(super) fn severity(severity: Severity) -> El {
    glyph(match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    })
}

fn tile(colour: &'static str, path: &'static str) -> El {
    el("span")
        .class("tile")
        .attr("data-colour", colour)
        .child(glyph(path))
}

/// The coloured tile of a kind.
pub(in crate::app) fn kind(kind: Kind) -> El {
    let (colour, path) = match kind {
        Kind::GatewayManager | Kind::GatewayWorker => {
            ("traffic", "M2 8h12M10 4l4 4-4 4M6 4L2 8l4 4")
        }
        Kind::KeyManager => (
            "keys",
            "M5.5 7.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 8l6-6M11 5l2 2",
        ),
        Kind::Publisher => ("deploy", "M3 2h7l3 3v9H3zM10 2v3h3"),
        Kind::Store => (
            "deploy",
            "M2 6l1-4h10l1 4M2 6v8h12V6M2 6c0 2 3 2 3 0 0 2 3 2 3 0 0 2 3 2 3 0 0 2 3 2 3 0",
        ),
        Kind::AllInOne => ("traffic", "M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z"),
        Kind::IdentityServer => (
            "sso",
            "M8 2.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2.5 14c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5",
        ),
        Kind::Bam => ("stats", "M2 14V9M6 14V5M10 14V7M14 14V2"),
        Kind::Mysql => (
            "data",
            "M2.5 3.5c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 3.5v9c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2v-9M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2",
        ),
        Kind::Svn => (
            "deploy",
            "M4 1.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM4 10.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM12 4.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM4 5.3v5.4M10.3 6.5C6 7.5 4 8 4 10",
        ),
        Kind::Activemq => ("msg", "M2 4h12v8H2zM2 5l6 4 6-4"),
        Kind::Nginx => (
            "traffic",
            "M8 2v4M8 6 3 11M8 6l5 5M8 6v5M2 13h2M7 13h2M12 13h2",
        ),
    };
    tile(colour, path)
}

pub(in crate::app) fn host() -> El {
    tile("host", HOST)
}
