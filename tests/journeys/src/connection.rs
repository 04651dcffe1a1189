//! One websocket to a browser: questions with their answers, events kept in order.
//!
//! The Chrome DevTools Protocol and WebDriver BiDi agree on the shape of questions, answers and events; only errors
//! look different.

#![expect(
    clippy::indexing_slicing,
    reason = "indexing a JSON value never panics: it answers null where there is nothing"
)]

use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use tungstenite::{Error, Message, WebSocket};

/// How long the browser may take to answer one question. A busy machine can take seconds for the first page.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What an event makes the driver ask at once, without waiting for the answer: a method and its parameters.
pub type Reaction = fn(&Value) -> Option<(&'static str, Value)>;

/// A connection to the browser or to one of its pages.
pub struct Connection {
    socket: WebSocket<TcpStream>,
    last_id: u64,
    events: Vec<Value>,
    reaction: Reaction,
}

impl Connection {
    /// Connects to an address like `ws://127.0.0.1:9222/devtools/page/…`.
    pub fn open(url: &str, reaction: Reaction) -> Result<Self> {
        let host = host_of(url)?;
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
            reaction,
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
                if let Some(error) = error_of(&message) {
                    bail!("{method}: {error}");
                }
                return Ok(message["result"].take());
            }
        }
        bail!("{method}: no answer within {} s", PATIENCE.as_secs())
    }

    /// Asks several things at once and waits for all the answers: a browser does them in this order, and nobody waits for
    /// each. The first complaint is the answer to all.
    pub fn call_all(&mut self, questions: Vec<(&str, Value)>) -> Result<Vec<Value>> {
        let mut open = Vec::with_capacity(questions.len());
        for (method, parameters) in &questions {
            open.push(self.send(method, parameters)?);
        }
        let mut answers = vec![Value::Null; open.len()];
        let mut trouble = None;
        let mut left = open.len();
        let mut start = Instant::now();
        while left > 0 {
            let method = questions.first().map_or("", |(method, _)| *method);
            if start.elapsed() >= PATIENCE {
                bail!("{method}: no answer within {} s", PATIENCE.as_secs());
            }
            let Some(mut message) = self.read().with_context(|| method.to_owned())? else {
                continue;
            };
            if message.get("method").is_some() {
                self.note(message)?;
                continue;
            }
            let Some(at) = open.iter().position(|id| message["id"] == *id) else {
                continue;
            };
            start = Instant::now();
            left -= 1;
            if let Some(error) = error_of(&message) {
                trouble.get_or_insert(error);
            } else if let Some(answer) = answers.get_mut(at) {
                *answer = message["result"].take();
            }
        }
        match trouble {
            Some(error) => {
                let method = questions.first().map_or("", |(method, _)| *method);
                bail!("{method}: {error}")
            }
            None => Ok(answers),
        }
    }

    /// Asks, and waits for the answer or for an event that makes it not worth waiting for; nothing if neither came.
    pub fn call_unless(
        &mut self,
        method: &str,
        parameters: &Value,
        event: &str,
        patience: Duration,
    ) -> Result<Option<()>> {
        let id = self.send(method, parameters)?;
        let start = Instant::now();
        while start.elapsed() < patience {
            let Some(message) = self.read().with_context(|| method.to_owned())? else {
                continue;
            };
            if message.get("method").is_some() {
                let is_it = message["method"] == event;
                self.note(message)?;
                if is_it {
                    return Ok(Some(()));
                }
            } else if message["id"] == id {
                return Ok(Some(()));
            }
        }
        Ok(None)
    }

    /// Waits until an event is there or the time is over; whether one came.
    pub fn listen(&mut self, patience: Duration) -> Result<bool> {
        let start = Instant::now();
        while self.events.is_empty() && start.elapsed() < patience {
            if let Some(message) = self.read()?
                && message.get("method").is_some()
            {
                self.note(message)?;
            }
        }
        Ok(!self.events.is_empty())
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
        if let Some((method, parameters)) = (self.reaction)(&event) {
            self.send(method, &parameters)?;
        }
        self.events.push(event);
        Ok(())
    }
}

/// Host and port of a websocket address.
pub fn host_of(url: &str) -> Result<&str> {
    url.strip_prefix("ws://")
        .and_then(|rest| rest.split('/').next())
        .with_context(|| format!("{url} is not a websocket address"))
}

/// What an answer complains of: an object in the DevTools Protocol, a code beside a message in BiDi.
fn error_of(answer: &Value) -> Option<String> {
    let error = answer.get("error")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Some(match error.as_str() {
        Some(code) => format!("{code}: {}", text(&answer["message"])),
        None => format!("{} {}", text(&error["message"]), text(&error["data"])),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_both_protocols_are_read() {
        let devtools = json!({ "id": 1, "error": { "code": -32000, "message": "No node" } });
        assert_eq!(error_of(&devtools).as_deref(), Some("No node "));
        let bidi = json!({ "id": 1, "type": "error", "error": "no such frame", "message": "gone" });
        assert_eq!(error_of(&bidi).as_deref(), Some("no such frame: gone"));
        assert_eq!(error_of(&json!({ "id": 1, "result": {} })), None);
    }
}
