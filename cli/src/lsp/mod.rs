//! `lsp`: answers an editor over the Language Server Protocol, on standard input and output.
//!
//! Input: the texts of open documents. Output: diagnostics while a person types, and answers to requests. Each change is
//! checked as a whole; a document is never read from disk.

mod completion;
mod definition;
mod document;
mod hover;
mod names;
mod place;
mod rename;
mod symbols;
mod text;

use std::collections::BTreeMap;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::shared::output::{Status, Stop};
use document::Document;

/// Serves an editor until it ends the session.
pub(crate) fn run() -> Result<Status, Stop> {
    let because = |error: &dyn std::fmt::Display| Stop::because(format!("the editor: {error}"));
    let (connection, threads) = Connection::stdio();
    let capabilities = json!({
        // The editor sends the whole text after each change.
        "textDocumentSync": { "openClose": true, "change": 1 },
        "hoverProvider": true,
        "completionProvider": { "triggerCharacters": [" ", ":"] },
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": { "prepareProvider": true },
        "documentFormattingProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
    });
    connection
        .initialize(capabilities)
        .map_err(|error| because(&error))?;
    let mut documents = BTreeMap::new();
    for message in &connection.receiver {
        let answer = match message {
            Message::Request(request) => {
                if connection
                    .handle_shutdown(&request)
                    .map_err(|error| because(&error))?
                {
                    break;
                }
                Some(Message::Response(answer(&documents, request)))
            }
            Message::Notification(notification) => {
                notify(&mut documents, &notification).map(|published| {
                    let method = "textDocument/publishDiagnostics".to_owned();
                    Message::Notification(Notification::new(method, published))
                })
            }
            Message::Response(_) => None,
        };
        if let Some(answer) = answer {
            connection
                .sender
                .send(answer)
                .map_err(|error| because(&error))?;
        }
    }
    drop(connection);
    threads.join()?;
    Ok(Status::Clean)
}

/// Takes over a change. Returns the diagnostics to publish.
fn notify(
    documents: &mut BTreeMap<String, Document>,
    notification: &Notification,
) -> Option<Value> {
    let params = &notification.params;
    let document = &params["textDocument"];
    let uri = document["uri"].as_str()?;
    let text = match notification.method.as_str() {
        "textDocument/didOpen" => document["text"].as_str()?,
        "textDocument/didChange" => {
            params["contentChanges"].as_array()?.last()?["text"].as_str()?
        }
        "textDocument/didClose" => {
            documents.remove(uri);
            return Some(json!({ "uri": uri, "diagnostics": [] }));
        }
        _ => return None,
    };
    let document = Document::new(uri, text);
    let published = document.published();
    documents.insert(uri.to_owned(), document);
    Some(published)
}

/// Answers a request.
fn answer(documents: &BTreeMap<String, Document>, request: Request) -> Response {
    let params = &request.params;
    let uri = params["textDocument"]["uri"].as_str().unwrap_or("");
    let Some(document) = documents.get(uri) else {
        let code = match request.method.starts_with("textDocument/") {
            true => ErrorCode::InvalidParams,
            false => ErrorCode::MethodNotFound,
        };
        return Response::new_err(request.id, code as i32, "no such document".to_owned());
    };
    let position = &params["position"];
    let result = match request.method.as_str() {
        "textDocument/hover" => document.hover(position),
        "textDocument/completion" => document.completion(position),
        "textDocument/definition" => document.definition(position),
        "textDocument/references" => {
            let with_declaration = &params["context"]["includeDeclaration"];
            document.references(position, with_declaration.as_bool().unwrap_or(true))
        }
        "textDocument/prepareRename" => document.prepare_rename(position),
        "textDocument/rename" => {
            match document.rename(position, params["newName"].as_str().unwrap_or("")) {
                Ok(edit) => edit,
                Err(reason) => {
                    let code = ErrorCode::RequestFailed as i32;
                    return Response::new_err(request.id, code, reason);
                }
            }
        }
        "textDocument/formatting" => document.formatting(),
        "textDocument/codeAction" => document.actions(&params["range"]),
        method => {
            let message = format!("{method} is not supported");
            let code = ErrorCode::MethodNotFound as i32;
            return Response::new_err(request.id, code, message);
        }
    };
    Response::new_ok(request.id, result)
}
