//! An expression as positions: what each consumes, and which can follow.
//!
//! A value matches where some part of it does, as a search sees it; `\A` and `\z` make that the whole value.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

use super::build::Spent;

/// Reached: whatever follows, the value matches.
pub(super) const MATCH: usize = 0;
/// Reached: the value matches if it ends here.
pub(super) const MATCH_AT_END: usize = 1;

/// The most positions of an expression.
const POSITIONS: usize = 20_000;

/// An expression as positions.
pub(super) struct Program {
    /// The sets of characters.
    pub(super) sets: Vec<ClassUnicode>,
    /// For each position the set that it consumes; none for the first two.
    pub(super) consumes: Vec<usize>,
    /// For each position those that follow.
    pub(super) follow: Vec<Vec<u32>>,
    /// Where a value begins.
    pub(super) begin: Vec<u32>,
    /// What a search can begin with further inside; empty where it is bound to the beginning.
    pub(super) restart: Vec<u32>,
}

enum Node {
    Consume { position: usize, next: u32 },
    Split(Vec<u32>),
    Look(Look, u32),
    Match,
}

struct Compiler {
    nodes: Vec<Node>,
    sets: Vec<ClassUnicode>,
    consumes: Vec<usize>,
    /// Repetitions of nothing make no nodes, but take time.
    work: usize,
}

/// Lays out an expression.
pub(super) fn program(hir: &Hir) -> Result<Program, Spent> {
    let mut compiler = Compiler {
        nodes: vec![Node::Match],
        sets: Vec::new(),
        consumes: vec![usize::MAX; 2],
        work: 0,
    };
    let start = compiler.node(hir, 0)?;
    let mut follow = vec![Vec::new(); compiler.consumes.len()];
    let mut walk = Walk {
        nodes: &compiler.nodes,
        seen: vec![0; compiler.nodes.len()],
        round: 0,
        work: 0,
    };
    for node in &compiler.nodes {
        if let Node::Consume { position, next } = node {
            follow[*position] = walk.closure(*next, false)?;
        }
    }
    let anchored = hir.properties().look_set_prefix().contains(Look::Start);
    Ok(Program {
        begin: walk.closure(start, true)?,
        restart: if anchored {
            Vec::new()
        } else {
            walk.closure(start, false)?
        },
        sets: compiler.sets,
        consumes: compiler.consumes,
        follow,
    })
}

impl Compiler {
    fn push(&mut self, node: Node) -> Result<u32, Spent> {
        if self.nodes.len() > 4 * POSITIONS {
            return Err(Spent::Positions(POSITIONS));
        }
        self.nodes.push(node);
        Ok(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    fn consume(&mut self, set: ClassUnicode, next: u32) -> Result<u32, Spent> {
        let known = self.sets.iter().position(|known| *known == set);
        let set = known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        self.consumes.push(set);
        if self.consumes.len() > POSITIONS {
            return Err(Spent::Positions(POSITIONS));
        }
        self.push(Node::Consume {
            position: self.consumes.len() - 1,
            next,
        })
    }

    /// The node that begins an expression which goes on at `next`.
    fn node(&mut self, hir: &Hir, next: u32) -> Result<u32, Spent> {
        self.work += 1;
        if self.work > Spent::WORK {
            return Err(Spent::Work);
        }
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0);
                text.chars().rev().try_fold(next, |next, character| {
                    let range = ClassUnicodeRange::new(character, character);
                    self.consume(ClassUnicode::new([range]), next)
                })
            }
            HirKind::Class(Class::Unicode(class)) => self.consume(class.clone(), next),
            HirKind::Class(Class::Bytes(class)) => {
                let ranges = class.iter().map(|range| {
                    ClassUnicodeRange::new(char::from(range.start()), char::from(range.end()))
                });
                self.consume(ClassUnicode::new(ranges), next)
            }
            HirKind::Look(look) => self.push(Node::Look(*look, next)),
            HirKind::Capture(capture) => self.node(&capture.sub, next),
            HirKind::Concat(parts) => parts
                .iter()
                .rev()
                .try_fold(next, |next, part| self.node(part, next)),
            HirKind::Alternation(parts) => {
                let starts: Result<Vec<u32>, Spent> =
                    parts.iter().map(|part| self.node(part, next)).collect();
                self.push(Node::Split(starts?))
            }
            HirKind::Repetition(repetition) => {
                let sub = &repetition.sub;
                let mut at = next;
                match repetition.max {
                    None => {
                        let around = self.push(Node::Split(vec![next]))?;
                        let again = self.node(sub, around)?;
                        if let Node::Split(ways) = &mut self.nodes[around as usize] {
                            ways.push(again);
                        }
                        at = around;
                    }
                    // Nested, `(x(x)?)?`: what follows a copy is then the next copy and the end, not all copies.
                    Some(max) => {
                        for _ in repetition.min..max {
                            let copy = self.node(sub, at)?;
                            at = self.push(Node::Split(vec![copy, next]))?;
                        }
                    }
                }
                for _ in 0..repetition.min {
                    at = self.node(sub, at)?;
                }
                Ok(at)
            }
        }
    }
}

struct Walk<'p> {
    nodes: &'p [Node],
    /// The round in which a node was met; twice as many rounds, because behind `\z` a node is another.
    seen: Vec<u32>,
    round: u32,
    work: usize,
}

impl Walk<'_> {
    /// The positions that can be reached without consuming anything.
    fn closure(&mut self, from: u32, at_start: bool) -> Result<Vec<u32>, Spent> {
        let mut found = Vec::new();
        self.reach(vec![from], at_start, false, &mut found)?;
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn reach(
        &mut self,
        mut open: Vec<u32>,
        at_start: bool,
        at_end: bool,
        found: &mut Vec<u32>,
    ) -> Result<(), Spent> {
        self.round += 1;
        let mut behind_end = Vec::new();
        while let Some(node) = open.pop() {
            self.work += 1;
            if self.work > Spent::WORK {
                return Err(Spent::Work);
            }
            if self.seen[node as usize] == self.round {
                continue;
            }
            self.seen[node as usize] = self.round;
            match &self.nodes[node as usize] {
                Node::Match if at_end => found.push(MATCH_AT_END as u32),
                Node::Match => found.push(MATCH as u32),
                Node::Consume { position, .. } => {
                    if !at_end {
                        found.push(u32::try_from(*position).unwrap_or(u32::MAX));
                    }
                }
                Node::Split(ways) => open.extend(ways),
                Node::Look(Look::Start, next) if at_start => open.push(*next),
                Node::Look(Look::End, next) if at_end => open.push(*next),
                Node::Look(Look::End, next) => behind_end.push(*next),
                Node::Look(..) => {}
            }
        }
        if !behind_end.is_empty() {
            self.reach(behind_end, at_start, true, found)?;
        }
        Ok(())
    }
}
