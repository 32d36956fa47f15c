//! Writes a large design on standard output, laid out on a grid: what `benches/page.mjs` opens.
//!
//! usage: `cargo run --example large_design -- INSTANCES [CALLING]`

use std::process::ExitCode;

use apim_designer::model::{Point, saved};

#[path = "../tests/it/large.rs"]
mod large;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map_while(|word| word.parse().ok());
    let Some(instances) = numbers.next() else {
        eprintln!("usage: large_design INSTANCES [CALLING]");
        return ExitCode::FAILURE;
    };
    let mut design = match numbers.next() {
        Some(calling) => large::sparse(instances, calling),
        None => large::design(instances),
    };
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
