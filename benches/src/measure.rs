//! Measures time. The cases take turns, so that other load on the machine affects all of them equally.
//!
//! *Hot* uses a small set of contacts again and again. *Cold* uses the whole corpus in shuffled order, a hundred contacts
//! at a time, with all other cases in between, so that contacts, tables and code are not in the nearest caches. Figures
//! and ratios are medians over the rounds. A ratio compares two cases of the same round.

use std::hint::black_box;

use crate::cases::{CASES, Case, Data, Scratch, Subject};
use crate::clock::{Chance, timed};

/// Nanoseconds per contact, for each case and each round.
#[derive(Debug, Default)]
pub(crate) struct Times {
    hot: Vec<Vec<f64>>,
    cold: Vec<Vec<f64>>,
}

const HOT: usize = 32;
const HOT_ROUNDS: usize = 101;
const HOT_REPEATS: usize = 60;
const COLD_ROUNDS: usize = 9;
const COLD_TURNS: usize = 90;
const COLD_BATCH: usize = 100;

impl Times {
    fn rounds(&self, case: &str, cold: bool) -> Vec<f64> {
        let rounds = if cold { &self.cold } else { &self.hot };
        let place = |name: &str| CASES.iter().position(|known| known.name == name);
        // The time of the loop over the contacts is subtracted, unless the case is cold: then the loop loads the contacts, which
        // is a part of the case.
        let idle = place("nothing").and_then(|at| self.hot.get(at));
        let idle = idle.map_or(0.0, |rounds| median(rounds.clone()));
        place(case)
            .and_then(|at| rounds.get(at))
            .map(|rounds| rounds.iter().map(|time| time - idle).collect())
            .unwrap_or_default()
    }

    /// Returns the nanoseconds per contact.
    pub(crate) fn nanoseconds(&self, case: &str, cold: bool) -> f64 {
        median(self.rounds(case, cold))
    }

    /// Returns how many times as long as `case` another case takes.
    pub(crate) fn ratio(&self, case: &str, other: &str, cold: bool) -> f64 {
        let (ours, theirs) = (self.rounds(case, cold), self.rounds(other, cold));
        median(
            theirs
                .iter()
                .zip(&ours)
                .map(|(theirs, ours)| theirs / ours)
                .collect(),
        )
    }
}

pub(crate) fn all(data: &Data<'_>) -> Times {
    let subjects: Vec<Vec<&Subject<'_>>> = CASES.iter().map(|case| shuffled(data, case)).collect();
    let mut times = Times {
        hot: vec![Vec::new(); CASES.len()],
        cold: vec![Vec::new(); CASES.len()],
    };
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
            times.hot[index].push(time.as_secs_f64() * 1e9 / (few.len() * HOT_REPEATS) as f64);
        }
    }
    for round in 0..COLD_ROUNDS {
        let mut nanoseconds = vec![0.0; CASES.len()];
        let mut seen = vec![0_usize; CASES.len()];
        for turn in 0..COLD_TURNS {
            for (index, case) in CASES.iter().enumerate() {
                // Each case uses contacts that the previous cases have not loaded into the caches.
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
            times.cold[index].push(nanoseconds[index] / seen as f64);
        }
    }
    times
}

/// Each case gets the contacts in the same order.
fn shuffled<'d, 'c>(data: &'d Data<'c>, case: &Case) -> Vec<&'d Subject<'c>> {
    let mut chance = Chance::seeded(7);
    let mut order: Vec<_> = data.0.iter().collect();
    for index in (1..order.len()).rev() {
        order.swap(index, chance.below(index + 1));
    }
    order.retain(|subject| case.takes(subject));
    order
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
