//! The one list of all checks, in the order in which findings are shown.

use std::sync::OnceLock;

use super::check::{Check, Code, Finding, FixKind, LastYear, Prose, Severity, Subject};
use super::reading::Passage;
use super::word_list::WordList;
use super::{consistency, dismissal, narrative, previous_year, structure, tables};
use crate::model::draft::Draft;
use crate::model::location::Location;
use crate::model::sheet::Sheet;

pub use narrative::overview_too_long::MOST_CHARACTERS as OVERVIEW_MOST_CHARACTERS;

/// All checks. The order is that of the report, the tables' identities after the cells they rest on,
/// what may be wrong in any part of the prose at the end.
///
/// Codes are those of the rule book for reports; checks beyond it count from 21 in their family, except F1, F2 and S7.
pub const CHECKS: &[&dyn Check] = &[
    &structure::field_missing::FieldMissing,
    &structure::level_does_not_fit::LevelDoesNotFit,
    &structure::date_unreadable::DateUnreadable,
    &structure::published_late::PublishedLate,
    &structure::title_not_standard::TitleNotStandard,
    &structure::wrong_period::WrongPeriod,
    &previous_year::previous_year_wrong::PreviousYearWrong,
    &structure::section_empty::SectionEmpty,
    &structure::heading_in_prose::HeadingInProse,
    &structure::heading_differs::HeadingDiffers,
    &structure::table_in_prose::TableInProse,
    &structure::old_format::OldFormat,
    &structure::numbering_broken::NumberingBroken,
    &narrative::overview_too_long::OverviewTooLong,
    &narrative::aspect_missing::AspectMissing,
    &narrative::accountability_missing::AccountabilityMissing,
    &narrative::stale_year::StaleYear,
    &narrative::repealed_basis::RepealedBasis,
    &tables::unreadable_number::UnreadableNumber,
    &tables::blank_cells::BlankCells,
    &tables::row_total_differs::RowTotalDiffers,
    &tables::column_total_differs::ColumnTotalDiffers,
    &tables::sides_differ::SidesDiffer,
    &tables::review_total_differs::ReviewTotalDiffers,
    &tables::rules_not_competent::RulesNotCompetent,
    &tables::in_force_too_few::InForceTooFew,
    &tables::fees_in_yuan::FeesInYuan,
    &tables::other_handling_high::OtherHandlingHigh,
    &tables::carried_forward_exceeds_received::CarriedForwardExceedsReceived,
    &tables::all_zero::AllZero,
    &previous_year::carried_over_differs::CarriedOverDiffers,
    &previous_year::stock_does_not_roll::StockDoesNotRoll,
    &previous_year::figure_jumps::FigureJumps,
    &previous_year::previous_year_missing::PreviousYearMissing,
    &narrative::problems_missing::ProblemsMissing,
    &narrative::measures_do_not_match::MeasuresDoNotMatch,
    &previous_year::text_repeated::TextRepeated,
    &previous_year::figure_left_over::FigureLeftOver,
    &previous_year::figures_repeated::FiguresRepeated,
    &previous_year::contact_differs::ContactDiffers,
    &consistency::received_differs::ReceivedDiffers,
    &consistency::outcome_differs::OutcomeDiffers,
    &consistency::applicants_differ::ApplicantsDiffer,
    &consistency::review_differs::ReviewDiffers,
    &consistency::none_claimed::NoneClaimed,
    &consistency::proactive_differs::ProactiveDiffers,
    &consistency::parts_differ::PartsDiffer,
    &consistency::share_differs::ShareDiffers,
    &consistency::rate_impossible::RateImpossible,
    &consistency::told_twice::ToldTwice,
    &consistency::last_year_differs::LastYearDiffers,
    &consistency::not_all_finished::NotAllFinished,
    &narrative::fee_not_reported::FeeNotReported,
    &narrative::template_left_over::TemplateLeftOver,
    &narrative::other_organ::OtherOrgan,
    &narrative::sentence_twice::SentenceTwice,
    &narrative::personal_data::PersonalData,
    &narrative::odd_characters::OddCharacters,
    &narrative::half_width_punctuation::HalfWidthPunctuation,
    &narrative::listed_word::ListedWord,
];

/// Runs all checks, without a word list; the gravest findings come first, within a severity in registry order.
#[must_use]
pub fn run(draft: &Draft, sheet: &Sheet) -> Vec<Finding> {
    Runner::default().run(draft, sheet)
}

/// Runs the checks over one state of a draft after another and keeps what a keystroke in a table
/// cannot change: the texts made ready for reading, and the findings that rest on them alone.
///
/// What it finds is what [`run`] finds.
#[derive(Debug, Default)]
pub struct Runner {
    words: WordList,
    kept: Option<Kept>,
}

/// What was read of an earlier state.
#[derive(Debug)]
struct Kept {
    /// That state; its figures do not matter.
    draft: Draft,
    prose: Prose,
    /// What the prose says about the figures, once a check has asked.
    read: OnceLock<Vec<Passage>>,
    last_year: Option<LastYear>,
    /// The findings that need no figures, in registry order.
    findings: Vec<Finding>,
    /// The findings of the comparison of prose with figures when it was made last, in registry order.
    compared: Option<Vec<Finding>>,
}

impl Runner {
    /// The word list to check by; none at the beginning.
    #[must_use]
    pub const fn words(&self) -> &WordList {
        &self.words
    }

    /// Checks by another word list from now on.
    pub fn use_words(&mut self, words: &WordList) {
        if self.words != *words {
            self.words = words.clone();
            self.kept = None;
        }
    }

    /// Runs all checks; the gravest findings come first, within a severity in registry order.
    pub fn run(&mut self, draft: &Draft, sheet: &Sheet) -> Vec<Finding> {
        self.look(draft, sheet, true)
    }

    /// Runs all checks but the comparison of prose with figures, which is kept as it was last made. Where there is
    /// nothing to keep it is made.
    pub fn run_but_comparison(&mut self, draft: &Draft, sheet: &Sheet) -> Vec<Finding> {
        self.look(draft, sheet, false)
    }

    fn look(&mut self, draft: &Draft, sheet: &Sheet, compare: bool) -> Vec<Finding> {
        let mut kept = match self.kept.take() {
            Some(kept) if kept.draft.equals_but_for_figures(draft) => kept,
            _ => Kept::read(draft, sheet, &self.words),
        };
        let before = kept.compared.take().filter(|_| !compare);
        let subject = kept.subject(draft, sheet, &self.words);
        let compared = before.unwrap_or_else(|| {
            let mut found = Vec::new();
            for check in CHECKS.iter().filter(|check| check.compares_prose()) {
                check.find(&subject, &mut found);
            }
            found
        });
        let mut found = Vec::new();
        let mut text_alone = kept.findings.iter().peekable();
        let mut comparison = compared.iter().peekable();
        for check in CHECKS {
            let code = check.code();
            let compares = check.compares_prose();
            let earlier = if compares {
                &mut comparison
            } else {
                &mut text_alone
            };
            while let Some(finding) = earlier.next_if(|finding| finding.code == code) {
                found.push(finding.clone());
            }
            if check.needs_figures() && !compares {
                check.find(&subject, &mut found);
            }
        }
        found.sort_by_key(|finding| finding.severity);
        kept.compared = Some(compared);
        self.kept = Some(kept);
        found
    }
}

impl Kept {
    fn read(draft: &Draft, sheet: &Sheet, words: &WordList) -> Self {
        let mut kept = Self {
            draft: draft.clone(),
            prose: Prose::read(|section| draft.prose(section)),
            read: OnceLock::new(),
            last_year: LastYear::of(draft),
            findings: Vec::new(),
            compared: None,
        };
        let subject = kept.subject(draft, sheet, words);
        let mut findings = Vec::new();
        for check in CHECKS {
            check.find_in_texts(&subject, &mut findings);
            if !check.needs_figures() {
                check.find(&subject, &mut findings);
            }
        }
        kept.findings = findings;
        kept
    }

    fn subject<'a>(
        &'a self,
        draft: &'a Draft,
        sheet: &'a Sheet,
        words: &'a WordList,
    ) -> Subject<'a> {
        Subject {
            draft,
            sheet,
            prose: &self.prose,
            read: &self.read,
            last_year: self.last_year.as_ref(),
            words,
        }
    }
}

/// All safe mends together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeMends {
    /// The places and their new texts, ready to be made in one step.
    pub edits: Vec<(Location, String)>,
    /// What was mended where; a place can have several mends.
    pub made: Vec<(Location, FixKind)>,
}

/// All safe mends together, but for those of dismissed findings.
///
/// Two mends can be about the same text, and the edit of one has not seen the other's. So they are
/// made one after another on a copy; each only takes something away that it does not bring back.
#[must_use]
pub fn safe_mends(draft: &Draft) -> SafeMends {
    let mut mended = draft.clone();
    let mut made: Vec<(Location, FixKind)> = Vec::new();
    let mut places: Vec<Location> = Vec::new();
    let (_, dismissed) = dismissal::sift(draft, run(draft, &Sheet::read(draft)));
    // By kind and place: the mend of another finding can change the words of a dismissed one.
    let left: Vec<_> = dismissed
        .iter()
        .filter_map(|dismissed| about(&dismissed.finding))
        .collect();
    for _ in 0..FixKind::ROUNDS {
        let mut touched: Vec<Location> = Vec::new();
        for finding in run(&mended, &Sheet::read(&mended)) {
            let about = about(&finding).filter(|about| !left.contains(about));
            let (Some(about), Some(fix)) = (about, finding.fix) else {
                continue;
            };
            if fix.edits.iter().any(|(place, _)| touched.contains(place)) {
                continue;
            }
            made.push(about);
            for (place, text) in fix.edits {
                mended.set_text(place, &text);
                touched.push(place);
            }
        }
        if touched.is_empty() {
            break;
        }
        touched.retain(|place| !places.contains(place));
        places.append(&mut touched);
    }
    let edits = places
        .into_iter()
        .map(|place| (place, mended.text(place).to_string()))
        .collect();
    SafeMends { edits, made }
}

/// How many of the findings have a safe mend.
#[must_use]
pub fn count_safe(findings: &[Finding]) -> usize {
    findings.iter().filter_map(about).count()
}

/// What the safe mend of a finding is about, when it has one.
fn about(finding: &Finding) -> Option<(Location, FixKind)> {
    let fix = finding.fix.as_ref().filter(|fix| fix.kind.is_safe())?;
    Some((fix.edits.first()?.0, fix.kind))
}

/// Title and explanation of a check.
#[must_use]
pub fn explanation(code: Code) -> Option<(&'static str, &'static str)> {
    CHECKS
        .iter()
        .find(|check| check.code() == code)
        .map(|check| (check.title(), check.explanation()))
}

/// How many findings of a severity there are.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}
