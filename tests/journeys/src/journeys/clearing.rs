//! A browser that clears what pages have stored whenever it closes, by its own setting.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::keeping;
use crate::stage::{Skip, Stage};

/// A draft is saved and gone after the next start; the page is a new one then, and asks for a backup file early and in
/// words that tell of such browsers.
pub fn cleared_on_exit(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.restart_with(|profile, version| {
        if version.starts_with("firefox") {
            firefox_clears(profile)
        } else {
            chromium_clears(profile)
        }
    })?;
    stage.desk.new_draft()?;
    stage
        .desk
        .type_into_cell("review.reconsideration.upheld", "1")?;
    stage.desk.wait_status("saved")?;

    stage.restart_browser()?;
    if stage.desk.count("[data-cell]")? > 0 {
        bail!(Skip(
            "this browser kept what it was told to clear".to_owned()
        ));
    }
    ensure!(
        stage.desk.errors()?.is_empty(),
        "an empty storage is taken for a fault: {:?}",
        stage.desk.errors()?
    );
    stage.desk.new_draft()?;
    keeping::type_until_reminded(&mut stage.desk, "有的浏览器在关闭时清除数据")?;
    stage.download("download-backup")?;
    Ok(())
}

/// 清除历史记录 when Firefox closes, as its settings page writes it.
fn firefox_clears(profile: &Path) -> Result<()> {
    let mut preferences = OpenOptions::new()
        .append(true)
        .open(profile.join("prefs.js"))
        .context("prefs.js")?;
    for (name, value) in [
        ("privacy.sanitize.sanitizeOnShutdown", true),
        ("privacy.clearOnShutdown_v2.cookiesAndStorage", true),
        ("privacy.clearOnShutdown.cookies", true),
        ("privacy.clearOnShutdown.offlineApps", true),
    ] {
        writeln!(preferences, "user_pref({}, {value});", json!(name))?;
    }
    Ok(())
}

/// 关闭所有窗口时清除 Cookie 及网站数据, as Chromium's settings page writes it.
fn chromium_clears(profile: &Path) -> Result<()> {
    const SESSION_ONLY: u8 = 4;
    let file = profile.join("Default/Preferences");
    if !file.exists() {
        // The headless builds of old versions know no settings.
        bail!(Skip("this browser keeps no settings".to_owned()));
    }
    let text = fs::read_to_string(&file).context("Preferences")?;
    let mut preferences: Value = serde_json::from_str(&text)?;
    *entry(
        &mut preferences,
        &["profile", "default_content_setting_values", "cookies"],
    ) = json!(SESSION_ONLY);
    fs::write(&file, preferences.to_string())?;
    Ok(())
}

/// The place that a path of keys leads to, made where it is missing.
fn entry<'a>(value: &'a mut Value, path: &[&str]) -> &'a mut Value {
    path.iter().fold(value, |value, key| {
        if !value.is_object() {
            *value = json!({});
        }
        &mut value[*key]
    })
}
