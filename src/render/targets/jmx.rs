//! `jmx.xml`: whoever logs in there runs what he likes in the server. Source: domain §12.4.

use super::super::edit::Edit;
use super::because;

pub(super) fn edits() -> Vec<Edit> {
    let why = because(
        "remote management is off; who needs it writes true here",
        "kernel 4.3.0; domain §12.4",
    );
    vec![why.set("/JMX/StartRMIServer", "false")]
}
