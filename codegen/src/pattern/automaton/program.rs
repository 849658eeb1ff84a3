//! Translates an expression to positions: the characters that each consumes, and the positions that can follow.
//!
//! A value matches if a part of it does, as in a search. `\A` and `\z` restrict a match to the whole value.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange, Hir};

use super::compiler::Compiler;
use super::limit::LimitExceeded;
use super::positions::{Before, MATCH_NODE, Program, SharedProgram, Way, number_of};
use super::trim::trimmed;
use super::walk::Walk;

/// Translates an expression, for a place after a character. The result contains the values with a match that starts at
/// this place, or also at a later one if `searches`.
pub(super) fn program(hir: &Hir, before: Before, searches: bool) -> Result<Program, LimitExceeded> {
    let mut compiler = Compiler::new();
    let start = compiler.node(hir, MATCH_NODE)?;
    let mut walk = Walk::new(&compiler.nodes, compiler.sets, compiler.consumes);
    let mut follow = walk.follow()?;
    let begin = walk.closure(start, before)?;
    let restart = if searches {
        walk.closure(start, Before::Some)?
    } else {
        Vec::new()
    };
    walk.follow_narrowed(&mut follow);
    Ok(Program {
        sets: walk.sets,
        consumes: walk.consumes,
        follow,
        begin,
        restart,
        look_aheads: compiler.look_aheads,
        look_behinds: compiler.look_behinds,
    })
}

/// Translates some expressions.
pub(super) fn shared_program(hirs: &[&Hir]) -> Result<SharedProgram, LimitExceeded> {
    let mut compiler = Compiler::new();
    let trimmed: Vec<Hir> = hirs.iter().map(|hir| trimmed(hir)).collect();
    let starts = trimmed.iter().map(|hir| compiler.node(hir, MATCH_NODE));
    let starts = starts.collect::<Result<Vec<u32>, LimitExceeded>>()?;
    let any = ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)]);
    let any = number_of(&mut compiler.sets, any);
    let mut walk = Walk::new(&compiler.nodes, compiler.sets, compiler.consumes);
    let mut follow = walk.follow()?;
    let mut begins = Vec::new();
    let mut restarts: Vec<(u32, Vec<Way>)> = Vec::new();
    for start in &starts {
        begins.push(walk.closure(*start, Before::Start)?);
        if restarts.iter().all(|(known, _)| known != start) {
            restarts.push((*start, walk.closure(*start, Before::Some)?));
        }
    }
    walk.follow_narrowed(&mut follow);
    restarts.retain(|(_, ways)| !ways.is_empty());
    for (restart, mut ways) in restarts {
        let before = Way {
            position: u32::try_from(walk.consumes.len()).unwrap_or(u32::MAX),
            behind: None,
            promises: 0,
            behinds: 0,
        };
        walk.consumes.push(any);
        ways.push(before);
        follow.push(ways);
        for (start, begin) in starts.iter().zip(&mut begins) {
            begin.extend((*start == restart).then_some(before));
        }
    }
    let mut chains = compiler.chains;
    chains.resize(walk.consumes.len(), Vec::new());
    Ok(SharedProgram {
        program: Program {
            sets: walk.sets,
            consumes: walk.consumes,
            follow,
            begin: Vec::new(),
            restart: Vec::new(),
            look_aheads: compiler.look_aheads,
            look_behinds: compiler.look_behinds,
        },
        begins,
        chains,
    })
}
