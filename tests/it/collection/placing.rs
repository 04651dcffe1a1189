//! Whose a report is. The law: no report is ever placed wrongly by itself.
//!
//! The labelled sets in `placing/` are plain text; the first lines of `own.txt` say how they are written. Every file
//! there is read.

use std::path::Path;

use nianbao::collection::placing::{Incoming, Places, Placing, Reason};
use nianbao::collection::submission::Why;
use nianbao::collection::unit::Unit;
use nianbao::collection::whole::Collection;
use nianbao::model::level::Level;
use nianbao::model::year::ReportYear;

use super::county;

/// A labelled set: a county, and what comes in with where it belongs.
struct Set {
    county: Collection,
    cases: Vec<Case>,
}

/// A report, and where it belongs: a unit, `last` and a unit, or `ask`.
struct Case {
    line: usize,
    organ: String,
    file: String,
    year: Option<ReportYear>,
    expected: String,
}

fn names(text: &str) -> Vec<String> {
    let names = text.split('、').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn unit(number: usize, line: &str) -> Unit {
    let mut columns = line.split('|').map(str::trim);
    let mut next = || columns.next().unwrap_or_default();
    let mut unit = Unit::new(format!("u{number}"), next());
    unit.aliases = names(next());
    unit.former = names(next());
    unit.level = Level::from_id(next());
    unit
}

fn case(line: &str, number: usize) -> Case {
    let (report, expected) = line.split_once("=>").unwrap_or_else(|| {
        panic!("line {number} does not say where it belongs: {line}");
    });
    let columns: Vec<&str> = report.split('|').map(str::trim).collect();
    let column = |at: usize| columns.get(at).copied().unwrap_or_default();
    Case {
        line: number,
        organ: column(0).to_owned(),
        file: column(1).to_owned(),
        year: ReportYear::read(column(2)),
        expected: expected.trim().to_owned(),
    }
}

/// Reads a labelled set. A file may have several counties one after another; each begins with `organ:`.
fn sets(text: &str) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    let mut roster = true;
    for (line, number) in text.lines().zip(1..) {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        if let Some(organ) = line.strip_prefix("organ:") {
            let mut county = county::empty();
            county.organ = organ.trim().to_owned();
            let cases = Vec::new();
            sets.push(Set { county, cases });
            continue;
        }
        let set = sets.last_mut().expect("a set begins with its organ");
        if let Some(year) = line.strip_prefix("year:") {
            set.county.year = ReportYear::read(year);
        } else if line.trim() == "roster:" || line.trim() == "incoming:" {
            roster = line.trim() == "roster:";
        } else if roster {
            let id = set.county.roster.len() + 1;
            set.county.roster.push(unit(id, line));
        } else {
            set.cases.push(case(line, number));
        }
    }
    sets
}

/// Where a report is placed, in the words of the sets.
fn placed(county: &Collection, places: &Places, case: &Case) -> String {
    let incoming = Incoming {
        organ: &case.organ,
        year: case.year,
        file: &case.file,
        ..Incoming::default()
    };
    let name = |id: &str| county.unit(id).expect("a unit").name.clone();
    match places.place(&incoming) {
        Placing::Unit(id) => name(&id),
        Placing::LastYear(id) => format!("last {}", name(&id)),
        Placing::Ask { .. } => "ask".to_owned(),
    }
}

#[test]
fn acceptance_9_no_report_of_a_labelled_set_is_placed_wrongly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/collection/placing");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the sets")
        .map(|entry| entry.expect("a set").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a set");
        let file = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let (mut all, mut right, mut asked) = (0, 0, 0);
        for set in sets(&text) {
            let places = Places::of(&set.county);
            for case in &set.cases {
                let placed = placed(&set.county, &places, case);
                all += 1;
                right += usize::from(placed == case.expected && placed != "ask");
                if placed == "ask" && case.expected != "ask" {
                    asked += 1;
                    println!("{file}:{} asked, is {}", case.line, case.expected);
                }
                // To be asked is never wrong.
                if placed != "ask" && placed != case.expected {
                    let Case { line, organ, .. } = case;
                    wrong.push(format!("{file}:{line}: {organ} went to {placed}"));
                }
            }
        }
        println!("{file}: {all} reports, {right} placed, {asked} asked without need");
        assert!(all > 0, "{file} has no reports");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of our own set every line is known: one that is asked without need is a loss.
#[test]
fn our_own_set_is_placed_as_it_says() {
    let mut wrong = Vec::new();
    let mut all = 0;
    for set in sets(include_str!("placing/own.txt")) {
        let places = Places::of(&set.county);
        for case in &set.cases {
            all += 1;
            let placed = placed(&set.county, &places, case);
            if placed != case.expected {
                wrong.push(format!("line {}: {placed}", case.line));
            }
        }
    }
    assert!(all > 60, "only {all}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn own_county() -> Collection {
    let mut sets = sets(include_str!("placing/own.txt"));
    sets.remove(0).county
}

#[track_caller]
fn asked(county: &Collection, incoming: &Incoming<'_>) -> (Why, Vec<(String, Vec<Reason>)>) {
    match Places::of(county).place(incoming) {
        Placing::Ask { why, candidates } => {
            let candidates = candidates.into_iter().map(|candidate| {
                let name = &county.unit(&candidate.unit).expect("a unit").name;
                (name.clone(), candidate.reasons.into_iter().collect())
            });
            (why, candidates.collect())
        }
        placed @ (Placing::Unit(_) | Placing::LastYear(_)) => {
            panic!("{incoming:?} was placed: {placed:?}")
        }
    }
}

#[track_caller]
fn placed_at(county: &Collection, incoming: &Incoming<'_>) -> String {
    match Places::of(county).place(incoming) {
        Placing::Unit(id) => id,
        other @ (Placing::LastYear(_) | Placing::Ask { .. }) => {
            panic!("{incoming:?} was not placed: {other:?}")
        }
    }
}

fn of(organ: &str) -> Incoming<'_> {
    Incoming {
        organ,
        year: ReportYear::new(2025),
        ..Incoming::default()
    }
}

#[test]
fn who_may_be_meant_is_told_with_reasons() {
    let county = own_county();
    let (why, candidates) = asked(&county, &of("云溪县卫健局"));
    assert_eq!(why, Why::Organ);
    assert_eq!(
        candidates,
        [("云溪县卫生健康局".to_owned(), vec![Reason::Shortened])]
    );
    let file = Incoming {
        file: "夹/云溪县水利局2025.docx",
        ..of("")
    };
    let (why, candidates) = asked(&county, &file);
    assert_eq!(why, Why::Organ);
    assert_eq!(
        candidates,
        [("云溪县水利局".to_owned(), vec![Reason::SameNameOfFile])]
    );
    let (why, candidates) = asked(&county, &of("云溪县人民政府"));
    assert_eq!(why, Why::Summary);
    let office = candidates.first().expect("the office");
    assert_eq!(office.0, "云溪县人民政府办公室");
    assert!(office.1.contains(&Reason::Government));
    let contradiction = Incoming {
        file: "应急局.docx",
        ..of("云溪县水利局")
    };
    let (why, candidates) = asked(&county, &contradiction);
    assert_eq!(why, Why::Conflict);
    let who: Vec<&str> = candidates.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(who, ["云溪县水利局", "云溪县应急管理局"]);
}

#[test]
fn nasty_case_two_towns_of_one_name_are_asked() {
    let mut city = county::empty();
    city.organ = "青山市人民政府".to_owned();
    for (id, name) in [
        ("u1", "甲县城关镇人民政府"),
        ("u2", "乙县城关镇人民政府"),
        ("u3", "丙县统计局"),
    ] {
        city.roster.push(Unit::new(id, name));
    }
    let (why, candidates) = asked(&city, &of("城关镇人民政府"));
    assert_eq!(why, Why::Organ);
    assert_eq!(candidates.len(), 2);
    assert_eq!(placed_at(&city, &of("乙县城关镇人民政府")), "u2");
    // With the very same name on the roster, and with one alias twice.
    let mut twice = county::empty();
    for id in ["u1", "u2"] {
        twice.roster.push(Unit::new(id, "城关镇"));
    }
    assert_eq!(asked(&twice, &of("城关镇人民政府")).0, Why::Ambiguous);
    let mut aliased = county::with_units(2);
    for unit in &mut aliased.roster {
        unit.aliases.push("县一局".to_owned());
    }
    assert_eq!(asked(&aliased, &of("县一局")).0, Why::Ambiguous);
}

#[test]
fn nasty_case_the_government_s_report_is_asked_whatever_the_backup_says() {
    let county = own_county();
    for level in [Level::GovernmentOffice, Level::County] {
        for organ in ["云溪县人民政府", "云溪县人民政府办公室", "云溪县统计局"]
        {
            let incoming = Incoming {
                level: Some(level),
                ..of(organ)
            };
            assert_eq!(asked(&county, &incoming).0, Why::Summary, "{organ}");
        }
    }
}

#[test]
fn a_starter_comes_back_to_its_unit_although_the_file_was_renamed() {
    let county = own_county();
    let starter = |organ, file| Incoming {
        handed_out: Some("u8"),
        file,
        ..of(organ)
    };
    assert_eq!(placed_at(&county, &starter("云溪县水利局", "1.json")), "u8");
    assert_eq!(
        placed_at(&county, &starter("云溪县水资源局", "1.json")),
        "u8"
    );
    // Somebody else's starter was taken.
    let (why, candidates) = asked(&county, &starter("云溪县统计局", "1.json"));
    assert_eq!(why, Why::Conflict);
    assert_eq!(candidates[0].1, [Reason::HandedOut]);
    assert_eq!(candidates[1].1, [Reason::SameName]);
    // The file's name speaks of another.
    let renamed = starter("云溪县水利局", "统计局.json");
    assert_eq!(asked(&county, &renamed).0, Why::Conflict);
}

#[test]
fn what_was_guessed_places_nothing_by_itself() {
    let county = own_county();
    let year = Incoming {
        year_guessed: true,
        ..of("云溪县水利局")
    };
    assert_eq!(asked(&county, &year).0, Why::Year);
    let organ = Incoming {
        organ_guessed: true,
        ..of("云溪县水利局")
    };
    assert_eq!(asked(&county, &organ).0, Why::Organ);
    // The file's name agrees.
    let agreed = Incoming {
        file: "水利局.docx",
        ..organ
    };
    assert_eq!(placed_at(&county, &agreed), "u8");
}

#[test]
fn a_title_of_another_organ_or_year_is_asked() {
    let county = own_county();
    for title in [
        "云溪县统计局2025年政府信息公开工作年度报告",
        "云溪县水利局2024年政府信息公开工作年度报告",
        "全县2025年政府信息公开工作年度报告",
        "临河县水利局2025年政府信息公开工作年度报告",
        "2025年云溪县水利局水政监察大队政府信息公开工作年度报告",
    ] {
        let incoming = Incoming {
            title,
            ..of("云溪县水利局")
        };
        let (why, _) = asked(&county, &incoming);
        assert!(matches!(why, Why::Conflict | Why::Summary), "{title}");
    }
    for title in [
        "云溪县水利局2025年度政府信息公开工作年度报告",
        "县水利局2025年政府信息公开年度报告",
        "关于云溪县水利局2025年政府信息公开工作情况的报告",
        "2025年云溪县水利局政府信息公开工作年度报告",
        "政府信息公开工作年度报告",
    ] {
        let own = Incoming {
            title,
            ..of("云溪县水利局")
        };
        assert_eq!(placed_at(&county, &own), "u8", "{title}");
    }
}

#[test]
fn a_region_above_is_known_once_the_roster_or_the_collection_names_it() {
    let mut county = own_county();
    let far = of("南江市云溪县统计局");
    assert_eq!(asked(&county, &far).0, Why::Organ);
    county.organ = "青山市云溪县人民政府".to_owned();
    assert_eq!(asked(&county, &far).0, Why::Organ);
    assert_eq!(placed_at(&county, &of("青山市云溪县统计局")), "u9");
    county.organ = "云溪县人民政府".to_owned();
    county.roster[13].name = "青山市云溪县气象局".to_owned();
    assert_eq!(placed_at(&county, &of("青山市云溪县统计局")), "u9");
    assert_eq!(placed_at(&county, &of("云溪县气象局")), "u14");
}

#[test]
fn an_empty_roster_places_nothing() {
    let county = county::empty();
    let (why, candidates) = asked(&county, &of("云溪县统计局"));
    assert_eq!((why, candidates.len()), (Why::Organ, 0));
}
