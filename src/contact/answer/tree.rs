//! JSON (RFC 8259) read into a tree, as far as a contact needs it.
//!
//! In: the bytes of an answer. Out: a [`Tree`], or that they are no JSON. Numbers keep their spelling, the last of equal
//! names counts, and nesting is bounded, so that no answer takes unbounded memory.

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    /// A text, a number as it is spelled, `true` or `false`.
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// How deep values may be nested.
const DEEPEST: usize = 64;

impl Tree {
    /// The value of a text; nothing if it is no JSON.
    pub(super) fn parse(bytes: &[u8]) -> Option<Tree> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut parser = Parser { text, at: 0 };
        let tree = parser.value(DEEPEST)?;
        parser.space();
        (parser.at == text.len()).then_some(tree)
    }

    /// What stands at a dotted path, in which `[]` is any item of a list.
    pub(super) fn find(&self, path: &str) -> Vec<&Tree> {
        let mut found = vec![self];
        for step in path.split('.') {
            let name = step.trim_end_matches("[]");
            if !name.is_empty() {
                found = found.iter().filter_map(|tree| tree.member(name)).collect();
            }
            for _ in 0..(step.len() - name.len()) / 2 {
                found = found.iter().flat_map(|tree| tree.items()).collect();
            }
        }
        found
    }

    fn member(&self, name: &str) -> Option<&Tree> {
        let Tree::Object(members) = self else {
            return None;
        };
        let mut members = members.iter().rev();
        members.find(|(key, _)| key == name).map(|(_, tree)| tree)
    }

    fn items(&self) -> &[Tree] {
        match self {
            Tree::List(items) => items,
            _ => &[],
        }
    }
}

struct Parser<'p> {
    text: &'p str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn take(&mut self, text: &str) -> Option<()> {
        self.rest().starts_with(text).then(|| self.at += text.len())
    }

    fn value(&mut self, depth: usize) -> Option<Tree> {
        self.space();
        let depth = depth.checked_sub(1)?;
        match self.rest().bytes().next()? {
            b'{' => {
                let mut members = Vec::new();
                self.items("{", "}", |parser| {
                    parser.space();
                    let name = parser.string()?;
                    parser.space();
                    parser.take(":")?;
                    members.push((name, parser.value(depth)?));
                    Some(())
                })?;
                Some(Tree::Object(members))
            }
            b'[' => {
                let mut items = Vec::new();
                self.items("[", "]", |parser| {
                    items.push(parser.value(depth)?);
                    Some(())
                })?;
                Some(Tree::List(items))
            }
            b'"' => self.string().map(Tree::Text),
            b'n' => self.take("null").map(|()| Tree::Null),
            b't' => self.take("true").map(|()| Tree::Text("true".to_owned())),
            b'f' => self.take("false").map(|()| Tree::Text("false".to_owned())),
            _ => self.number().map(Tree::Text),
        }
    }

    fn items(
        &mut self,
        open: &str,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(open)?;
        self.space();
        if self.take(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            self.space();
            if self.take(close).is_some() {
                return Some(());
            }
            self.take(",")?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let rest = self.rest();
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        (count > 0).then_some(())
    }

    fn number(&mut self) -> Option<String> {
        let start = self.at;
        let _ = self.take("-");
        if self.take("0").is_none() {
            self.digits()?;
        }
        if self.take(".").is_some() {
            self.digits()?;
        }
        if self.take("e").or_else(|| self.take("E")).is_some() {
            let _ = self.take("+").or_else(|| self.take("-"));
            self.digits()?;
        }
        Some(self.text[start..self.at].to_owned())
    }

    fn string(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut text = String::new();
        loop {
            let plain = self.rest().find(|c| c == '"' || c == '\\' || c < ' ')?;
            text.push_str(&self.rest()[..plain]);
            self.at += plain;
            if self.take("\"").is_some() {
                return Some(text);
            }
            self.take("\\")?;
            let escape = self.rest().chars().next()?;
            self.at += escape.len_utf8();
            text.push(match escape {
                '"' | '\\' | '/' => escape,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => self.escaped()?,
                _ => return None,
            });
        }
    }

    /// A character by its number, in two halves outside of the basic plane.
    fn escaped(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        self.take("\\u")?;
        let second = self.hexadecimal()?.checked_sub(0xDC00)?;
        if second >= 0x400 {
            return None;
        }
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + second)
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = plain.then(|| u32::from_str_radix(digits, 16).ok())??;
        self.at += 4;
        Some(number)
    }
}
