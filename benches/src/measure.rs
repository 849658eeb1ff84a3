//! Time: the cases take turns, so that whatever else the machine does falls on all of them alike.
//!
//! Hot is a small set of contacts, again and again. Cold is the whole corpus in a shuffled order, a hundred contacts at
//! a time, with all other cases in between, so that neither contacts, tables nor code are in the nearest caches. The
//! figure is the median of the rounds.

use std::collections::BTreeMap;
use std::hint::black_box;

use crate::cases::{CASES, Case, Data, Scratch, Subject};
use crate::clock::{Chance, timed};

/// Nanoseconds per contact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    pub(crate) hot: f64,
    pub(crate) cold: f64,
}

const HOT: usize = 32;
const HOT_ROUNDS: usize = 41;
const HOT_REPEATS: usize = 60;
const COLD_ROUNDS: usize = 5;
const COLD_TURNS: usize = 90;
const COLD_BATCH: usize = 100;

pub(crate) fn all(data: &Data<'_>) -> BTreeMap<&'static str, Time> {
    let subjects: Vec<Vec<&Subject<'_>>> = CASES.iter().map(|case| shuffled(data, case)).collect();
    let mut hot: Vec<Vec<f64>> = vec![Vec::new(); CASES.len()];
    let mut cold = hot.clone();
    let mut scratch = Scratch::default();
    for _ in 0..HOT_ROUNDS {
        for (index, case) in CASES.iter().enumerate() {
            let few = &subjects[index][..HOT.min(subjects[index].len())];
            let time = timed(|| {
                for _ in 0..HOT_REPEATS {
                    for subject in few {
                        (case.run)(black_box(subject), &mut scratch);
                    }
                }
            });
            hot[index].push(time.as_secs_f64() * 1e9 / (few.len() * HOT_REPEATS) as f64);
        }
    }
    for round in 0..COLD_ROUNDS {
        let mut nanoseconds = vec![0.0; CASES.len()];
        let mut seen = vec![0_usize; CASES.len()];
        for turn in 0..COLD_TURNS {
            for (index, case) in CASES.iter().enumerate() {
                // Each case takes contacts that the cases before it have not just brought into the caches.
                let batches = subjects[index].len().div_ceil(COLD_BATCH);
                let batch = (turn + round + index * COLD_TURNS / CASES.len()) % batches;
                let Some(batch) = subjects[index].chunks(COLD_BATCH).nth(batch) else {
                    continue;
                };
                let time = timed(|| {
                    for subject in batch {
                        (case.run)(black_box(subject), &mut scratch);
                    }
                });
                nanoseconds[index] += time.as_secs_f64() * 1e9;
                seen[index] += batch.len();
            }
        }
        for (index, seen) in seen.into_iter().enumerate() {
            cold[index].push(nanoseconds[index] / seen as f64);
        }
    }
    CASES
        .iter()
        .enumerate()
        .map(|(index, case)| {
            let time = Time {
                hot: median(&mut hot[index]),
                cold: median(&mut cold[index]),
            };
            (case.name, time)
        })
        .collect()
}

/// Every case sees the contacts in the same order.
fn shuffled<'d, 'c>(data: &'d Data<'c>, case: &Case) -> Vec<&'d Subject<'c>> {
    let mut chance = Chance::seeded(7);
    let mut order: Vec<_> = data.0.iter().collect();
    for index in (1..order.len()).rev() {
        order.swap(index, chance.below(index + 1));
    }
    order.retain(|subject| case.takes(subject));
    order
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
