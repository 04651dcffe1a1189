//! Browsers in which the product cannot run: a readable page, never a blank one.

use anyhow::{Result, ensure};

use crate::stage::Stage;

/// A browser that calls itself something, and the words of the page that names it and says what to do.
struct Refused {
    /// What makes this browser look like it.
    script: &'static str,
    /// What the page has to say.
    says: &'static [&'static str],
}

const REFUSED: &[Refused] = &[
    Refused {
        script: "Object.defineProperty(navigator, 'userAgent', { get: function () {
            return 'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko';
        } });",
        says: &["IE 兼容模式", "Internet Explorer 内核（兼容模式，文档模式 11）", "极速模式"],
    },
    Refused {
        script: "Object.defineProperty(navigator, 'userAgent', { get: function () {
            return 'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/55.0.2883.87 Safari/537.36';
        } });",
        says: &["版本过低", "Chromium 55 内核", "Chromium 66 或更高版本"],
    },
    Refused {
        script: "Object.defineProperty(navigator, 'userAgent', { get: function () {
            return 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763';
        } });",
        says: &["版本过低", "Microsoft Edge 旧版 18"],
    },
    Refused {
        script: "delete window.WebAssembly;",
        says: &["未启用 WebAssembly", "安全策略", "当前浏览器："],
    },
    // As a policy does that leaves the name but forbids the act.
    Refused {
        script: "WebAssembly.instantiate = function () {
            return Promise.reject(new WebAssembly.CompileError('Wasm code generation disallowed by embedder'));
        };",
        says: &["未能启动", "'unsafe-eval'", "当前浏览器："],
    },
];

/// Where the product cannot run the page says which browser it found and what to use.
pub fn unsupported(stage: &mut Stage) -> Result<()> {
    for refused in REFUSED {
        let mut window = stage.blank_window()?;
        window.page().add_startup_script(refused.script)?;
        window.load()?;
        window.wait_message(refused.says)?;
        let text = window.body_text()?;
        for part in refused.says {
            ensure!(text.contains(part), "{part:?} is not said: {text:?}");
        }
        ensure!(
            window.count("body[data-ready]")? == 0,
            "the product runs nevertheless"
        );
    }
    Ok(())
}

/// What an old browser lacks.
const WITHOUT_UNPACKER: &str = "delete window.DecompressionStream; delete Uint8Array.fromBase64;";

/// The module is read without its end, as from a file that was not copied whole.
const CUT_SHORT: &str = "(function () {
    'use strict';
    var LARGE = 100000;
    function cut(read) {
        return function (text) {
            var bytes = read(text);
            return bytes.length > LARGE ? bytes.slice(0, bytes.length - 1000) : bytes;
        };
    }
    window.atob = cut(window.atob.bind(window));
    if (Uint8Array.fromBase64) {
        Uint8Array.fromBase64 = cut(Uint8Array.fromBase64.bind(Uint8Array));
    }
})();";

/// Both ways of unpacking the single file open the page, and both say so when a part of it is missing.
pub fn unpacking(stage: &mut Stage) -> Result<()> {
    for way in ["", WITHOUT_UNPACKER] {
        let mut whole = stage.blank_window()?;
        whole.page().add_startup_script(way)?;
        whole.open()?;
        let mut short = stage.blank_window()?;
        short
            .page()
            .add_startup_script(&format!("{way}{CUT_SHORT}"))?;
        short.load()?;
        short.wait_message(&["文件内容不完整或已损坏", "重新获取 nianbao.html"])?;
        ensure!(
            short.count("body[data-ready]")? == 0,
            "a file that is cut short runs nevertheless"
        );
    }
    Ok(())
}
