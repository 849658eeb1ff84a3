//! Assigns the blocks of a page to operations, by the methods and paths that the page prints.

use std::ops::Range;

use super::canonical::canonical;
use super::kind::Kind;
use super::subjects::{Call, Subjects};
use crate::page::{Block, Page};

/// A method and a path that a page prints.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    /// The block of the method.
    pub(super) block: usize,
    pub(super) method: Option<Printed>,
    pub(super) path: Option<Printed>,
    /// The operation that it belongs to.
    pub(super) operation: Option<usize>,
}

/// A text of a page, and its place.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    pub(super) block: usize,
    pub(super) span: Range<usize>,
    pub(super) text: String,
}

/// What a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The page as a whole.
    Around,
    /// An operation of the schema, by its position.
    Of(usize),
    /// An operation that the schema does not have.
    Unknown,
}

/// The operation of each block, and the endpoints of the page.
#[derive(Debug, Default)]
pub(super) struct Segments {
    pub(super) operations: Vec<Section>,
    pub(super) endpoints: Vec<Endpoint>,
}

/// Assigns the blocks of a page.
pub(super) fn assign(page: &Page, subjects: &Subjects) -> Segments {
    let mut endpoints = find(page);
    match_exactly(&mut endpoints, &subjects.operations);
    match_the_rest(&mut endpoints, &subjects.operations);
    // Without an endpoint, a page about one operation is about this one.
    let inferred = match subjects.operations.len() {
        1 => Section::Of(0),
        _ => Section::Around,
    };
    let mut operations = vec![inferred; page.blocks.len()];
    let mut starts: Vec<(usize, Section)> = Vec::new();
    let mut last = 0;
    for endpoint in endpoints
        .iter()
        .filter(|endpoint| endpoint.method.is_some())
    {
        let section = match (endpoint.operation, &endpoint.path, inferred) {
            (Some(operation), ..) => Section::Of(operation),
            (None, None, Section::Of(only)) => Section::Of(only),
            (None, Some(_), _) | (None, None, Section::Around | Section::Unknown) => {
                Section::Unknown
            }
        };
        starts.push((start(page, endpoint, last), section));
        last = endpoint.block;
    }
    for (at, (start, section)) in starts.iter().enumerate() {
        let end = starts
            .get(at + 1)
            .map_or(page.blocks.len(), |(next, _)| *next);
        for block in operations.iter_mut().take(end).skip(*start) {
            *block = *section;
        }
    }
    Segments {
        operations,
        endpoints,
    }
}

/// Returns the block at which the section of an endpoint starts: the heading before it. `last` is the block of the
/// endpoint before.
fn start(page: &Page, endpoint: &Endpoint, last: usize) -> usize {
    let path = endpoint
        .path
        .as_ref()
        .map_or(endpoint.block, |path| path.block);
    let first = if path > last || last == 0 {
        endpoint.block.min(path)
    } else {
        endpoint.block
    };
    let mut at = first;
    while at > last {
        match &page.blocks[at - 1] {
            Block::Heading(text) if endpoint_words(text).0.is_none() => return at - 1,
            Block::Text(_) if first - at < 4 => at -= 1,
            Block::Heading(_)
            | Block::Text(_)
            | Block::Item(_)
            | Block::Table(_)
            | Block::Code(_) => break,
        }
    }
    first
}

/// Finds all methods and paths, in order. A path holds for the methods that follow it.
fn find(page: &Page) -> Vec<Endpoint> {
    let mut found: Vec<Endpoint> = Vec::new();
    let mut path: Option<Printed> = None;
    for (block, content) in page.blocks.iter().enumerate() {
        let text = match content {
            Block::Heading(text) | Block::Text(text) | Block::Item(text) => text,
            // Some pages print method and path as code.
            Block::Code(lines) => match &lines[..] {
                [only] => only,
                _ => continue,
            },
            Block::Table(_) => continue,
        };
        let (printed_method, printed_path) = endpoint_words(text);
        let printed = |(span, text): (Range<usize>, String)| Printed { block, span, text };
        let printed_path = printed_path.map(printed);
        match (printed_method.map(printed), printed_path) {
            (Some(method), Some(own)) => found.push(Endpoint {
                block,
                method: Some(method),
                path: Some(own),
                operation: None,
            }),
            (Some(method), None) => found.push(Endpoint {
                block,
                method: Some(method),
                path: path.clone(),
                operation: None,
            }),
            (None, Some(own)) => {
                // The path may follow its method.
                let last = found
                    .last_mut()
                    .filter(|last| last.path.is_none() && block - last.block <= 4);
                if let Some(last) = last {
                    last.path = Some(own.clone());
                }
                path = Some(own);
            }
            (None, None) => {}
        }
    }
    found
}

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Word = Option<(Range<usize>, String)>;

/// Returns the method and the path of a short line. A longer line is a sentence that mentions them.
fn endpoint_words(text: &str) -> (Word, Word) {
    let (mut method, mut path) = (None, None);
    if text.split(' ').count() > 5 {
        return (None, None);
    }
    let mut start = 0;
    for word in text.split(' ') {
        let bare = word.trim_matches(['`', '"', ',', ';', '(', ')', '*']);
        let at = start + word.find(bare).unwrap_or(0);
        start += word.len() + 1;
        // Some pages print a label without a space after its value, such as `POSTMethod`.
        let unlabelled = bare
            .strip_suffix("Method")
            .or(bare.strip_suffix("URL"))
            .unwrap_or(bare);
        if METHODS.contains(&unlabelled) && method.is_none() {
            method = Some((at..at + unlabelled.len(), unlabelled.to_owned()));
        } else if path.is_none() && unlabelled.len() > 1 {
            let from = match unlabelled
                .strip_prefix("https://")
                .or(unlabelled.strip_prefix("http://"))
            {
                Some(rest) => rest
                    .find('/')
                    .map(|slash| unlabelled.len() - rest.len() + slash),
                None => unlabelled.starts_with('/').then_some(0),
            };
            if let Some(from) = from {
                let end = unlabelled.find('?').unwrap_or(unlabelled.len());
                if from < end {
                    path = Some((at + from..at + end, unlabelled[from..end].to_owned()));
                }
            }
        }
    }
    (method, path)
}

/// Returns whether a page prints the path of an operation, with or without marks around its parameters.
fn is_path_of(printed: &str, call: &Call) -> bool {
    let canonical = |path: &str| canonical(Kind::Path, path);
    canonical(printed) == canonical(&call.path)
        || canonical(printed).split('/').count() == canonical(&call.path).split('/').count()
            && printed
                .trim_end_matches('/')
                .split('/')
                .zip(call.path.split('/'))
                .all(|(printed, own)| {
                    printed == own
                        || own.starts_with('{')
                            && (printed.starts_with(['{', ':', '<'])
                                || printed.eq_ignore_ascii_case(own.trim_matches(['{', '}'])))
                })
}

fn match_exactly(endpoints: &mut [Endpoint], calls: &[Call]) {
    for endpoint in endpoints {
        let method = endpoint.method.as_ref().map(|method| method.text.as_str());
        endpoint.operation = calls.iter().position(|call| {
            let is_path = match &endpoint.path {
                Some(path) => is_path_of(&path.text, call),
                None => calls.len() == 1,
            };
            is_path && method.is_some_and(|method| method == call.method)
        });
    }
}

/// Matches operations without an endpoint with endpoints without an operation: those that differ in the method or in the
/// path only.
fn match_the_rest(endpoints: &mut [Endpoint], calls: &[Call]) {
    for (at, call) in calls.iter().enumerate() {
        if endpoints
            .iter()
            .any(|endpoint| endpoint.operation == Some(at))
        {
            continue;
        }
        let score = |endpoint: &Endpoint| {
            let (Some(method), Some(path)) = (&endpoint.method, &endpoint.path) else {
                return 0;
            };
            let segments = |path: &str| -> Vec<String> {
                canonical(Kind::Path, path)
                    .split('/')
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            let (printed, own) = (segments(&path.text), segments(&call.path));
            // The page may print the path of the server, too.
            let is_end = !own.is_empty() && printed.ends_with(&own);
            let common = printed.iter().filter(|part| own.contains(part)).count();
            let is_near = common * 2 >= own.len().max(printed.len()) && common > 0;
            if is_path_of(&path.text, call) {
                100
            } else if method.text == call.method && (is_near || is_end) {
                10 + common
            } else {
                0
            }
        };
        let free = endpoints
            .iter_mut()
            .filter(|endpoint| endpoint.operation.is_none() && endpoint.method.is_some());
        let mut best: Option<(usize, &mut Endpoint)> = None;
        for endpoint in free {
            let found = score(endpoint);
            if found > best.as_ref().map_or(0, |(best, _)| *best) {
                best = Some((found, endpoint));
            }
        }
        if let Some((_, endpoint)) = best {
            endpoint.operation = Some(at);
        }
    }
    // A sample repeats the method and the path of its operation.
    let assigned: Vec<(String, String, usize)> = endpoints
        .iter()
        .filter_map(|endpoint| {
            let (method, path) = (endpoint.method.as_ref()?, endpoint.path.as_ref()?);
            Some((method.text.clone(), path.text.clone(), endpoint.operation?))
        })
        .collect();
    for endpoint in endpoints
        .iter_mut()
        .filter(|endpoint| endpoint.operation.is_none())
    {
        let (Some(method), Some(path)) = (&endpoint.method, &endpoint.path) else {
            continue;
        };
        let same = assigned
            .iter()
            .find(|(other, place, _)| *other == method.text && *place == path.text);
        endpoint.operation = same.map(|(.., operation)| *operation);
    }
    if let [only] = calls {
        // On a page about one operation, another method with the same path is a change of the method, unless the page
        // still prints the method.
        let is_printed = endpoints.iter().any(|endpoint| {
            let method = endpoint.method.as_ref();
            endpoint.operation == Some(0) && method.is_some_and(|it| it.text == only.method)
        });
        let is_same = |endpoint: &&mut Endpoint| {
            endpoint
                .path
                .as_ref()
                .is_some_and(|path| !is_printed && is_path_of(&path.text, only))
        };
        for endpoint in endpoints.iter_mut().filter(is_same) {
            endpoint.operation = Some(0);
        }
    }
    let is_free = endpoints
        .iter()
        .all(|endpoint| endpoint.operation.is_none());
    // An endpoint with another path is another operation.
    let first = endpoints
        .iter_mut()
        .find(|endpoint| endpoint.method.is_some() && endpoint.path.is_none());
    if let (true, true, Some(first)) = (calls.len() == 1, is_free, first) {
        first.operation = Some(0);
    }
}
