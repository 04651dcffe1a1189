//! A web server on 127.0.0.1 that sends everything compressed with gzip, as the plainest real server does.
//!
//! Brotli would be smaller, but servers of intranets rarely have it, and browsers take it over https alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;
use tiny_http::{Header, Request, Response, Server};

/// A running server; it stops when dropped.
pub struct Wire {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
    port: u16,
}

/// What is sent for one address.
struct Answer {
    media_type: &'static str,
    compressed: Vec<u8>,
}

impl Wire {
    /// Serves the files of a folder, compressed beforehand, on a free port.
    pub fn start(folder: &Path) -> Result<Self> {
        let mut answers = BTreeMap::new();
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let answer = Answer {
                media_type: media_type(&path),
                compressed: gzip(&fs::read(&path)?)?,
            };
            answers.insert(format!("/{name}"), answer);
        }
        let server = Server::http((Ipv4Addr::LOCALHOST, 0)).map_err(|error| anyhow!("{error}"))?;
        let address = server.server_addr().to_ip().context("no address")?;
        let server = Arc::new(server);
        let thread = thread::spawn({
            let server = Arc::clone(&server);
            move || {
                for request in server.incoming_requests() {
                    // A browser that goes away in the middle of an answer is its own affair.
                    let _ = answer(&answers, request);
                }
            }
        });
        Ok(Self {
            server,
            thread: Some(thread),
            port: address.port(),
        })
    }

    /// The address of the folder's index.html.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has stopped as well.
            let _ = thread.join();
        }
    }
}

fn answer(answers: &BTreeMap<String, Answer>, request: Request) -> Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let name = if path == "/" { "/index.html" } else { path };
    let Some(answer) = answers.get(name) else {
        request.respond(Response::empty(404))?;
        return Ok(());
    };
    let mut response = Response::from_data(answer.compressed.clone());
    for (name, value) in [
        ("Content-Type", answer.media_type),
        ("Content-Encoding", "gzip"),
        ("Cache-Control", "no-store"),
    ] {
        let header = Header::from_bytes(name, value)
            .map_err(|()| anyhow!("{name}: {value} is no header"))?;
        response.add_header(header);
    }
    request.respond(response)?;
    Ok(())
}

/// Compresses with gzip at its highest level.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
