//! What the flows share.

#![allow(clippy::unwrap_used, reason = "a failed one is a failed test")]

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU16, Ordering};

use apim_designer::model::{Design, Port, presets};
use apim_designer::plan;
use apim_designer::render::{self, Files, Secrets};

/// A folder that goes when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("apim-designer-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file below, with its folders.
    pub(crate) fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Writes a file of secrets, all with the same value, that only its owner reads.
    pub(crate) fn write_secrets(&self, path: &str, keys: &[&str], value: &str) {
        let lines: Vec<String> = keys.iter().map(|key| format!("{key}={value}\n")).collect();
        let file = self.write(path, &lines.concat());
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if std::env::var_os("APIM_KEEP").is_none() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

pub(crate) fn preset(name: &str) -> Design {
    presets::find(name).unwrap().design()
}

/// The files of a design's bundle.
pub(crate) fn render(design: &Design, secrets: &Secrets) -> Files {
    render::render(design, &plan::build(design), secrets).unwrap()
}

/// Whether a program is there; says loudly what is left out where it is not.
pub(crate) fn installed(program: &str, what: &str) -> bool {
    let found = std::env::var_os("PATH").is_some_and(|paths| {
        std::env::split_paths(&paths).any(|path| path.join(program).is_file())
    }) || Path::new("/usr/sbin").join(program).is_file();
    if !found {
        skipped(what, &format!("{program} is not installed"));
    }
    found
}

pub(crate) fn skipped(what: &str, why: &str) {
    // Not `eprintln!`, which the test harness keeps to itself.
    let _ = writeln!(std::io::stderr(), "!!! SKIPPED: {what}: {why} !!!");
}

/// Runs a command; the test fails with all its words where it fails.
#[track_caller]
pub(crate) fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// A port for a server that is started later: nobody listens on it, it is given out once, and no outgoing connection gets
/// it, since it lies below those that the system takes for them.
pub(crate) fn free_port() -> Port {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 12_000;
    let own = u16::try_from(std::process::id() % u32::from(COUNT)).unwrap();
    for _ in 0..COUNT {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + own.wrapping_add(step) % COUNT;
        if TcpListener::bind(("0.0.0.0", port)).is_ok() {
            return Port::new(port).unwrap();
        }
    }
    panic!("no port is free");
}
