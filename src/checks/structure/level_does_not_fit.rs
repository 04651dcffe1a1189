//! F21: the kind of organ does not fit its name.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::level::Level;
use crate::model::location::Field;

#[doc = include_str!("level_does_not_fit.md")]
pub struct LevelDoesNotFit;

impl Check for LevelDoesNotFit {
    fn code(&self) -> Code {
        Code("F21")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "机关类别与机关名称不合"
    }

    fn explanation(&self) -> &'static str {
        include_str!("level_does_not_fit.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let (Some(level), organ) = (subject.draft.level, subject.draft.organ.trim()) else {
            return;
        };
        let Some((kind, fits)) = kind_of(organ) else {
            return;
        };
        if fits.contains(&level) {
            return;
        }
        let message = format!(
            "机关名称“{organ}”像是{kind}，机关类别选的是“{}”。",
            level.label()
        );
        found.push(Finding::new(self, self.severity(), [Field::Level], message));
    }
}

/// What a name says of the organ, and the kinds that fit. `None` where it says nothing for sure.
fn kind_of(organ: &str) -> Option<(&'static str, &'static [Level])> {
    const GOVERNMENTS: &[Level] = &[
        Level::GovernmentOffice,
        Level::County,
        Level::City,
        Level::Province,
    ];
    const PROVINCES: &[Level] = &[Level::GovernmentOffice, Level::Province];
    const COUNTIES: &[Level] = &[Level::GovernmentOffice, Level::County];
    const DEPARTMENTS: &[Level] = &[Level::Department];
    const TOWNSHIPS: &[Level] = &[Level::Township];
    let ends = |ends: &[&str]| ends.iter().any(|end| organ.ends_with(end));
    // 管理委员会 of a zone reports like a government.
    let zone = ends(&["管理委员会", "管委会"]);
    if ends(&["镇人民政府", "乡人民政府", "街道办事处"]) {
        Some(("乡镇政府或街道办事处", TOWNSHIPS))
    } else if ends(&["省人民政府", "自治区人民政府"]) {
        Some(("省级政府", PROVINCES))
    } else if ends(&["县人民政府", "旗人民政府"]) {
        Some(("县级政府", COUNTIES))
    } else if ends(&["人民政府", "人民政府办公室", "人民政府办公厅"]) {
        Some(("一级政府", GOVERNMENTS))
    } else if !zone && ends(&["局", "厅", "委员会"]) {
        Some(("政府部门", DEPARTMENTS))
    } else {
        None
    }
}
