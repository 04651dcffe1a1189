//! The words that prose about the figures is made of. One table drives all of the reading: a new
//! way to say something is one more word in it.

use super::target::{
    self, DIRECT_LAWSUIT, LATER_LAWSUIT, LEGAL, LITIGATION, NATURAL, RECONSIDERATION, Set,
};
use crate::model::table::applications::{Group, Row};
use crate::model::table::review::Outcome;

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// Nothing that is known.
    Unknown,
    /// A word that may stand between a thing and its number.
    Light,
    /// 共计, 合计: like a light word, but the number is a whole.
    Total,
    /// A number.
    Number,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// 。 or the end of a paragraph.
    Stop,
    /// （
    Open,
    /// ）
    Close,
    /// 、
    Mark,
    /// 和, 及
    And,
    /// 收到, 受理
    Receive,
    /// 新收
    New,
    /// 办理
    Treat,
    /// 办结 ([`COMPLETE`]), 审结 ([`JUDGED`] as well), or 答复 (0)
    Finish,
    /// 申请
    Application,
    /// 信息公开
    Disclosure,
    /// 信息
    Information,
    /// 上年结转
    CarriedOver,
    /// 结转下年度; 1 when it is only said to be open.
    CarriedForward,
    /// 结转
    Carry,
    /// 上年
    LastYear,
    /// 下年
    NextYear,
    /// A year far away.
    OtherYear,
    /// Outcomes of section three, by their rows.
    Rows,
    /// Applicants, by their columns.
    Columns,
    /// 其他组织
    Others,
    /// Groups of section four.
    Procedures,
    /// Columns of section four; with [`LOST`] the group 行政诉讼 goes without saying.
    Results,
    /// 规章, 规范性文件, by their figures.
    Documents,
    /// What was done with them, by the figures of 规章.
    Act,
    /// Figures of section two that count decisions.
    Decisions,
    /// 行政事业性收费
    Fees,
    /// 公开, 发布
    Publish,
    /// 无, 未
    None,
    /// 均, 全部
    All,
    /// 其余, 除
    Except,
    /// 按时
    OnTime,
    /// 其中
    Among,
    /// 各
    Each,
    /// 同比, 较
    Compare,
    /// 增长
    Up,
    /// 下降
    Down,
    /// 占
    Share,
    /// 办结率
    Rate,
    /// 等
    AndSoOn,
    /// 网络, 当面: how something came in.
    Channel,
    /// A part of what is counted: 涉及, 延期
    Part,
    /// 局机关: a scope narrower than the table's.
    Narrow,
    /// 全县: a scope wider than a department's table.
    Wide,
    /// 被
    Passive,
    /// What no table counts.
    Alien,
    /// 主动公开, which no table counts either.
    Proactive,
}

/// Marks 涉及: what follows is the field of what is counted.
pub const ABOUT: Set = 1;
/// Marks 主要包括: what follows is not all.
pub const MAINLY: Set = 4;
/// Marks 中: what follows is a part of what was named.
pub const WITHIN: Set = 2;
/// Marks 事项, which are listed in 项 and are no decisions.
pub const MATTERS: Set = 1;
/// Marks 办结: nothing is left to do.
pub const COMPLETE: Set = 1;
/// Marks 审结, which is said of reconsideration and litigation.
pub const JUDGED: Set = 2;
/// Marks 公开 alone, which in a list of outcomes is one of them.
pub const OPEN: Set = 1;
/// Marks 我局: the organ as a whole.
pub const OWN: Set = 4;
/// Marks 为被告: who stands before it is sued and tells nothing.
pub const SUED: Set = 64;
/// Marks 加上: what follows is a sum.
pub const PLUS: Set = 32;
/// Marks 发生: cases that came up, and not those that were handled for others.
pub const AROSE: Set = 16;
/// Marks 通过: what follows is a way, and nobody who acts.
pub const BY: Set = 512;
/// Marks 不存在: in a list of results the information is meant.
pub const ABSENT: Set = 1;
/// Marks 今年: what follows is told of the year reported on.
pub const THIS_YEAR: Set = 128;
/// Marks 作为复议机关: the cases are those of others.
pub const HEARS: Set = 256;
/// Marks 以来: what follows was added up over years.
pub const SINCE: Set = 1;
/// Marks 县政府, the whole or one of several.
pub const GOVERNMENT: Set = 8;
/// Marks 关于: what is counted is about something.
pub const ON: Set = 32;
/// Marks 一审: a lawsuit may be told once for each court.
pub const INSTANCE: Set = 1;
/// Marks 延期: what is counted is counted elsewhere as well.
pub const LATE: Set = 2;
/// Marks 人均: nothing is a part of what follows.
pub const AVERAGE: Set = 16;
/// Marks 其他形式: with the ways before it all there are.
pub const OTHER_WAYS: Set = 2;
/// Marks 窗口, which is as well who does it.
pub const WINDOW: Set = 1;
/// Marks 修订: what was changed counts as issued where the report counts it so.
pub const REVISED: Set = 8;
/// Marks 报请: who makes the rules is another.
pub const FOR_OTHERS: Set = 8;
/// Marks 登记, which may be what is applied for.
pub const REGISTER: Set = 1;
/// Marks 应办: what had to be dealt with, old and new.
pub const DUE: Set = 1;
/// Marks 上半年: what is told is told of a part of the year.
pub const PERIOD: Set = 4;
/// Marks 分别为: the numbers belong to the things before in their order.
pub const IN_ORDER: Set = 2;
/// Marks an unknown word that names another organ or place.
pub const ANOTHER: Set = 1;
/// Marks an unknown word that names a part of an organ.
pub const PART: Set = 2;
/// Marks 增至: what follows is not the change but what came of it.
pub const TO: Set = 1;
/// Marks 合计占: the percentage belongs to the numbers before together.
pub const TOGETHER: Set = 2;
/// Marks 分别占: the percentages belong to the numbers before in their order.
pub const RESPECTIVELY: Set = 1;
/// Marks 企业, which may stand for a column of applicants.
pub const BUSINESS: Set = 2;
/// Marks a result that only a court gives.
pub const LOST: Set = 1 << 8;
/// Marks a row that is told in words of its own, so that its whole group may be meant.
pub const LOOSE: Set = 1 << 31;
/// The columns of 规章; shifted by three those of 行政规范性文件.
pub const RULES: Set = 0b111;
/// The figures of 行政规范性文件.
pub const NORMATIVE: Set = 0b11_1000;
/// The figure of 行政事业性收费.
pub const FEES: Set = 1 << 9;

const fn row(row: Row) -> Set {
    target::row(row)
}

const fn loose(row: Row) -> Set {
    target::row(row) | LOOSE
}

/// The words of each tag with what they stand for.
#[rustfmt::skip]
pub const WORDS: &[(Tag, Set, &str)] = &[
    (Tag::Light, 0, "的|为|是|系|有|计|件|案件|案|类案件|数|数量|件数|情况|情形|事宜|方式|方面|原因|因|因为|由|由于|于|在|其|该|本|年度|年内|当年|来自|截至|年底|年末|至|到|了|已|已经|内|以|按|并|且|及时|我|机关|部门|单位|各类|各种|各项|依法|依规|依法依规|按照|要求|规定|决定|处理决定|做出|作出|进行|实施|予以|采取|形式|途径|方法|渠道|提交|提出|递交|申请人提出|公众|社会公众|群众|市民|居民|法人等|相关|有关|所|而|办件|复议机关|复议审查机关|审查机关|法院|人民法院|上级机关|上级|工作|行政机关|现有|结果|裁决|判决|复函|核发|颁发|达到|达|两项|三项|四项|两类|三类|四类|五类|两者|二者|三者|告知|书|为主|主体|增多|明显|属|属于|每|类|对|与|将|继续|被告|作为|其他组织提出|收取|征收|申请人|不再处理|行政机关不再处理|任何|任何形式|针对|事务|进入|程序|妥善|出现|申诉|纠纷|纠纷问题|事件|违反|有关的"),
    (Tag::Light, SUED, "为被申请人|为被告|作为被告|为被申请机关"),
    (Tag::Light, BY, "通过|经|经由"),
    (Tag::Light, PLUS, "连同|加上|算上|加"),
    (Tag::Light, AROSE, "引发|引起|引发的|发生|产生|提起|导致|诱发"),
    (Tag::Light, GOVERNMENT, "县政府|区政府|市政府|省政府"),
    (Tag::Light, OWN, "全局|全委|全厅|全镇|全乡|全街道|我局|本局|我县|我区|我市|我镇|我委|我厅|我单位|本单位|本机关|本县|本市|本区|本镇|本乡|我乡|我街道|本街道|本部门|我部门"),
    (Tag::Light, MATTERS, "事项"),
    (Tag::Light, WITHIN, "中|里|当中"),
    (Tag::Light, HEARS, "作为复议机关|作为行政复议机关|履行复议机关职责"),
    (Tag::Light, THIS_YEAR, "一年来|一年间|报告期间|统计期间|本年|本年度|今年|全年|今年以来|年初以来|本年以来|本年度以来"),
    (Tag::Total, 0, "共有|共|共计|总共|合计|总计|累计|总数|总数为|总量|总量为|一共|总"),
    (Tag::Comma, 0, "，"),
    (Tag::Semicolon, 0, "；"),
    (Tag::Colon, 0, "："),
    (Tag::Stop, 0, "。|！|？|\n"),
    (Tag::Open, 0, "（"),
    (Tag::Close, 0, "）"),
    (Tag::Mark, 0, "、|/"),
    (Tag::And, 0, "和|及|以及|与|或|或者|并"),
    (Tag::Receive, 0, "收到|接收|收办|收悉|接到|接受|受理|收件|接件|接收到|收到并受理"),
    (Tag::Receive, REGISTER, "登记"),
    (Tag::New, 0, "新收|新收到|新受理|新接收|新收件"),
    (Tag::Treat, 0, "办理|处理|承办|办件量|处置"),
    (Tag::Finish, COMPLETE, "办结|办毕|办理完毕|办理完成|办理完结|处理完毕|处理完成|办完|完成办理|已办|已办结|已办理|已办理完毕|已处理|办结完毕"),
    (Tag::Finish, COMPLETE | JUDGED, "审结|结案|审理完毕|审理完结|审理终结|判决生效|已判决|作出复议决定|做出复议决定|做了复议决定|作出判决|做出判决|作出裁决"),
    (Tag::Finish, 0, "答复|回复|作答|予以答复"),
    (Tag::Application, 0, "政府信息公开申请|信息公开申请|依申请公开|依申请|申请公开|公开申请|申请件|申请|申请量|申请公开政府信息|依申请公开政府信息|依申请公开事项|申请总量|申请数量|政府信息申请|信息申请|新增申请|新增政府信息公开申请|新增信息公开申请|依申请公开信件|依申请公开来信|依申请公开案件|依申请公开请求|政府信息依申请公开|政府信息申请公开|公开政府信息申请|公开政府信息的申请|政府信息公开的申请|要求公开政府信息的申请|依申请公开政府信息申请|政府信息公开申请量|信息公开申请量|依申请公开量|公开申请量|政府信息公开申请总量|政务信息公开申请|政务公开申请|政务信息公开的申请|收政府信息公开申请|收信息公开申请|收依申请公开申请|收依申请公开|依申请信息公开|政府环境信息公开申请|环境信息公开申请|环境信息依申请公开|依申请公开信息|依申请公开政务信息|依申请公开事件"),
    (Tag::Unknown, 0, "中心|服务中心|涉诉信访|被诉行政行为|被诉行为|被诉行政机关|胜诉率|败诉率|未经许可|未经行政许可|未经批准|不予许可|不予行政许可|准予许可|准予行政许可|不予处罚|不予行政处罚|从轻处罚|减轻处罚|免予处罚|从轻或减轻处罚|申请书|申请表|申请渠道|申请流程|申请执行|规章制度|规范性文件库|规范性文件数据库|有效问卷|有效样本|有效回应|有效解决|有效提升|不动产登记|社会组织登记|婚姻登记|户籍登记|户口登记|登记许可|注册登记|工商登记|企业登记|失业登记|商事登记|登记证|个人信息|个人账户|工作日|达标|达产|抵达|零距离|零跑腿|驳回|撤销|撤回|不公开出版|占用|占地|占道|侵占"),
    (Tag::Disclosure, 0, "政府信息公开|信息公开|政务公开|政府信息公开类|政务信息公开"),
    (Tag::Information, 0, "政府信息|信息|信息类"),
    (Tag::CarriedOver, 0, "上年转入|上年转来|上年度转来|上年度遗留|上年度转入|上年遗留|年初结转|上期结转|上年未办结|上年度未办结"),
    (Tag::CarriedForward, 0, "跨年办理|跨年件|转下年|转下年度|转下一年|转下一年度|下年度继续办理|下一年度继续办理|下年继续办理|次年继续办理|结转继续办理"),
    (Tag::CarriedForward, 1, "未答复|尚未答复|未办毕|正在依法办理|正在办理过程中|尚在办理期限内|未到答复期限|继续办理|正在办理|尚未办结|未办结|在办|尚在办理|仍在办理|还在办理|仍在办理中|仍在办理期限内|仍在办理过程中|尚在办理期内|顺延|正在办理中|跨年度办理"),
    (Tag::Carry, 0, "转来|结余|结转|延续到|延续至|转结|转接|转接到|转接至|顺延至|转入|转至|延至|跨年|接转|结转至|结转到|转到"),
    (Tag::LastYear, 0, "上年|上年度|上一年|上一年度|去年|上年同期|去年同期|同期|往年|历年|前年|近年来|近三年"),
    (Tag::OtherYear, SINCE, "以来|年间|年来|期间"),
    (Tag::NextYear, 0, "下年|下年度|下一年|下一年度|次年|明年|来年"),
    (Tag::Rows, row(Row::Disclosed), "予以公开|同意公开|准予公开|全部公开|决定公开|给予公开|全部予以公开|依法公开"),
    (Tag::Rows, row(Row::PartlyDisclosed), "部分公开|部分予以公开|区分处理|予以部分公开"),
    (Tag::Rows, row(Row::Disclosed) | row(Row::PartlyDisclosed), "公开及部分公开|公开和部分公开|公开或部分公开|公开、部分公开|公开与部分公开|全部或部分公开|全部公开或部分公开|同意公开和部分公开"),
    (Tag::Rows, target::group(Group::NotDisclosed), "不予公开|不公开|不同意公开|决定不公开|不予以公开"),
    (Tag::Rows, row(Row::StateSecret), "属于国家秘密|国家秘密"),
    (Tag::Rows, row(Row::ProhibitedByLaw), "禁止公开|法律行政法规禁止公开|法律、行政法规禁止公开|其他法律行政法规禁止|法律法规禁止公开"),
    (Tag::Rows, row(Row::ThreeSecuritiesOneStability), "三安全一稳定|危及三安全一稳定"),
    (Tag::Rows, row(Row::ThirdPartyRights), "第三方合法权益|保护第三方合法权益"),
    (Tag::Rows, loose(Row::ThirdPartyRights), "第三方权益|商业秘密|个人隐私"),
    (Tag::Rows, row(Row::InternalAffairs), "三类内部事务信息|内部事务信息|属于三类内部事务信息|内部事务"),
    (Tag::Rows, row(Row::ProcessInformation), "四类过程性信息|过程性信息|属于四类过程性信息|过程信息"),
    (Tag::Rows, row(Row::EnforcementFiles), "行政执法案卷|执法案卷|行政执法案卷信息|执法案卷信息"),
    (Tag::Rows, row(Row::AdministrativeQuery), "行政查询事项|行政查询|属于行政查询"),
    (Tag::Rows, target::group(Group::UnableToProvide), "无法提供|不能提供|未能提供"),
    (Tag::Rows, row(Row::NotHeld), "没有掌握|未掌握|没有掌握相关信息|没有掌握该信息|未掌握该信息|不掌握该信息|未掌握相关信息|不掌握相关政府信息|不掌握|本机关不掌握|本机关不掌握相关政府信息|不掌握相关信息"),
    (Tag::Rows, loose(Row::NotHeld), "信息不存在|政府信息不存在|不属于本机关|不属于本机关负责公开|不属于本机关公开|不属于本机关公开范围|非本机关"),
    (Tag::Rows, row(Row::NeedsCreation), "没有现成信息|需要另行制作|另行制作|没有现成信息需要另行制作|无现成信息"),
    (Tag::Rows, row(Row::UnclearAfterCorrection), "仍不明确|申请内容仍不明确|补正后申请内容仍不明确|补正后仍不明确"),
    (Tag::Rows, target::group(Group::NotProcessed), "不予处理|不处理"),
    (Tag::Rows, loose(Row::Petition), "信访类|信访事项"),
    (Tag::Rows, row(Row::Petition), "信访举报投诉类申请|信访举报投诉类|信访举报投诉|信访、举报、投诉类|信访、投诉、举报类|信访投诉举报类|信访类申请|属于信访举报投诉类申请"),
    (Tag::Rows, row(Row::Duplicate), "重复申请|重复申请类"),
    (Tag::Rows, row(Row::PublicPublication), "要求提供公开出版物|提供公开出版物|公开出版物"),
    (Tag::Rows, row(Row::ExcessiveRepetition), "大量反复申请|无正当理由大量反复申请"),
    (Tag::Rows, row(Row::Reconfirmation), "重新出具已获取信息|确认或重新出具已获取信息|要求行政机关确认或重新出具|确认或重新出具"),
    (Tag::Rows, target::group(Group::OtherHandling), "其他处理|其它处理|其他方式处理|作其他处理|作其它处理|作出其他处理|以其他方式处理|其他处理方式"),
    (Tag::Rows, row(Row::NotCorrectedInTime), "逾期未补正视为放弃|逾期不补正视为放弃|视为放弃|视为放弃申请|逾期不补正|逾期未补正|无正当理由逾期不补正"),
    (Tag::Rows, row(Row::FeeNotPaidInTime), "逾期未缴费|逾期未缴纳费用|逾期未按收费通知要求缴纳费用|逾期未按要求缴费"),
    (Tag::Columns, NATURAL, "个人|自然人|公民|公民个人|自然人申请人"),
    (Tag::Columns, LEGAL, "法人或其他组织|法人和其他组织|法人及其他组织|法人或者其他组织|法人、其他组织|法人组织|企业法人|法人|法人与其他组织|法人（其他组织）|法人（或其他组织）"),
    (Tag::Columns, 1 << 1, "商业企业|商业企业类"),
    (Tag::Columns, 1 << 2, "科研机构|科研单位"),
    (Tag::Columns, 1 << 3, "社会公益组织|公益组织"),
    (Tag::Columns, 1 << 4, "法律服务机构|律师事务所|律所"),
    (Tag::Others, 0, "其他组织|其它组织"),
    (Tag::Procedures, RECONSIDERATION, "行政复议|复议|涉复议|涉行政复议|行政复议案件|行政复议申请|复议申请"),
    (Tag::Procedures, LITIGATION, "行政诉讼|诉讼|行政诉讼案件|涉诉讼|涉行政诉讼|涉诉|涉诉案件|被诉|被诉案件|被诉讼|被起诉"),
    (Tag::Procedures, 0b111, "引发行政争议|引起行政争议|发生行政争议|产生行政争议"),
    (Tag::Procedures, DIRECT_LAWSUIT, "未经复议直接起诉|直接起诉|直接提起诉讼|未经行政复议直接起诉|未经复议直接提起诉讼|未经复议"),
    (Tag::Procedures, LATER_LAWSUIT, "复议后起诉|复议后再起诉|经复议后起诉|先复议后起诉"),
    (Tag::Results, target::outcome(Outcome::Upheld), "获得维持|结果维持|维持|维持原行政行为|予以维持|获维持"),
    (Tag::Results, target::outcome(Outcome::Corrected), "结果纠正|纠正|纠错|被纠错|被纠正|予以纠正"),
    (Tag::Results, target::outcome(Outcome::Upheld) | LOST, "胜诉|获胜诉"),
    (Tag::Results, target::outcome(Outcome::Corrected) | LOST, "败诉|被判败诉"),
    (Tag::Results, target::outcome(Outcome::OtherResult), "其他结果|其它结果"),
    (Tag::Results, target::outcome(Outcome::Pending), "尚未审结|未审结|正在审理|审理中|尚在审理|未结案|尚未结案|正在审理中|尚在审理中|在审|没有审结|未审理完毕|未裁决|尚未裁决|尚未判决|未判决|仍在审理|还在审理|待判|待审|未结|未决|待决|待决定|尚未决定|未作出决定|正在复议|正在复议中|正在诉讼|正在诉讼中"),
    (Tag::Documents, NORMATIVE, "行政规范性文件|规范性文件"),
    (Tag::Documents, RULES, "规章|政府规章|地方政府规章|部门规章"),
    (Tag::Act, 1, "制发|制定|印发|出台|新制定|制定出台|制定印发|制订|制发出台|新制发|新发布|起草制定|制定发布|新出台|新制订"),
    (Tag::Act, 1 | REVISED, "修改|修订|修改完善|新修订|新修改"),
    (Tag::Act, 2, "废止|清理废止|废止文件|清理废止文件|宣布废止|失效和废止|宣布失效和废止|宣布废止和失效|予以废止|废止失效|废止和失效|废止或宣布失效|废止和宣布失效"),
    (Tag::Act, 4, "现行有效|现行有效文件|继续有效|保留有效|保留|有效|目前有效|仍然有效|期末有效|年末有效|期末现行有效|年末现行有效|仍有效|继续施行|继续保留|存续有效|保持有效|继续执行|现存|持续有效"),
    (Tag::Decisions, 1 << 6, "行政许可|许可"),
    (Tag::Decisions, 1 << 7, "行政处罚|处罚"),
    (Tag::Decisions, 1 << 8, "行政强制|行政强制措施和行政强制执行"),
    (Tag::Decisions, (1 << 8) | LOOSE, "行政强制措施|行政强制执行|强制措施|强制执行"),
    (Tag::Fees, FEES, "行政事业性收费|行政事业性收费金额|事业性收费|行政事业性收费收入|行政事业性收费总金额"),
    (Tag::Publish, OPEN, "公开"),
    (Tag::Publish, 0, "发布|公布|公示|更新|上传|归集|推送|录入|刊登|发布了|双公示"),
    (Tag::None, 0, "未收到|未接到|未接收到|未受理|未发生|未出现|未引起|未引发|未产生|未有|未被|未因|未曾|没有收到|没有接到|没有受理|没有发生|没有出现|没有被|没有因|没有产生|没有引起|没有|暂无|暂未|尚无|从未|从未发生|均无|无|没有一件|没有1件|无一件|没有一起|没有1起|无一起|没有一例|无一例|零|未|未发现|无任何|没|为零|均为零|未涉及|未收取|没有收取|未征收"),
    (Tag::None, ABSENT, "不存在"),
    (Tag::All, 0, "均|全部|所有|都|悉数|已全部|均已|皆"),
    (Tag::Except, DUE, "应办|应答复|应办理|应处理|应办结"),
    (Tag::Except, 0, "除|其余|到期|余|尚余|还剩|尚剩|另有|剩余|还有|尚有|仍有|剩下"),
    (Tag::OnTime, 0, "按时|按期|如期|限期内|期限内|时限内|法定期限内|法定期限|法定时限|法定时限内|规定期限|规定时限|规定期限内|规定时限内|按时限|按规定时间"),
    (Tag::Among, IN_ORDER, "分别为|分别是"),
    (Tag::Among, 0, "其中|包括|其中包括|其中包含|分为|包含|含|涵盖|具体包括"),
    (Tag::Among, MAINLY, "主要为|主要包括|主要包含|主要有|主要是"),
    (Tag::Among, ABOUT, "涉及|涉及到|事涉"),
    (Tag::Each, 0, "各|各有|分别有"),
    (Tag::Compare, 0, "同比|环比|较上年|较上年度|较去年|比上年|比去年|比上年度|较上年同期|较去年同期|比上年同期|比去年同期|与上年相比|与去年相比|与上年同期相比|较上一年|较上一年度|比上一年|较前一年|较往年|较|比|相比|相较|相较于|对比|对照"),
    (Tag::Unknown, 0, "比较|比例|比对|比重|比如|比赛|评比|较为|较大|较多|较好|较高|较少|较低|较快|较强|较慢|较差|较长|较短|较小"),
    (Tag::Up, TO, "增至|增加到|增加至|上升至|上升到|升至|增长至|增长到"),
    (Tag::Up, 0, "净增|净增加|增长|增加|上升|上涨|增幅|新增"),
    (Tag::Down, TO, "降至|减至|减到|减少到|减少至|下降至|下降到"),
    (Tag::Down, 0, "净减|净减少|下降|减少|降低|下跌|降幅|回落"),
    (Tag::Share, 0, "占|占比|占比为|占比达|占比约"),
    (Tag::Share, TOGETHER, "合占|共占|合计占|总计占|一共占|合计占比|合计占比为"),
    (Tag::Share, RESPECTIVELY, "分别占|各占|分别占比|分别占比为|占比分别为|占比分别是|依次占"),
    (Tag::Rate, 1, "办结率|办理率|办复率|办毕率"),
    (Tag::Rate, 0, "答复率|回复率"),
    (Tag::AndSoOn, 0, "等|等原因|等情形|等方式|等情况|等形式|等途径|等渠道|等类型|等理由"),
    (Tag::Channel, 0, "当面|现场|信函|邮寄|邮件|邮箱|电子邮件|电子邮箱|网络|网上|网站|线上|在线|线下|传真|书面|口头|信件|平台|互联网|网站平台|来函|EMS|来信申请|来信方式|通过来信|快递|挂号信|纸质|政务服务网|门户网站|政府网站|书面申请"),
    (Tag::Channel, WINDOW, "窗口"),
    (Tag::Channel, OTHER_WAYS, "其他形式|其它形式|其他渠道|其他途径"),
    (Tag::Part, 0, "补正|转办|移送|转送|转交|移交|转由|转其他|其他行政机关|其他机关|其他单位|其他部门|争取|力争|力求|确保|努力|杜绝|避免|防止|目标|失效|宣布失效|部分单位|部分部门|个别|如果|若|如|凡|有的|减免|退还|不予受理|不受理|听证|领域|非|单独|首次|不属实|行业|当年申请当年办结|当年受理当年办结|当年收件当年办结"),
    (Tag::Part, ON, "关于"),
    (Tag::Part, PERIOD, "单月|季度|上半年|下半年|前三季度"),
    (Tag::Part, AVERAGE, "平均|人均|日均|年均|每月|月均|最多|最少"),
    (Tag::Part, FOR_OTHERS, "报请|提请|代拟"),
    (Tag::Part, LATE, "延期|超期|逾期"),
    (Tag::Part, INSTANCE, "一审|二审|再审|初审"),
    (Tag::Narrow, 0, "本级|政府（办公室）|市政府（办公室）|县政府（办公室）|区政府（办公室）|镇政府（办公室）|区政府办|县政府办|市政府办|镇政府办|省政府办|局机关|委机关|厅机关|机关本级|市本级|县本级|区本级|局本级|委本级|厅本级|政府办|府办|下属|下属单位|下属事业单位|所属事业单位|直属事业单位|事业单位|基层单位|二级机构|派出机构|直属单位|所属单位|二级单位|代表区政府|代表县政府|代表市政府|代表镇政府|办公室本级|县直部门|县直单位|县直|市直部门|市直单位|市直|区直部门|区直单位|区直|州直部门|省直部门|省直单位|乡镇（街道）|镇（街道）|乡镇街道|乡镇|镇街|各镇街|各乡镇|各镇|各街道|各乡镇（街道）|各镇（街道）|各部门|各单位|各科室|县政府（办）|市政府（办）|区政府（办）|县级部门|市级部门|区级部门|县级层面|市级层面|区级层面|乡镇层面|部门层面|局办公室|委办公室|厅办公室"),
    (Tag::Wide, 0, "全县|全市|全区|全省|全州|全系统|各级各部门|各级行政机关|全旗"),
    (Tag::Passive, 0, "被|被申请|被提起"),
    (Tag::Alien, 1, "建议|提案|议案|问政|留言|信访|热线|工单|咨询|投诉|举报|诉求|来信|来电|来访|网民|网友|信箱|督办|公众号|新媒体|微博|微信|视频|舆情|访谈|直播|咨询件|来件|公共诉求|好差评|群众来信|双随机"),
    (Tag::Alien, 0, "意见|培训|解读|政策文件|新闻|动态|会议|查阅|点击|浏览|阅读|档案|公报|专栏|栏目|通报|整改|问题|备案|合法性审查|合法性审核|清理|评估|汇编|起草|草案|征求|党内|出庭|应诉|审理|代理|调解|化解|指导|处理费|费用|收费|缴费|资金|项目|学习|检查|测评|考核|督查|演练|宣传|回应|事故|满意度|公告|指南|目录|年报|年度报告|制度|服务事项|权责清单|清单"),
    (Tag::Alien, BUSINESS, "企业"),
    (Tag::Proactive, 0, "主动公开|主动予以公开|主动公开政府|主动向社会公开"),
];
