//! Independent pieces of work on all processors. What comes out does not depend on how many there are; in a browser,
//! where a worker has one thread, they are done in turn.

/// Does a job for each item, in any order; the results are in the order of the items.
///
/// `tools` makes what a worker keeps from one job to the next, such as buffers. It must not change the results.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn each<T: Sync, Tools, R: Send>(
    items: &[T],
    tools: impl Fn() -> Tools + Sync,
    job: impl Fn(&mut Tools, &T) -> R + Sync,
) -> Vec<R> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    let next = AtomicUsize::new(0);
    let work = || {
        let mut tools = tools();
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return done;
            };
            done.push((at, job(&mut tools, item)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let helpers = processors.min(items.len()).saturating_sub(1);
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let helpers: Vec<_> = (0..helpers).map(|_| scope.spawn(work)).collect();
        let own = work();
        let others = helpers.into_iter().flat_map(|helper| {
            helper
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        for (at, result) in own.into_iter().chain(others) {
            results[at] = Some(result);
        }
    });
    results.into_iter().flatten().collect()
}

#[cfg(target_family = "wasm")]
pub(crate) fn each<T, Tools, R>(
    items: &[T],
    tools: impl Fn() -> Tools,
    job: impl Fn(&mut Tools, &T) -> R,
) -> Vec<R> {
    let mut tools = tools();
    items.iter().map(|item| job(&mut tools, item)).collect()
}

/// Does two jobs side by side.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn both<A: Send, B>(
    aside: impl FnOnce() -> A + Send,
    own: impl FnOnce() -> B,
) -> (A, B) {
    std::thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let own = own();
        let aside = aside
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (aside, own)
    })
}

#[cfg(target_family = "wasm")]
pub(crate) fn both<A, B>(aside: impl FnOnce() -> A, own: impl FnOnce() -> B) -> (A, B) {
    (aside(), own())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in [0, 1, 2, 1_000] {
            let items: Vec<usize> = (0..count).collect();
            let results = each(&items, || 0, |_, item| item * 2);
            let expected: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(results, expected);
        }
    }

    #[test]
    fn a_worker_keeps_its_tools() {
        let job = |tools: &mut usize, (): &()| {
            *tools += 1;
            *tools
        };
        let results = each(&[(); 1_000], || 0, job);
        assert!(results.iter().max() >= Some(&2));
    }

    #[test]
    fn both_jobs_are_done() {
        assert_eq!(both(|| "aside", || "own"), ("aside", "own"));
    }
}
