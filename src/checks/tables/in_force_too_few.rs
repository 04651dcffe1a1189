//! T8: fewer documents are in force than were issued this year and not repealed.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::table::proactive::{Documents, Figure};

#[doc = include_str!("in_force_too_few.md")]
pub struct InForceTooFew;

impl Check for InForceTooFew {
    fn code(&self) -> Code {
        Code("T8")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "现行有效件数少于本年新增"
    }

    fn explanation(&self) -> &'static str {
        include_str!("in_force_too_few.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for figure in [Figure::Rules, Figure::NormativeDocuments] {
            let cell = |column| Cell::Proactive(figure(column));
            let count = |column| subject.sheet.value(cell(column)).count().map(Count::get);
            let (Some(issued), Some(repealed), Some(in_force)) = (
                count(Documents::Issued),
                count(Documents::Repealed),
                count(Documents::InForce),
            ) else {
                continue;
            };
            if in_force + repealed < issued {
                let places = [Documents::InForce, Documents::Issued, Documents::Repealed].map(cell);
                let message = format!(
                    "第二部分“{}”本年制发 {issued} 件、废止 {repealed} 件，现行有效却只有 {in_force} 件。",
                    cell(Documents::InForce).row_label()
                );
                found.push(Finding::new(self, Severity::Warning, places, message));
            }
        }
    }
}
