//! What is exported comes back through the import's own reader and says the same as the report.

use nianbao::export::document::Document;
use nianbao::export::html::{self, Options};
use nianbao::export::proof::{self, Proof, Published};
use nianbao::export::survival::{self, Kept};
use nianbao::export::{docx, plain};
use nianbao::import::found::Found;
use nianbao::import::{plain_text, recognise};

use crate::import::parsers;
use crate::sample;

fn report() -> Document {
    Document::of_report(&sample::report())
}

fn compared(found: &Found) -> Proof {
    let figures = found.cells.iter().filter_map(|(cell, figure)| {
        let figure = figure.as_ref()?;
        Some((cell, figure.text.clone()))
    });
    let published = Published {
        lines: found.lines.clone(),
        figures: figures.collect(),
    };
    proof::compare(&report(), &published)
}

#[track_caller]
fn check_same(found: &Found) {
    let proof = compared(found);
    assert!(proof.holds(), "{:#?}", proof.differences);
}

#[test]
fn the_page_and_what_editors_leave_of_it_say_the_same() {
    check_same(&recognise::read(&parsers::html(&html::page(&report()))));
    for kept in [Kept::Everything, Kept::Attributes, Kept::Structure] {
        let left = survival::fragment(&report(), Options::default(), kept);
        let page = format!("<div>首页</div><div>{left}</div><p>关闭窗口</p>");
        check_same(&recognise::read(&parsers::html(&page)));
    }
}

#[test]
fn plain_text_says_the_same() {
    check_same(&recognise::read(&plain_text::read(&plain::text(&report()))));
}

#[test]
fn the_word_file_says_the_same() {
    let bytes = docx::bytes(&report());
    let material = parsers::package(&bytes);
    let material = material.expect("readable").expect("a Word file");
    check_same(&recognise::read(&material));
}

#[test]
fn a_backup_says_the_same() {
    check_same(&Found::of_draft(&sample::draft()));
}

#[test]
fn a_change_on_the_page_is_found() {
    let page = html::page(&report()).replace("收到申请12件", "收到申请21件");
    let page = page.replacen(">1234<", ">1243<", 1);
    let proof = compared(&recognise::read(&parsers::html(&page)));
    let places: Vec<_> = proof.differences.iter().map(|it| it.place.name()).collect();
    assert_eq!(
        places,
        ["第一部分文字", "第二部分“行政许可”的“本年处理决定数量”"]
    );
}
