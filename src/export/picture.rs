//! The figures as a picture (图解), for readers who rather look: who applied, what came of it, and the year before where it
//! is known. An addition to the three tables and never in their place.
//!
//! Drawn by hand: bars and words are all it takes, and a plotting library would cost more than the whole page.

use std::fmt::Write as _;

use super::document::Document;
use super::escape::escaped;
use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::sheet::{Sheet, Sum};
use crate::model::table::applications::{Applicant, Group, Row};
use crate::model::table::review::{Outcome, Procedure};

/// A picture that can be looked at: a heading over bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is a picture of: the report's title, with its mark.
    pub title: String,
    /// The charts, from top to bottom.
    pub charts: Vec<Chart>,
}

/// Some numbers beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What they count.
    pub title: String,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
}

/// A number to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How many; `None` where the report has no number.
    pub count: Option<u64>,
}

/// The picture of a draft and the document that is made of it.
#[must_use]
pub fn of(draft: &Draft, document: &Document) -> Picture {
    let sheet = Sheet::read(draft);
    let bar = |label: &str, count| Bar {
        label: label.to_owned(),
        count,
    };
    let applicants = Applicant::parts().map(|column| {
        let cell = Cell::Applications(Row::NewlyReceived, column);
        bar(column.label(), count(&sheet, [cell]))
    });
    let single = [Row::Disclosed, Row::PartlyDisclosed]
        .map(|row| bar(row.label(), count(&sheet, [total(row)])));
    let groups = [
        Group::NotDisclosed,
        Group::UnableToProvide,
        Group::NotProcessed,
        Group::OtherHandling,
    ];
    let groups = groups.map(|group| bar(group.label(), count(&sheet, group.rows().map(total))));
    let mut charts = vec![
        Chart {
            title: "本年新收申请：申请人".to_owned(),
            bars: applicants.collect(),
        },
        Chart {
            title: "本年度办理结果".to_owned(),
            bars: single.into_iter().chain(groups).map(short).collect(),
        },
    ];
    charts.extend(years(draft, &sheet));
    Picture {
        title: document.title.clone(),
        charts,
    }
}

/// This year beside the earlier one that the draft holds, by the year that stands in it.
fn years(draft: &Draft, now: &Sheet) -> Option<Chart> {
    let previous = draft.previous_year.as_ref()?;
    let year = format!("{}年", draft.report_year()?.get());
    let earlier = previous.year;
    let earlier = earlier.map_or_else(|| "上年".to_owned(), |year| format!("{}年", year.get()));
    let before = Sheet::of_texts(|cell| previous.cells.get(cell));
    let cases = |procedures: &[Procedure]| -> Vec<Cell> {
        let cells = procedures
            .iter()
            .map(|it| Cell::Review(*it, Outcome::Total));
        cells.collect()
    };
    let [reconsideration, litigation @ ..] = &Procedure::ALL;
    let counted = [
        ("新收申请", vec![total(Row::NewlyReceived)]),
        ("复议案件", cases(&[*reconsideration])),
        ("诉讼案件", cases(litigation)),
    ];
    let bars = counted.into_iter().flat_map(|(label, cells)| {
        [(&earlier, &before), (&year, now)].map(|(year, sheet)| Bar {
            label: format!("{year}{label}"),
            count: count(sheet, cells.iter().copied()),
        })
    });
    Some(Chart {
        title: format!("{earlier}与{year}对比"),
        bars: bars.collect(),
    })
}

const fn total(row: Row) -> Cell {
    Cell::Applications(row, Applicant::Total)
}

fn count(sheet: &Sheet, cells: impl IntoIterator<Item = Cell>) -> Option<u64> {
    match sheet.sum(cells) {
        Sum::Known(count) => Some(count.get()),
        Sum::Blank | Sum::Unreadable => None,
    }
}

/// A bar without the number in front of its label and the note behind it, which a picture has no room for.
fn short(bar: Bar) -> Bar {
    let label = bar.label.split_once('）').map_or("", |(_, label)| label);
    let label = label.split_once('（').map_or(label, |(label, _)| label);
    Bar {
        label: label.to_owned(),
        ..bar
    }
}

/// Sizes in the picture, in its own units: as many pixels where it is not enlarged.
const WIDTH: u64 = 720;
const LABELS: u64 = 180;
const BARS: u64 = 440;
const TITLE_HEIGHT: u64 = 56;
const CHART_HEAD: u64 = 48;
const LINE: u64 = 32;

/// A picture as SVG, with its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg {
    /// The markup, every text in it escaped.
    pub markup: String,
    /// How wide it is.
    pub width: u64,
    /// How high it is.
    pub height: u64,
}

/// The picture as SVG.
#[must_use]
pub fn svg(picture: &Picture) -> Svg {
    let mut body = String::new();
    let middle = WIDTH / 2;
    let text = |body: &mut String, x, y, size, look: &str, text: &str| {
        push(
            body,
            format_args!(
                r##"<text x="{x}" y="{y}" font-size="{size}" fill="#1c2430" {look}>{}</text>"##,
                escaped(text)
            ),
        );
    };
    text(
        &mut body,
        middle,
        36,
        20,
        r#"text-anchor="middle" font-weight="bold""#,
        &picture.title,
    );
    let mut y = TITLE_HEIGHT;
    for chart in &picture.charts {
        text(
            &mut body,
            24,
            y + 30,
            17,
            r#"font-weight="bold""#,
            &chart.title,
        );
        y += CHART_HEAD;
        for bar in &chart.bars {
            let width = length(bar, chart, BARS);
            let end = r#"text-anchor="end""#;
            text(&mut body, LABELS - 8, y + 20, 15, end, &bar.label);
            push(
                &mut body,
                format_args!(
                    r##"<rect x="{LABELS}" y="{}" width="{width}" height="20" fill="#1d4f8b"/>"##,
                    y + 4
                ),
            );
            text(&mut body, LABELS + width + 6, y + 20, 15, "", &shown(bar));
            y += LINE;
        }
    }
    let height = y + 24;
    let markup = format!(
        concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" "##,
            r##"aria-label="图解" font-family="Microsoft YaHei,SimHei,sans-serif"><rect width="{w}" height="{h}" fill="#ffffff"/>{b}</svg>"##,
        ),
        w = WIDTH,
        h = height,
        b = body
    );
    Svg {
        markup,
        width: WIDTH,
        height,
    }
}

/// How long a bar is when the longest of the chart has this length; whatever is more than nothing is seen.
fn length(bar: &Bar, chart: &Chart, longest: u64) -> u64 {
    let most = chart.bars.iter().filter_map(|bar| bar.count).max();
    match (bar.count, most) {
        (Some(count @ 1..), Some(most)) => count.saturating_mul(longest).div_ceil(most),
        (_, _) => 0,
    }
}

fn shown(bar: &Bar) -> String {
    bar.count
        .map_or_else(|| "未填".to_owned(), |count| count.to_string())
}

/// How many characters the longest bar of [`tables`] is made of.
const LONGEST_IN_TABLE: u64 = 20;

/// The picture as tables whose bars are characters, which every portal's editor keeps.
#[must_use]
pub fn tables(picture: &Picture) -> String {
    let mut html = format!(
        "<p align=\"center\" style=\"text-align:center\"><strong>{}</strong></p>\n",
        escaped(&picture.title)
    );
    for chart in &picture.charts {
        push(
            &mut html,
            format_args!(
                "<p><strong>{}</strong></p>\n<table><tbody>\n",
                escaped(&chart.title)
            ),
        );
        for bar in &chart.bars {
            let length = length(bar, chart, LONGEST_IN_TABLE);
            let length = usize::try_from(length).unwrap_or_default();
            push(
                &mut html,
                format_args!(
                    "<tr><td align=\"right\">{}</td><td><span style=\"color:#1d4f8b\">{}</span> {}</td></tr>\n",
                    escaped(&bar.label),
                    "█".repeat(length),
                    shown(bar)
                ),
            );
        }
        html.push_str("</tbody></table>\n");
    }
    html
}

fn push(markup: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = markup.write_fmt(part);
}
