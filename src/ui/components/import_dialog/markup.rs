//! What the dialog shows, as markup. Every text of the material in it is escaped.

use std::fmt::Write as _;

use crate::export::html::escaped;
use crate::import::found::{Found, Note, NoteKind};
use crate::import::taking::{self, Choice, Difference, Purpose};
use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::section::Section;
use crate::model::table::Table;
use crate::model::table::applications::{Applicant, Row};
use crate::model::table::layout::Content;
use crate::ui::importing::{Brought, Shown};
use crate::ui::wording::importing as wording;

/// The choices and the ways in.
const TOP: &str = "\
    <h2 class=\"nb-dialog__title\">导入年报</h2>\
    <fieldset class=\"nb-import__purposes\"><legend>用途</legend>\
    <label><input type=\"radio\" name=\"import-as\" data-import-as=\"current\"> 作为本年年报</label>\
    <label><input type=\"radio\" name=\"import-as\" data-import-as=\"previous\"> 作为上年年报</label>\
    <label><input type=\"radio\" name=\"import-as\" data-import-as=\"compare\"> 只核对，不写入</label>\
    <label><input type=\"checkbox\" data-import-tables-only> 只取表格</label>\
    </fieldset>\
    <div class=\"nb-import__ways\">\
    <textarea class=\"nb-import__target\" data-import-target aria-label=\"在这里粘贴\" spellcheck=\"false\" \
    placeholder=\"在这里粘贴（Ctrl+V）年报网页、Word 或 Excel 里复制的内容。打开上年的年报页面，全选（Ctrl+A）、复制（Ctrl+C）即可，多余的内容会自动略过。\"></textarea>\
    <p class=\"nb-import__file\"><span class=\"nb-file\">\
    <button type=\"button\" class=\"nb-button\" data-action=\"choose-import-file\">选择文件</button>\
    <input class=\"nb-file__input\" type=\"file\" multiple data-import-file tabindex=\"-1\" aria-label=\"选择要导入的文件\" \
    accept=\".html,.htm,.docx,.docm,.xlsx,.xlsm,.csv,.txt,.xml,.json,.doc,.wps,.rtf,.pdf,.ofd,.xls,.et,.mht,.mhtml\"></span>\
    <span>也可以把文件拖到这里：网页（.html）、Word（.docx）、Excel（.xlsx）、文本、备份文件，可以一次选几个。</span></p>\
    </div><p class=\"nb-import__waiting\" role=\"status\"></p>";

/// While something is being read.
pub const WAITING: &str = "正在读取…… <button type=\"button\" class=\"nb-button\" data-action=\"stop-import\">停止读取</button>";

/// The dialog around the choices, with an empty place for what is found.
pub fn dialog() -> String {
    format!(
        "<div class=\"nb-veil\"><div class=\"nb-dialog nb-import\" role=\"dialog\" aria-modal=\"true\" aria-label=\"导入年报\">{TOP}\
         <div class=\"nb-import__result\"></div></div></div>"
    )
}

/// What was brought and found, and the buttons.
pub fn of_result(shown: &Shown<'_>) -> String {
    let pieces = of_pieces(shown.brought, shown.looked_at);
    let (result, take) = match shown.report {
        Some((report, choice)) => {
            let label = match choice.purpose {
                Purpose::Current => "写入草稿",
                Purpose::Previous => "存为上年年报",
                Purpose::Compare => "核对完毕",
            };
            (
                of_found(&report.found, choice, shown.draft),
                button("is-primary", "apply-import", label),
            )
        }
        None => (String::new(), String::new()),
    };
    let again = if shown.brought.is_empty() {
        String::new()
    } else {
        button("", "import-again", "重新选择")
    };
    let close = button("", "close-import", "取消");
    format!(
        "<div class=\"nb-import__found\" tabindex=\"-1\">{pieces}{result}</div>\
         <div class=\"nb-dialog__buttons\">{take}{again}{close}</div>"
    )
}

fn button(class: &str, action: &str, label: &str) -> String {
    format!(
        "<button type=\"button\" class=\"nb-button {class}\" data-action=\"{action}\">{label}</button>"
    )
}

/// The pieces that were brought, when there are several or one was not read.
fn of_pieces(pieces: &[Brought], looked_at: usize) -> String {
    let mut html = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let name = escaped(&piece.name);
        match &piece.report {
            Err(refused) => {
                let _ = write!(
                    html,
                    "<p class=\"nb-import__trouble\" role=\"alert\">“{name}”{}</p>",
                    wording::refused(*refused)
                );
            }
            Ok(report) if report.found.is_empty() => {
                let _ = write!(
                    html,
                    "<p class=\"nb-import__trouble\" role=\"alert\">{name}：{}</p>",
                    wording::NOTHING_FOUND
                );
            }
            Ok(report) if pieces.len() > 1 => {
                let _ = write!(
                    html,
                    "<p><button type=\"button\" class=\"nb-button\" data-import-piece=\"{at}\" aria-pressed=\"{}\">{name}（{} 个数）</button></p>",
                    at == looked_at,
                    report.found.figures()
                );
            }
            Ok(_) => {}
        }
    }
    html
}

fn of_found(found: &Found, choice: Choice, draft: &Draft) -> String {
    let differences = taking::differences(found, draft, choice.purpose);
    let mut html = String::new();
    let _ = write!(
        html,
        "<p class=\"nb-import__summary\"><strong>{}</strong>{}</p>",
        summary(found, choice),
        wording::purpose_hint(choice.purpose)
    );
    if choice.purpose == Purpose::Previous {
        html.push_str(&of_carrying(found, choice, draft));
    }
    html.push_str(&of_differences(&differences, choice.purpose));
    if !choice.tables_only {
        html.push_str(&of_prose(found, draft, choice.purpose));
    }
    let doubtful = |guess: bool| -> Vec<&Note> {
        found
            .notes
            .iter()
            .filter(|note| note.kind.is_guess() == guess)
            .collect()
    };
    html.push_str(&of_notes("没有看懂的，请对照原文填写", &doubtful(false)));
    html.push_str(&of_notes("推断的，请核对", &doubtful(true)));
    html.push_str(&of_tables(found));
    if !found.left_out.is_empty() {
        let lines: String = found
            .left_out
            .iter()
            .take(MOST_LINES)
            .map(|line| format!("<li>{}</li>", shortened(line)))
            .collect();
        let _ = write!(
            html,
            "<details><summary>没有采用的文字（{} 行）</summary><ul>{lines}</ul></details>",
            found.left_out.len()
        );
    }
    html
}

/// How many lines a list shows.
const MOST_LINES: usize = 60;
/// How many characters of a line are shown.
const MOST_CHARACTERS: usize = 80;

fn shortened(line: &str) -> String {
    let mut shown: String = line.chars().take(MOST_CHARACTERS).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    escaped(&shown)
}

/// Which report it is and how much of it was found.
fn summary(found: &Found, choice: Choice) -> String {
    let organ = found.organ.as_deref().unwrap_or("未识别出机关");
    let year = found
        .year
        .map_or_else(|| "未识别出年度".to_owned(), |year| format!("{year}年度"));
    let sections = Section::numbered().filter(|section| section.table().is_none());
    let (written, all) = sections.fold((0, 0), |(written, all), section| {
        (
            written + usize::from(!found.prose(section).is_empty()),
            all + 1,
        )
    });
    let blank = Cell::COUNT - found.figures();
    let blank = if blank > 0 {
        format!("（其余 {blank} 格为空或没有找到）")
    } else {
        String::new()
    };
    let prose = if choice.tables_only {
        String::new()
    } else {
        format!("，文字 {written} / {all} 个部分")
    };
    format!(
        "{}，{year}：识别出 {} 个数{blank}{prose}。",
        escaped(organ),
        found.figures()
    )
}

/// The offer to carry last year's 结转 into this year's table.
fn of_carrying(found: &Found, choice: Choice, draft: &Draft) -> String {
    let text = |cell| {
        found
            .cells
            .get(cell)
            .as_ref()
            .map_or("", |figure| figure.text.as_str())
    };
    let carried = taking::carried(text);
    if carried.is_empty() {
        return String::new();
    }
    let total = text(Cell::Applications(Row::CarriedForward, Applicant::Total));
    let over = if taking::can_carry(draft) {
        ""
    } else {
        "，会替换已经填的数"
    };
    format!(
        "<p><label><input type=\"checkbox\" data-import-carry{}> 把上年“{}”（总计 {}）带入本年“{}”{over}</label></p>",
        if choice.carry { " checked" } else { "" },
        Row::CarriedForward.label(),
        if total.is_empty() {
            "未填".to_owned()
        } else {
            escaped(total)
        },
        Row::CarriedOver.label(),
    )
}

/// The figures that stand elsewhere with another text; those that only fill blank cells are counted.
fn of_differences(differences: &[Difference], purpose: Purpose) -> String {
    let (filling, differing): (Vec<_>, Vec<_>) = differences
        .iter()
        .partition(|difference| difference.present.is_empty());
    let mut html = String::new();
    if !filling.is_empty() && purpose == Purpose::Compare {
        let _ = write!(
            html,
            "<p>草稿里还空着、识别结果里有数的：{} 格。</p>",
            filling.len()
        );
    }
    if differing.is_empty() {
        if purpose == Purpose::Compare && filling.is_empty() {
            html.push_str("<p>表格里的数与草稿都相同。</p>");
        }
        return html;
    }
    let present = if purpose == Purpose::Previous {
        "已存的上年数"
    } else {
        "草稿"
    };
    let rows: String = differing
        .iter()
        .map(|difference| {
            let found = if difference.found.is_empty() { "（空）" } else { &difference.found };
            format!(
                "<tr data-import-differs=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                difference.cell,
                escaped(&difference.cell.name()),
                escaped(&difference.present),
                escaped(found)
            )
        })
        .collect();
    let _ = write!(
        html,
        "<h3>与{present}不同的格（{}）</h3><table class=\"nb-import__differences\"><thead><tr><th>位置</th><th>{present}</th>\
         <th>识别结果</th></tr></thead><tbody>{rows}</tbody></table>",
        differing.len()
    );
    html
}

/// How much prose was found in each section, and whether it replaces another.
fn of_prose(found: &Found, draft: &Draft, purpose: Purpose) -> String {
    let differing = taking::differing_prose(found, draft, purpose);
    let lines: String = Section::ALL
        .into_iter()
        .filter(|section| !found.prose(*section).is_empty())
        .map(|section| {
            let prose = found.prose(section);
            let replaces = differing.contains(&section) && !draft.prose(section).trim().is_empty();
            let said = match purpose {
                Purpose::Current if replaces => "，替换草稿里的文字",
                Purpose::Compare if differing.contains(&section) => "，与草稿不同",
                Purpose::Compare => "，与草稿相同",
                Purpose::Current | Purpose::Previous => "",
            };
            let heading = section.heading().unwrap_or(section.name());
            format!(
                "<li><strong>{heading}</strong>（{} 字{said}）{}</li>",
                crate::model::prose::length(prose),
                shortened(prose.lines().next().unwrap_or_default())
            )
        })
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("<h3>文字</h3><ul class=\"nb-import__prose\">{lines}</ul>")
}

/// Notes of one kind together, each with the text as it stood there.
fn of_notes(title: &str, notes: &[&Note]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let mut kinds: Vec<NoteKind> = Vec::new();
    for note in notes {
        if !kinds.contains(&note.kind) {
            kinds.push(note.kind);
        }
    }
    let items: String = kinds
        .into_iter()
        .map(|kind| {
            let own: Vec<&&Note> = notes.iter().filter(|note| note.kind == kind).collect();
            let originals: String = own
                .iter()
                .filter(|note| !note.original.is_empty())
                .take(MOST_LINES)
                .map(|note| {
                    // A single figure is named; a row says itself which it is.
                    let place = match note.cells.as_slice() {
                        [only] => format!("{}：", escaped(&only.name())),
                        _ => String::new(),
                    };
                    format!("<li>{place}{}</li>", shortened(&note.original))
                })
                .collect();
            format!(
                "<li>{}（{} 处）。<ul>{originals}</ul></li>",
                wording::note(kind),
                own.len()
            )
        })
        .collect();
    format!(
        "<h3>{title}（{}）</h3><ul class=\"nb-import__notes\">{items}</ul>",
        notes.len()
    )
}

/// The three tables as they were found, folded away.
fn of_tables(found: &Found) -> String {
    let mut html =
        String::from("<details class=\"nb-import__tables\"><summary>识别出的三张表</summary>");
    for table in Table::ALL {
        html.push_str("<table>");
        for row in table.layout() {
            html.push_str("<tr>");
            for slot in row {
                let spans = format!(" colspan=\"{}\" rowspan=\"{}\"", slot.columns, slot.rows);
                match slot.content {
                    Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
                        let _ = write!(html, "<th{spans}>{}</th>", escaped(label));
                    }
                    Content::Figure(cell) => {
                        let figure = found.cells.get(cell).as_ref();
                        let guessed = if figure.is_some_and(|figure| figure.guessed) {
                            " class=\"is-guessed\""
                        } else {
                            ""
                        };
                        let text = figure.map_or("", |figure| figure.text.as_str());
                        let _ = write!(
                            html,
                            "<td{spans}{guessed} data-import-cell=\"{cell}\">{}</td>",
                            escaped(text)
                        );
                    }
                }
            }
            html.push_str("</tr>");
        }
        html.push_str("</table>");
    }
    html.push_str("</details>");
    html
}
