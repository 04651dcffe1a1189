//! What a Firefox is told before it starts: to be quiet, to speak Chinese, and where downloads go.

use std::path::Path;

use serde_json::{Value, json};

/// The profile's `user.js`, which the browser reads at every start.
pub fn user_js(downloads: &Path) -> String {
    let own = [
        // 2: the folder named in the next line.
        ("browser.download.folderList", json!(2)),
        (
            "browser.download.dir",
            json!(downloads.display().to_string()),
        ),
    ];
    let fixed = fixed();
    own.iter()
        .chain(&fixed)
        .map(|(name, value)| format!("user_pref({}, {value});\n", json!(name)))
        .collect()
}

fn fixed() -> Vec<(&'static str, Value)> {
    vec![
        ("intl.accept_languages", json!("zh-CN, zh")),
        // A download neither asks nor opens anything.
        ("browser.download.useDownloadDir", json!(true)),
        ("browser.download.alwaysOpenPanel", json!(false)),
        (
            "browser.download.always_ask_before_handling_new_types",
            json!(false),
        ),
        // No page of its own at the start, not even after a crash; 0: a blank one.
        ("browser.startup.page", json!(0)),
        ("browser.startup.homepage", json!("about:blank")),
        ("browser.startup.homepage_override.mstone", json!("ignore")),
        ("startup.homepage_welcome_url", json!("about:blank")),
        ("startup.homepage_welcome_url.additional", json!("")),
        ("browser.aboutwelcome.enabled", json!(false)),
        ("browser.newtabpage.enabled", json!(false)),
        ("browser.shell.checkDefaultBrowser", json!(false)),
        ("browser.sessionstore.resume_from_crash", json!(false)),
        ("toolkit.startup.max_resumed_crashes", json!(-1)),
        // Nothing from the network but what the page asks for.
        ("app.normandy.enabled", json!(false)),
        ("app.update.disabledForTesting", json!(true)),
        ("browser.region.network.url", json!("")),
        ("browser.safebrowsing.malware.enabled", json!(false)),
        ("browser.safebrowsing.phishing.enabled", json!(false)),
        (
            "browser.safebrowsing.downloads.remote.enabled",
            json!(false),
        ),
        ("datareporting.policy.dataSubmissionEnabled", json!(false)),
        ("extensions.getAddons.cache.enabled", json!(false)),
        ("extensions.update.enabled", json!(false)),
        ("network.captive-portal-service.enabled", json!(false)),
        ("network.connectivity-service.enabled", json!(false)),
        (
            "services.settings.server",
            json!("data:,#remote-settings-dummy/v1"),
        ),
        ("toolkit.telemetry.server", json!("")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_written_as_the_browser_reads_them() {
        let text = user_js(Path::new("/tmp/下载"));
        assert!(text.contains("user_pref(\"browser.download.dir\", \"/tmp/下载\");\n"));
        assert!(text.contains("user_pref(\"browser.startup.page\", 0);\n"));
    }
}
