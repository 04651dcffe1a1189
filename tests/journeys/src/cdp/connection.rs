//! One websocket of the Chrome DevTools Protocol: questions with their answers, events kept in order.

use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use tungstenite::{Error, Message, WebSocket};

/// How long the browser may take to answer one question. A busy machine can take seconds for the first page.
const PATIENCE: Duration = Duration::from_secs(40);

/// A connection to the browser or to one of its pages.
pub struct Connection {
    socket: WebSocket<TcpStream>,
    last_id: u64,
    events: Vec<Value>,
}

impl Connection {
    /// Connects to an address like `ws://127.0.0.1:9222/devtools/page/…`.
    pub fn open(url: &str) -> Result<Self> {
        let host = url
            .strip_prefix("ws://")
            .and_then(|rest| rest.split('/').next())
            .with_context(|| format!("{url} is not a websocket address"))?;
        let stream = TcpStream::connect(host).with_context(|| format!("cannot reach {host}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let (socket, _) = tungstenite::client(url, stream)
            .map_err(|error| anyhow!("{error}"))
            .with_context(|| format!("cannot open the websocket {url}"))?;
        // Short from here on, so that the waiting loop can look at the clock.
        socket
            .get_ref()
            .set_read_timeout(Some(Duration::from_millis(200)))?;
        Ok(Self {
            socket,
            last_id: 0,
            events: Vec::new(),
        })
    }

    /// Asks and waits for the answer; the events that arrive meanwhile are kept.
    pub fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        let id = self.send(method, &parameters)?;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let Some(mut message) = self.read().with_context(|| method.to_owned())? else {
                continue;
            };
            if message.get("method").is_some() {
                self.note(message)?;
            } else if message["id"] == id {
                if let Some(error) = message.get("error") {
                    let text = error["message"].as_str().unwrap_or("no message");
                    let data = error["data"].as_str().unwrap_or("");
                    bail!("{method}: {text} {data}");
                }
                return Ok(message["result"].take());
            }
        }
        bail!("{method}: no answer within {} s", PATIENCE.as_secs())
    }

    /// The events since the last call of this function.
    pub fn take_events(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.events)
    }

    fn send(&mut self, method: &str, parameters: &Value) -> Result<u64> {
        self.last_id += 1;
        let message = json!({ "id": self.last_id, "method": method, "params": parameters });
        self.socket
            .send(Message::text(message.to_string()))
            .with_context(|| format!("{method}: the browser does not listen any more"))?;
        Ok(self.last_id)
    }

    /// The next message, or none if nothing came for a moment.
    fn read(&mut self) -> Result<Option<Value>> {
        match self.socket.read() {
            Ok(Message::Text(text)) => Ok(Some(
                serde_json::from_str(text.as_str()).context("not JSON from the browser")?,
            )),
            Ok(Message::Close(_)) => bail!("the browser closed the connection"),
            Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => {
                Ok(None)
            }
            Err(Error::Io(error))
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
            {
                Ok(None)
            }
            Err(error) => Err(anyhow!(error).context("the browser's connection broke")),
        }
    }

    fn note(&mut self, event: Value) -> Result<()> {
        // A native dialog stops the page, and with it the answer that is being waited for.
        if event["method"] == "Page.javascriptDialogOpening" {
            self.send("Page.handleJavaScriptDialog", &json!({ "accept": true }))?;
        }
        self.events.push(event);
        Ok(())
    }
}
