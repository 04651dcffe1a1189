//! The one connection to a Firefox, which all its pages share, and what each page has logged.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::value::plain;
use crate::browser::PageLog;
use crate::connection::Connection;

const EVENTS: [&str; 5] = [
    "browsingContext.contextCreated",
    "browsingContext.navigationStarted",
    "browsingContext.userPromptOpened",
    "log.entryAdded",
    "network.beforeRequestSent",
];

/// How the browser's own remarks about what a policy forbade begin; it logs them like uncaught exceptions.
const REMARKS: [&str; 2] = [
    "Content-Security-Policy: ",
    "Cross-Origin Request Blocked: ",
];

/// A connection with a session.
pub struct Session {
    connection: Connection,
    logs: BTreeMap<String, PageLog>,
    /// The frames by name, each with the page or frame it is in.
    parents: BTreeMap<String, String>,
    /// The browser's own window, once somebody has asked for it.
    own_window: Option<String>,
}

impl Session {
    /// Connects and begins a session; the second value is what the browser says about itself.
    pub fn open(url: &str) -> Result<(Self, Value)> {
        let connection = Connection::open(&format!("{url}/session"), |_| None)?;
        let mut session = Self {
            connection,
            logs: BTreeMap::new(),
            parents: BTreeMap::new(),
            own_window: None,
        };
        // A native dialog stops the page, and with it the answer that is being waited for.
        let wishes = json!({ "unhandledPromptBehavior": { "default": "accept" } });
        let mut answer = session.call(
            "session.new",
            json!({ "capabilities": { "alwaysMatch": wishes } }),
        )?;
        session.call("session.subscribe", json!({ "events": EVENTS }))?;
        Ok((session, answer["capabilities"].take()))
    }

    /// Asks and waits for the answer; the events that arrive meanwhile go to their pages' logs.
    pub fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        let answer = self.connection.call(method, parameters);
        for event in self.connection.take_events() {
            self.note(&event);
        }
        answer
    }

    /// The value of an expression in the browser's own window, around the pages.
    pub fn in_own_window(&mut self, expression: &str) -> Result<Value> {
        let window = match &self.own_window {
            Some(window) => window.clone(),
            None => {
                let tree =
                    self.call("browsingContext.getTree", json!({ "moz:scope": "chrome" }))?;
                let window = tree["contexts"][0]["context"].as_str();
                let window = window.context("the browser shows no window")?.to_owned();
                self.own_window.insert(window).clone()
            }
        };
        let answer = self.call(
            "script.evaluate",
            json!({ "expression": expression, "target": { "context": window }, "awaitPromise": true }),
        )?;
        if answer["type"] != "success" {
            let thrown = answer["exceptionDetails"]["text"].as_str();
            bail!("the browser threw {}", thrown.unwrap_or("something"));
        }
        plain(&answer["result"])
    }

    /// What has happened in a page since the last call of this function for it.
    pub fn take_log(&mut self, context: &str) -> PageLog {
        self.logs.remove(context).unwrap_or_default()
    }

    fn note(&mut self, event: &Value) {
        let details = &event["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let method = event["method"].as_str().unwrap_or_default();
        if method == "browsingContext.contextCreated" {
            if let Some(parent) = details["parent"].as_str() {
                self.parents
                    .insert(text(&details["context"]), parent.to_owned());
            }
            return;
        }
        let source = if method == "log.entryAdded" {
            &details["source"]["context"]
        } else {
            &details["context"]
        };
        let mut page = text(source);
        while let Some(parent) = self.parents.get(&page) {
            page.clone_from(parent);
        }
        let log = self.logs.entry(page).or_default();
        match method {
            "log.entryAdded" => note_entry(log, details),
            "network.beforeRequestSent" => log.requests.push(text(&details["request"]["url"])),
            // Reading a file is no request to Firefox, but the document's own address belongs to the list.
            "browsingContext.navigationStarted" => {
                let url = text(&details["url"]);
                if url.starts_with("file:") {
                    log.requests.push(url);
                }
            }
            "browsingContext.userPromptOpened" => log.dialogs.push(format!(
                "{}: {}",
                text(&details["type"]),
                text(&details["message"])
            )),
            _ => {}
        }
    }
}

fn note_entry(log: &mut PageLog, entry: &Value) {
    let text = entry["text"].as_str().unwrap_or_default();
    let level = entry["level"].as_str().unwrap_or("log");
    let is_remark = REMARKS.iter().any(|start| text.starts_with(start));
    if entry["type"] == "console" {
        let method = entry["method"].as_str().unwrap_or("log");
        log.console.push(format!("{method}: {text}"));
    } else if level == "error" && !is_remark {
        log.exceptions.push(text.to_owned());
    } else {
        log.console.push(format!("{level}: {text}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_policy_forbade_is_no_exception() {
        let mut log = PageLog::default();
        for (kind, level, text) in [
            ("console", "info", "说 7"),
            ("javascript", "error", "Error: oh"),
            (
                "javascript",
                "error",
                "Content-Security-Policy: blocked an image",
            ),
            ("javascript", "warn", "deprecated"),
        ] {
            note_entry(
                &mut log,
                &json!({ "type": kind, "level": level, "method": "log", "text": text }),
            );
        }
        assert_eq!(log.exceptions, ["Error: oh"]);
        assert_eq!(
            log.console,
            [
                "log: 说 7",
                "error: Content-Security-Policy: blocked an image",
                "warn: deprecated"
            ]
        );
    }
}
