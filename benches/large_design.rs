//! Writes a large design on standard output, laid out on a grid: what `benches/page.mjs` opens.
//!
//! usage: `cargo run --example large_design -- INSTANCES`

use std::process::ExitCode;

use apim_designer::model::{Point, saved};

#[path = "../tests/it/large.rs"]
mod large;

fn main() -> ExitCode {
    let Some(instances) = std::env::args().nth(1).and_then(|word| word.parse().ok()) else {
        eprintln!("usage: large_design INSTANCES");
        return ExitCode::FAILURE;
    };
    let mut design = large::design(instances);
    // As broad as high, about.
    let row = design.hosts.len().isqrt().max(1);
    for (at, host) in design.hosts.iter_mut().enumerate() {
        let place = |steps: usize, step: i32| i32::try_from(steps).unwrap_or(0) * step;
        host.at = Point {
            x: place(at % row, 340),
            y: place(at / row, 760),
        };
    }
    println!("{}", saved::write(&design));
    ExitCode::SUCCESS
}
