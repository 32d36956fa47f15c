//! The command line: arguments, input and output, exit code. Everything else is the library's.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use apim_designer::checks::{self, Finding, Place, Severity};
use apim_designer::model::{Design, presets, saved};
use apim_designer::plan;
use apim_designer::render::{self, Files, Secrets, graph, secrets};
use clap::{Parser, Subcommand, ValueEnum};
use thiserror::Error;

/// Works out the configuration of a distributed WSO2 API Manager deployment from a design file.
#[derive(Parser)]
#[command(name = "apim-designer", version, about)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Lists the designs to start from
    Presets,
    /// Prints a starting design
    New {
        /// One of the names that `presets` lists
        #[arg(long, value_name = "NAME")]
        preset: String,
    },
    /// Says what is wrong with a design; exits with 1 where something blocks it
    Check {
        /// Design file, or - for standard input
        design: PathBuf,
        #[arg(long, value_enum, default_value = "text")]
        format: CheckFormat,
    },
    /// Prints what follows from a design: ports, links, clusters, databases
    Plan {
        /// Design file, or - for standard input
        design: PathBuf,
        #[arg(long, value_enum, default_value = "json")]
        format: PlanFormat,
    },
    /// Writes the bundle: configuration files, SQL, load balancer, hosts files and the shell steps
    Generate {
        /// Design file, or - for standard input
        design: PathBuf,
        /// Folder, or file that ends in .zip
        #[arg(short, long, value_name = "DIR|FILE.zip")]
        output: PathBuf,
        /// Secrets to write into the files, as `secrets` lists them; without them the files carry placeholders
        #[arg(long, value_name = "FILE")]
        secrets: Option<PathBuf>,
        /// Generate in spite of blocking findings, and over what is at the output already
        #[arg(long)]
        force: bool,
    },
    /// Prints the secrets that a design needs, as an empty JSON to fill in
    Secrets {
        /// Design file, or - for standard input
        design: PathBuf,
    },
    /// Prints the JSON Schema of the design file
    Schema,
}

#[derive(Clone, Copy, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum PlanFormat {
    Json,
    Svg,
    Mermaid,
    Dot,
    Drawio,
}

/// Why the input or output could not be used; always exit status 2.
#[derive(Debug, Error)]
enum Error {
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot write the output: {0}")]
    Output(io::Error),
    #[error("{}: {source}", path.display())]
    Design { path: PathBuf, source: saved::Error },
    #[error("there is no preset `{name}`; choose one of {known}")]
    Preset { name: String, known: String },
    #[error(
        "{} is not valid JSON of names and texts: {source}. Start from `apim-designer secrets DESIGN`",
        path.display()
    )]
    Secrets {
        path: PathBuf,
        source: serde_json::Error,
    },
    #[error("{}: the design needs no secret `{name}`; it needs {known}", path.display())]
    UnknownSecret {
        path: PathBuf,
        name: String,
        known: String,
    },
    #[error("{} is there already; choose another output, or add --force to write over it", path.display())]
    Exists { path: PathBuf },
    #[error(transparent)]
    Render(#[from] render::Error),
    #[error(transparent)]
    Bundle(#[from] apim_designer::bundle::Error),
    #[error("the result cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

const BLOCKED: u8 = 1;
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        // A reader that went away, such as `head`, is no fault of ours.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("apim-designer: {error}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn run(task: Task) -> Result<ExitCode, Error> {
    match task {
        Task::Presets => print(&preset_list())?,
        Task::New { preset } => print(&saved::write(&find_preset(&preset)?))?,
        Task::Check { design, format } => return check(&read_design(&design)?, format),
        Task::Plan { design, format } => print(&plan_text(&read_design(&design)?, format)?)?,
        Task::Generate {
            design,
            output,
            secrets,
            force,
        } => {
            return generate(&read_design(&design)?, &output, secrets.as_deref(), force);
        }
        Task::Secrets { design } => {
            let needed = secrets::needed(&plan::build(&read_design(&design)?));
            let empty: BTreeMap<_, _> = needed.iter().map(|secret| (&secret.name, "")).collect();
            print(&format!("{}\n", serde_json::to_string_pretty(&empty)?))?;
        }
        Task::Schema => {
            let schema = schemars::schema_for!(saved::Saved);
            print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn plan_text(design: &Design, format: PlanFormat) -> Result<String, Error> {
    let plan = plan::build(design);
    Ok(match format {
        PlanFormat::Json => format!("{}\n", serde_json::to_string_pretty(&plan)?),
        PlanFormat::Svg => graph::svg(design, &plan),
        PlanFormat::Mermaid => graph::mermaid(&plan),
        PlanFormat::Dot => graph::dot(&plan),
        PlanFormat::Drawio => graph::drawio(design, &plan),
    })
}

fn print(text: &str) -> Result<(), Error> {
    io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .map_err(Error::Output)
}

fn preset_list() -> String {
    let width = presets::ALL
        .iter()
        .map(|preset| preset.name.len())
        .max()
        .unwrap_or_default();
    presets::ALL
        .iter()
        .map(|preset| format!("{:width$}  {}\n", preset.name, preset.about))
        .collect()
}

fn find_preset(name: &str) -> Result<Design, Error> {
    presets::find(name)
        .map(presets::Preset::design)
        .ok_or_else(|| {
            let known: Vec<_> = presets::ALL.iter().map(|preset| preset.name).collect();
            Error::Preset {
                name: name.to_owned(),
                known: known.join(", "),
            }
        })
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    bytes.map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

fn read_design(path: &Path) -> Result<Design, Error> {
    saved::read(&read(path)?).map_err(|source| Error::Design {
        path: path.to_owned(),
        source,
    })
}

fn check(design: &Design, format: CheckFormat) -> Result<ExitCode, Error> {
    let findings = checks::check(design, &plan::build(design));
    match format {
        CheckFormat::Json => print(&format!("{}\n", serde_json::to_string_pretty(&findings)?))?,
        CheckFormat::Text => print(&findings_text(&findings))?,
    }
    Ok(if blocked(&findings) {
        ExitCode::from(BLOCKED)
    } else {
        ExitCode::SUCCESS
    })
}

fn blocked(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

fn findings_text(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "No problems found.\n".into();
    }
    findings.iter().map(finding_text).collect()
}

fn finding_text(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let places: Vec<String> = finding
        .at
        .iter()
        .map(|place| match place {
            Place::Host(id) => format!("host {id}"),
            Place::Instance(id) => id.to_string(),
            Place::Design => "design".into(),
        })
        .collect();
    let mut text = format!(
        "{severity}[{}] {}: {}\n",
        finding.code,
        places.join(", "),
        finding.message
    );
    if !finding.advice.is_empty() {
        text += &format!("    {}\n", finding.advice);
    }
    if let Some(fix) = &finding.fix {
        text += &format!("    fix: {}\n", fix.label);
    }
    text
}

fn generate(
    design: &Design,
    output: &Path,
    secrets: Option<&Path>,
    force: bool,
) -> Result<ExitCode, Error> {
    let plan = plan::build(design);
    let findings = checks::check(design, &plan);
    if blocked(&findings) && !force {
        eprint!("{}", findings_text(&findings));
        eprintln!(
            "apim-designer: nothing was written; mend what blocks the design, or add --force"
        );
        return Ok(ExitCode::from(BLOCKED));
    }
    let private = secrets.is_some();
    let secrets = secrets
        .map(|path| read_secrets(path, &plan))
        .transpose()?
        .unwrap_or_default();
    let files = render::render(design, &plan, &secrets)?;
    let is_zip = output
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_zip {
        write_zip(
            output,
            &apim_designer::bundle::zip(&plan.folder, &files)?,
            private,
            force,
        )?;
    } else {
        write_folder(output, &files, private, force)?;
    }
    if io::stderr().is_terminal() {
        eprintln!(
            "{} files for {} hosts in {}",
            files.len(),
            plan.hosts.len(),
            output.display()
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn read_secrets(path: &Path, plan: &plan::Plan) -> Result<Secrets, Error> {
    let values: BTreeMap<String, String> =
        serde_json::from_slice(&read(path)?).map_err(|source| Error::Secrets {
            path: path.to_owned(),
            source,
        })?;
    let needed = secrets::needed(plan);
    // A misspelt name would leave a placeholder where a password was meant.
    if let Some(name) = values
        .keys()
        .find(|name| !needed.iter().any(|secret| secret.name == **name))
    {
        let known: Vec<_> = needed.iter().map(|secret| secret.name.as_str()).collect();
        return Err(Error::UnknownSecret {
            path: path.to_owned(),
            name: name.clone(),
            known: known.join(", "),
        });
    }
    Ok(Secrets::new(values))
}

fn write_zip(path: &Path, bytes: &[u8], private: bool, force: bool) -> Result<(), Error> {
    if path.exists() && !force {
        return Err(Error::Exists {
            path: path.to_owned(),
        });
    }
    write_file(path, bytes, if private { 0o600 } else { 0o644 })
}

fn write_folder(folder: &Path, files: &Files, private: bool, force: bool) -> Result<(), Error> {
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if (occupied || folder.is_file()) && !force {
        return Err(Error::Exists {
            path: folder.to_owned(),
        });
    }
    remove_stale(folder, files);
    let closed = if private { 0o700 } else { 0o777 };
    for (path, file) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|source| Error::Write {
                path: parent.to_owned(),
                source,
            })?;
        }
        let mode = if file.executable { 0o755 } else { 0o644 };
        write_file(&path, file.text.as_bytes(), mode & closed)?;
    }
    Ok(())
}

/// Removes what an earlier bundle in the same folder listed and this one lacks: a script left behind would be run.
fn remove_stale(folder: &Path, files: &Files) {
    let Ok(manifest) = fs::read(folder.join("manifest.json")) else {
        return;
    };
    let Ok(manifest) = serde_json::from_slice::<serde_json::Value>(&manifest) else {
        return;
    };
    let listed = manifest["files"].as_array().into_iter().flatten();
    for path in listed.filter_map(|file| file["path"].as_str()) {
        let inside = Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        if inside && !files.contains_key(path) {
            // Gone already is as good.
            let _ = fs::remove_file(folder.join(path));
        }
    }
}

/// Writes beside the target and renames, so that a full disk leaves no half a file.
fn write_file(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Error> {
    let failed = |source| Error::Write {
        path: path.to_owned(),
        source,
    };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = create(&part, mode)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written.map_err(failed)
}

#[cfg(unix)]
fn create(path: &Path, mode: u32) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(mode)
        .open(path)
}

#[cfg(not(unix))]
fn create(path: &Path, _mode: u32) -> io::Result<fs::File> {
    fs::File::create(path)
}
