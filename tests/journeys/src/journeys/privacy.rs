//! Nothing leaves the PC.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Result, ensure};

use super::export::{copy_rich, copy_source};
use crate::browser::Page;
use crate::sample;
use crate::stage::Stage;

/// No work causes a request to the network after the page has loaded.
pub fn no_requests(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let at_start = stage.desk.requests()?;
    ensure!(!at_start.is_empty(), "the log misses even the page itself");
    stage.desk.log()?.requests.clear();

    sample::fill(&mut stage.desk)?;
    // Whatever a pasted text or an imported backup asks to be loaded must stay unloaded.
    // Nobody listens at the port, and no browser refuses it before asking, which would hide the request.
    let hook =
        "<img src=\"http://127.0.0.1:2/pasted.png\"><table><tr><td>5</td><td>6</td></tr></table>";
    stage.set_clipboard("5\t6", Some(hook))?;
    stage.desk.focus_cell("review.reconsideration.upheld")?;
    stage.desk.paste()?;
    stage
        .desk
        .wait_cell("review.reconsideration.corrected", "6")?;
    stage.desk.type_prose("overview", hook)?;
    stage.desk.act("undo")?;
    copy_rich(stage)?;
    copy_source(stage)?;
    stage.download("download-html")?;
    let file = stage.download("download-backup")?;
    let path = stage.write_file("备份.json", &file.bytes)?;
    stage.desk.restore(path)?;
    stage
        .desk
        .wait_cell("review.reconsideration.corrected", "6")?;
    stage.desk.wait_status("saved")?;
    stage.desk.delete_draft()?;

    let requests = stage.desk.requests()?;
    ensure!(requests.is_empty(), "the page asked for {requests:?}");
    Ok(())
}

/// Everything that could carry something out of a page, short of leading the user to another page. Each tries to
/// reach the address that stands for ORIGIN; the last one tells when all have had their time.
const ATTEMPTS: &str = "(function () {
    function add(tag, properties, parent) {
        var element = document.createElement(tag);
        Object.keys(properties).forEach(function (name) { element.setAttribute(name, properties[name]); });
        (parent || document.body).appendChild(element);
        return element;
    }
    var attempts = {
        image: function () { new Image().src = 'ORIGIN/image.png'; },
        picture: function () { add('img', { src: 'ORIGIN/picture.png', srcset: 'ORIGIN/srcset.png 1x' }); },
        background: function () { add('p', { style: 'background: url(ORIGIN/background.png)' }).textContent = 'x'; },
        style: function () { add('style', {}).textContent = '@import url(ORIGIN/style.css); @font-face { font-family: z; src: url(ORIGIN/font.woff) } body { font-family: z }'; },
        sheet: function () { add('link', { rel: 'stylesheet', href: 'ORIGIN/sheet.css' }, document.head); },
        icon: function () { add('link', { rel: 'icon', href: 'ORIGIN/icon.png' }, document.head); },
        script: function () { add('script', { src: 'ORIGIN/script.js' }); },
        inline: function () { add('script', {}).textContent = 'new Image().src = \"ORIGIN/inline.png\"'; },
        module: function () { add('script', { type: 'module', src: 'ORIGIN/module.js' }); },
        frame: function () { add('iframe', { src: 'ORIGIN/frame.html' }); },
        written: function () { add('iframe', { srcdoc: '<img src=\"ORIGIN/written.png\">' }); },
        object: function () { add('object', { data: 'ORIGIN/object.swf' }); },
        embed: function () { add('embed', { src: 'ORIGIN/embed.swf' }); },
        audio: function () { add('audio', { src: 'ORIGIN/audio.mp3', preload: 'auto' }); },
        form: function () { add('iframe', { name: 'sink' }); add('form', { action: 'ORIGIN/form', method: 'post', target: 'sink' }).submit(); },
        fetched: function () { return fetch('ORIGIN/fetched', { mode: 'no-cors' }); },
        request: function () { var r = new XMLHttpRequest(); r.open('POST', 'ORIGIN/request'); r.send('x'); },
        beacon: function () { navigator.sendBeacon('ORIGIN/beacon', 'x'); },
        socket: function () { return new WebSocket('ORIGIN/socket'.replace('http', 'ws')); },
        events: function () { return new EventSource('ORIGIN/events'); },
        worker: function () { return new Worker('ORIGIN/worker.js'); },
        ping: function () { add('a', { href: '#ping', ping: 'ORIGIN/ping', style: 'position:fixed;left:0;top:0;z-index:2147483647' }).textContent = 'ping'; },
        base: function () { add('base', { href: 'ORIGIN/base/' }, document.head); new Image().src = 'relative.png'; }
    };
    Object.keys(attempts).forEach(function (name) {
        try {
            var pending = attempts[name]();
            if (pending && pending.catch) pending.catch(function () {});
        } catch (refused) {}
    });
})()";

/// Gives the attempts their time.
const A_MOMENT: &str = "new Promise(function (done) { setTimeout(done, 1500); })";

/// Makes the attempts in a page, and presses the link that one of them has laid over it.
fn attempt(page: &mut dyn Page, attempts: &str) -> Result<()> {
    page.evaluate(attempts)?;
    page.click_at(5.0, 5.0)?;
    page.evaluate(A_MOMENT)?;
    Ok(())
}

/// A place outside that notes what is asked of it.
struct Outside {
    origin: String,
    reached: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    fn open() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let origin = format!("http://{}", listener.local_addr()?);
        let reached = Arc::new(Mutex::new(Vec::new()));
        std::thread::spawn({
            let reached = Arc::clone(&reached);
            move || {
                for connection in listener.incoming().map_while(Result::ok) {
                    let reached = Arc::clone(&reached);
                    // A browser opens connections that it never uses, so each gets a thread.
                    std::thread::spawn(move || note(connection, &reached));
                }
            }
        });
        Ok(Self { origin, reached })
    }

    /// The script that tries to reach this place.
    fn attempts(&self) -> String {
        ATTEMPTS.replace("ORIGIN", &self.origin)
    }

    fn reached(&self) -> Vec<String> {
        self.reached
            .lock()
            .map(|reached| reached.clone())
            .unwrap_or_default()
    }
}

/// Notes what is asked, and answers that there is nothing, so that nobody asks again. For a frame or a form Chromium
/// connects ahead, before it consults the policy, and then says nothing.
fn note(mut connection: TcpStream, reached: &Mutex<Vec<String>>) {
    let mut line = String::new();
    let _ = connection.set_read_timeout(Some(Duration::from_secs(1)));
    let _ = BufReader::new(&connection).read_line(&mut line);
    if !line.is_empty()
        && let Ok(mut reached) = reached.lock()
    {
        reached.push(line.trim().to_owned());
    }
    let _ = connection.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

/// Injected pictures, frames, forms, scripts and connections are refused.
pub fn break_out(stage: &mut Stage) -> Result<()> {
    // The attempts can break out where nothing forbids them, or this journey would prove nothing.
    let control = Outside::open()?;
    stage.on_scratch(|scratch| attempt(scratch.page(), &control.attempts()))?;
    let free = control.reached();
    // Which ones get so far in so short a time differs by browser: Firefox sends no form into a frame just made.
    for attempt in [
        "/image.png",
        "/fetched",
        "/frame.html",
        "/script.js",
        "/sheet.css",
    ] {
        ensure!(
            free.iter().any(|line| line.contains(attempt)),
            "not even a free page reaches {attempt}: {free:?}"
        );
    }

    let outside = Outside::open()?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    attempt(stage.desk.page(), &outside.attempts())?;
    let broken_out = outside.reached();
    ensure!(broken_out.is_empty(), "these got out: {broken_out:?}");
    // Firefox tells of each refusal as an error of the page.
    stage.desk.log()?.exceptions.clear();
    // The page is still there, and still works.
    stage.desk.set_field("organ", "示例县水利局")?;
    stage.desk.wait_status("saved")
}
