//! A server on loopback that treats every request in one way, most of them hostile.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use wireform::CustomServer;

/// What the server does with a connection, after it has read a request.
#[derive(Clone, Debug)]
pub(crate) enum Behaviour {
    /// Sends these bytes and closes the connection.
    Sends(Vec<u8>),
    /// Sends these bytes after the first piece of whatever the client sends, and closes the connection.
    #[cfg(feature = "rustls")]
    SendsToAny(Vec<u8>),
    /// Sends these bytes, and then zeros for ever.
    SendsForEver(Vec<u8>),
    /// Sends these bytes, and then a zero every few milliseconds.
    Trickles(Vec<u8>),
    /// Sends these bytes, and then nothing, and leaves the connection open.
    Stalls(Vec<u8>),
    /// Resets the connection.
    Resets,
    /// Sends the request back as an HTML page.
    Echoes,
    /// Redirects to another server, with the request's query.
    Redirects(u16, SocketAddr),
    /// Sends these bytes, leaves the connection open, and closes it a little later.
    ClosesLater(Vec<u8>),
}

/// A running server.
pub(crate) struct Loopback {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Loopback {
    /// Starts a server. Its thread ends with the process.
    pub(crate) fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (behaviour, seen) = (behaviour.clone(), Arc::clone(&seen));
                // A client that goes away is not a fault of the server.
                thread::spawn(move || serve(stream, &behaviour, &seen).unwrap_or_default());
            }
        });
        Loopback { address, requests }
    }

    /// Returns a server that sends one complete response.
    pub(crate) fn answering(status: u16, body: &str) -> Self {
        Loopback::start(Behaviour::Sends(response(status, body)))
    }

    /// Returns the address of a server that is not there.
    pub(crate) fn closed_port() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("an address")
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the bytes of each request.
    pub(crate) fn requests(&self) -> Vec<Vec<u8>> {
        self.requests.lock().expect("no panic").clone()
    }
}

/// Returns the server of a schema for an address.
pub(crate) fn server(address: SocketAddr) -> CustomServer {
    CustomServer::new(&format!("http://{address}")).expect("a URL")
}

/// Writes a complete response that closes the connection.
pub(crate) fn response(status: u16, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

fn serve(
    mut stream: TcpStream,
    behaviour: &Behaviour,
    seen: &Mutex<Vec<Vec<u8>>>,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    #[cfg(feature = "rustls")]
    if let Behaviour::SendsToAny(bytes) = behaviour {
        let _length = stream.read(&mut [0; 65536])?;
        return stream.write_all(bytes);
    }
    let request = read_request(&mut stream, matches!(behaviour, Behaviour::Resets))?;
    seen.lock().expect("no panic").push(request.clone());
    match behaviour {
        Behaviour::Sends(bytes) => stream.write_all(bytes),
        #[cfg(feature = "rustls")]
        Behaviour::SendsToAny(_) => Ok(()),
        Behaviour::SendsForEver(bytes) => {
            stream.write_all(bytes)?;
            loop {
                stream.write_all(&[b'0'; 65536])?;
            }
        }
        Behaviour::Trickles(bytes) => {
            stream.write_all(bytes)?;
            loop {
                thread::sleep(Duration::from_millis(20));
                stream.write_all(b"0")?;
            }
        }
        Behaviour::Stalls(bytes) => {
            stream.write_all(bytes)?;
            thread::sleep(Duration::from_secs(3));
            Ok(())
        }
        // The kernel resets a connection that is closed before everything was read from it.
        Behaviour::Resets => Ok(()),
        Behaviour::Echoes => {
            let page = format!("<html>{}</html>", String::from_utf8_lossy(&request));
            stream.write_all(&response(502, &page))
        }
        Behaviour::Redirects(status, address) => {
            let head = String::from_utf8_lossy(&request);
            let target = head.split(' ').nth(1).unwrap_or_default();
            let head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: 0\r\n");
            write!(stream, "{head}Location: http://{address}{target}\r\n\r\n")
        }
        Behaviour::ClosesLater(bytes) => {
            stream.write_all(bytes)?;
            thread::sleep(Duration::from_millis(50));
            Ok(())
        }
    }
}

/// Reads a request with its body. If `peeks` is set, the request stays unread in the kernel.
fn read_request(stream: &mut TcpStream, peeks: bool) -> std::io::Result<Vec<u8>> {
    let mut buffer = vec![0; 65536];
    let mut request = Vec::new();
    while !is_complete(&request) {
        if peeks {
            let length = stream.peek(&mut buffer)?;
            request = buffer[..length].to_vec();
            thread::sleep(Duration::from_millis(1));
        } else {
            let length = stream.read(&mut buffer)?;
            if length == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            request.extend_from_slice(&buffer[..length]);
        }
    }
    Ok(request)
}

fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("Content-Length")
            .then(|| value.trim().parse().ok())?
    });
    body.len() >= length.unwrap_or(0)
}
