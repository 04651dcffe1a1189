//! One measured thing of the product beside that of both references, in words.

use crate::budget::Budget;
use crate::sample::Sample;

/// Everything that is measured, in the order in which it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The folder's files, compressed with brotli.
    Wire,
    /// The single file.
    SingleFile,
    /// The single file, compressed with brotli.
    SingleFileWire,
    /// The start of the single file.
    StartFile,
    /// The same with a slow processor.
    StartFileSlow,
    /// The start of the folder over http.
    StartHttp,
    /// The same with a slow processor.
    StartHttpSlow,
    /// The start of the single file before there is any draft.
    FirstStartSlow,
    /// The script of a keystroke by itself.
    ScriptMedian,
    /// The same, p95.
    ScriptSlowest,
    /// The script of a key in unbroken typing, with the saves that fall among the keys, p95.
    UnbrokenSlowest,
    /// From the key to the painted frame.
    RepaintMedian,
    /// The same, p95.
    RepaintSlowest,
    /// Style and layout for a keystroke.
    LayoutMedian,
    /// The script of a save.
    SaveScript,
    /// From the end of the rest to the draft that is safe.
    Saved,
    /// What is lost when the browser is killed while somebody types: from the first lost key to the kill.
    LostMedian,
    /// The same, the worst of all kills.
    LostMost,
    /// The heap of the scripts.
    Heap,
    /// The module's linear memory.
    ModuleMemory,
    /// The nodes of the document.
    Nodes,
}

impl What {
    /// All of it.
    pub const ALL: [Self; 21] = [
        Self::Wire,
        Self::SingleFile,
        Self::SingleFileWire,
        Self::StartFile,
        Self::StartFileSlow,
        Self::StartHttp,
        Self::StartHttpSlow,
        Self::FirstStartSlow,
        Self::ScriptMedian,
        Self::ScriptSlowest,
        Self::UnbrokenSlowest,
        Self::RepaintMedian,
        Self::RepaintSlowest,
        Self::LayoutMedian,
        Self::SaveScript,
        Self::Saved,
        Self::LostMedian,
        Self::LostMost,
        Self::Heap,
        Self::ModuleMemory,
        Self::Nodes,
    ];

    /// What the terminal and the README call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wire => "folder on the wire, brotli",
            Self::SingleFile => "single file",
            Self::SingleFileWire => "single file, brotli",
            Self::StartFile => "start with a draft, single file",
            Self::StartFileSlow => "start with a draft, single file, 4×",
            Self::StartHttp => "start with a draft, folder, gzip",
            Self::StartHttpSlow => "start with a draft, folder, gzip, 4×",
            Self::FirstStartSlow => "first start, single file, 4×",
            Self::ScriptMedian => "script of a keystroke, 4×, p50",
            Self::ScriptSlowest => "script of a keystroke, 4×, p95",
            Self::UnbrokenSlowest => {
                "script of a key in unbroken typing, saves among them, 4×, p95"
            }
            Self::RepaintMedian => "key to repaint, 4×, p50",
            Self::RepaintSlowest => "key to repaint, 4×, p95",
            Self::LayoutMedian => "style and layout for a keystroke, 4×",
            Self::SaveScript => "script of a save, 4×",
            Self::Saved => "last key to saved, 4×",
            Self::LostMedian => "typing lost by killing the browser, p50",
            Self::LostMost => "typing lost by killing the browser, most",
            Self::Heap => "script heap, full report",
            Self::ModuleMemory => "WebAssembly memory, full report",
            Self::Nodes => "document nodes, full report",
        }
    }

    /// The unit of its figures.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Wire | Self::SingleFile | Self::SingleFileWire => Unit::Kilobytes,
            Self::StartFile
            | Self::StartFileSlow
            | Self::StartHttp
            | Self::StartHttpSlow
            | Self::FirstStartSlow
            | Self::ScriptMedian
            | Self::ScriptSlowest
            | Self::UnbrokenSlowest
            | Self::RepaintMedian
            | Self::RepaintSlowest
            | Self::LayoutMedian
            | Self::SaveScript
            | Self::Saved
            | Self::LostMedian
            | Self::LostMost => Unit::Milliseconds,
            Self::Heap | Self::ModuleMemory => Unit::Megabytes,
            Self::Nodes => Unit::Count,
        }
    }

    /// What the project allows.
    pub const fn budget(self) -> Option<Budget> {
        match self {
            Self::Wire => Some(Budget::WIRE),
            Self::SingleFile => Some(Budget::SINGLE_FILE),
            Self::StartFileSlow => Some(Budget::START),
            Self::ScriptSlowest => Some(Budget::KEYSTROKE),
            Self::LostMost => Some(Budget::LOST),
            Self::SingleFileWire
            | Self::StartFile
            | Self::StartHttp
            | Self::StartHttpSlow
            | Self::FirstStartSlow
            | Self::ScriptMedian
            | Self::UnbrokenSlowest
            | Self::RepaintMedian
            | Self::RepaintSlowest
            | Self::LayoutMedian
            | Self::SaveScript
            | Self::Saved
            | Self::LostMedian
            | Self::Heap
            | Self::ModuleMemory
            | Self::Nodes => None,
        }
    }
}

/// One measured thing.
#[derive(Clone, Debug)]
pub struct Line {
    /// What was measured.
    pub what: What,
    /// The product's.
    pub product: Figure,
    /// The plain JavaScript form's.
    pub vanilla: Option<Figure>,
    /// The bare framework's.
    pub bare: Option<Figure>,
}

/// A unit, and how exactly it is worth printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Thousands of bytes.
    Kilobytes,
    /// Millionths of bytes, with one decimal.
    Megabytes,
    /// Milliseconds, with one decimal.
    Milliseconds,
    /// A number of things.
    Count,
}

/// A measured value, and between which ones it was chosen.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// The value.
    pub value: f64,
    range: Option<(f64, f64)>,
}

impl Figure {
    /// A value that is the same however often it is measured.
    pub const fn exact(value: f64) -> Self {
        Self { value, range: None }
    }

    /// The value of a sample below which this share of it lies.
    pub fn of(sample: &Sample, share: f64) -> Self {
        Self {
            value: sample.percentile(share),
            range: Some(sample.range()),
        }
    }

    /// The median of a sample.
    pub fn median(sample: &Sample) -> Self {
        Self::of(sample, 0.5)
    }
}

impl Line {
    /// How many times the reference the product is; none without a reference.
    pub fn ratio(&self, reference: Option<Figure>) -> Option<f64> {
        let reference = reference.filter(|reference| reference.value > 0.0)?;
        Some(self.product.value / reference.value)
    }

    /// A figure with its unit.
    pub fn in_words(&self, figure: Figure) -> String {
        let (value, unit) = (self.number(figure.value), self.what.unit().name());
        format!("{value}{unit}")
    }

    fn with_range(&self, figure: Figure) -> String {
        let words = self.in_words(figure);
        match figure.range {
            Some((least, most)) => {
                format!("{words} ({}–{})", self.number(least), self.number(most))
            }
            None => words,
        }
    }

    fn number(&self, value: f64) -> String {
        match self.what.unit() {
            Unit::Kilobytes | Unit::Count => format!("{value:.0}"),
            // A tenth of a millisecond is what the browser's clock can tell.
            Unit::Milliseconds if value >= 100.0 => format!("{value:.0}"),
            Unit::Milliseconds | Unit::Megabytes => format!("{value:.1}"),
        }
    }

    /// What the project says to it; empty without a budget.
    pub fn verdict(&self) -> String {
        self.what.budget().map_or_else(String::new, |budget| {
            budget.verdict(self.product.value, self.ratio(self.vanilla))
        })
    }
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Kilobytes => " kB",
            Self::Megabytes => " MB",
            Self::Milliseconds => " ms",
            Self::Count => "",
        }
    }
}

/// The lines for a terminal.
pub fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(line.what.name());
        text.push('\n');
        let mut row = |name: &str, figure: Figure, note: &str| {
            let words = line.with_range(figure);
            text.push_str(format!("    {name:<17} {words:<28} {note}").trim_end());
            text.push('\n');
        };
        row("product", line.product, &line.verdict());
        for (name, reference) in [
            ("plain JavaScript", line.vanilla),
            ("bare Leptos", line.bare),
        ] {
            if let Some(figure) = reference {
                let times = line
                    .ratio(reference)
                    .map(|ratio| format!("the product takes {ratio:.2}×"));
                row(name, figure, &times.unwrap_or_default());
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_value_range_ratio_and_budget() {
        let mut sample = Sample::default();
        for value in [30.0, 20.0, 45.25] {
            sample.add(value);
        }
        let line = Line {
            what: What::StartFileSlow,
            product: Figure::median(&sample),
            vanilla: Some(Figure::exact(10.0)),
            bare: None,
        };
        let text = text(&[line]);
        assert!(text.contains("30.0 ms (20.0–45.2)"), "{text}");
        assert!(text.contains("over budget"), "{text}");
        assert!(
            text.contains("10.0 ms                      the product takes 3.00×"),
            "{text}"
        );
    }
}
