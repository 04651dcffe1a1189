//! Lists of a page that count by themselves.

use crate::import::docx::numbering::numeral;

/// The lists around the place that is being read.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Option<List>>,
    /// What stands in front of the next text.
    label: Option<String>,
}

#[derive(Debug)]
struct List {
    next: u32,
    /// How numbers are written, and what follows them; none where nothing is written.
    style: Option<(String, &'static str)>,
}

impl Lists {
    pub(super) fn begin(&mut self, style: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        let named = style
            .split(';')
            .filter_map(|part| part.split_once(':'))
            .find(|(name, _)| matches!(name.trim(), "list-style" | "list-style-type"))
            .map(|(_, value)| value.trim().to_ascii_lowercase());
        let named = named.or_else(|| attribute("type")).unwrap_or_default();
        let start = attribute("start").and_then(|start| start.trim().parse().ok());
        self.open.push(Some(List {
            next: start.unwrap_or(1),
            style: written(&named),
        }));
    }

    pub(super) fn begin_unnumbered(&mut self) {
        self.open.push(None);
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
        self.label = None;
    }

    /// Counts an item. Returns whether its number cannot be written.
    pub(super) fn count(&mut self, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        self.label = None;
        let Some(Some(list)) = self.open.last_mut() else {
            return false;
        };
        let value = attribute("value").and_then(|value| value.trim().parse().ok());
        let number = value.unwrap_or(list.next);
        list.next = number.saturating_add(1);
        let Some((format, behind)) = &list.style else {
            return false;
        };
        match numeral(number, format) {
            Some(numeral) => self.label = Some(numeral + behind),
            None => return true,
        }
        false
    }

    /// What stands in front of the next text; asked for once.
    pub(super) fn label(&mut self) -> Option<String> {
        self.label.take()
    }
}

/// How a list writes its numbers, in the words of Word's formats.
fn written(named: &str) -> Option<(String, &'static str)> {
    let (format, behind) = match named {
        "" | "1" | "decimal" | "inside" | "outside" => ("decimal", "."),
        "a" | "lower-alpha" | "lower-latin" => ("lowerLetter", "."),
        "A" | "upper-alpha" | "upper-latin" => ("upperLetter", "."),
        "i" | "lower-roman" => ("lowerRoman", "."),
        "I" | "upper-roman" => ("upperRoman", "."),
        "decimal-leading-zero" => ("decimalZero", "."),
        "cjk-ideographic"
        | "simp-chinese-informal"
        | "trad-chinese-informal"
        | "japanese-informal" => ("chineseCounting", "、"),
        "simp-chinese-formal" | "trad-chinese-formal" => ("chineseLegalSimplified", "、"),
        "cjk-decimal" => ("ideographDigital", "、"),
        "cjk-heavenly-stem" => ("ideographTraditional", "、"),
        "cjk-earthly-branch" => ("ideographZodiac", "、"),
        "none" | "disc" | "circle" | "square" | "initial" | "inherit" => return None,
        _ if named.contains("none") => return None,
        _ if named.contains("decimal") => ("decimal", "."),
        _ => ("unknown", ""),
    };
    Some((format.to_owned(), behind))
}
