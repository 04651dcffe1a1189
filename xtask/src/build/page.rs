//! Assembles both forms of the page from index.html, whose `data-trunk` elements say what belongs to it.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use super::{policy, slim};

/// A file of the delivered folder.
pub struct File {
    /// Its name; the folder has no folders in it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file whose name changes with its content, so that a browser never takes an old one from its cache.
    fn named_by_content(extension: &str, bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes);
        let hash: String = digest
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            name: format!("nianbao-{hash}.{extension}"),
            bytes,
        }
    }
}

/// What both forms are made of.
pub struct Parts {
    shell: String,
    styles: String,
    /// The scripts that index.html names, in their order.
    scripts: Vec<String>,
    start_single: String,
    start_folder: String,
    glue: String,
    wasm: Vec<u8>,
    unpacker: Vec<u8>,
}

impl Parts {
    /// Reads the shell and what it names; all paths begin at the checkout's root.
    pub fn read(
        root: &Path,
        shell: &str,
        wasm: Vec<u8>,
        glue: String,
        unpacker: Vec<u8>,
    ) -> anyhow::Result<Self> {
        let shell = read_text(root, shell)?;
        let mut styles = String::new();
        let mut scripts = Vec::new();
        for line in shell.lines() {
            match Element::from_line(line)? {
                Element::Style(path) => styles.push_str(&read_text(root, path)?),
                Element::Script(path) => scripts.push(read_script(root, path)?),
                Element::Product | Element::Plain => {}
            }
        }
        // Such a reference would need a second file beside the page.
        for foreign in ["@import", "url(", "</style"] {
            ensure!(
                !styles.contains(foreign),
                "the style sheets contain {foreign}"
            );
        }
        Ok(Self {
            scripts,
            start_single: read_script(root, "page/start_single.js")?,
            start_folder: read_script(root, "page/start_folder.js")?,
            shell,
            styles,
            glue,
            wasm,
            unpacker,
        })
    }

    /// All inline scripts of a form, given those that it alone has.
    fn scripts_and<'a>(&'a self, own: &[&'a str]) -> Vec<&'a str> {
        let shared = self.scripts.iter().map(String::as_str);
        shared.chain(own.iter().copied()).collect()
    }
}

/// All files of the delivered folder.
pub fn files(parts: &Parts) -> anyhow::Result<Vec<File>> {
    let styles = File::named_by_content("css", parts.styles.clone().into_bytes());
    let glue = File::named_by_content("js", parts.glue.clone().into_bytes());
    let wasm = File::named_by_content("wasm", parts.wasm.clone());
    let folder = folder_page(parts, &styles.name, &glue.name, &wasm.name)?;
    let single = single_page(parts)?;
    Ok(vec![
        File {
            name: "index.html".to_owned(),
            bytes: folder.into_bytes(),
        },
        styles,
        glue,
        wasm,
        File {
            name: "nianbao.html".to_owned(),
            bytes: single.into_bytes(),
        },
    ])
}

fn folder_page(parts: &Parts, styles: &str, glue: &str, wasm: &str) -> anyhow::Result<String> {
    let start = parts
        .start_folder
        .replace("{{glue}}", glue)
        .replace("{{wasm}}", wasm);
    fill(
        &parts.shell,
        &policy::of_folder(&parts.scripts_and(&[&start])),
        &format!("<link rel=\"stylesheet\" href=\"{styles}\">\n"),
        &parts.scripts,
        &inline(&start)?,
    )
}

fn single_page(parts: &Parts) -> anyhow::Result<String> {
    let glue = within_html(&parts.glue);
    let start = parts
        .start_single
        .replace("{{length}}", &parts.wasm.len().to_string());
    let packed = packed(&parts.wasm)?;
    let end = [
        &carrier("unpacker", &parts.unpacker),
        &carrier("packed", &packed),
        &inline(&glue)?,
        &inline(&start)?,
    ]
    .map(String::as_str)
    .concat();
    fill(
        &parts.shell,
        &policy::of_single_file(&parts.scripts_and(&[&glue, &start])),
        &format!("<style>\n{}</style>\n", parts.styles),
        &parts.scripts,
        &end,
    )
}

/// What the unpacker of the single file takes: the zlib format, whose checksum tells an incomplete file.
fn packed(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(module)?;
    Ok(encoder.finish()?)
}

/// Bytes within a page. Not in a string literal: the script parser would have to go through it as well.
fn carrier(id: &str, bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n")
}

/// What a line of index.html asks the build to put there.
enum Element<'a> {
    Style(&'a str),
    Script(&'a str),
    Product,
    Plain,
}

impl<'a> Element<'a> {
    fn from_line(line: &'a str) -> anyhow::Result<Self> {
        if !line.contains("data-trunk") {
            return Ok(Self::Plain);
        }
        match (
            attribute(line, "rel"),
            attribute(line, "href"),
            attribute(line, "src"),
        ) {
            (Some("css"), Some(path), None) => Ok(Self::Style(path)),
            (Some("rust"), Some(_), None) => Ok(Self::Product),
            (None, None, Some(path)) => Ok(Self::Script(path)),
            _ => bail!("the build does not know this element of index.html: {line}"),
        }
    }
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(&format!(" {name}=\""))?;
    let (value, _) = after.split_once('"')?;
    Some(value)
}

/// Puts the parts into the shell: the policy right after the charset, the styles and the scripts where
/// index.html has them, the rest at the end of the body.
fn fill(
    shell: &str,
    policy: &str,
    styles: &str,
    scripts: &[String],
    end: &str,
) -> anyhow::Result<String> {
    let mut page = String::new();
    let mut styles = Some(styles);
    let mut policy = Some(policy);
    let mut end = Some(end);
    let mut scripts = scripts.iter();
    for line in shell.lines() {
        match Element::from_line(line)? {
            Element::Style(_) => page.push_str(styles.take().unwrap_or_default()),
            Element::Script(_) => {
                page.push_str(&inline(scripts.next().context("a script was not read")?)?);
            }
            Element::Product => {}
            Element::Plain => {
                if line == "</body>" {
                    page.push_str(end.take().context("index.html has two bodies")?);
                }
                page.push_str(line);
                page.push('\n');
                if line == "<meta charset=\"utf-8\">" {
                    let policy = policy
                        .take()
                        .context("index.html states the charset twice")?;
                    page.push_str(&format!(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"
                    ));
                }
            }
        }
    }
    ensure!(
        policy.is_none() && end.is_none(),
        "index.html needs the lines <meta charset=\"utf-8\"> and </body>, each by itself"
    );
    Ok(page)
}

fn inline(script: &str) -> anyhow::Result<String> {
    ensure!(
        !script.to_ascii_lowercase().contains("</script"),
        "a script to be inlined contains a closing tag"
    );
    Ok(format!("<script>{script}</script>\n"))
}

/// Escapes what would end or hide the script element; in strings and patterns this means the same.
fn within_html(script: &str) -> String {
    script
        .replace("</script", "<\\/script")
        .replace("<!--", "<\\!--")
}

/// Reads a script of the checkout, without what only its readers need.
fn read_script(root: &Path, path: &str) -> anyhow::Result<String> {
    slim::without_margin(&read_text(root, path)?).with_context(|| path.to_owned())
}

/// Reads a text file of the checkout; line ends do not depend on the machine.
fn read_text(root: &Path, path: &str) -> anyhow::Result<String> {
    let text =
        fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
    Ok(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use anyhow::Context;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use flate2::read::ZlibDecoder;

    use super::{Parts, files};

    const SHELL: &str = "<html>\n<head>\n<meta charset=\"utf-8\">\n\
        <link data-trunk rel=\"css\" href=\"a.css\">\n<link data-trunk rel=\"css\" href=\"b.css\">\n\
        <link data-trunk rel=\"rust\" href=\"Cargo.toml\">\n</head>\n<body>\n\
        <script data-trunk src=\"boot.js\"></script>\n\
        <script data-trunk src=\"crash.js\"></script>\n</body>\n</html>\n";

    fn parts(shell: &str) -> Parts {
        Parts {
            shell: shell.to_owned(),
            styles: "p { color: red }\n".to_owned(),
            scripts: vec!["boot()".to_owned(), "crash()".to_owned()],
            start_single: "single({{length}})".to_owned(),
            start_folder: "folder('{{glue}}', '{{wasm}}')".to_owned(),
            glue: "glue('</script>')".to_owned(),
            wasm: b"\0asm".to_vec(),
            unpacker: b"unpack".to_vec(),
        }
    }

    fn texts(parts: &Parts) -> anyhow::Result<Vec<(String, String)>> {
        Ok(files(parts)?
            .into_iter()
            .map(|file| (file.name, String::from_utf8_lossy(&file.bytes).into_owned()))
            .collect())
    }

    #[test]
    fn the_single_file_contains_everything() -> anyhow::Result<()> {
        let files = texts(&parts(SHELL))?;
        let page = files
            .iter()
            .find_map(|(name, text)| (name == "nianbao.html").then_some(text.as_str()))
            .unwrap_or_default();
        for part in [
            "p { color: red }",
            "<script>boot()</script>\n<script>crash()</script>",
            "<script>glue('<\\/script>')</script>",
            "<script>single(4)</script>",
            "id=\"unpacker\">dW5wYWNr</script>",
        ] {
            assert_eq!(page.matches(part).count(), 1, "{part} in {page}");
        }
        let packed = page
            .split_once("id=\"packed\">")
            .and_then(|(_, rest)| rest.split_once('<'))
            .map(|(text, _)| STANDARD.decode(text))
            .context("no packed module")??;
        let mut module = Vec::new();
        ZlibDecoder::new(packed.as_slice()).read_to_end(&mut module)?;
        assert_eq!(module, b"\0asm");
        for reference in ["data-trunk", "src=\"", "href=\"", "'unsafe-inline' 's"] {
            assert!(!page.contains(reference), "{reference} in {page}");
        }
        Ok(())
    }

    #[test]
    fn the_folder_names_its_files_by_content() -> anyhow::Result<()> {
        let files = texts(&parts(SHELL))?;
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let [index, styles, glue, wasm, single] = names.as_slice() else {
            anyhow::bail!("{names:?}");
        };
        assert_eq!((*index, *single), ("index.html", "nianbao.html"));
        let page = files
            .first()
            .map(|(_, text)| text.as_str())
            .unwrap_or_default();
        for name in [styles, glue, wasm] {
            assert_eq!(page.matches(*name).count(), 1, "{name} in {page}");
        }
        let mut changed = parts(SHELL);
        changed.wasm.push(1);
        let changed = texts(&changed)?;
        assert!(changed.iter().all(|(name, _)| name != wasm));
        Ok(())
    }

    #[test]
    fn refuses_an_index_it_does_not_understand() {
        for (part, replacement) in [
            ("</body>", "</body></html>"),
            ("<meta charset=\"utf-8\">", ""),
            ("rel=\"css\"", "rel=\"scss\""),
        ] {
            let shell = SHELL.replace(part, replacement);
            assert!(files(&parts(&shell)).is_err(), "{replacement}");
        }
    }
}
