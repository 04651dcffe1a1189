//! The machine and the browser in words, so that the figures can be read by somebody else.

use std::fs;
use std::thread;

/// Says on what the figures were measured.
pub fn in_words(browser: &str) -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    sentence(cores, &cpu, &system, browser)
}

fn sentence(cores: usize, cpu: &str, system: &str, browser: &str) -> String {
    let number = match cores {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        _ => cores.to_string(),
    };
    let noun = if cores == 1 { "core" } else { "cores" };
    // Linux lists this flag exactly where a hypervisor has announced itself.
    let of = if cpu
        .lines()
        .any(|line| line.starts_with("flags") && line.contains(" hypervisor"))
    {
        " of a virtual machine"
    } else {
        ""
    };
    let name = system
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .map_or("an unknown system", |name| name.trim_matches('"'));
    let name = name.split(" (").next().unwrap_or(name);
    let browser = browser
        .replace("HeadlessChrome", "Chrome")
        .replace("Chrome/", "Chromium ");
    let browser = browser.split('.').next().unwrap_or(&browser);
    format!("{number} {noun}{of}, {browser} headless on {name}")
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn the_machine_is_named_in_words() {
        let system = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
        assert_eq!(
            sentence(
                2,
                "flags\t: fpu hypervisor lm\n",
                system,
                "HeadlessChrome/156.0.8078.79"
            ),
            "two cores of a virtual machine, Chromium 156 headless on Debian GNU/Linux 12"
        );
        assert_eq!(
            sentence(16, "", "", "Chrome/66.0.1.2"),
            "16 cores, Chromium 66 headless on an unknown system"
        );
    }
}
