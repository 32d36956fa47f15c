//! The stock files of the product, which live outside of the repository.

use std::{fs, io::Write, path::PathBuf};

use apim_designer::catalog::{Version, bases};

pub(crate) const VERSIONS: [(Version, &str); 2] =
    [(Version::V1_9_0, "1.9.0"), (Version::V1_9_1, "1.9.1")];

/// The folder with a version's stock files, where it is there.
pub(crate) fn folder(version: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/stock");
    Some(folder.join(format!("wso2am-{version}"))).filter(|folder| folder.is_dir())
}

/// A stock file; `None`, said loudly, where the stock files are missing.
pub(crate) fn read(version: &str, path: &str) -> Option<String> {
    let Some(folder) = folder(version) else {
        // Not `eprintln!`, which the test harness keeps to itself.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: no stock files beside the project, {path} {version} is not compared"
        );
        return None;
    };
    let file = folder.join(path);
    Some(fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// Every stock file that there is a built-in one of.
pub(crate) fn all() -> impl Iterator<Item = (Version, &'static str, String)> {
    let of_version = |(version, name)| {
        bases::paths().filter_map(move |path| Some((version, path, read(name, path)?)))
    };
    VERSIONS.into_iter().flat_map(of_version)
}
