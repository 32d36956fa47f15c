//! What a command costs (plan and findings) and what a download costs (files, and the whole zip), at three sizes.

use std::hint::black_box;

use apim_designer::model::{Design, saved};
use apim_designer::render::Secrets;
use apim_designer::{bundle, checks, diagram, plan, render};
use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};

#[path = "../tests/it/large.rs"]
mod large;

const SIZES: [usize; 3] = [10, 100, 1_000];

/// After each command. Budget: plan and check together 5 ms at 1,000 instances.
fn command(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("command");
    for size in SIZES {
        let design = large::design(size);
        let plan = plan::build(&design);
        group.bench_function(BenchmarkId::new("plan", size), |bencher| {
            bencher.iter(|| plan::build(black_box(&design)));
        });
        group.bench_function(BenchmarkId::new("check", size), |bencher| {
            bencher.iter(|| checks::check(black_box(&design), black_box(&plan)));
        });
        group.bench_function(BenchmarkId::new("draw", size), |bencher| {
            bencher.iter(|| diagram::draw(black_box(&design), black_box(&plan)));
        });
        group.bench_function(BenchmarkId::new("both", size), |bencher| {
            bencher.iter(|| {
                let plan = plan::build(black_box(&design));
                checks::check(&design, &plan)
            });
        });
    }
    group.finish();
}

/// When a design file is opened, and after each command, for the engine and the browser's storage.
fn file(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("file");
    for size in SIZES {
        let design = large::design(size);
        let text = saved::write(&design);
        group.bench_function(BenchmarkId::new("read", size), |bencher| {
            bencher.iter(|| saved::read(black_box(text.as_bytes())));
        });
        group.bench_function(BenchmarkId::new("write", size), |bencher| {
            bencher.iter(|| saved::write(black_box(&design)));
        });
    }
    group.finish();
}

/// On the button. Budget: the bundle 0.3 s at 1,000 instances.
fn download(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("download");
    // A few long runs say as much as many.
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let secrets = Secrets::default();
    for size in SIZES {
        let design = large::design(size);
        let plan = plan::build(&design);
        let files = render::render(&design, &plan, &secrets).expect("every value can be written");
        group.bench_function(BenchmarkId::new("render", size), |bencher| {
            bencher.iter(|| render::render(black_box(&design), &plan, &secrets));
        });
        group.bench_function(BenchmarkId::new("zip", size), |bencher| {
            bencher.iter(|| bundle::zip(&plan.folder, black_box(&files)));
        });
        group.bench_function(BenchmarkId::new("bundle", size), |bencher| {
            bencher.iter(|| whole(black_box(&design), &secrets));
        });
    }
    group.finish();
}

/// From a design to its zip.
fn whole(design: &Design, secrets: &Secrets) -> Vec<u8> {
    let plan = plan::build(design);
    let files = render::render(design, &plan, secrets).expect("every value can be written");
    bundle::zip(&plan.folder, &files).expect("a thousand instances fit a zip")
}

criterion_group!(benches, command, file, download);
criterion_main!(benches);
