//! Prose: headings, title, what the page put around it.

use nianbao::import::found::NoteKind;
use nianbao::import::{plain_text, recognise};
use nianbao::model::section::Section;

use super::parsers;

/// A report as a portal shows it.
const PAGE: &str = "<html><head><title>示例县某局</title></head><body>\
    <nav><a>首页</a><a>2022年示例县某局政府信息公开工作年度报告</a></nav>\
    <div>当前位置：首页 &gt; 政府信息公开 &gt; 年报</div>\
    <h1>示例县某局2023年政府信息公开工作年度报告</h1>\
    <p>发布时间：2024-01-15 10:20　来源：示例县某局　浏览次数：<span>12</span></p>\
    <p>　　本报告根据有关规定编制。统计期限为2023年1月1日至12月31日。</p>\
    <p><b>一、</b><b>总体情况</b></p><p>　　（一）主动公开。</p><p>　　公开3条<script>bad()</script>。</p>\
    <p>二、行政机关主动公开政府信息情况</p><p>注：本表数据为虚构。</p>\
    <p>三、收到和处理政府信息公开申请情况</p>\
    <p>四、因政府信息公开工作被申请行政复议、提起行政诉讼情况</p>\
    <p>五、存在的主要问题及整改措施</p><p>问题一。<br>问题二。</p>\
    <p>六、其他需要报告的事项</p><p>没有收取信息处理费。</p>\
    <p style='text-align:right'>示例县某局</p><p>2024年1月12日</p>\
    <p>【打印】【关闭窗口】</p><p>上一篇：没有了</p><footer>版权所有</footer></body></html>";

#[test]
fn a_page_is_cut_at_its_headings() {
    let found = recognise::read(&parsers::html(PAGE));
    let prose = |section| found.prose(section);
    assert_eq!(
        prose(Section::Preamble),
        "本报告根据有关规定编制。统计期限为2023年1月1日至12月31日。"
    );
    assert_eq!(prose(Section::Overview), "（一）主动公开。\n公开3条。");
    assert_eq!(prose(Section::ProactiveDisclosure), "注：本表数据为虚构。");
    assert_eq!(
        prose(Section::ProblemsAndImprovements),
        "问题一。\n问题二。"
    );
    assert_eq!(prose(Section::OtherMatters), "没有收取信息处理费。");
    assert_eq!(found.organ.as_deref(), Some("示例县某局"));
    assert_eq!(found.year.map(|year| year.get()), Some(2023));
    assert_eq!(found.title, None);
    assert_eq!(
        found.publish_date.map(|date| date.to_string()).as_deref(),
        Some("2024-01-12")
    );
    let headings = found
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Heading);
    assert_eq!(headings.count(), 3);
}

/// Reads a text and gives title, organ and year.
fn title(text: &str) -> (Option<String>, Option<String>, Option<u16>) {
    let found = recognise::read(&plain_text::read(&format!(
        "{text}\n一、总体情况\n正文。\n"
    )));
    (found.title, found.organ, found.year.map(|year| year.get()))
}

#[test]
fn titles_tell_organ_and_year() {
    for (text, own_title, organ, year) in [
        (
            "示例县某局2023年政府信息公开工作年度报告",
            false,
            Some("示例县某局"),
            Some(2023),
        ),
        (
            "示例县某局\n2023年政府信息公开工作年度报告",
            false,
            Some("示例县某局"),
            Some(2023),
        ),
        (
            "2023年示例县某局政府信息公开工作年度报告",
            true,
            Some("示例县某局"),
            Some(2023),
        ),
        (
            "示例县某局2023年度政府信息公开工作年度报告",
            true,
            Some("示例县某局"),
            Some(2023),
        ),
        (
            "示例县某局二〇二三年政府信息公开年度报告",
            true,
            Some("示例县某局"),
            Some(2023),
        ),
        (
            "标题：示例县某局２０２３年政府信息公开工作年度报告",
            false,
            Some("示例县某局"),
            Some(2023),
        ),
        (
            "本局根据有关规定编制2023年政府信息公开工作年度报告，现予公布。",
            false,
            None,
            Some(2023),
        ),
        ("通知公告", false, None, None),
    ] {
        let (title, found, found_year) = title(text);
        assert_eq!((found.as_deref(), found_year), (organ, year), "{text}");
        assert_eq!(title.is_some(), own_title, "{text}: {title:?}");
    }
}

#[test]
fn lines_that_ran_together_are_cut_before_each_heading() {
    let text = "前言。 一、总体情况 甲。二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 \
        四、政府信息公开行政复议、行政诉讼情况 五、存在的主要问题及改进情况 乙。 六、其他需要报告的事项 丙。";
    let found = recognise::read(&plain_text::read(text));
    assert_eq!(found.prose(Section::Overview), "甲。");
    assert_eq!(found.prose(Section::ProblemsAndImprovements), "乙。");
    assert_eq!(found.prose(Section::OtherMatters), "丙。");
    // A quotation of a heading begins no section.
    let found = recognise::read(&plain_text::read(
        "一、总体情况\n详见“五、存在的主要问题及改进情况”一节。\n",
    ));
    assert_eq!(
        found.prose(Section::Overview),
        "详见“五、存在的主要问题及改进情况”一节。"
    );
}

#[test]
fn a_list_of_contents_and_a_second_report_do_no_harm() {
    let headings: String = Section::ALL
        .into_iter()
        .filter_map(Section::heading)
        .map(|heading| format!("{heading}\n"))
        .collect();
    let body = |word: &str| {
        let lines = Section::ALL.into_iter().filter_map(Section::heading);
        lines
            .map(|heading| format!("{heading}\n{word}。\n"))
            .collect::<String>()
    };
    let found = recognise::read(&plain_text::read(&(headings + &body("甲"))));
    assert_eq!(found.prose(Section::Overview), "甲。");
    assert_eq!(found.prose(Section::OtherMatters), "甲。");
    let found = recognise::read(&plain_text::read(&(body("甲") + &body("乙"))));
    assert_eq!(found.prose(Section::Overview), "甲。");
    assert_eq!(found.prose(Section::OtherMatters), "甲。");
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::SecondReport)
    );
}

#[test]
fn what_is_no_report_is_empty() {
    for text in [
        "",
        "\n\n",
        "通知\n今天下午开会。",
        "序号\t名称\n1\t甲\n",
        "{\"a\": 1}",
    ] {
        assert!(
            recognise::read(&plain_text::read(text)).is_empty(),
            "{text:?}"
        );
    }
}
