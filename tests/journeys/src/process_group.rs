//! A child process together with everything it starts, ended as a whole.
//!
//! A browser is a family of processes; one that stays behind takes a core and a profile directory with it.
//! So each browser leads a process group of its own, and the group is killed when the guard is dropped, when this
//! program panics without unwinding, and when it is interrupted.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::wait;

/// The group leaders that are alive, for the ways out on which no guard is dropped.
static ALIVE: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A running child process and its group.
pub struct ProcessGroup {
    leader: Child,
    said: Arc<Mutex<Vec<String>>>,
}

impl ProcessGroup {
    /// Starts the command as the leader of a new group and collects what it writes to its error stream.
    pub fn start(mut command: Command) -> Result<Self> {
        let mut leader = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {:?}", command.get_program()))?;
        locked(&ALIVE).push(leader.id());
        let said = Arc::new(Mutex::new(Vec::new()));
        if let Some(stream) = leader.stderr.take() {
            let said = Arc::clone(&said);
            std::thread::spawn(move || {
                for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
                    locked(&said).push(String::from_utf8_lossy(&line).trim_end().to_owned());
                }
            });
        }
        Ok(Self { leader, said })
    }

    /// Waits until a line of the error stream has these words and returns the rest of it.
    pub fn announced(&mut self, words: &str, patience: Duration) -> Result<String> {
        let heard = wait::until(&format!("the words {words:?}"), patience, || {
            if let Some(rest) = self.said().iter().find_map(|line| {
                let (_, rest) = line.split_once(words)?;
                Some(rest.trim().to_owned())
            }) {
                return Ok(Some(Ok(rest)));
            }
            // Waiting for a program that has ended would only hide what it said.
            Ok(self
                .ended()
                .map(|how| Err(format!("it ended: {how}; {}", self.said().join(" | ")))))
        })?;
        heard.map_err(|end| anyhow!(end))
    }

    /// What the processes have written to their error stream so far.
    pub fn said(&self) -> Vec<String> {
        locked(&self.said).clone()
    }

    /// Whether the leader has ended, and in which way.
    pub fn ended(&mut self) -> Option<String> {
        match self.leader.try_wait() {
            Ok(Some(status)) => Some(status.to_string()),
            Ok(None) => None,
            Err(error) => Some(error.to_string()),
        }
    }

    /// Waits until the leader has ended by itself; false if it has not within the given time.
    pub fn wait_for_end(&mut self, patience: Duration) -> bool {
        let start = Instant::now();
        while self.ended().is_none() {
            if start.elapsed() > patience {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Kills the whole group and waits until the leader is gone.
    pub fn kill(&mut self) {
        let leader = self.leader.id();
        kill_group(leader);
        // The leader may already be gone; then there is nothing to wait for, and nothing to report.
        let _ = self.leader.wait();
        locked(&ALIVE).retain(|other| *other != leader);
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.kill();
    }
}

/// From now on an interrupt, a termination, or a panic that does not unwind ends the groups before the program.
pub fn end_all_with_this_program() {
    let installed = ctrlc::set_handler(|| {
        kill_all();
        std::process::exit(130);
    });
    if let Err(error) = installed {
        eprintln!("journeys: an interrupt will not end the browser: {error}");
    }
    if cfg!(panic = "abort") {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            usual(panic);
            kill_all();
        }));
    }
}

fn kill_all() {
    for leader in locked(&ALIVE).drain(..) {
        kill_group(leader);
    }
}

fn kill_group(leader: u32) {
    // A group that no longer exists makes `kill` complain; that is the wished-for state.
    let _ = Command::new("kill")
        .args(["-KILL", "--", &format!("-{leader}")])
        .stderr(Stdio::null())
        .status();
}

/// The lock's content even if another thread panicked while holding it: the lists stay usable line by line.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
