//! Serves the built folder on this machine, as a plain web server would.

use std::fs;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server};

const DEFAULT_PORT: u16 = 8080;
/// So many ports are tried, from the wished one upwards.
const TRIES: u16 = 20;

/// Reads the options of the command.
pub fn port_from(options: &[&str]) -> anyhow::Result<u16> {
    match options {
        [] => Ok(DEFAULT_PORT),
        ["--port", port] => port.parse().with_context(|| format!("no port: {port}")),
        _ => bail!("serve knows only --port N, not: {}", options.join(" ")),
    }
}

/// Serves the folder until the program is ended.
pub fn serve(folder: &Path, wished: u16) -> anyhow::Result<()> {
    let (server, port) = listen(wished)?;
    if port != wished {
        println!("port {wished} is taken");
    }
    println!("年报编制器: http://127.0.0.1:{port}/  (Ctrl-C ends)");
    for request in server.incoming_requests() {
        // The browser going away in the middle of an answer is none of our business.
        let _ = answer(folder, request);
    }
    Ok(())
}

fn listen(wished: u16) -> anyhow::Result<(Server, u16)> {
    for port in wished..=wished.saturating_add(TRIES) {
        match Server::http((Ipv4Addr::LOCALHOST, port)) {
            Ok(server) => return Ok((server, port)),
            Err(error) => {
                let taken = error
                    .downcast_ref::<std::io::Error>()
                    .is_some_and(|error| error.kind() == ErrorKind::AddrInUse);
                if !taken {
                    return Err(anyhow!("cannot listen on port {port}: {error}"));
                }
            }
        }
    }
    bail!("the ports from {wished} on are all taken; choose one with --port N")
}

fn answer(folder: &Path, request: Request) -> anyhow::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        request.respond(Response::empty(405))?;
        return Ok(());
    }
    let file = path_within(request.url()).and_then(|path| {
        let bytes = fs::read(folder.join(&path)).ok()?;
        Some((path, bytes))
    });
    match file {
        Some((path, bytes)) => {
            let mut response = Response::from_data(bytes);
            for (name, value) in [
                ("Content-Type", content_type(&path)),
                ("Cache-Control", "no-cache"),
            ] {
                let header = Header::from_bytes(name, value)
                    .map_err(|()| anyhow!("{name}: {value} is no header"))?;
                response.add_header(header);
            }
            request.respond(response)?;
        }
        None => request.respond(Response::from_string("not found").with_status_code(404))?,
    }
    Ok(())
}

/// The file that an address asks for, relative to the folder; none when it leads out of the folder.
///
/// The delivered names are plain ASCII, so that escapes need not be decoded: an escaped name is simply not there.
fn path_within(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let path = Path::new(path);
    path.components()
        .all(|component| matches!(component, Component::Normal(_)))
        .then(|| path.to_path_buf())
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{content_type, path_within, port_from};

    #[test]
    fn an_address_leads_to_a_file_of_the_folder() {
        for (url, file) in [
            ("/", "index.html"),
            ("/?draft=1", "index.html"),
            ("/nianbao.html#top", "nianbao.html"),
        ] {
            assert_eq!(path_within(url), Some(PathBuf::from(file)), "{url}");
        }
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for url in ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "", "a"] {
            assert_eq!(path_within(url), None, "{url}");
        }
    }

    #[test]
    fn a_module_is_announced_as_one() {
        assert_eq!(content_type(Path::new("a.wasm")), "application/wasm");
    }

    #[test]
    fn the_port_can_be_wished() -> anyhow::Result<()> {
        assert_eq!(port_from(&["--port", "9000"])?, 9000);
        assert!(port_from(&["--port"]).is_err());
        assert!(port_from(&["--port", "99999"]).is_err());
        Ok(())
    }
}
