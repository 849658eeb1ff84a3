//! Writes random schemas that combine the constructs of the language.
//!
//! Input: a seed. Output: the text of a schema, which is the same for the same seed. A build script compiles some of them, so
//! this module needs nothing but the standard library.

use std::fmt::Write as _;

/// Returns the schema of a seed.
#[must_use]
pub fn schema(seed: u64) -> String {
    let mut writer = Writer {
        dice: Dice(seed),
        fields: Vec::new(),
        formats: Vec::new(),
        update: "none",
    };
    writer.schema(seed)
}

/// A source of random numbers: SplitMix64.
struct Dice(u64);

impl Dice {
    /// Returns a number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % limit
    }

    /// Returns true once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// A format of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Xml,
    Query,
    Form,
    Lines,
}

impl Format {
    const ALL: [Format; 5] = [
        Format::Json,
        Format::Xml,
        Format::Query,
        Format::Form,
        Format::Lines,
    ];

    const fn word(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Xml => "xml",
            Format::Query => "query",
            Format::Form => "form",
            Format::Lines => "lines",
        }
    }

    const fn has_parameters(self) -> bool {
        match self {
            Format::Json | Format::Xml => false,
            Format::Query | Format::Form | Format::Lines => true,
        }
    }
}

/// The kind of a field's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Scalar,
    List,
    Joined,
    Object,
    Objects,
    Map,
    /// A map whose entries are members of the object around it.
    Open,
    Nested,
    Entries,
    Union,
    Any,
}

/// A field of the operation.
struct Field {
    name: String,
    kind: Kind,
    /// Its type, if rules can compare its value with others.
    choice: bool,
    /// Whether its value is a number.
    number: bool,
    is_required: bool,
}

struct Writer {
    dice: Dice,
    fields: Vec<Field>,
    formats: Vec<Format>,
    update: &'static str,
}

impl Writer {
    fn schema(&mut self, seed: u64) -> String {
        let mut text = format!(
            "wireform: 1\nprovider: {{ name: Random {seed} }}\n\
             credentials: {{ user: {{ secret: false }}, api_key: {{ secret: true }} }}\n\
             auth:\n  basic: {{ basic: [$user, $api_key] }}\n  key: {{ headers: {{ X-Key: 'Key $api_key' }} }}\n\
             endpoints: {{ api: {{ servers: {{ production: 'https://random.example' }}, auth: [basic, key] }} }}\n\
             operations:\n"
        );
        for name in ["first", "second"] {
            self.operation(name, &mut text);
        }
        text
    }

    fn operation(&mut self, name: &str, text: &mut String) {
        self.fields.clear();
        self.formats.clear();
        let count = 1 + self.dice.below(3);
        for _ in 0..count {
            let format = self.dice.pick(&Format::ALL);
            if !self.formats.contains(&format) {
                self.formats.push(format);
            }
        }
        self.update = self.dice.pick(&["none", "patch", "replace", "unstated"]);
        let (method, update) = (self.dice.pick(&["POST", "PUT", "PATCH"]), self.update);
        let _ = writeln!(
            text,
            "  {name}:\n    http: {method} /{name}/{{handle}}\n    update: {update}"
        );
        let parameters = self.parameters();
        let _ = writeln!(text, "    params:\n{parameters}    bindings:");
        for format in self.formats.clone() {
            let word = format.word();
            let envelope = self.envelope(format);
            let _ = writeln!(text, "      {word}: {{ body: {word}{envelope} }}");
        }
        text.push_str("    fields:\n");
        for number in 0..3 + self.dice.below(6) {
            let field = self.field(&format!("f{number}"), 0);
            let _ = writeln!(text, "      f{number}: {field}");
        }
        let rules = self.rules();
        if !rules.is_empty() {
            let _ = write!(text, "    rules:\n{rules}");
        }
    }

    fn parameters(&mut self) -> String {
        let mut text =
            "      handle: { type: string, required: true, minLength: 1, maxLength: 12 }\n"
                .to_owned();
        if self.dice.once_in(2) {
            let number = self.integer();
            let _ = writeln!(text, "      page: {{ in: query, {number} }}");
        }
        if self.dice.once_in(2) {
            let word = self.words();
            let _ = writeln!(text, "      tag: {{ in: header, wire: X-Tag, {word} }}");
        }
        text
    }

    fn envelope(&mut self, format: Format) -> String {
        match (format, self.dice.below(4)) {
            (Format::Json, 0) => ", envelope: { data: { version: 2, $rest: } }",
            (Format::Json, 1) => ", envelope: { op: $call.operation, args: { $rest: } }",
            (Format::Xml, 0) => ", envelope: { request: { '@version': '2', data: { $rest: } } }",
            (Format::Xml, _) => ", envelope: { request: { $rest: } }",
            (Format::Query | Format::Form | Format::Lines, 0) => {
                ", envelope: { op: $call.operation, $rest: }"
            }
            _ => "",
        }
        .to_owned()
    }

    /// Returns a field of the operation, or of an object inside of it.
    fn field(&mut self, name: &str, depth: usize) -> String {
        let kind = self.kind(depth);
        let mut choice = false;
        let mut keys: Vec<String> = Vec::new();
        match kind {
            Kind::Scalar => keys.push(self.scalar(&mut choice)),
            Kind::List => {
                let (item, bounds) = (self.item(), self.bounds());
                keys.push(format!("type: list, items: {{ {item} }}{bounds}"));
            }
            Kind::Joined => {
                let (item, bounds) = (self.item(), self.bounds());
                let separator = self.dice.pick(&[",", " ", "; "]);
                keys.push(format!(
                    "type: list, items: {{ {item} }}{bounds}, join: '{separator}'"
                ));
            }
            Kind::Object | Kind::Entries => {
                let members = self.members(depth, kind == Kind::Object);
                keys.push(format!("fields: {{ {members} }}"));
            }
            Kind::Objects => {
                let members = self.members(depth, true);
                let key = self.dice.pick(&["", "", ", unique_by: m0"]);
                keys.push(format!(
                    "type: list, items: {{ fields: {{ {members} }} }}, maxItems: 3{key}"
                ));
            }
            Kind::Map | Kind::Open => {
                let item = self.item();
                keys.push(format!(
                    "type: map, keys: {{ pattern: '[a-z]{{1,4}}' }}, items: {{ {item} }}, maxItems: 3"
                ));
            }
            Kind::Nested => {
                let item = self.collection(depth);
                let outer = self.dice.pick(&[
                    "type: list, items: {",
                    "type: map, keys: { pattern: '[a-z]{1,4}' }, items: {",
                ]);
                keys.push(format!("{outer} {item} }}, maxItems: 3"));
            }
            Kind::Union => {
                let is_json = self.formats == [Format::Json];
                if is_json && self.dice.once_in(3) {
                    let (words, members) = (self.words(), self.members(2, false));
                    let (number, item) = (self.integer(), self.item());
                    keys.push(format!(
                        "untagged: kind, variants: {{ v0: {{ {words} }}, v1: {{ fields: {{ {members} }} }}, v2: {{ type: list, items: {{ {item} }} }}, v3: boolean, v4: {{ {number} }} }}"
                    ));
                } else {
                    let tag = if is_json && self.dice.once_in(2) {
                        "tag: type, "
                    } else {
                        ""
                    };
                    let (one, two) = (self.members(2, false), self.members(2, false));
                    let third = if tag.is_empty() {
                        self.words()
                    } else {
                        format!("fields: {{ {two} }}")
                    };
                    keys.push(format!("{tag}variants: {{ v0: {{ fields: {{ {one} }} }}, v1: {{ {third}, wire: 'V-1' }} }}"));
                }
            }
            Kind::Any => keys.push("type: any".to_owned()),
        }
        let is_constant = kind == Kind::Scalar && self.dice.once_in(10);
        if is_constant {
            choice = false;
            keys = vec![
                self.dice
                    .pick(&["const: fixed", "const: 'a&b <c>'"])
                    .to_owned(),
            ];
        }
        let is_required = self.dice.once_in(4);
        if is_required && !is_constant {
            keys.push("required: true".to_owned());
        } else if depth == 0
            && self.update == "patch"
            && !is_constant
            && kind != Kind::Open
            && self.dice.once_in(2)
        {
            keys.extend(self.clear(kind, &keys));
        }
        keys.extend(self.places(name, kind, depth, &keys));
        if depth == 0 {
            self.fields.push(Field {
                name: name.to_owned(),
                kind,
                choice,
                number: kind == Kind::Scalar
                    && (keys[0].starts_with("type: integer")
                        || keys[0].starts_with("type: number")),
                is_required: is_required || is_constant,
            });
        }
        format!("{{ {} }}", keys.join(", "))
    }

    /// Returns how a field can be cleared in every format.
    fn clear(&mut self, kind: Kind, keys: &[String]) -> Option<String> {
        let is_json = self.formats.iter().all(|it| *it == Format::Json);
        let is_text = keys.iter().any(|key| key.contains("type: string"));
        let clear = match kind {
            Kind::Scalar if is_text && self.dice.once_in(2) => "''",
            Kind::List | Kind::Objects if is_json && self.dice.once_in(2) => "[]",
            _ if is_json => "null",
            Kind::Scalar if is_text => "''",
            _ => return None,
        };
        Some(format!("clear: {clear}"))
    }

    fn kind(&mut self, depth: usize) -> Kind {
        let has_parameters = self.formats.iter().any(|it| it.has_parameters());
        let mut kinds = vec![
            Kind::Scalar,
            Kind::Scalar,
            Kind::Scalar,
            Kind::List,
            Kind::Joined,
        ];
        if depth < 2 {
            kinds.extend([Kind::Object, Kind::Objects]);
        }
        if !has_parameters && depth < 2 {
            kinds.extend([Kind::Map, Kind::Entries, Kind::Union]);
        }
        if self.formats == [Format::Json] {
            kinds.extend([Kind::Any, Kind::Nested, Kind::Open]);
        }
        self.dice.pick(&kinds)
    }

    /// Returns the members of an object. Each object has a required one, so that it is never empty.
    fn members(&mut self, depth: usize, nests: bool) -> String {
        let depth = if nests { depth + 1 } else { 2 };
        let mut members = vec![format!("m0: {{ {}, required: true }}", self.words())];
        for number in 1..1 + self.dice.below(3) {
            let member = if nests {
                self.field(&format!("m{number}"), depth)
            } else {
                format!("{{ {} }}", self.scalar(&mut false))
            };
            members.push(format!("m{number}: {member}"));
        }
        members.join(", ")
    }

    /// Returns where and how a field is written, for each format of the operation.
    fn places(&mut self, name: &str, kind: Kind, depth: usize, stated: &[String]) -> Vec<String> {
        let is_boolean = stated.iter().any(|key| key == "type: boolean");
        let mut keys = Vec::new();
        for format in self.formats.clone() {
            let mut place: Vec<String> = Vec::new();
            let is_group = depth == 0 && kind != Kind::Open && self.dice.once_in(4);
            match format {
                Format::Json if is_group => place.push(format!("at: group.{name}")),
                Format::Json if kind == Kind::Open => {
                    place.push(format!("members: '{name}+$member'"));
                }
                Format::Xml if depth > 0 && kind == Kind::Scalar && self.dice.once_in(3) => {
                    place.push(format!("name: '@{name}'"));
                }
                Format::Xml if is_group => place.push(format!("at: group.{name}")),
                Format::Json => {
                    let wire = self.dice.pick(&["é", "a b", "$x", "\"q\"", "a.b", "A-"]);
                    if self.dice.once_in(3) {
                        place.push(format!("name: '{name}{wire}'"));
                    }
                }
                Format::Xml if self.dice.once_in(3) => place.push(format!("name: {name}-ö")),
                Format::Query | Format::Form | Format::Lines if self.dice.once_in(3) => {
                    let wire = self.dice.pick(&["-é", "[x]", ".y", "-Z"]);
                    place.push(format!("name: '{name}{wire}'"));
                }
                Format::Xml | Format::Query | Format::Form | Format::Lines => {}
            }
            match (kind, format) {
                (Kind::List | Kind::Objects, Format::Xml) if self.dice.once_in(2) => {
                    place.push("list: wrap, item: item".to_owned());
                }
                (Kind::List, Format::Query | Format::Form | Format::Lines)
                    if self.dice.once_in(2) =>
                {
                    let first = self.dice.below(2);
                    place.push(format!(
                        "list: indexed, index: '$name.$index', first: {first}"
                    ));
                }
                (Kind::Object, Format::Query | Format::Form | Format::Lines) => {
                    let members = self.dice.pick(&["$name-$member", "$name[$member]"]);
                    place.push(format!("members: '{members}'"));
                }
                (Kind::Objects, Format::Query | Format::Form | Format::Lines) => {
                    let members = self
                        .dice
                        .pick(&["$name-$index-$member", "$name[$index][$member]"]);
                    place.push(format!("members: '{members}'"));
                }
                (Kind::Entries, Format::Json) => {
                    place.push("as: entries, key: k, value: v".to_owned());
                }
                (Kind::Map, Format::Json) if self.dice.once_in(2) => {
                    place.push("as: entries, key: k, value: v".to_owned());
                }
                (Kind::Map | Kind::Entries, Format::Xml) => {
                    let (key, value) = self.dice.pick(&[("'@k'", "."), ("k", "v")]);
                    place.push(format!("as: entries, key: {key}, value: {value}"));
                }
                _ => {}
            }
            if is_boolean && self.dice.once_in(2) {
                place.push(
                    "values: { true: 'Y', false: '' }"
                        .replace("''", self.dice.pick(&["''", "'N'"])),
                );
            }
            if !place.is_empty() {
                keys.push(format!("{}: {{ {} }}", format.word(), place.join(", ")));
            }
        }
        if keys.iter().any(|key| key.contains("list: indexed")) {
            keys.push("differs: The provider removes the other items.".to_owned());
        }
        keys
    }

    /// Returns the type of a list or a map inside another.
    fn collection(&mut self, depth: usize) -> String {
        let bounds = self.bounds();
        match self.dice.below(5) {
            0 => {
                let item = self.item();
                format!(
                    "type: map, keys: {{ pattern: '[a-z]{{1,4}}' }}, items: {{ {item} }}, maxItems: 3"
                )
            }
            1 if depth < 2 => {
                let members = self.members(depth, true);
                format!("type: list, items: {{ fields: {{ {members} }} }}, maxItems: 3")
            }
            2 if depth < 2 => {
                let inner = self.collection(depth + 1);
                format!("type: list, items: {{ {inner} }}{bounds}")
            }
            _ => {
                let item = self.item();
                format!("type: list, items: {{ {item} }}{bounds}")
            }
        }
    }

    fn bounds(&mut self) -> String {
        let mut text = String::new();
        if self.dice.once_in(3) {
            text.push_str(", minItems: 1");
        }
        if self.dice.once_in(2) {
            text.push_str(", maxItems: 3");
        }
        if self.dice.once_in(4) {
            text.push_str(", uniqueItems: true");
        }
        text
    }

    /// Returns the type of an item: a text that is not empty, or another scalar.
    fn item(&mut self) -> String {
        if self.dice.once_in(2) {
            return self.words();
        }
        self.scalar_without_text()
    }

    fn scalar(&mut self, choice: &mut bool) -> String {
        match self.dice.below(4) {
            0 => self.words(),
            1 => self.text(),
            2 => {
                *choice = true;
                "enum: { one: One., two: Two., three: Three. }".to_owned()
            }
            _ => self.scalar_without_text(),
        }
    }

    fn scalar_without_text(&mut self) -> String {
        match self.dice.below(6) {
            0 => "type: boolean".to_owned(),
            1 => "type: date".to_owned(),
            2 => "type: timestamp".to_owned(),
            3 => "type: number, minimum: 0, exclusiveMaximum: 100, multipleOf: 0.25".to_owned(),
            4 => "enum: { a: A., b-c: B and C., 'é': E. }".to_owned(),
            _ => self.integer(),
        }
    }

    fn integer(&mut self) -> String {
        let low = self.dice.below(5);
        let high = low + 1 + self.dice.below(40);
        self.dice
            .pick(&[
                "type: integer",
                "type: integer, minimum: LOW",
                "type: integer, minimum: LOW, maximum: HIGH",
            ])
            .replace("LOW", &low.to_string())
            .replace("HIGH", &high.to_string())
    }

    /// Returns a text that is not empty and has no characters that a separator or a header could have.
    fn words(&mut self) -> String {
        self.dice
            .pick(&[
                "type: string, pattern: '[a-z]{2,5}'",
                "type: string, pattern: '[A-Z][0-9]{1,2}'",
                "type: string, normalize: [trim, uppercase], format: country",
                "type: string, normalize: [{ remove: '- ' }, lowercase], pattern: '[a-z]{2,5}'",
                "type: string, format: ipv4",
                "type: string, format: e164",
            ])
            .to_owned()
    }

    fn text(&mut self) -> String {
        self.dice
            .pick(&[
                "type: string",
                "type: string, minLength: 1, maxLength: 8",
                "type: string, normalize: [{ remove: '\"' }, collapse_spaces], maxLength: 9",
                "type: string, maxLength: 9, lengthUnit: utf16",
                "type: string, maxLength: 12, lengthUnit: bytes",
                "type: string, minLength: 4, maxLength: 9, all_of: { digit: { contains: '[0-9]', says: needs a digit } }",
                "type: string, format: email",
                "type: string, pattern: '[^<&]{1,6}'",
            ])
            .to_owned()
    }

    fn rules(&mut self) -> String {
        let optional: Vec<String> = self
            .fields
            .iter()
            .filter(|field| {
                !field.is_required && !matches!(field.kind, Kind::Map | Kind::Open | Kind::Nested)
            })
            .map(|field| field.name.clone())
            .collect();
        let choice = self.fields.iter().find(|field| field.choice);
        let Some(choice) = choice.map(|field| field.name.clone()) else {
            return String::new();
        };
        let others: Vec<&String> = optional.iter().filter(|name| **name != choice).collect();
        let [first, second, ..] = others.as_slice() else {
            return String::new();
        };
        let effect = self.dice.pick(&[
            "required",
            "forbidden",
            "all_or_none",
            "at_most_one",
            "at_least_one",
        ]);
        let about = if self.dice.once_in(3) {
            "about: request, "
        } else {
            ""
        };
        let numbers = self.fields.iter().filter(|field| field.number);
        let ranged = numbers.map(|field| field.name.clone()).next();
        let ranged = ranged.map_or_else(String::new, |number| {
            let low = self.dice.below(20);
            format!(
                "      ranged: {{ when: {{ {choice}: two }}, within: {{ {number}: {{ minimum: {low} }} }}, says: The range of {number}. }}\n      above: {{ when: {{ {number}: {{ within: {{ exclusiveMinimum: {low} }} }} }}, required: [{choice}], says: The choice of {number}. }}\n"
            )
        });
        ranged
            + &format!(
                "      chosen: {{ {about}when: {{ {choice}: [one, two] }}, {effect}: [{first}, {second}], says: The rule of {choice}. }}\n"
            )
    }
}
