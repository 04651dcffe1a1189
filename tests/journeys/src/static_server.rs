//! A static file server on 127.0.0.1 for the page's `http` form.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result};

/// A running server; it stops when dropped.
pub struct StaticServer {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl StaticServer {
    /// Serves the directory on a free port.
    pub fn start(directory: &Path) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).context("cannot open a port")?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let directory = directory.to_owned();
        let thread = std::thread::spawn({
            let stopping = Arc::clone(&stopping);
            move || {
                for stream in listener.incoming().map_while(Result::ok) {
                    if stopping.load(Ordering::SeqCst) {
                        return;
                    }
                    let directory = directory.clone();
                    // A browser opens connections that it never uses, so each gets a thread.
                    std::thread::spawn(move || answer(stream, &directory));
                }
            }
        });
        Ok(Self {
            address,
            stopping,
            thread: Some(thread),
        })
    }

    /// The address of a file below the served directory.
    pub fn url(&self, file: &str) -> String {
        format!("http://{}/{file}", self.address)
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // The accepting thread sleeps in `accept`; one more connection wakes it.
        if TcpStream::connect(self.address).is_ok()
            && let Some(thread) = self.thread.take()
        {
            // A thread that panicked has stopped as well.
            let _ = thread.join();
        }
    }
}

fn answer(mut stream: TcpStream, directory: &Path) {
    // A browser that goes away in the middle of an answer is its own affair.
    let _ = try_answer(&mut stream, directory);
    let _ = stream.shutdown(Shutdown::Both);
}

fn try_answer(stream: &mut TcpStream, directory: &Path) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().context("no request")??;
    for header in lines {
        if header?.is_empty() {
            break;
        }
    }
    let target = request.split(' ').nth(1).unwrap_or("/");
    let file = file_below(directory, target);
    let (status, kind, body) = match file.and_then(|file| {
        let body = std::fs::read(&file).ok()?;
        Some((media_type(&file), body))
    }) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => (
            "404 Not Found",
            "text/plain; charset=utf-8",
            b"not found".to_vec(),
        ),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)?;
    stream.flush()?;
    Ok(())
}

/// The file a request target means; none if it would lead out of the directory.
fn file_below(directory: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| directory.join(path))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    }
}
