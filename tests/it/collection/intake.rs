//! Files into a collection: each kind, each fault, archives, versions, calling off.

use std::cell::Cell as Counter;
use std::future::Future;
use std::pin::Pin;

use nianbao::collection::file;
use nianbao::collection::handing_out;
use nianbao::collection::intake::{End, Failure, Intake, Outcome, Wanted};
use nianbao::collection::receiving::{NotPlaced, Received};
use nianbao::collection::submission::Why;
use nianbao::collection::sum::{State, Sums};
use nianbao::collection::unit::Unit;
use nianbao::collection::whole::{Collection, ReviewState};
use nianbao::export::document::Document;
use nianbao::export::{docx, html, plain, xlsx};
use nianbao::import::open::Refused;
use nianbao::import::pace::{self, Pace, Unhurried};
use nianbao::model::cell::Cell;
use nianbao::model::draft::{Draft, Suppression, UnknownValue};
use nianbao::storage::archive::Archive;
use nianbao::storage::backup;
use nianbao::storage::shelf::MemoryShelf;
use nianbao::storage::store::Store;

use super::county::{self, NOW, report, with_units};
use super::zip::{File, gbk, zip};
use crate::chance::Chance;
use crate::import::parsers::StandIns;
use crate::sample::{self, cell};

type Files = Vec<(String, Vec<u8>)>;

/// Takes files in, as the page does.
fn take_in_with(county: &mut Collection, files: &Files, pace: &dyn Pace) -> Vec<Outcome> {
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let mut intake = Intake::of(county, names);
    let mut outcomes = Vec::new();
    while let Some(wanted) = intake.wanted() {
        let bytes = match wanted {
            Wanted::Bytes(number) => Some(files[number].1.clone()),
            Wanted::Nothing => None,
        };
        let step = intake.step(county, bytes, &StandIns, pace, NOW);
        outcomes.extend(pace::at_once(step).expect("nothing rests"));
    }
    let (done, all) = intake.progress();
    assert_eq!(done, all);
    outcomes
}

fn take_in(county: &mut Collection, files: &Files) -> Vec<Outcome> {
    take_in_with(county, files, &Unhurried)
}

fn take_one(county: &mut Collection, name: &str, bytes: Vec<u8>) -> Vec<Outcome> {
    take_in(county, &vec![(name.to_owned(), bytes)])
}

fn failure(outcome: &Outcome) -> Option<Failure> {
    match outcome.end {
        End::Failed(failure) => Some(failure),
        End::Received(_) | End::Collection(_) | End::Archive(_) => None,
    }
}

fn received(outcome: &Outcome) -> &Received {
    match &outcome.end {
        End::Received(received) => received,
        End::Failed(_) | End::Collection(_) | End::Archive(_) => {
            panic!("{}: {:?}", outcome.file, outcome.end)
        }
    }
}

/// How many reports are new versions, unchanged, waiting.
fn ends(outcomes: &[Outcome]) -> [usize; 3] {
    let mut ends = [0; 3];
    for outcome in outcomes {
        match &outcome.end {
            End::Received(Received::Version { .. } | Received::LastYear { .. }) => ends[0] += 1,
            End::Received(Received::Unchanged { .. }) => ends[1] += 1,
            End::Received(Received::Waiting { .. }) => ends[2] += 1,
            End::Failed(_) | End::Collection(_) | End::Archive(_) => {}
        }
    }
    ends
}

/// The backups of so many units of a county.
fn backups(county: &Collection, seed: u64) -> Files {
    let mut chance = Chance(seed);
    let units = county.roster.iter();
    units
        .map(|unit| {
            let draft = report(&unit.name, &mut chance, 90);
            (
                format!("{}.json", unit.name),
                backup::write(&draft).into_bytes(),
            )
        })
        .collect()
}

/// A county with the unit of the sample report.
fn of_sample() -> Collection {
    let mut county = county::empty();
    county.organ = "示例县人民政府".to_owned();
    county.roster.push(Unit::new("u1", "示例县园林绿化局"));
    county
}

fn texts(sums: &Sums) -> Vec<Option<String>> {
    sums.iter().map(|(cell, sum)| sum.text(cell)).collect()
}

#[test]
fn acceptance_7_one_report_in_four_formats_has_the_same_sums_and_is_unchanged_again() {
    let draft = sample::draft();
    let document = Document::of_draft(&draft);
    let files = [
        ("备份.json", backup::write(&draft).into_bytes()),
        ("年报.docx", docx::bytes(&document)),
        ("年报.html", html::page(&document).into_bytes()),
        ("年报.xlsx", xlsx::bytes(&document)),
        ("年报.txt", plain::text(&document).into_bytes()),
    ];
    let mut first = None;
    for (name, bytes) in &files {
        let mut county = of_sample();
        let outcomes = take_one(&mut county, name, bytes.clone());
        if ends(&outcomes) == [0, 0, 1] {
            // A workbook has no title of its own to tell whose it is: a person says so.
            assert_eq!(
                county.place(0, "u1", false, NOW).map(|_| ()),
                Ok(()),
                "{name}"
            );
        }
        let sums = Sums::of(&county);
        assert!(
            Cell::all().all(|cell| sums.state(cell) == State::Final),
            "{name}"
        );
        assert_eq!(
            first.get_or_insert_with(|| texts(&sums)),
            &texts(&sums),
            "{name}"
        );
        // Again, and whatever format.
        let before = county.clone();
        let again = take_one(&mut county, name, bytes.clone());
        assert_eq!(ends(&again), [0, 1, 0], "{name}: {again:?}");
        assert_eq!(county, before, "{name}");
    }
    let mut county = of_sample();
    let own: Files = files.map(|(name, bytes)| (name.to_owned(), bytes)).into();
    let outcomes = take_in(&mut county, &own);
    assert_eq!(county.submissions.len(), 1, "{outcomes:?}");
    assert_eq!(Some(texts(&Sums::of(&county))), first);
}

#[test]
fn a_backup_enters_as_the_draft_that_it_is_with_its_dismissals() {
    let mut draft = sample::draft();
    draft.suppressed = [Suppression {
        code: "N1".to_owned(),
        location: "overview".to_owned(),
        reason: "领导已定".to_owned(),
        basis: None,
        unknown: Vec::new(),
    }]
    .into();
    let mut county = of_sample();
    take_one(&mut county, "备份.json", backup::write(&draft).into_bytes());
    assert_eq!(*county.submissions[0].report, draft);
    // And its text stays what it was, whatever is done with it.
    let before = file::write(&county);
    let report = before.lines().find(|line| line.contains("领导已定"));
    let report = report.expect("the report").to_owned();
    assert!(county.review("u1", ReviewState::Accepted, ""));
    county.exclude("u1", Some(nianbao::collection::unit::Exclusion::Vertical));
    assert!(file::write(&county).contains(&report));
}

#[test]
fn acceptance_8_files_by_folder_and_by_archives_with_any_names_are_all_placed() {
    let mut county = with_units(120);
    let files = backups(&county, 8);
    let folder: Files = files
        .iter()
        .map(|(name, bytes)| (format!("年报/报送/{name}"), bytes.clone()))
        .collect();
    assert_eq!(ends(&take_in(&mut county, &folder)), [120, 0, 0]);
    let sums = Sums::of(&county);
    assert!(Cell::all().all(|cell| sums.state(cell) == State::Final));

    // The same in three archives: GBK, UTF-8 with the flag and without.
    let mut county = with_units(120);
    let named: Vec<(Vec<u8>, bool)> = files
        .iter()
        .enumerate()
        .map(|(at, (name, _))| match at / 40 {
            0 => (gbk(&format!("夹/{name}")), false),
            1 => (format!("夹/{name}").into_bytes(), true),
            _ => (format!("夹/{name}").into_bytes(), false),
        })
        .collect();
    let archives: Files = [0, 40, 80]
        .into_iter()
        .map(|from| {
            let own: Vec<File<'_>> = (from..from + 40)
                .map(|at| File {
                    name: &named[at].0,
                    utf8: named[at].1,
                    bytes: &files[at].1,
                })
                .collect();
            (format!("{from}.zip"), zip(&own))
        })
        .collect();
    let outcomes = take_in(&mut county, &archives);
    assert_eq!(ends(&outcomes), [120, 0, 0]);
    let files_named: Vec<String> = outcomes
        .iter()
        .filter(|outcome| matches!(outcome.end, End::Received(_)))
        .map(|outcome| outcome.file.clone())
        .collect();
    assert_eq!(files_named[0], "0.zip/夹/云溪县第1局.json");
    assert!(
        files_named.iter().all(|name| name.contains("/夹/云溪县第")),
        "{files_named:?}"
    );
    assert_eq!(Sums::of(&county), sums);
    // The same folder again, packed or not.
    assert_eq!(ends(&take_in(&mut county, &archives)), [0, 120, 0]);
    assert_eq!(ends(&take_in(&mut county, &folder)), [0, 120, 0]);
    assert_eq!(county.submissions.len(), 120);
}

#[test]
fn one_bad_file_in_a_hundred_says_why_and_the_rest_goes_on() {
    let mut county = with_units(100);
    let mut files = backups(&county, 9);
    let bad: [(&str, Vec<u8>, Failure); 13] = [
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            Failure::Refused(Refused::OldOffice),
        ),
        (
            "a.pdf",
            b"%PDF-1.7 ...".to_vec(),
            Failure::Refused(Refused::Pdf),
        ),
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n".to_vec(),
            Failure::Refused(Refused::Picture),
        ),
        ("a.txt", Vec::new(), Failure::Refused(Refused::Empty)),
        (
            "a.rar",
            b"Rar!\x1a\x07\x01\0".to_vec(),
            Failure::Refused(Refused::Packed),
        ),
        ("b.txt", "今天开会。".into(), Failure::NoReport),
        (
            "a.json",
            b"{\"kind\":\"other\"}".to_vec(),
            Failure::Refused(Refused::OtherJson),
        ),
        (
            "b.json",
            b"{\"kind\":\"nianbao.draft\",\"version\":9}".to_vec(),
            Failure::Refused(Refused::Newer),
        ),
        (
            "c.json",
            files[0].1[..200].to_vec(),
            Failure::Refused(Refused::BackupDamaged),
        ),
        (
            "d.json",
            b"{\"kind\":\"nianbao.collection\",\"version\":7}".to_vec(),
            Failure::Refused(Refused::Newer),
        ),
        (
            "e.json",
            b"{\"kind\":\"nianbao.collection\",\"vers".to_vec(),
            Failure::Refused(Refused::BackupDamaged),
        ),
        ("a.zip", zip(&[]), Failure::Refused(Refused::Empty)),
        (
            "a.docx",
            docx::bytes(&Document::of_draft(&sample::draft()))[..900].to_vec(),
            Failure::Refused(Refused::CutShort),
        ),
    ];
    for (at, (name, bytes, _)) in bad.iter().enumerate() {
        files.insert(at * 7, ((*name).to_owned(), bytes.clone()));
    }
    let outcomes = take_in(&mut county, &files);
    assert_eq!(ends(&outcomes), [100, 0, 0]);
    for (name, _, why) in &bad {
        let own = outcomes.iter().find(|outcome| outcome.file == *name);
        assert_eq!(own.and_then(failure), Some(*why), "{name}");
    }
    assert_eq!(county.unplaced.len(), bad.len());
    // Once more: they fail again, and stand there once.
    take_in(&mut county, &files);
    assert_eq!(county.unplaced.len(), bad.len());
    // A file of that name that can be read is no failure any more.
    let mended = backups(&county, 9)[0].1.clone();
    take_one(&mut county, "a.json", mended);
    assert!(county.unplaced.iter().all(|one| one.file != "a.json"));
    assert_eq!(county.unplaced.len(), bad.len() - 1);
}

#[test]
fn an_archive_is_opened_one_level_deep_and_a_locked_or_swollen_file_in_it_stops_nothing() {
    let mut county = with_units(1);
    let good = &backups(&county, 10)[0].1;
    let inner = zip(&[File {
        name: b"x.json",
        utf8: true,
        bytes: good,
    }]);
    let swollen = vec![b' '; 33 * 1024 * 1024];
    let mut archive = zip(&[
        File {
            name: b"locked.json",
            utf8: true,
            bytes: good,
        },
        File {
            name: b"inner.zip",
            utf8: true,
            bytes: &inner,
        },
        File {
            name: b"swollen.txt",
            utf8: true,
            bytes: &swollen,
        },
        File {
            name: b"good.json",
            utf8: true,
            bytes: good,
        },
    ]);
    // The flag of the first entry, in front of it and in the directory, says that it is locked.
    archive[6] |= 1;
    let directory = archive
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .filter(|at| archive[at + 46..].starts_with(b"locked"))
        .or_else(|| {
            let found = archive
                .windows(4)
                .enumerate()
                .filter(|(_, four)| *four == b"PK\x01\x02");
            found
                .map(|(at, _)| at)
                .find(|at| archive[at + 46..].starts_with(b"locked"))
        })
        .expect("the directory");
    archive[directory + 8] |= 1;
    let outcomes = take_one(&mut county, "夹.zip", archive);
    assert!(matches!(outcomes[0].end, End::Archive(4)));
    let failures: Vec<_> = outcomes[1..].iter().map(failure).collect();
    assert_eq!(
        failures,
        [
            Some(Failure::Refused(Refused::Locked)),
            Some(Failure::ArchiveInArchive),
            Some(Failure::Refused(Refused::Swollen)),
            None
        ]
    );
    assert_eq!(ends(&outcomes), [1, 0, 0]);
}

#[test]
fn what_programs_leave_in_folders_is_skipped_and_told_in_one_list() {
    let mut county = with_units(1);
    let good = backups(&county, 11).remove(0);
    let names = [
        "夹/~$应急局.docx",
        "夹/Thumbs.db",
        ".DS_Store",
        "__MACOSX/._a.docx",
        "desktop.ini",
    ];
    let mut files: Files = names.map(|name| (name.to_owned(), b"x".to_vec())).into();
    files.push(good.clone());
    let mut intake = Intake::of(&county, files.iter().map(|(name, _)| name.clone()));
    assert_eq!(intake.skipped(), names);
    assert_eq!(intake.progress(), (0, 1));
    // In an archive as well.
    let packed = zip(&[
        File {
            name: b"__MACOSX/._a.docx",
            utf8: true,
            bytes: b"x",
        },
        File {
            name: b"a/Thumbs.db",
            utf8: true,
            bytes: b"x",
        },
        File {
            name: b"a/1.json",
            utf8: true,
            bytes: &good.1,
        },
    ]);
    intake = Intake::of(&county, ["夹.zip".to_owned()]);
    let mut bytes = Some(packed);
    let mut all = Vec::new();
    while intake.wanted().is_some() {
        let step = intake.step(&mut county, bytes.take(), &StandIns, &Unhurried, NOW);
        all.extend(pace::at_once(step).expect("nothing rests"));
    }
    assert_eq!(ends(&all), [1, 0, 0]);
    assert_eq!(intake.skipped().len(), 2);
}

/// Goes on for so many rests.
struct Until(Counter<usize>);

impl Pace for Until {
    fn rest(&self) -> Pin<Box<dyn Future<Output = bool> + '_>> {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        Box::pin(std::future::ready(left > 0))
    }
}

#[test]
fn calling_off_keeps_what_is_finished() {
    let mut county = with_units(10);
    let files = backups(&county, 12);
    let mut intake = Intake::of(&county, files.iter().map(|(name, _)| name.clone()));
    for (at, (_, bytes)) in files.iter().take(4).enumerate() {
        assert_eq!(intake.wanted(), Some(Wanted::Bytes(at)));
        let bytes = Some(bytes.clone());
        let step = intake.step(&mut county, bytes, &StandIns, &Unhurried, NOW);
        pace::at_once(step).expect("nothing rests");
    }
    assert_eq!(intake.progress(), (4, 10));
    intake.call_off();
    assert_eq!(intake.wanted(), None);
    assert_eq!(county.submissions.len(), 4);
    // The others come in later; the first four are known.
    assert_eq!(ends(&take_in(&mut county, &files)), [6, 4, 0]);

    // In the middle of a file: that one is not half read, nor called unreadable.
    let mut county = of_sample();
    let document = Document::of_draft(&sample::draft());
    let files: Files = vec![
        ("年报.docx".to_owned(), docx::bytes(&document)),
        ("年报.html".to_owned(), html::page(&document).into_bytes()),
    ];
    let outcomes = {
        let mut intake = Intake::of(&county, files.iter().map(|(name, _)| name.clone()));
        let pace = Until(Counter::new(1));
        let step = intake.step(&mut county, Some(files[0].1.clone()), &StandIns, &pace, NOW);
        let outcomes = pace::at_once(step).expect("nothing rests");
        assert_eq!(intake.wanted(), None);
        outcomes
    };
    assert!(outcomes.is_empty());
    assert!(county.submissions.is_empty() && county.unplaced.is_empty());
    // A file that the browser cannot read, though, is one that failed.
    let mut intake = Intake::of(&county, ["年报.docx".to_owned()]);
    let step = intake.step(&mut county, None, &StandIns, &Unhurried, NOW);
    let outcomes = pace::at_once(step).expect("nothing rests");
    assert_eq!(
        failure(&outcomes[0]),
        Some(Failure::Refused(Refused::Unreadable))
    );
}

#[test]
fn nasty_case_two_years_of_one_unit_in_the_file_with_all_drafts_are_both_placed() {
    let store = Store::new(MemoryShelf::default());
    let this = sample::draft();
    let mut last = sample::draft();
    last.year = "2024".into();
    let mut older = sample::draft();
    older.year = "2023".into();
    for (id, draft) in [("a", &this), ("b", &last), ("c", &older)] {
        store.create(id, draft, 10, "w").expect("room");
    }
    let all = Archive::of(&store, Vec::new()).expect("a file").write();
    let mut county = of_sample();
    // The name of such a file speaks of none of its reports.
    let outcomes = take_one(&mut county, "水利局全部草稿.json", all.clone().into_bytes());
    assert_eq!(ends(&outcomes), [2, 0, 1]);
    assert_eq!(county.submissions.len(), 1);
    assert_eq!(*county.last_year.units[0].1, last);
    assert_eq!(county.unplaced[0].why, Why::Year);
    let again = take_one(&mut county, "水利局全部草稿.json", all.into_bytes());
    assert_eq!(ends(&again), [0, 3, 0]);
}

#[test]
fn acceptance_10_the_year_before_is_last_year_s_and_an_older_one_is_not_placed() {
    let mut county = with_units(2);
    let mut last = report("云溪县第1局", &mut Chance(1), 9);
    last.year = "2024".into();
    let mut older = last.clone();
    older.year = "2023".into();
    let outcome = take_one(&mut county, "a.json", backup::write(&last).into_bytes());
    assert_eq!(
        received(&outcome[0]),
        &Received::LastYear {
            unit: "u1".to_owned()
        }
    );
    let outcome = take_one(&mut county, "b.json", backup::write(&older).into_bytes());
    assert!(matches!(
        received(&outcome[0]),
        Received::Waiting { why: Why::Year, .. }
    ));
    assert!(county.submissions.is_empty());
    assert_eq!(county.place(0, "u1", false, NOW), Err(NotPlaced::OtherYear));
    assert_eq!(county.unplaced.len(), 1);
    // Another report of last year is not written over the first.
    let mut other = last.clone();
    other.set_cell(cell("proactive.licensing.decisions"), "77");
    let outcome = take_one(&mut county, "c.json", backup::write(&other).into_bytes());
    assert!(matches!(
        received(&outcome[0]),
        Received::Waiting {
            why: Why::Conflict,
            ..
        }
    ));
    assert_eq!(*county.last_year.units[0].1, last);
    // Unless a person says so.
    assert_eq!(
        county.place(1, "u1", false, NOW),
        Ok(Received::LastYear {
            unit: "u1".to_owned()
        })
    );
    assert_eq!(*county.last_year.units[0].1, other);
}

fn changed(draft: &Draft, cells: &[(&str, &str)]) -> Vec<u8> {
    let mut draft = draft.clone();
    for (address, text) in cells {
        draft.set_cell(cell(address), *text);
    }
    backup::write(&draft).into_bytes()
}

#[test]
fn acceptance_11_two_versions_under_different_names_are_one_unit_and_switching_restores_the_sum() {
    let mut county = with_units(1);
    let draft = report("云溪县第1局", &mut Chance(11), 9);
    take_one(&mut county, "z.json", changed(&draft, &[]));
    let before = Sums::of(&county);
    assert!(county.review("u1", ReviewState::Accepted, "可以"));
    let outcome = take_one(
        &mut county,
        "a.json",
        changed(
            &draft,
            &[
                ("proactive.licensing.decisions", "1000"),
                ("applications.newly_received.other", "1001"),
                ("review.reconsideration.upheld", ""),
            ],
        ),
    );
    assert_eq!(
        received(&outcome[0]),
        &Received::Version {
            unit: "u1".to_owned(),
            version: 2,
            changed: 3,
            current: true,
            undecided: false
        }
    );
    // It is open for review again.
    assert_eq!(county.review_state("u1"), ReviewState::Open);
    assert_ne!(Sums::of(&county), before);
    assert!(county.use_version("u1", 1));
    assert_eq!(Sums::of(&county), before);
    assert_eq!(county.review_state("u1"), ReviewState::Accepted);
    assert!(!county.use_version("u1", 3));
    // Both are known now, whichever is current.
    for name in ["a.json", "z.json", "b.json"] {
        let again = take_one(&mut county, name, changed(&draft, &[]));
        assert_eq!(ends(&again), [0, 1, 0]);
    }
    assert_eq!(county.current("u1").map(|one| one.version), Some(1));
    let again = take_one(&mut county, "c.json", changed(&draft, &[]));
    let unit = Some("u1".to_owned());
    assert_eq!(received(&again[0]), &Received::Unchanged { unit });
}

#[test]
fn acceptance_4_counting_blanks_as_zero_lapses_with_a_new_version() {
    let mut county = with_units(1);
    let draft = report("云溪县第1局", &mut Chance(4), 9);
    let at = cell("proactive.licensing.decisions");
    let blank = [("proactive.licensing.decisions", "")];
    take_one(&mut county, "a.json", changed(&draft, &blank));
    assert_eq!(county.count_blanks_as_zero("u1", "电话核实"), Ok(()));
    assert_eq!(Sums::of(&county).state(at), State::Final);
    let more = [blank[0], ("proactive.penalty.decisions", "5")];
    take_one(&mut county, "b.json", changed(&draft, &more));
    assert_eq!(Sums::of(&county).state(at), State::Open);
    assert_eq!(
        county
            .current("u1")
            .and_then(|one| one.blanks_as_zero.clone()),
        None
    );
}

/// The order of files, and their times, say nothing of which is newer.
#[test]
fn two_versions_that_come_together_wait_for_somebody_unless_they_say_when_they_were_saved() {
    let draft = report("云溪县第1局", &mut Chance(5), 9);
    let other = changed(&draft, &[("proactive.licensing.decisions", "1000")]);
    let mut county = with_units(1);
    let files = vec![
        ("1.json".to_owned(), changed(&draft, &[])),
        ("2.json".to_owned(), other.clone()),
        // A copy of the first.
        ("3.json".to_owned(), changed(&draft, &[])),
    ];
    let outcomes = take_in(&mut county, &files);
    assert_eq!(ends(&outcomes), [2, 1, 0]);
    assert!(county.submissions.iter().all(|one| one.undecided));
    assert!(county.use_version("u1", 1));
    assert!(county.submissions.iter().all(|one| !one.undecided));

    let saved = |draft: &Draft, at: &str| {
        let mut draft = draft.clone();
        draft.unknown = [UnknownValue {
            path: Vec::new(),
            key: "saved_at".to_owned(),
            json: format!("\"{at}\""),
        }]
        .into();
        draft
    };
    let newer = backup::read(std::str::from_utf8(&other).expect("text")).expect("a backup");
    let newer = saved(&newer, "2026-01-17T10:00:00");
    let older = saved(&draft, "2026-01-17T09:00:00");
    for order in [[&older, &newer], [&newer, &older]] {
        let mut county = with_units(1);
        let files = order.map(|draft| ("x.json".to_owned(), changed(draft, &[])));
        take_in(&mut county, &files.into());
        let current = county.current("u1").expect("a version");
        assert_eq!(*current.report, newer);
        assert_eq!(county.versions("u1").count(), 2);
        assert!(county.submissions.iter().all(|one| !one.undecided));
    }
    // The same report saved once more says nothing new.
    let mut county = with_units(1);
    take_one(&mut county, "a.json", changed(&older, &[]));
    let again = saved(&draft, "2026-01-19T09:00:00");
    assert_eq!(
        ends(&take_one(&mut county, "b.json", changed(&again, &[]))),
        [0, 1, 0]
    );
}

#[test]
fn a_filled_starter_comes_back_and_places_itself() {
    let mut county = with_units(3);
    let mut last = report("云溪县第2局", &mut Chance(5), 9);
    last.year = "2024".into();
    county.last_year.units = vec![("u2".to_owned(), last.clone().into())];
    // What the unit is handed out, by way of a file.
    let starter = handing_out::starter(&county, "u2").expect("a unit");
    let starter = backup::read(&backup::write(&starter)).expect("a backup");
    assert_eq!((&*starter.organ, &*starter.year), ("云溪县第2局", "2025"));
    assert_eq!(starter.level, county.roster[1].level);
    let previous = starter.previous_year.as_ref().expect("last year's report");
    assert!(Cell::all().all(|cell| previous.cells.get(cell) == last.cell(cell)));
    assert!(Cell::all().all(|cell| starter.cell(cell).is_empty()));
    assert_eq!(handing_out::starter(&county, "u9"), None);
    // It is filled in, under another name, in a file of another name.
    let mut draft = starter.clone();
    let figures = report("云溪县第二局", &mut Chance(6), 9);
    for (cell, text) in figures.cells() {
        draft.set_cell(cell, text.clone());
    }
    draft.organ = figures.organ;
    take_one(&mut county, "改名了.json", changed(&draft, &[]));
    assert_eq!(county.submissions[0].unit, "u2");
    // The key is still in it: it goes back to the unit as it came.
    assert_eq!(*county.submissions[0].report, draft);
    let of = |id: &str| {
        [UnknownValue {
            path: Vec::new(),
            key: "collection".to_owned(),
            json: format!("{{\"id\":\"{id}\",\"unit\":\"u2\"}}"),
        }]
    };
    // An identifier of another collection is as if there were none.
    draft.unknown = of("c2").into();
    draft.set_cell(cell("proactive.licensing.decisions"), "1000");
    let outcome = take_one(&mut county, "改名了.json", changed(&draft, &[]));
    assert!(matches!(
        received(&outcome[0]),
        Received::Waiting {
            why: Why::Organ,
            ..
        }
    ));
}

#[test]
fn what_a_person_places_keeps_its_alias_and_is_known_the_next_time() {
    let mut county = with_units(2);
    let draft = report("云溪县贰局", &mut Chance(7), 9);
    let files = vec![("贰.json".to_owned(), changed(&draft, &[]))];
    assert_eq!(ends(&take_in(&mut county, &files)), [0, 0, 1]);
    assert_eq!(county.place(0, "u9", true, NOW), Err(NotPlaced::Nothing));
    assert_eq!(county.place(5, "u2", true, NOW), Err(NotPlaced::Nothing));
    assert!(county.place(0, "u2", false, NOW).is_ok());
    assert!(county.unplaced.is_empty() && county.roster[1].aliases.is_empty());
    // The same folder again does not ask again.
    assert_eq!(ends(&take_in(&mut county, &files)), [0, 1, 0]);
    // Kept as an alias, the next version places itself.
    let other = changed(&draft, &[("proactive.licensing.decisions", "1000")]);
    let files = vec![("贰改.json".to_owned(), other)];
    assert_eq!(ends(&take_in(&mut county, &files)), [0, 0, 1]);
    assert!(county.place(0, "u2", true, NOW).is_ok());
    assert_eq!(county.roster[1].aliases, ["云溪县贰局"]);
    let third = changed(&draft, &[("proactive.licensing.decisions", "1001")]);
    let outcome = take_one(&mut county, "三.json", third);
    assert_eq!(ends(&outcome), [1, 0, 0]);
}

#[test]
fn acceptance_12_the_county_s_own_summary_among_the_files_changes_no_sum() {
    let mut county = with_units(5);
    let files = backups(&county, 13);
    take_in(&mut county, &files);
    let sums = Sums::of(&county);
    let mut summary = report("云溪县人民政府", &mut Chance(13), 9000);
    summary.level = Some(nianbao::model::level::Level::County);
    let outcome = take_one(
        &mut county,
        "汇总.json",
        backup::write(&summary).into_bytes(),
    );
    assert!(matches!(
        received(&outcome[0]),
        Received::Waiting {
            why: Why::Summary,
            ..
        }
    ));
    assert_eq!(Sums::of(&county), sums);
    // Last year's is kept to be compared with.
    summary.year = "2024".into();
    take_one(
        &mut county,
        "上年.json",
        backup::write(&summary).into_bytes(),
    );
    assert!(!county.place_as_last_summary(0));
    assert!(county.place_as_last_summary(1));
    assert_eq!(county.last_year.summary.as_deref(), Some(&summary));
    let discarded = county.discard(0).expect("this year's");
    assert_eq!(discarded.why, Why::Summary);
    assert!(county.unplaced.is_empty() && county.discard(0).is_none());
}

#[test]
fn a_document_with_two_reports_is_asked_about() {
    let mut county = of_sample();
    let draft = sample::draft();
    let mut other = draft.clone();
    other.set_cell(cell("proactive.licensing.decisions"), "9");
    let two =
        plain::text(&Document::of_draft(&draft)) + "\n" + &plain::text(&Document::of_draft(&other));
    let outcomes = take_one(&mut county, "两份.txt", two.into_bytes());
    assert!(county.submissions.is_empty(), "{outcomes:?}");
    assert_eq!(county.unplaced.len(), 2);
}

#[test]
fn a_pasted_report_is_received_like_a_file() {
    let mut county = of_sample();
    let document = Document::of_draft(&sample::draft());
    let (markup, text) = (html::page(&document), plain::text(&document));
    let mut intake = Intake::of(&county, []);
    let outcomes = intake.paste(&mut county, "粘贴", (&markup, &text), &StandIns, NOW);
    assert_eq!(ends(&outcomes), [1, 0, 0]);
    let outcomes = intake.paste(&mut county, "粘贴", ("", &text), &StandIns, NOW);
    assert_eq!(ends(&outcomes), [0, 1, 0]);
    let outcomes = intake.paste(&mut county, "粘贴", ("", "今天开会。"), &StandIns, NOW);
    assert_eq!(failure(&outcomes[0]), Some(Failure::NoReport));
    assert_eq!(county.submissions.len(), 1);
}

#[test]
fn the_year_after_begins_with_this_year_s_reports_as_last_year_s() {
    let mut county = with_units(3);
    let files = backups(&county, 14);
    take_in(&mut county, &files[..2].to_vec());
    county.roster[0].aliases.push("甲".to_owned());
    let next = county.next_year("c2");
    assert_eq!(next.year.map(|year| year.get()), Some(2026));
    assert_eq!((next.id.as_str(), next.deadline.as_str()), ("c2", ""));
    assert_eq!(next.roster, county.roster);
    assert!(next.submissions.is_empty() && next.reviews.is_empty());
    let last: Vec<&str> = next
        .last_year
        .units
        .iter()
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(last, ["u1", "u2"]);
    assert_eq!(next.last_year.units[0].1, county.submissions[0].report);
}

#[test]
fn another_collection_is_handed_to_the_page() {
    let mut county = with_units(2);
    let before = county.clone();
    let other = file::write(&with_units(3));
    let outcomes = take_one(&mut county, "汇总备份.json", other.into_bytes());
    assert!(matches!(&outcomes[0].end, End::Collection(other) if other.roster.len() == 3));
    assert_eq!(county, before);
}
