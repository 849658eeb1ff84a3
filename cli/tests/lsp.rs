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
        self.id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.id, "method": method, "params": params }));
        let answer = self.receive();
        assert_eq!(answer["id"], json!(self.id), "{answer}");
        answer["result"].clone()
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
