//! Reads pages as a browser does, and checks that no element is open where it cannot be.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The start of an element.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Returns an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }
}

const VOID: &[&str] = &["br", "hr", "input", "link", "meta", "wbr"];

/// The elements that cannot stand in a line of text.
const BLOCKS: &[&str] = &[
    "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "ol", "p", "pre", "section", "table",
    "ul",
];

/// The elements that contain lines of text only.
const LINES: &[&str] = &[
    "a",
    "code",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "pre",
    "span",
    "summary",
];

struct Reader<'p> {
    path: &'p str,
    open: RefCell<Vec<String>>,
    tags: RefCell<Vec<Tag>>,
}

impl TokenSink for Reader<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let path = self.path;
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                let mut open = self.open.borrow_mut();
                if tag.kind == TagKind::EndTag {
                    assert_eq!(open.pop(), Some(name), "{path}:{line}");
                    return TokenSinkResult::Continue;
                }
                if BLOCKS.contains(&name.as_str()) {
                    let outer = open.iter().find(|it| LINES.contains(&it.as_str()));
                    assert_eq!(outer, None, "{path}:{line}: {name}");
                }
                assert!(
                    name != "a" || !open.contains(&name),
                    "{path}: a link in a link"
                );
                if !VOID.contains(&name.as_str()) {
                    open.push(name.clone());
                }
                let attributes = tag.attrs.iter();
                let attributes =
                    attributes.map(|it| (it.name.local.to_string(), it.value.to_string()));
                self.tags.borrow_mut().push(Tag {
                    name,
                    attributes: attributes.collect(),
                });
            }
            Token::ParseError(error) => panic!("{path}:{line}: {error}"),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::CharacterTokens(_)
            | Token::NullCharacterToken
            | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

/// Returns the tags of a page.
pub(super) fn tags(path: &str, text: &str) -> Vec<Tag> {
    let reader = Reader {
        path,
        open: RefCell::default(),
        tags: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(
        reader,
        TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        },
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    assert!(tokenizer.sink.open.borrow().is_empty(), "{path}");
    tokenizer.sink.tags.take()
}
