//! Sorting, once.
//!
//! The standard library's sort is compiled anew for each type and each comparison, about 5 kB of WebAssembly a time,
//! and twenty of them were a tenth of the page. Here positions are sorted, by one copy of the algorithm, and the items
//! are put into their order afterwards.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = positions(items.len(), &|a, b| compare(&items[a], &items[b]));
    put(items, order);
}

/// Sorts by a key; equal items keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts items that have an order of their own.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// The positions below `count` in their order.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Moves each item to its place: `order[at]` says where what belongs at `at` stands now.
fn put<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        // Follows one cycle; places that are right name themselves.
        let mut at = start;
        loop {
            let from = order[at];
            order[at] = at;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn items_come_out_as_a_stable_sort_has_them(
            items in prop::collection::vec((0_u8..6, any::<u16>()), 0..40)
        ) {
            let (mut ours, mut expected) = (items.clone(), items);
            by_key(&mut ours, |&(key, _)| key);
            expected.sort_by_key(|&(key, _)| key);
            prop_assert_eq!(&ours, &expected);
            sort(&mut ours);
            expected.sort_unstable();
            prop_assert_eq!(ours, expected);
        }
    }
}
