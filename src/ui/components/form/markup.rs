//! The form as markup: the fields, and each part with its heading, hints, and table or prose. All inputs are empty.

use super::{offered, table};
use crate::export::html::escaped;
use crate::model::level::Level;
use crate::model::location::Field;
use crate::model::section::Section;
use crate::ui::wording;

/// Where a part shows what of last year's report belongs to it.
const LAST_YEAR: &str = r#"<div class="nb-last-year"></div>"#;

/// What stands inside the form's element.
pub fn of_form() -> String {
    let parts = Section::ALL.map(part);
    format!(
        r#"<p class="nb-figures__extent nb-hidden" role="status"></p><section class="nb-part" data-part="report" aria-label="基本信息"><h2 class="nb-part__heading">基本信息</h2>{}</section>{}"#,
        fields(),
        parts.concat()
    )
}

fn fields() -> String {
    let fields = Field::ALL.map(|field| {
        let input = if field == Field::Level {
            choice(field)
        } else {
            format!(
                r#"<input class="nb-fields__input" data-field="{}" placeholder="{}" autocomplete="off" spellcheck="false">"#,
                field.id(),
                wording::field_hint(field)
            )
        };
        let wide = match field {
            Field::Organ | Field::Title => " is-wide",
            Field::Year | Field::Level | Field::PublishDate => "",
        };
        format!(
            r#"<label class="nb-fields__field{wide}"><span class="nb-fields__label">{}</span>{input}</label>"#,
            field.label()
        )
    });
    format!(
        r#"<div class="nb-fields">{}<p class="nb-fields__note"></p></div>"#,
        fields.concat()
    )
}

fn choice(field: Field) -> String {
    let options = Level::ALL.map(|level| {
        format!(
            r#"<option value="{}">{}</option>"#,
            level.id(),
            level.label()
        )
    });
    format!(
        r#"<select class="nb-fields__input" data-field="{}"><option value="">请选择</option>{}</select>"#,
        field.id(),
        options.concat()
    )
}

fn part(section: Section) -> String {
    let heading = escaped(section.heading().unwrap_or(section.name()));
    let id = section.id();
    let body = match section.table() {
        Some(table) => format!(
            r#"<p class="nb-part__hint">{}</p>{LAST_YEAR}<table class="nb-figures is-{id}">{}</table><details class="nb-part__note"><summary>表后说明（一般不需要）</summary>{}</details>"#,
            wording::table_hint(table),
            table::of_table(table),
            prose(section, "表后说明")
        ),
        None => {
            let offered = offered::label(section).map_or_else(String::new, |label| {
                format!(
                    r#"<div class="nb-part__tools"><button type="button" class="nb-button is-quiet" data-action="insert-text">{label}</button></div>"#
                )
            });
            let length = if section == Section::Overview {
                r#"<p class="nb-part__length"></p>"#
            } else {
                ""
            };
            format!(
                "{LAST_YEAR}{offered}{}{length}",
                prose(section, section.name())
            )
        }
    };
    format!(
        r#"<section class="nb-part" data-part="{id}" aria-label="{heading}"><h2 class="nb-part__heading">{heading}</h2>{body}</section>"#
    )
}

/// A text area and the tint behind it. The label is for those who hear it.
fn prose(section: Section, label: &str) -> String {
    format!(
        r#"<div class="nb-prose"><div class="nb-prose__tint" aria-hidden="true"></div><textarea class="nb-prose__text" data-section="{}" aria-label="{}" placeholder="{}" spellcheck="false"></textarea></div>"#,
        section.id(),
        escaped(label),
        wording::prose_hint(section)
    )
}
