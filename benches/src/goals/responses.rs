//! The goals for decoding: how many times as long as a peer wireform may take.

use std::fmt::Write as _;

use super::{Measured, Rows, verdict};

/// A bound on the time that wireform needs, as a multiple of a peer's time.
struct Bound {
    area: &'static str,
    most: f64,
    peer: &'static str,
    ours: &'static str,
    theirs: &'static str,
}

const BOUNDS: &[Bound] = &[
    Bound {
        area: "JSON response",
        most: 3.0,
        peer: "`serde_json` with hand-written structs",
        ours: "JSON response/wireform",
        theirs: "JSON response/serde_json",
    },
    Bound {
        area: "XML response",
        most: 2.0,
        peer: "quick-xml with hand-written structs",
        ours: "XML response/wireform",
        theirs: "XML response/quick-xml, serde",
    },
];

/// Adds a row for each bound.
pub(super) fn add(measured: &Measured, rows: &mut Rows) {
    for bound in BOUNDS {
        let times = &measured.times;
        let hot = times.ratio(bound.theirs, bound.ours, false);
        let cold = times.ratio(bound.theirs, bound.ours, true);
        let mut figures = format!("{hot:.2}x hot, {cold:.2}x cold");
        if let (Some(ours), Some(theirs)) = (
            measured.instructions(bound.ours),
            measured.instructions(bound.theirs),
        ) {
            let _ = write!(figures, ", {:.2}x in instructions", ours / theirs);
        }
        rows.add(
            bound.area,
            &format!("at most {}x the time of {}", bound.most, bound.peer),
            &figures,
            verdict(hot <= bound.most),
        );
    }
}
