//! Runs the program of the guide that the argument names.

use std::fmt::Debug;

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

/// What `main` of a program returns.
trait Outcome {
    fn finish(self);
}

impl Outcome for () {
    fn finish(self) {}
}

impl<E: Debug> Outcome for Result<(), E> {
    fn finish(self) {
        self.expect("the program of the guide succeeds");
    }
}

fn finish(outcome: impl Outcome) {
    outcome.finish();
}

/// Returns the address of the mock that the test has started.
#[allow(dead_code, reason = "a guide without a mock needs no address")]
fn mock_url() -> String {
    std::env::var("GUIDE_MOCK").expect("the test starts a mock")
}

fn main() {
    let wanted = std::env::args().nth(1).expect("the name of a program");
    let (_, run) = PROGRAMS
        .iter()
        .find(|(name, _)| *name == wanted)
        .expect("a program of the guide");
    run();
}
