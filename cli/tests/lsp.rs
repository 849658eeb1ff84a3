//! Drives `wireform lsp` over standard input and output, as an editor does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const URI: &str = "file:///our%20schemas/example.yaml";

const TEXT: &str = "\
wireform: 1
provider: { name: Example }
endpoints: { api: { servers: { production: 'https://api.example' } } }
types:
  Name: { type: string, description: The 🏡 of a name., maxLength: 3 }
operations:
  ping:
    http: POST /ping
    update: none
    body: json
    fields:
      first: { type: Name, requierd: true }
      second: { type: string, pattern: '[a-z]+' }
    rules:
      r: { required: [first], says: Give it. }
";

/// A session with the server.
struct Editor {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    id: u64,
}

impl Editor {
    fn start() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = server.stdin.take().expect("standard input is piped");
        let from = BufReader::new(server.stdout.take().expect("standard output is piped"));
        let mut editor = Self {
            server,
            to,
            from,
            id: 0,
        };
        let answer = editor.request("initialize", json!({ "capabilities": {} }));
        assert_eq!(answer["capabilities"]["hoverProvider"], json!(true));
        editor.notify("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
        self.to.flush().expect("the server reads");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("the server answers");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().expect("a number"),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("the server answers");
        serde_json::from_slice(&body).expect("the server writes JSON")
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params)["result"].clone()
    }

    /// Sends a request, and returns the whole answer.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.id, "method": method, "params": params }));
        let answer = self.receive();
        assert_eq!(answer["id"], json!(self.id), "{answer}");
        answer
    }

    /// Renames what stands at the first occurrence of a text. Returns the new text of the document.
    fn rename(&mut self, all: &str, at: &str, new: &str) -> Result<String, String> {
        let position = position(all, all.find(at).expect("the text") + 1);
        let document = json!({ "uri": URI });
        let params = json!({ "textDocument": document, "position": position, "newName": new });
        let answer = self.answer("textDocument/rename", params);
        if let Some(message) = answer["error"]["message"].as_str() {
            return Err(message.to_owned());
        }
        let edits = answer["result"]["changes"][URI].as_array().expect("edits");
        let mut renamed = all.to_owned();
        for edit in edits.iter().rev() {
            let offset = |end: &str| offset(all, &edit["range"][end]);
            renamed.replace_range(offset("start")..offset("end"), new);
        }
        Ok(renamed)
    }

    /// Opens the document and returns its diagnostics.
    fn open(&mut self, text: &str) -> Vec<Value> {
        let document = json!({ "uri": URI, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        self.published()
    }

    fn change(&mut self, text: &str) -> Vec<Value> {
        let document = json!({ "uri": URI, "version": 2 });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", params);
        self.published()
    }

    fn published(&mut self) -> Vec<Value> {
        let message = self.receive();
        assert_eq!(message["method"], json!("textDocument/publishDiagnostics"));
        assert_eq!(message["params"]["uri"], json!(URI));
        message["params"]["diagnostics"]
            .as_array()
            .expect("a list")
            .clone()
    }

    /// Sends a request about the place before the first occurrence of a text, after some of its characters.
    fn ask(&mut self, method: &str, all: &str, at: &str, after: usize) -> Value {
        let position = position(all, all.find(at).expect("the text") + after);
        let document = json!({ "uri": URI });
        self.request(
            method,
            json!({ "textDocument": document, "position": position }),
        )
    }

    fn end(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        assert!(self.server.wait().expect("the server ends").success());
    }
}

fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let units = before[start..].encode_utf16().count();
    json!({ "line": before.matches('\n').count(), "character": units })
}

fn offset(text: &str, position: &Value) -> usize {
    let number =
        |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("it fits");
    let lines = text.split_inclusive('\n').take(number("line"));
    lines.map(str::len).sum::<usize>() + number("character")
}

fn range(text: &str, of: &str) -> Value {
    let start = text.find(of).expect("the text");
    json!({ "start": position(text, start), "end": position(text, start + of.len()) })
}

fn labels(items: &Value) -> Vec<String> {
    let items = items.as_array().expect("a list").iter();
    items
        .map(|item| item["label"].as_str().expect("a label").to_owned())
        .collect()
}

#[test]
fn diagnostics_follow_the_text_and_have_fixes() {
    let mut editor = Editor::start();
    let found = editor.open(TEXT);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], json!("WF0101"));
    assert_eq!(found[0]["severity"], json!(1));
    assert_eq!(found[0]["range"], range(TEXT, "requierd"));
    let params = json!({
        "textDocument": { "uri": URI },
        "range": range(TEXT, "requierd"),
        "context": { "diagnostics": [] },
    });
    let actions = editor.request("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], json!("write required"));
    let edit = &actions[0]["edit"]["changes"][URI][0];
    assert_eq!(
        *edit,
        json!({ "range": range(TEXT, "requierd"), "newText": "required" })
    );
    let fixed = TEXT.replace("requierd", "required");
    assert_eq!(editor.change(&fixed), Vec::<Value>::new());
    // A text in the middle of an edit has diagnostics, and the session goes on.
    assert!(!editor.change(&fixed[..fixed.len() / 2]).is_empty());
    assert!(!editor.change("").is_empty());
    editor.end();
}

#[test]
fn hover_and_definition_know_keys_names_and_fields() {
    let mut editor = Editor::start();
    let text = TEXT.replace("requierd", "required");
    editor.open(&text);
    let value = |answer: &Value| {
        answer["contents"]["value"]
            .as_str()
            .unwrap_or("")
            .to_owned()
    };
    let key = value(&editor.ask("textDocument/hover", &text, "maxLength", 2));
    assert!(key.starts_with("**maxLength** (key of this type)"), "{key}");
    let name = value(&editor.ask("textDocument/hover", &text, "Name, required", 1));
    assert_eq!(name, "**Name**\n\nThe 🏡 of a name.");
    let field = value(&editor.ask("textDocument/hover", &text, "second:", 1));
    assert!(
        field.contains("- pattern: `[a-z]+`") && field.contains("samples"),
        "{field}"
    );
    let nothing = editor.ask("textDocument/hover", &text, "\noperations", 0);
    assert!(nothing.is_null() || nothing.is_object());
    let declared = editor.ask("textDocument/definition", &text, "Name, required", 1);
    assert_eq!(
        declared,
        json!({ "uri": URI, "range": range(&text, "Name") })
    );
    let declared = editor.ask("textDocument/definition", &text, "first], says", 1);
    assert_eq!(declared["range"], range(&text, "first"));
    editor.end();
}

#[test]
fn completion_offers_keys_words_and_names() {
    let mut editor = Editor::start();
    let mut complete = |from: &str, to: &str, at: &str| {
        let text = TEXT.replace(from, to);
        editor.open(&text);
        let answer = editor.ask("textDocument/completion", &text, at, at.len());
        labels(&answer)
    };
    let keys = complete("requierd: true", "requ", "requ");
    assert!(keys.contains(&"required".to_owned()) && !keys.contains(&"type".to_owned()));
    let keys = complete("    update: none\n", "    upd\n", "upd");
    assert!(keys.contains(&"update".to_owned()) && !keys.contains(&"http".to_owned()));
    let words = complete("body: json", "body: j", "body: j");
    assert!(words.contains(&"json".to_owned()) && words.contains(&"xml".to_owned()));
    let types = complete("type: Name", "type: N", "type: N");
    assert!(
        types.contains(&"Name".to_owned()) && types.contains(&"string".to_owned()),
        "{types:?}"
    );
    let fields = complete("required: [first]", "required: [f]", "required: [f");
    assert!(fields.contains(&"second".to_owned()), "{fields:?}");
    let booleans = complete("requierd: true", "required: t", "required: t");
    assert_eq!(booleans, ["true", "false"]);
    editor.end();
}

#[test]
fn formatting_leaves_syntax_errors_alone() {
    let mut editor = Editor::start();
    editor.open("provider: {name: \"Example\"}\nwireform: 1\n");
    let params = json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 2, "insertSpaces": true } });
    let edits = editor.request("textDocument/formatting", params.clone());
    assert_eq!(
        edits[0]["newText"],
        json!("wireform: 1\nprovider: { name: Example }\n")
    );
    editor.change("wireform: [\n");
    assert_eq!(
        editor.request("textDocument/formatting", params),
        Value::Null
    );
    editor.end();
}

/// A schema that names each kind of thing in several places.
const NAMES: &str = "\
wireform: 1
provider: { name: Example }
pages: { manual: { url: 'https://example.com' } }
credentials: { user: { secret: false }, pass: { secret: true } }
auth:
  login: { basic: [$user, $pass] }
  signed: { steps: [{ let: { text: [$pass, $call.body] } }, { headers: { X: { hex: { sha1: '${text}' } } } }] }
endpoints: { api: { servers: { production: 'https://api.example' }, auth: [login, signed] } }
contexts: { tlds: { set_of: string } }
types:
  Owner: { fields: { kind: &kind { enum: { person: A person, firm: A firm } }, label: string } }
  Common: { fields: { note: string } }
operations:
  contact_create:
    http: POST /contacts
    update: none
    body: json
    envelope: { who: $user, from: $field.since, $rest: }
    include: Common
    fields: { user: string, since: date, until: date, owner: Owner, others: { type: list, items: Owner }, kind: *kind }
    rules:
      company:
        when: { owner.kind: firm, tlds: { has: fr }, since: { less_than: until } }
        required: [note, others.*.label]
        says: A firm has a note.
    responses:
      done: { match: { status: 200 }, outcome: success, body: json, fields: { id: string } }
      moved: { match: { status: 2xx }, after: done, outcome: unknown }
      failed: { match: { status: [4xx, 5xx] }, outcome: failure }
    examples:
      plain:
        values: { user: Jane, since: 2026-01-01, owner: { label: x } }
        context: { tlds: [fr] }
        credentials: { user: a, pass: b }
        expect: { body: '{\"who\":\"Jane\",\"from\":\"2026-01-01\",\"owner\":{\"label\":\"x\"}}' }
      refused: { values: { owner: { kind: firm } }, context: { tlds: [fr] }, violations: [rule company] }
  contact_update:
    from: contact_create
    without: [until, company]
    http: PATCH /contacts
    update: patch
    reads: { operation: note_get, from_caller: [since] }
    fields: { since: date }
  note_set:
    http: PUT /contacts/{number}/notes/{slot}
    update: none
    body: text
    template: 'in $call.operation: ${line}; $$line'
    params: { number: { type: string, required: true }, slot: { type: string, required: true } }
    fields: { line: { type: string, required: true } }
  note_get:
    http: GET /notes
    responses:
      read: { match: { status: 2xx }, outcome: success, body: json, fields: { user: string } }
      lost: { match: { status: [4xx, 5xx] }, outcome: failure }
";

/// Each rename gives the same schema as replacing these words by hand.
#[test]
fn renames_change_every_use_and_nothing_else() {
    let mut editor = Editor::start();
    assert_eq!(editor.open(NAMES), Vec::<Value>::new());
    for (at, new, replaced) in [
        (
            "Owner: {",
            "Holder",
            &[
                "Owner: {|Holder: {",
                "owner: Owner|owner: Holder",
                "items: Owner|items: Holder",
            ][..],
        ),
        (
            "label: string",
            "title",
            &[
                "label: string|title: string",
                "*.label|*.title",
                "{ label: x|{ title: x",
            ],
        ),
        (
            "pass: {",
            "secret",
            &[
                "pass: {|secret: {",
                "[$user, $pass]|[$user, $secret]",
                "[$pass,|[$secret,",
                "pass: b|secret: b",
            ],
        ),
        (
            "text: [",
            "input",
            &["text: [|input: [", "${text}|${input}"],
        ),
        (
            "since: date, until",
            "start",
            &[
                "string, since: date, until|string, start: date, until",
                "$field.since|$field.start",
                "since: { less|start: { less",
                "since: 2026|start: 2026",
                "fields: { since: date }|fields: { start: date }",
                "[since]|[start]",
            ],
        ),
        (
            "until: date",
            "end",
            &[
                "until: date|end: date",
                "than: until|than: end",
                "[until, c|[end, c",
            ],
        ),
        (
            "tlds: { set",
            "domains",
            &[
                "tlds: { set|domains: { set",
                "tlds: { has|domains: { has",
                "context: { tlds|context: { domains",
            ],
        ),
        (
            "done: {",
            "created",
            &["done: {|created: {", "after: done|after: created"],
        ),
        (
            "company:",
            "firm",
            &[
                "company:|firm:",
                "rule company|rule firm",
                ", company]|, firm]",
            ],
        ),
        (
            "note: string",
            "remark",
            &[
                "note: string|remark: string",
                "[note, others|[remark, others",
            ],
        ),
        (
            "contact_create:",
            "create",
            &[
                "contact_create:|create:",
                "from: contact_create|from: create",
            ],
        ),
        ("slot: {", "place", &["{slot}|{place}", "slot: {|place: {"]),
        (
            "line: {",
            "words",
            &["${line}|${words}", "line: {|words: {"],
        ),
        ("&kind", "sort", &["&kind|&sort", "*kind|*sort"]),
        (
            "login: {",
            "basic_login",
            &["login: {|basic_login: {", "[login, |[basic_login, "],
        ),
    ] {
        let mut expected = NAMES.to_owned();
        for pair in replaced {
            let (old, new) = pair.split_once('|').expect("two texts");
            assert!(expected.contains(old), "{old}");
            expected = expected.replace(old, new);
        }
        let renamed = editor.rename(NAMES, at, new);
        assert_eq!(renamed.as_deref(), Ok(expected.as_str()), "{at}");
    }
    editor.end();
}

#[test]
fn references_list_every_use() {
    let mut editor = Editor::start();
    editor.open(NAMES);
    let mut count = |at: &str, with_declaration: bool| {
        let position = position(NAMES, NAMES.find(at).expect("the text") + 1);
        let params = json!({
            "textDocument": { "uri": URI },
            "position": position,
            "context": { "includeDeclaration": with_declaration },
        });
        let found = editor.request("textDocument/references", params);
        found.as_array().map_or(0, Vec::len)
    };
    assert_eq!((count("Owner: {", true), count("Owner: {", false)), (3, 2));
    // From a use, too.
    assert_eq!(count("less_than: until", true), 0);
    assert_eq!(count("until, company", true), 3);
    assert_eq!(count("A firm has", true), 0);
    editor.end();
}

#[test]
fn renames_that_collide_are_refused() {
    let mut editor = Editor::start();
    editor.open(NAMES);
    for (at, new) in [
        ("Owner: {", "Common"),
        ("user: string", "owner"),
        ("tlds: { set", "since"),
        ("pass: {", "user"),
        ("&kind", "no"),
        ("done: {", "a b"),
        ("wireform", "other"),
        // A result of a step would hide the credential.
        ("text: [", "pass"),
    ] {
        let refused = editor.rename(NAMES, at, new);
        assert!(refused.is_err(), "{at} to {new}: {refused:?}");
    }
    let position = position(NAMES, NAMES.find("less_than").expect("the text"));
    let params = json!({ "textDocument": { "uri": URI }, "position": position });
    assert_eq!(
        editor.request("textDocument/prepareRename", params),
        Value::Null
    );
    editor.end();
}

#[test]
fn completion_offers_terms_and_hover_shows_violations() {
    let mut editor = Editor::start();
    let text = TEXT.replace("type: Name, requierd: true", "type: string, means: em");
    editor.open(&text);
    let terms = labels(&editor.ask(
        "textDocument/completion",
        &text,
        "means: em",
        "means: em".len(),
    ));
    assert!(
        terms.contains(&"email".to_owned()) && terms.contains(&"street[0]".to_owned()),
        "{terms:?}"
    );
    let text = text.replace("means: em", "means: email");
    assert_eq!(editor.change(&text), Vec::<Value>::new());
    let field = editor.ask("textDocument/hover", &text, "second:", 1);
    let field = field["contents"]["value"].as_str().expect("a text");
    assert!(
        field.contains("is refused: second: does not match the pattern"),
        "{field}"
    );
    editor.end();
}
