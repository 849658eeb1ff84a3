//! Reads an HTTP response message as `curl -i` prints it, and the contact in one.
//!
//! Input: one or several messages: those of redirects and of `100 Continue` come first, and the last one counts. Output: its
//! status, headers and body. The body of what curl prints is already decoded, although a header can say that it is chunked.

use std::fmt;

use wireform::contact::{AsRead, ReadError};
use wireform::response::ResponseParts;
use wireform_interpret::{Call, Interpreter};

/// A response message. Its debug form shows only the status and the length of the body.
#[derive(PartialEq, Eq)]
pub struct Message {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({}, {} bytes)", self.status, self.body.len())
    }
}

/// Why no contact can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// No response of the schema contains a contact.
    NoResponse,
    /// The text is no whole message.
    Message(MessageError),
    /// The response has no contact.
    Contact(ReadError),
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRead::NoResponse => {
                f.write_str("no response of the schema contains a contact that can be read")
            }
            NotRead::Message(error) => error.fmt(f),
            NotRead::Contact(error) => error.fmt(f),
        }
    }
}

/// Reads the contact in a response: an HTTP message, or a body, which is that of a response with the status 200. The first
/// operation that has a contact in it counts.
///
/// # Errors
/// Returns why no contact can be read.
pub fn read_contact(interpreter: &Interpreter<'_>, input: &[u8]) -> Result<AsRead, NotRead> {
    let calls = interpreter.operations();
    let calls: Vec<Call<'_>> = calls.filter(Call::reads_contact).collect();
    if calls.is_empty() {
        return Err(NotRead::NoResponse);
    }
    let message = match input.starts_with(b"HTTP/") {
        true => Message::parse(input).map_err(NotRead::Message)?,
        false => Message::of_body(200, input),
    };
    let parts = message.parts();
    let mut failed: Option<ReadError> = None;
    for call in calls {
        match call.read_contact(&parts) {
            Ok(read) => return Ok(read),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(NotRead::Contact(failed.unwrap_or(ReadError::OtherResponse)))
}

/// Why an input has no whole response message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageError {
    /// It is no HTTP message.
    NotHttp(&'static str),
    /// It ends before the message does, so the state of the call is unknown.
    CutOff(&'static str),
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MessageError::NotHttp(reason) => f.write_str(reason),
            MessageError::CutOff(place) => {
                write!(
                    f,
                    "{place}, so nobody can tell whether the request was carried out"
                )
            }
        }
    }
}

impl Message {
    /// Returns the message of a body without headers.
    #[must_use]
    pub fn of_body(status: u16, body: &[u8]) -> Self {
        Message {
            status,
            headers: Vec::new(),
            body: body.to_vec(),
        }
    }

    /// Returns the parts of the response.
    #[must_use]
    pub fn parts(&self) -> ResponseParts<'_> {
        let headers = self.headers.iter();
        ResponseParts::new(self.status, &self.body)
            .with_headers(headers.map(|(name, value)| (name.as_str(), value.as_slice())))
    }

    /// Reads messages, and returns the last.
    ///
    /// # Errors
    /// Returns why the input has no whole message.
    pub fn parse(input: &[u8]) -> Result<Self, MessageError> {
        if input.is_empty() {
            return Err(MessageError::CutOff(
                "no response has arrived: the input is empty",
            ));
        }
        let mut rest = input;
        loop {
            let (mut message, body) = head(rest)?;
            // A message before the last has no body of interest. What follows it begins with another status line.
            let announced = message.content_length();
            let after = announced.and_then(|length| body.get(length..));
            let next = [Some(body), after].into_iter().flatten();
            if let Some(next) = next.into_iter().find(|it| status_line(it).is_some()) {
                rest = next;
                continue;
            }
            if announced.is_some_and(|length| body.len() < length) {
                return Err(MessageError::CutOff(
                    "the response is cut off: its body is shorter than its `Content-Length`",
                ));
            }
            message.body = body_of(&message, body);
            return Ok(message);
        }
    }

    /// Returns the length of the body as it was sent, in bytes. It says nothing about a body that curl has decoded.
    fn content_length(&self) -> Option<usize> {
        let find = |name: &str| {
            let mut headers = self.headers.iter();
            headers.find(|(header, _)| header.eq_ignore_ascii_case(name))
        };
        if find("Transfer-Encoding").is_some() || find("Content-Encoding").is_some() {
            return None;
        }
        let (_, value) = find("Content-Length")?;
        std::str::from_utf8(value).ok()?.parse().ok()
    }

    fn has_token(&self, name: &str, token: &str) -> bool {
        let mut headers = self.headers.iter();
        headers.any(|(header, value)| {
            let value = String::from_utf8_lossy(value).to_ascii_lowercase();
            header.eq_ignore_ascii_case(name) && value.split(',').any(|it| it.trim() == token)
        })
    }
}

/// Reads a status line and headers. Returns the rest of the input too.
fn head(input: &[u8]) -> Result<(Message, &[u8]), MessageError> {
    let Some((status, mut rest)) = status_line(input) else {
        return Err(MessageError::NotHttp(
            "the input does not begin with an HTTP status line, such as `HTTP/1.1 200 OK`; \
             give the status of a body alone with --status",
        ));
    };
    let mut headers: Vec<(String, Vec<u8>)> = Vec::new();
    loop {
        if rest.is_empty() {
            return Err(MessageError::CutOff(
                "the response is cut off: no empty line ends its headers",
            ));
        }
        let is_whole = rest.contains(&b'\n');
        let (line, after) = split_line(rest);
        rest = after;
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let Some(colon) = colon.filter(|colon| *colon > 0) else {
            return Err(match is_whole {
                true => MessageError::NotHttp("a header line of the response has no colon"),
                false => MessageError::CutOff("the response is cut off within a header"),
            });
        };
        let name = String::from_utf8_lossy(&line[..colon]).trim().to_owned();
        headers.push((name, line[colon + 1..].trim_ascii().to_vec()));
    }
    let message = Message {
        status,
        headers,
        body: Vec::new(),
    };
    Ok((message, rest))
}

/// Reads a status line, such as `HTTP/2 200`. Returns the status and what follows.
fn status_line(input: &[u8]) -> Option<(u16, &[u8])> {
    if !input.starts_with(b"HTTP/") {
        return None;
    }
    let (line, rest) = split_line(input);
    let line = std::str::from_utf8(line).ok()?;
    let status = line.split_ascii_whitespace().nth(1)?;
    let number = status.parse().ok().filter(|it| (100..600).contains(it))?;
    (status.len() == 3).then_some((number, rest))
}

/// Splits the first line off, without its line end.
fn split_line(input: &[u8]) -> (&[u8], &[u8]) {
    match input.iter().position(|byte| *byte == b'\n') {
        Some(end) => {
            let line = &input[..end];
            (line.strip_suffix(b"\r").unwrap_or(line), &input[end + 1..])
        }
        None => (input, &[]),
    }
}

/// Returns the body. A body that is chunked is joined; one that only claims it is left as it is.
fn body_of(message: &Message, body: &[u8]) -> Vec<u8> {
    if message.has_token("Transfer-Encoding", "chunked")
        && let Some(joined) = unchunked(body)
    {
        return joined;
    }
    body.to_vec()
}

/// Joins the chunks of a body. Returns `None` if it is not chunked.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut rest = body;
    loop {
        let (line, after) = split_line(rest);
        let size = std::str::from_utf8(line).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            // A decoded body can be the number 0. Chunks without any content end with an empty line.
            let is_end = !joined.is_empty() || after == b"\r\n" || after.ends_with(b"\r\n\r\n");
            return is_end.then_some(joined);
        }
        joined.extend_from_slice(after.get(..size)?);
        let (end, after) = split_line(&after[size..]);
        if !end.is_empty() {
            return None;
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, MessageError};

    fn parse(text: &str) -> (u16, usize, String) {
        let message = Message::parse(text.as_bytes()).expect("a message");
        let body = String::from_utf8(message.body).expect("UTF-8");
        (message.status, message.headers.len(), body)
    }

    #[test]
    fn reads_what_curl_prints() {
        let body = "{\"a\":1}";
        for (text, expected) in [
            (format!("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{body}"), (200, 1)),
            (format!("HTTP/2 200 \r\na: b\r\n\r\n{body}"), (200, 1)),
            (format!("HTTP/1.1 404 Not Found\n\n{body}"), (404, 0)),
            (
                format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n\r\n{body}"),
                (201, 0),
            ),
            (
                format!("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\nHTTP/2 200\r\n\r\n{body}"),
                (200, 0),
            ),
            // curl prints a body without its chunks, although the header says that it has some.
            (
                format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}"),
                (200, 1),
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n"
                    .to_owned(),
                (200, 1),
            ),
        ] {
            assert_eq!(parse(&text), (expected.0, expected.1, body.to_owned()), "{text}");
        }
        assert_eq!(
            parse("HTTP/1.1 202 Accepted\r\n\r\n"),
            (202, 0, String::new())
        );
    }

    #[test]
    fn a_message_before_the_last_can_have_a_body() {
        let retried = "HTTP/1.1 429 Later\r\nContent-Length: 5\r\n\r\nlaterHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(parse(retried), (200, 1, "{}".to_owned()));
    }

    #[test]
    fn messages_that_are_cut_off_are_refused() {
        for text in [
            "HTTP/2 200",
            "HTTP/2 200\r\n",
            "HTTP/1.1 200 OK\r\nA: b\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
        ] {
            let error = Message::parse(text.as_bytes()).expect_err(text);
            assert!(matches!(error, MessageError::CutOff(_)), "{text}: {error}");
        }
    }

    #[test]
    fn tells_the_number_0_from_an_empty_body() {
        for (body, expected) in [
            ("0", "0"),
            ("0\n", "0\n"),
            ("0\r\n\r\n", ""),
            ("0\r\nTrailer: a\r\n\r\n", ""),
            ("1\r\n0\r\n0\r\n\r\n", "0"),
        ] {
            let text = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
            assert_eq!(parse(&text), (200, 1, expected.to_owned()), "{body:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_message() {
        for text in [
            "{}",
            "HTTP/1.1\r\n",
            "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        ] {
            let error = Message::parse(text.as_bytes());
            assert!(matches!(error, Err(MessageError::NotHttp(_))), "{text}");
        }
    }

    #[test]
    fn a_message_without_its_end_is_cut_off() {
        let whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        let status_line = "HTTP/1.1 200".len();
        for length in (status_line..whole.len()).chain([0]) {
            let error = Message::parse(&whole.as_bytes()[..length]);
            assert!(matches!(error, Err(MessageError::CutOff(_))), "{length}");
        }
    }
}
