//! `jmx.xml`: whoever logs in there runs what he likes in the server. Source: domain §12.4.

use super::super::edit::Edit;
use super::because;
use crate::say;

pub(super) fn edits() -> Vec<Edit> {
    let why = because(
        say::REASON_NO_REMOTE_MANAGEMENT,
        "kernel 4.3.0; domain §12.4",
    );
    vec![why.set("/JMX/StartRMIServer", "false")]
}
