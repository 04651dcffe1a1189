//! Blocks pasted into the tables of the editor.

use nianbao::export::document::{Block, Document};
use nianbao::export::plain;
use nianbao::import::block::{self, Filled};
use nianbao::import::grid::{Grid, SpanCell};
use nianbao::import::tsv;
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::table::Table;

use crate::sample::{self, cell};

#[track_caller]
fn fill(start: &str, clipboard: &str) -> Filled {
    block::fill(cell(start), &tsv::read(clipboard)).expect("the clipboard is a block")
}

fn edits(filled: &Filled) -> Vec<(String, &str)> {
    filled
        .edits
        .iter()
        .map(|(cell, text)| (cell.to_string(), text.as_str()))
        .collect()
}

/// Checks the edits, written as `address=text`.
#[track_caller]
fn check(start: &str, clipboard: &str, expected: &[&str]) -> Filled {
    let filled = fill(start, clipboard);
    let written: Vec<String> = edits(&filled)
        .into_iter()
        .map(|(address, text)| format!("{address}={text}"))
        .collect();
    assert_eq!(written, expected, "{clipboard:?} pasted at {start}");
    filled
}

#[test]
fn a_single_text_is_no_block() {
    for clipboard in ["", "5", "5\n", "\"5\n6\""] {
        let filled = block::fill(cell("review.reconsideration.upheld"), &tsv::read(clipboard));
        assert_eq!(filled, None, "{clipboard:?}");
    }
}

#[test]
fn a_block_begins_at_the_focused_figure() {
    let filled = check(
        "applications.carried_over.research_institution",
        " 1 \t2\n3\t\n",
        &[
            "applications.carried_over.research_institution=1",
            "applications.carried_over.public_welfare_organization=2",
            "applications.disclosed.research_institution=3",
            "applications.disclosed.public_welfare_organization=",
        ],
    );
    assert_eq!(filled.did_not_fit, [""; 0]);
    assert_eq!((filled.skipped_totals, filled.skipped_head_rows), (0, 0));
}

#[test]
fn texts_are_kept_as_they_are() {
    check(
        "review.reconsideration.upheld",
        "22（其中修订16件）\t—\t１２\t\u{a0}\u{200b}\n",
        &[
            "review.reconsideration.upheld=22（其中修订16件）",
            "review.reconsideration.corrected=—",
            "review.reconsideration.other_result=１２",
            "review.reconsideration.pending=",
        ],
    );
}

#[test]
fn totals_are_crossed_and_not_written() {
    let filled = check(
        "review.reconsideration.pending",
        "1\t9\t2\n",
        &[
            "review.reconsideration.pending=1",
            "review.litigation_without_reconsideration.upheld=2",
        ],
    );
    assert_eq!(filled.skipped_totals, 1);

    let filled = check(
        "applications.other_handling.other.other",
        "1\t1\n2\t2\n3\t\n",
        &[
            "applications.other_handling.other.other=1",
            "applications.carried_forward.other=3",
        ],
    );
    // Two row totals and one figure of （七）总计; the last row total is blank in the clipboard.
    assert_eq!(filled.skipped_totals, 3);
}

#[test]
fn texts_beyond_the_edge_are_named() {
    let filled = check(
        "review.litigation_after_reconsideration.pending",
        "1\t2\t3\t\n4\t\t\t\n",
        &["review.litigation_after_reconsideration.pending=1"],
    );
    assert_eq!(filled.did_not_fit, ["3", "4"]);
    assert_eq!(filled.skipped_totals, 1);
}

#[test]
fn a_figure_across_three_columns_takes_an_expanded_merged_cell() {
    let rows = "1\t2\t3\n4\t5\t6\n7\t7\t7\n8\t\t\n9\n3.5\t\t3.5\n";
    let filled = check(
        "proactive.rules.issued",
        rows,
        &[
            "proactive.rules.issued=1",
            "proactive.rules.repealed=2",
            "proactive.rules.in_force=3",
            "proactive.normative_documents.issued=4",
            "proactive.normative_documents.repealed=5",
            "proactive.normative_documents.in_force=6",
            "proactive.licensing.decisions=7",
            "proactive.penalty.decisions=8",
            "proactive.compulsion.decisions=9",
            "proactive.fees.amount=3.5",
        ],
    );
    assert_eq!(filled.did_not_fit, [""; 0]);
    let filled = check(
        "proactive.licensing.decisions",
        "7\t8\t7\n",
        &["proactive.licensing.decisions=7"],
    );
    assert_eq!(filled.did_not_fit, ["8"]);
}

#[test]
fn a_block_from_a_further_column_reaches_the_figure_across_all() {
    let filled = check(
        "proactive.normative_documents.in_force",
        "6\n7\n",
        &[
            "proactive.normative_documents.in_force=6",
            "proactive.licensing.decisions=7",
        ],
    );
    assert_eq!(filled.did_not_fit, [""; 0]);
}

#[test]
fn the_head_of_the_form_is_left_out() {
    let filled = check(
        "review.reconsideration.upheld",
        "行政复议\t\t\n结果维持\t结果 纠正\t其他结果\n1\t2\t3\n",
        &[
            "review.reconsideration.upheld=1",
            "review.reconsideration.corrected=2",
            "review.reconsideration.other_result=3",
        ],
    );
    assert_eq!(filled.skipped_head_rows, 2);
}

#[test]
fn row_labels_are_left_out_and_their_blank_figures_cleared() {
    let filled = check(
        "applications.unable_to_provide.not_held.natural_person",
        "1、本机关不掌握相关政府信息\t1\t2\n\"2.没有现成信息\n需要另行制作\"\t\t\n",
        &[
            "applications.unable_to_provide.not_held.natural_person=1",
            "applications.unable_to_provide.not_held.commercial_enterprise=2",
            "applications.unable_to_provide.needs_creation.natural_person=",
            "applications.unable_to_provide.needs_creation.commercial_enterprise=",
        ],
    );
    assert_eq!(filled.skipped_head_rows, 0);
}

#[test]
fn labelled_rows_go_where_their_labels_are() {
    check(
        "applications.newly_received.natural_person",
        "2.没有现成信息需要另行制作\t4\n3.补正后申请内容仍不明确\t5\n\t6\n",
        &[
            "applications.unable_to_provide.needs_creation.natural_person=4",
            "applications.unable_to_provide.unclear_after_correction.natural_person=5",
            "applications.not_processed.petition.natural_person=6",
        ],
    );
}

#[test]
fn two_numbers_in_one_cell_do_not_become_one() {
    check(
        "review.reconsideration.upheld",
        "\"1\n2\"\t\"22\n（其中修订16件）\"\n",
        &[
            "review.reconsideration.upheld=1 2",
            "review.reconsideration.corrected=22（其中修订16件）",
        ],
    );
}

#[test]
fn blanks_where_a_label_continues_belong_to_the_label() {
    check(
        "applications.newly_received.natural_person",
        "一、本年新收政府信息公开申请数量\t\t\t\t2\t\t\t\t\t2\n",
        &[
            "applications.newly_received.natural_person=",
            "applications.newly_received.commercial_enterprise=2",
            "applications.newly_received.research_institution=",
            "applications.newly_received.public_welfare_organization=",
            "applications.newly_received.legal_service_institution=",
            "applications.newly_received.other=",
        ],
    );
}

#[test]
fn numbers_alone_are_never_taken_for_labels() {
    check(
        "applications.carried_over.natural_person",
        "1\t其他\n2\t3\n",
        &[
            "applications.carried_over.natural_person=1",
            "applications.carried_over.commercial_enterprise=其他",
            "applications.disclosed.natural_person=2",
            "applications.disclosed.commercial_enterprise=3",
        ],
    );
}

/// Pastes the sample's whole table into an empty draft and compares every typed figure.
#[track_caller]
fn check_whole_table(table: Table, grid: &Grid) {
    let start = table.figures()[0][0];
    let filled = block::fill(start, grid).expect("a table is a block");
    let mut draft = Draft::default();
    for (cell, text) in &filled.edits {
        draft.set_cell(*cell, text.as_str());
    }
    let report = sample::report();
    for cell in Cell::all().filter(|cell| cell.table() == table) {
        let expected = if cell.is_total() {
            ""
        } else {
            report.figure(cell)
        };
        assert_eq!(&**draft.cell(cell), expected, "{cell}");
    }
    assert_eq!(
        filled.did_not_fit, [""; 0],
        "texts left over from {table:?}"
    );
    let totals = table
        .figures()
        .into_iter()
        .flatten()
        .filter(|cell| cell.is_total());
    assert_eq!(filled.skipped_totals, totals.count(), "totals of {table:?}");
}

#[test]
fn a_whole_table_copied_from_a_page_fills_in_the_figures() {
    let document = Document::of_report(&sample::report());
    for block in &document.blocks {
        if let Block::Table(printed) = block {
            let cells = |row: &Vec<_>| row.iter().map(span_cell).collect();
            let rows = printed.rows.iter().map(cells).collect();
            check_whole_table(printed.table, &Grid::from_spans(rows));
        }
    }
}

fn span_cell(slot: &nianbao::export::document::PrintedSlot) -> SpanCell {
    SpanCell::spanning(slot.text.as_str(), slot.columns, slot.rows)
}

#[test]
fn a_whole_table_copied_as_text_fills_in_the_figures() {
    let text = plain::text(&Document::of_report(&sample::report()));
    let mut rows = text.lines().filter(|line| line.contains('\t'));
    for table in Table::ALL {
        let own: Vec<&str> = rows.by_ref().take(table.layout().len()).collect();
        check_whole_table(table, &tsv::read(&own.join("\r\n")));
    }
}

#[test]
fn a_row_that_is_none_of_the_forms_is_named_and_not_placed() {
    let filled = check(
        "proactive.licensing.decisions",
        "行政许可\t346\n行政处罚\t58\n行政强制\t4\n行政检查\t1200\n",
        &[
            "proactive.licensing.decisions=346",
            "proactive.penalty.decisions=58",
            "proactive.compulsion.decisions=4",
        ],
    );
    assert_eq!(filled.unknown_rows, ["行政检查 1200"]);
    assert_eq!(filled.pasted(), 3);

    // The first row, and rows that go on with it without a label.
    let filled = check(
        "proactive.licensing.decisions",
        "行政检查\t1200\n\t7\n",
        &[],
    );
    assert_eq!(filled.unknown_rows, ["行政检查 1200", "7"]);

    // The names of other offices beside whole rows.
    let filled = check(
        "applications.newly_received.natural_person",
        "县教育局\t1\t0\t0\t0\t0\t0\t1\n县水务局\t2\t0\t0\t0\t0\t0\t2\n",
        &[],
    );
    assert_eq!(filled.unknown_rows.len(), 2);

    // A detail that the form does not have, beside the group's own label.
    let filled = check(
        "applications.newly_received.natural_person",
        "（三）不予公开\t1.属于国家秘密\t1\n（三）不予公开\t9.不便公开\t2\n",
        &["applications.not_disclosed.state_secret.natural_person=1"],
    );
    assert_eq!(filled.unknown_rows, ["（三）不予公开 9.不便公开 2"]);
}

#[test]
fn labels_are_known_as_in_whole_reports() {
    check(
        "applications.newly_received.natural_person",
        "4.保护第三方合法权益\t2\n信访举报投诉类申请\t5\n重复申请\t7\n",
        &[
            "applications.not_disclosed.third_party_rights.natural_person=2",
            "applications.not_processed.petition.natural_person=5",
            "applications.not_processed.duplicate.natural_person=7",
        ],
    );
    check(
        "proactive.rules.issued",
        "规范性文件\t6\t1\t49\n",
        &[
            "proactive.normative_documents.issued=6",
            "proactive.normative_documents.repealed=1",
            "proactive.normative_documents.in_force=49",
        ],
    );
    let filled = check(
        "applications.newly_received.natural_person",
        "三、信访举报投诉类申情\t5\n",
        &["applications.not_processed.petition.natural_person=5"],
    );
    assert_eq!(filled.like_labels, ["三、信访举报投诉类申情"]);
    // Rows that are counted in front.
    let filled = check(
        "proactive.licensing.decisions",
        "序号\t事项\t数量\n1\t行政许可\t346\n2\t行政处罚\t58\n",
        &[
            "proactive.licensing.decisions=346",
            "proactive.penalty.decisions=58",
        ],
    );
    assert_eq!(filled.did_not_fit, [""; 0]);
    // Figures in front of the labels are none of the form's.
    let filled = check(
        "proactive.licensing.decisions",
        "300\t行政许可\t346\n58\t行政处罚\t5\n",
        &[
            "proactive.licensing.decisions=346",
            "proactive.penalty.decisions=5",
        ],
    );
    assert_eq!(filled.did_not_fit, ["300", "58"]);
}

#[test]
fn heads_place_the_columns() {
    let row = [
        "applications.newly_received.natural_person=31",
        "applications.newly_received.commercial_enterprise=6",
        "applications.newly_received.research_institution=0",
        "applications.newly_received.public_welfare_organization=1",
        "applications.newly_received.legal_service_institution=2",
        "applications.newly_received.other=0",
    ];
    for total in ["总计", "合计"] {
        let clipboard = format!(
            "\t{total}\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n\
             一、本年新收政府信息公开申请数量\t40\t31\t6\t0\t1\t2\t0\n"
        );
        let filled = check(
            "applications.newly_received.natural_person",
            &clipboard,
            &row,
        );
        assert_eq!(filled.skipped_totals, 1);
        assert_eq!(filled.stated.len(), 1);
    }
    check(
        "applications.newly_received.natural_person",
        "商业企业\t其他\n6\t0\n",
        &[
            "applications.newly_received.commercial_enterprise=6",
            "applications.newly_received.other=0",
        ],
    );
    check(
        "proactive.rules.issued",
        "信息内容\t现行有效件数\t本年制发件数\n规章\t3\t1\n",
        &["proactive.rules.in_force=3", "proactive.rules.issued=1"],
    );
    check(
        "review.litigation_after_reconsideration.upheld",
        "总计\t结果纠正\n4\t3\n",
        &["review.litigation_after_reconsideration.corrected=3"],
    );
    check(
        "review.reconsideration.upheld",
        "复议后起诉\t\t行政复议\t\n结果维持\t结果纠正\t结果维持\t其他结果\n1\t2\t3\t4\n",
        &[
            "review.litigation_after_reconsideration.upheld=1",
            "review.litigation_after_reconsideration.corrected=2",
            "review.reconsideration.upheld=3",
            "review.reconsideration.other_result=4",
        ],
    );
}

#[test]
fn a_head_that_is_none_of_the_forms_is_named() {
    let filled = check(
        "applications.newly_received.natural_person",
        "\t自然人\t社会团体\t商业企业\n一、本年新收政府信息公开申请数量\t1\t2\t3\n",
        &[
            "applications.newly_received.natural_person=1",
            "applications.newly_received.commercial_enterprise=3",
        ],
    );
    assert_eq!(filled.unknown_heads, ["社会团体"]);
    let filled = check(
        "proactive.licensing.decisions",
        "事项\t上年\t本年\n行政许可\t300\t346\n",
        &["proactive.licensing.decisions=346"],
    );
    assert_eq!(filled.unknown_heads, ["上年"]);
    let filled = check(
        "proactive.licensing.decisions",
        "信息内容\t本年处理决定数量\n行政许可\t346\n行政事业性收费\t12\n",
        &["proactive.licensing.decisions=346"],
    );
    assert_eq!(filled.did_not_fit, ["12"]);
    let filled = check(
        "proactive.fees.amount",
        "信息内容\t本年收费金额（单位：元）\n行政事业性收费\t12000\n",
        &[],
    );
    assert_eq!(filled.did_not_fit, ["12000"]);
    // The same head twice tells nothing.
    let filled = check(
        "applications.newly_received.natural_person",
        "自然人\t其他\t自然人\n1\t2\t3\n",
        &["applications.newly_received.other=2"],
    );
    assert_eq!(filled.did_not_fit, ["1", "3"]);
}

#[test]
fn totals_that_differ_are_named_with_both_numbers() {
    let filled = fill(
        "applications.newly_received.natural_person",
        "一、本年新收政府信息公开申请数量\t31\t6\t0\t1\t2\t0\t41\n",
    );
    let mut draft = Draft::default();
    for (cell, text) in &filled.edits {
        draft.set_cell(*cell, text.as_str());
    }
    let differing = filled.differing_totals(&draft);
    let said: Vec<String> = differing
        .iter()
        .map(|total| format!("{} {} {}", total.cell, total.stated, total.computed))
        .collect();
    assert_eq!(said, ["applications.newly_received.total 41 40"]);
    let right = fill(
        "applications.newly_received.natural_person",
        "一、本年新收政府信息公开申请数量\t31\t6\t0\t1\t2\t0\t40\n",
    );
    assert_eq!(right.differing_totals(&draft), []);
}

#[test]
fn what_is_blank_is_not_counted() {
    let filled = fill(
        "applications.newly_received.natural_person",
        "1\t\t3\n\t\t\n",
    );
    assert_eq!(filled.pasted(), 2);
}

#[test]
fn a_labelled_row_as_wide_as_the_table_begins_where_the_table_begins() {
    let filled = check(
        "review.reconsideration.pending",
        "数量\t1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n",
        &[
            "review.reconsideration.upheld=1",
            "review.reconsideration.corrected=0",
            "review.reconsideration.other_result=0",
            "review.reconsideration.pending=0",
            "review.litigation_without_reconsideration.upheld=0",
            "review.litigation_without_reconsideration.corrected=0",
            "review.litigation_without_reconsideration.other_result=0",
            "review.litigation_without_reconsideration.pending=0",
            "review.litigation_after_reconsideration.upheld=0",
            "review.litigation_after_reconsideration.corrected=0",
            "review.litigation_after_reconsideration.other_result=0",
            "review.litigation_after_reconsideration.pending=0",
        ],
    );
    assert_eq!(filled.did_not_fit, [""; 0]);
}

#[test]
fn a_figure_that_stands_there_twice_is_left_as_it_is() {
    let filled = check(
        "proactive.licensing.decisions",
        "行政许可\t346\n行政许可\t9\n行政处罚\t5\n",
        &["proactive.penalty.decisions=5"],
    );
    assert_eq!(filled.twice.len(), 1);
}

#[test]
fn invisible_characters_around_a_figure_are_taken_off() {
    check(
        "proactive.licensing.decisions",
        "\u{202d}40\u{202c}\n\u{200e}7\u{ad}\n\u{2009}8\u{202f}\n",
        &[
            "proactive.licensing.decisions=40",
            "proactive.penalty.decisions=7",
            "proactive.compulsion.decisions=8",
        ],
    );
}

#[test]
fn of_several_tables_the_one_for_this_table_is_taken() {
    let licensing = tsv::read("信息内容\t本年处理决定数量\n行政许可\t346\n行政处罚\t5");
    let review =
        tsv::read("行政复议\t\t\t\t\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t2\t3\t4\t10");
    let start = cell("proactive.rules.issued");
    let filled = block::fill_from(start, &[review.clone(), licensing.clone()]).expect("a block");
    assert_eq!(filled.pasted(), 2);
    assert_eq!(filled.other_tables, 1);
    assert_eq!(filled.belongs_to, None);
    // In a table that has none of its rows it is said whose they are.
    let start = cell("applications.newly_received.natural_person");
    let filled = block::fill_from(start, &[licensing]).expect("a block");
    assert_eq!(filled.pasted(), 0);
    assert_eq!(filled.belongs_to, Some(Table::ProactiveDisclosure));
}
