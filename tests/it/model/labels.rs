//! The printed tables, to the character and the span, and the official headings.
//!
//! One line stands for one printed row, places separated by `｜`; `数` is a figure, `×n` covers n
//! columns and `↓n` covers n rows.

use nianbao::model::section::Section;
use nianbao::model::table::Table;
use nianbao::model::table::layout::{Content, Slot};

const PROACTIVE: &str = "\
第二十条第（一）项×4
信息内容｜本年制发件数｜本年废止件数｜现行有效件数
规章｜数｜数｜数
行政规范性文件｜数｜数｜数
第二十条第（五）项×4
信息内容｜本年处理决定数量×3
行政许可｜数×3
第二十条第（六）项×4
信息内容｜本年处理决定数量×3
行政处罚｜数×3
行政强制｜数×3
第二十条第（八）项×4
信息内容｜本年收费金额（单位：万元）×3
行政事业性收费｜数×3
";

const APPLICATIONS: &str = "\
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）×3↓3｜申请人情况×7
自然人↓2｜法人或其他组织×5｜总计↓2
商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他
一、本年新收政府信息公开申请数量×3｜数｜数｜数｜数｜数｜数｜数
二、上年结转政府信息公开申请数量×3｜数｜数｜数｜数｜数｜数｜数
三、本年度办理结果↓22｜（一）予以公开×2｜数｜数｜数｜数｜数｜数｜数
（二）部分公开（区分处理的，只计这一情形，不计其他情形）×2｜数｜数｜数｜数｜数｜数｜数
（三）不予公开↓8｜1.属于国家秘密｜数｜数｜数｜数｜数｜数｜数
2.其他法律行政法规禁止公开｜数｜数｜数｜数｜数｜数｜数
3.危及“三安全一稳定”｜数｜数｜数｜数｜数｜数｜数
4.保护第三方合法权益｜数｜数｜数｜数｜数｜数｜数
5.属于三类内部事务信息｜数｜数｜数｜数｜数｜数｜数
6.属于四类过程性信息｜数｜数｜数｜数｜数｜数｜数
7.属于行政执法案卷｜数｜数｜数｜数｜数｜数｜数
8.属于行政查询事项｜数｜数｜数｜数｜数｜数｜数
（四）无法提供↓3｜1.本机关不掌握相关政府信息｜数｜数｜数｜数｜数｜数｜数
2.没有现成信息需要另行制作｜数｜数｜数｜数｜数｜数｜数
3.补正后申请内容仍不明确｜数｜数｜数｜数｜数｜数｜数
（五）不予处理↓5｜1.信访举报投诉类申请｜数｜数｜数｜数｜数｜数｜数
2.重复申请｜数｜数｜数｜数｜数｜数｜数
3.要求提供公开出版物｜数｜数｜数｜数｜数｜数｜数
4.无正当理由大量反复申请｜数｜数｜数｜数｜数｜数｜数
5.要求行政机关确认或重新出具已获取信息｜数｜数｜数｜数｜数｜数｜数
（六）其他处理↓3｜1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请｜数｜数｜数｜数｜数｜数｜数
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请｜数｜数｜数｜数｜数｜数｜数
3.其他｜数｜数｜数｜数｜数｜数｜数
（七）总计×2｜数｜数｜数｜数｜数｜数｜数
四、结转下年度继续办理×3｜数｜数｜数｜数｜数｜数｜数
";

const REVIEW: &str = "\
行政复议×5｜行政诉讼×10
结果维持↓2｜结果纠正↓2｜其他结果↓2｜尚未审结↓2｜总计↓2｜未经复议直接起诉×5｜复议后起诉×5
结果维持｜结果纠正｜其他结果｜尚未审结｜总计｜结果维持｜结果纠正｜其他结果｜尚未审结｜总计
数｜数｜数｜数｜数｜数｜数｜数｜数｜数｜数｜数｜数｜数｜数
";

fn written(slot: Slot) -> String {
    let text = match slot.content {
        Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => label,
        Content::Figure(_) => "数",
    };
    let mut written = text.to_owned();
    if slot.columns > 1 {
        written.push_str(&format!("×{}", slot.columns));
    }
    if slot.rows > 1 {
        written.push_str(&format!("↓{}", slot.rows));
    }
    written
}

#[track_caller]
fn check(table: Table, expected: &str) {
    let printed: Vec<String> = table
        .layout()
        .into_iter()
        .map(|row| row.into_iter().map(written).collect::<Vec<_>>().join("｜"))
        .collect();
    let expected: Vec<&str> = expected.lines().collect();
    for (number, (printed, expected)) in printed.iter().zip(&expected).enumerate() {
        assert_eq!(printed, expected, "row {} of {table:?}", number + 1);
    }
    assert_eq!(printed.len(), expected.len(), "rows of {table:?}");
}

#[test]
fn section_two_is_printed_as_prescribed() {
    check(Table::ProactiveDisclosure, PROACTIVE);
}

#[test]
fn section_three_is_printed_as_prescribed() {
    check(Table::Applications, APPLICATIONS);
}

#[test]
fn section_four_is_printed_as_prescribed() {
    check(Table::Review, REVIEW);
}

#[test]
fn the_printed_places_of_every_table_form_a_full_rectangle() {
    for table in Table::ALL {
        let layout = table.layout();
        let covered: usize = layout
            .iter()
            .flatten()
            .map(|slot| slot.columns * slot.rows)
            .sum();
        assert_eq!(
            covered,
            layout.len() * table.columns(),
            "places of {table:?}"
        );
    }
}

#[test]
fn headings_are_those_of_the_official_template() {
    let headings: Vec<&str> = Section::ALL
        .into_iter()
        .filter_map(Section::heading)
        .collect();
    let expected = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ];
    assert_eq!(headings, expected);
}

#[test]
fn a_message_names_a_figure_in_the_words_of_the_form() {
    for (address, name) in [
        (
            "proactive.fees.amount",
            "第二部分“行政事业性收费”的“本年收费金额（单位：万元）”",
        ),
        (
            "applications.not_disclosed.state_secret.total",
            "第三部分“1.属于国家秘密”的“总计”",
        ),
        (
            "review.litigation_after_reconsideration.pending",
            "第四部分“复议后起诉”的“尚未审结”",
        ),
    ] {
        assert_eq!(crate::sample::cell(address).name(), name, "{address}");
    }
}
