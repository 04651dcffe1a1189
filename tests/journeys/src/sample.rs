//! A small report in which everything agrees, for the journeys that need one.

use crate::cells::Figures;
use crate::desk::Desk;

use anyhow::Result;

/// The organ's name.
pub const ORGAN: &str = "示例县应急管理局";

/// The year reported on.
pub const YEAR: &str = "2025";

/// The standard title that follows from the two.
pub const TITLE: &str = "示例县应急管理局2025年政府信息公开工作年度报告";

/// The six official headings.
pub const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// The sections that are prose, with a text for each.
pub const PROSE: [(&str, &str); 4] = [
    (
        "preamble",
        "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为2025年1月1日至2025年12月31日。",
    ),
    (
        "overview",
        "2025年，我局主动公开应急管理信息，新收政府信息公开申请15件，上年结转1件。\n我局完善政府信息管理制度，加强公开平台建设，落实监督保障措施，工作考核、社会评议结果良好，未发生责任追究情形。",
    ),
    (
        "problems_and_improvements",
        "存在的主要问题：一是政策解读形式不够丰富，二是基层站所公开栏更新不够及时。\n改进情况：一是增加图表和问答式解读，二是按月检查公开栏更新情况并通报，确保各项信息及时、准确公开。",
    ),
    (
        "other_matters",
        "2025年，我局未收取政府信息公开信息处理费。",
    ),
];

/// The figures that are not zero and not totals.
const FIGURES: [(&str, &str); 17] = [
    ("proactive.normative_documents.issued", "2"),
    ("proactive.normative_documents.repealed", "1"),
    ("proactive.normative_documents.in_force", "10"),
    ("proactive.licensing.decisions", "25"),
    ("proactive.penalty.decisions", "4"),
    ("proactive.compulsion.decisions", "3"),
    ("proactive.fees.amount", "3.5"),
    ("applications.newly_received.natural_person", "12"),
    ("applications.newly_received.commercial_enterprise", "3"),
    ("applications.carried_over.natural_person", "1"),
    ("applications.disclosed.natural_person", "8"),
    ("applications.disclosed.commercial_enterprise", "3"),
    ("applications.partly_disclosed.natural_person", "2"),
    (
        "applications.not_disclosed.internal_affairs.natural_person",
        "1",
    ),
    (
        "applications.unable_to_provide.not_held.natural_person",
        "1",
    ),
    ("applications.carried_forward.natural_person", "1"),
    ("review.reconsideration.upheld", "1"),
];

/// The figures by address; all others are zero or computed.
pub fn figures() -> Figures {
    FIGURES
        .iter()
        .map(|(address, figure)| ((*address).to_owned(), (*figure).to_owned()))
        .collect()
}

/// Starts a draft and fills it with this report, the zeros by the one act that is there for them.
pub fn fill(desk: &mut Desk) -> Result<()> {
    desk.new_draft()?;
    fill_words(desk)?;
    desk.fill_cells(&figures())?;
    desk.fill_zero()
}

/// Fills the fields and the prose.
pub fn fill_words(desk: &mut Desk) -> Result<()> {
    desk.set_field("organ", ORGAN)?;
    desk.set_field("year", YEAR)?;
    desk.set_field("level", "department")?;
    desk.set_field("publish_date", "2026-01-20")?;
    for (section, text) in PROSE {
        desk.type_prose(section, text)?;
    }
    Ok(())
}
