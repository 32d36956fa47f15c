//! What a command costs: plan and findings, at three sizes.

use std::hint::black_box;

use apim_designer::{checks, plan};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "../tests/it/large.rs"]
mod large;

fn pipeline(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pipeline");
    for size in [10, 100, 1_000] {
        let design = large::design(size);
        let plan = plan::build(&design);
        group.bench_with_input(
            BenchmarkId::new("plan", size),
            &design,
            |bencher, design| {
                bencher.iter(|| plan::build(black_box(design)));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("check", size),
            &design,
            |bencher, design| {
                bencher.iter(|| checks::check(black_box(design), black_box(&plan)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
