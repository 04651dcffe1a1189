//! The roster as it is pasted.

use nianbao::collection::roster::{self, Absent, Trouble};
use nianbao::collection::submission::Why;
use nianbao::collection::unit::{Exclusion, Unit};
use nianbao::collection::whole::Collection;
use nianbao::model::draft::Draft;
use nianbao::model::level::Level;

use super::county::{self, hand_in};

const PASTED: &str = "序号\t单位名称\t简称\t类别\t是否计入\t不计入理由\t曾用名\t联系人及电话\t备注\n\
1\t云溪县人民政府办公室\t县政府办\t\t是\t\t\t王某 5550101\t\n\
2\t云溪县应急管理局\t县应急局、应急局\t部门\t是\t\t云溪县安全生产监督管理局\t李某\t牵头\n\
3\t云溪县城关镇人民政府\t\t乡镇、街道\t\t\t\t\t\n\
4\t云溪县气象局\t\t部门\t否\t垂直管理\t\t\t\n\
5\t云溪县水务有限公司\t\t部门\t不计入\t国有企业\t\t\t只公布\n";

fn pasted(collection: &mut Collection, text: &str) -> roster::Preview {
    let preview = roster::preview(collection, text);
    roster::apply(collection, preview.clone(), Absent::Go);
    preview
}

#[test]
fn a_paste_with_heads_is_read_by_its_heads() {
    let mut county = county::empty();
    let preview = pasted(&mut county, PASTED);
    assert!(preview.troubles.is_empty(), "{:?}", preview.troubles);
    assert_eq!((preview.added.len(), preview.unchanged), (5, 0));
    let units = county.roster.iter();
    let units: Vec<_> = units
        .map(|unit| {
            let Unit {
                id,
                name,
                level,
                counted,
                reason,
                ..
            } = unit;
            (id.as_str(), name.as_str(), *level, *counted, *reason)
        })
        .collect();
    assert_eq!(
        units,
        [
            (
                "u1",
                "云溪县人民政府办公室",
                Some(Level::GovernmentOffice),
                true,
                None
            ),
            (
                "u2",
                "云溪县应急管理局",
                Some(Level::Department),
                true,
                None
            ),
            (
                "u3",
                "云溪县城关镇人民政府",
                Some(Level::Township),
                true,
                None
            ),
            (
                "u4",
                "云溪县气象局",
                Some(Level::Department),
                false,
                Some(Exclusion::Vertical)
            ),
            (
                "u5",
                "云溪县水务有限公司",
                Some(Level::Department),
                false,
                Some(Exclusion::Enterprise)
            ),
        ]
    );
    let second = &county.roster[1];
    assert_eq!(second.aliases, ["县应急局", "应急局"]);
    assert_eq!(second.former, ["云溪县安全生产监督管理局"]);
    assert_eq!(
        (second.contact.as_str(), second.note.as_str()),
        ("李某", "牵头")
    );
}

#[test]
fn pasting_twice_changes_nothing() {
    let mut county = county::empty();
    pasted(&mut county, PASTED);
    let before = county.clone();
    let again = pasted(&mut county, PASTED);
    assert_eq!(again.unchanged, 5);
    assert!(again.added.is_empty() && again.changed.is_empty());
    assert!(again.absent.is_empty() && again.excluded.is_empty());
    assert_eq!(county, before);
}

#[test]
fn without_heads_the_first_column_of_words_has_the_names() {
    for text in [
        "云溪县教育局\n云溪县水利局\n",
        "云溪县教育局\r\n云溪县水利局",
        "1\t云溪县教育局\n2\t云溪县水利局\n",
        "云溪县教育局\t张某\n\n云溪县水利局\t李某\n",
        "云溪县机关事务局\n云溪县水利局\n",
    ] {
        let preview = roster::preview(&county::empty(), text);
        assert!(
            preview.troubles.is_empty(),
            "{text:?}: {:?}",
            preview.troubles
        );
        assert_eq!(preview.added.len(), 2, "{text:?}");
        assert_eq!(preview.added[1].name, "云溪县水利局");
    }
    // A title above the heads is no unit.
    let titled = "云溪县公开主体名单\n单位名称\t备注\n云溪县教育局\t\n";
    let preview = roster::preview(&county::empty(), titled);
    assert_eq!(preview.added.len(), 1);
}

#[test]
fn what_is_wrong_is_listed_and_the_valid_lines_are_kept() {
    let text = "单位名称\t简称\t类别\t是否计入\n\
云溪县教育局\t县局\t部门\t是\n\
云溪县教育局\t县局\t部门\t是\n\
\t县水务\t部门\t\n\
城关镇\t\t镇级\t\n\
城关镇\t城关\t\t\n\
云溪县水利局\t县局\t\t待定\n";
    let preview = roster::preview(&county::empty(), text);
    let names: Vec<&str> = preview
        .added
        .iter()
        .map(|unit| unit.name.as_str())
        .collect();
    assert_eq!(names, ["云溪县教育局", "城关镇", "城关镇", "云溪县水利局"]);
    let shared = |name: &str, units: &[&str]| Trouble::SharedName {
        name: name.to_owned(),
        units: units.iter().map(|&unit| unit.to_owned()).collect(),
    };
    for trouble in [
        Trouble::NoName { line: 4 },
        Trouble::SameName {
            name: "云溪县教育局".to_owned(),
            lines: vec![2, 3],
        },
        Trouble::SameName {
            name: "城关镇".to_owned(),
            lines: vec![5, 6],
        },
        Trouble::UnknownLevel {
            line: 5,
            text: "镇级".to_owned(),
        },
        Trouble::UnknownCounted {
            line: 7,
            text: "待定".to_owned(),
        },
        shared("县局", &["u1", "u4"]),
        shared("城关镇", &["u2", "u3"]),
    ] {
        assert!(
            preview.troubles.contains(&trouble),
            "{trouble:?} in {preview:?}"
        );
    }
    assert_eq!(preview.troubles.len(), 7);
    // The two towns are two, however often it is pasted.
    let mut county = county::empty();
    pasted(&mut county, text);
    let before = county.clone();
    assert_eq!(pasted(&mut county, text).unchanged, 4);
    assert_eq!(county, before);
}

#[test]
fn a_unit_that_handed_something_in_is_excluded_and_never_deleted() {
    let mut county = county::empty();
    pasted(&mut county, "云溪县教育局\n云溪县水利局\n云溪县统计局\n");
    hand_in(&mut county, "u1", Draft::default());
    let shorter = "云溪县统计局\n";
    let preview = roster::preview(&county, shorter);
    assert_eq!(preview.excluded, ["u1"]);
    assert_eq!(preview.absent, ["u2"]);
    // A paste may only add.
    let mut added = county.clone();
    roster::apply(&mut added, preview.clone(), Absent::Stay);
    assert_eq!(added, county);
    roster::apply(&mut county, preview, Absent::Go);
    let left: Vec<(&str, bool)> = county
        .roster
        .iter()
        .map(|unit| (unit.id.as_str(), unit.counted))
        .collect();
    assert_eq!(left, [("u1", false), ("u3", true)]);
    assert_eq!(county.submissions.len(), 1);
    // An identifier is never used again.
    let back = roster::preview(&county, "云溪县统计局\n云溪县水利局\n");
    assert_eq!(back.added[0].id, "u4");
}

#[test]
fn a_renamed_unit_keeps_what_it_handed_in() {
    let mut county = county::empty();
    pasted(&mut county, "云溪县水务局\n");
    hand_in(&mut county, "u1", Draft::default());
    let renamed = "单位名称\t曾用名\n云溪县水利局\t云溪县水务局\n";
    let preview = pasted(&mut county, renamed);
    assert_eq!((preview.changed.len(), preview.added.len()), (1, 0));
    let unit = &county.roster[0];
    assert_eq!(
        (unit.id.as_str(), unit.name.as_str()),
        ("u1", "云溪县水利局")
    );
    assert_eq!(unit.former, ["云溪县水务局"]);
    assert_eq!(pasted(&mut county, renamed).unchanged, 1);
}

#[test]
fn with_an_empty_roster_the_names_that_were_found_are_a_roster() {
    use nianbao::collection::receiving::{Batch, Piece};
    let mut county = county::empty();
    let mut batch = Batch::of(&county);
    for organ in ["云溪县教育局", "云溪县水利局", ""] {
        let mut report = Draft::default();
        report.organ = organ.into();
        report.year = "2025".into();
        let piece = Piece {
            file: format!("{organ}.json"),
            report: report.into(),
            is_backup: true,
            guessed: Vec::new(),
            organ_guessed: false,
            year_guessed: false,
            of: 1,
        };
        batch.receive(&mut county, piece, county::NOW);
    }
    assert!(county.submissions.is_empty());
    assert!(county.unplaced.iter().all(|one| one.why == Why::Organ));
    let names = roster::of_unplaced(&county);
    assert_eq!(names, "云溪县教育局\n云溪县水利局\n");
    assert_eq!(pasted(&mut county, &names).added.len(), 2);
}
