//! Section three's table, 收到和处理政府信息公开申请情况: 25 rows of 7 figures.

use super::layout::Slot;
use crate::model::cell::Cell;

/// A row of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Row {
    /// 一
    NewlyReceived,
    /// 二
    CarriedOver,
    /// 三（一）
    Disclosed,
    /// 三（二）
    PartlyDisclosed,
    /// 三（三）1
    StateSecret,
    /// 三（三）2
    ProhibitedByLaw,
    /// 三（三）3
    ThreeSecuritiesOneStability,
    /// 三（三）4
    ThirdPartyRights,
    /// 三（三）5
    InternalAffairs,
    /// 三（三）6
    ProcessInformation,
    /// 三（三）7
    EnforcementFiles,
    /// 三（三）8
    AdministrativeQuery,
    /// 三（四）1
    NotHeld,
    /// 三（四）2
    NeedsCreation,
    /// 三（四）3
    UnclearAfterCorrection,
    /// 三（五）1
    Petition,
    /// 三（五）2
    Duplicate,
    /// 三（五）3
    PublicPublication,
    /// 三（五）4
    ExcessiveRepetition,
    /// 三（五）5
    Reconfirmation,
    /// 三（六）1
    NotCorrectedInTime,
    /// 三（六）2
    FeeNotPaidInTime,
    /// 三（六）3
    OtherHandling,
    /// 三（七）, computed
    HandledTotal,
    /// 四
    CarriedForward,
}

/// A group of detail rows under one printed heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// 三（三）
    NotDisclosed,
    /// 三（四）
    UnableToProvide,
    /// 三（五）
    NotProcessed,
    /// 三（六）
    OtherHandling,
}

/// A column of figures: who applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Applicant {
    /// 自然人
    NaturalPerson,
    /// 法人或其他组织: 商业企业
    CommercialEnterprise,
    /// 法人或其他组织: 科研机构
    ResearchInstitution,
    /// 法人或其他组织: 社会公益组织
    PublicWelfareOrganization,
    /// 法人或其他组织: 法律服务机构
    LegalServiceInstitution,
    /// 法人或其他组织: 其他
    Other,
    /// 总计, computed
    Total,
}

/// What is fixed about a row: its group, identifier and printed label.
struct RowForm(Option<Group>, &'static str, &'static str);

impl Row {
    /// How many rows of figures the table has.
    pub const COUNT: usize = 25;

    /// The rows in printed order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::NewlyReceived,
        Self::CarriedOver,
        Self::Disclosed,
        Self::PartlyDisclosed,
        Self::StateSecret,
        Self::ProhibitedByLaw,
        Self::ThreeSecuritiesOneStability,
        Self::ThirdPartyRights,
        Self::InternalAffairs,
        Self::ProcessInformation,
        Self::EnforcementFiles,
        Self::AdministrativeQuery,
        Self::NotHeld,
        Self::NeedsCreation,
        Self::UnclearAfterCorrection,
        Self::Petition,
        Self::Duplicate,
        Self::PublicPublication,
        Self::ExcessiveRepetition,
        Self::Reconfirmation,
        Self::NotCorrectedInTime,
        Self::FeeNotPaidInTime,
        Self::OtherHandling,
        Self::HandledTotal,
        Self::CarriedForward,
    ];

    /// The 21 rows that （七）总计 adds up.
    pub fn outcomes() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.into_iter().filter(|row| row.is_outcome())
    }

    /// Whether the row is one of the 21 that （七）总计 adds up.
    #[must_use]
    pub const fn is_outcome(self) -> bool {
        !matches!(
            self,
            Self::NewlyReceived | Self::CarriedOver | Self::HandledTotal | Self::CarriedForward
        )
    }

    /// The printed label with its number.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.form().2
    }

    /// The group whose heading stands to the left of the row.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        self.form().0
    }

    /// The part of the address between `applications.` and the column.
    pub(crate) const fn id(self) -> &'static str {
        self.form().1
    }

    const fn form(self) -> RowForm {
        use Group as G;
        match self {
            Self::NewlyReceived => {
                RowForm(None, "newly_received", "一、本年新收政府信息公开申请数量")
            }
            Self::CarriedOver => RowForm(None, "carried_over", "二、上年结转政府信息公开申请数量"),
            Self::Disclosed => RowForm(None, "disclosed", "（一）予以公开"),
            Self::PartlyDisclosed => RowForm(
                None,
                "partly_disclosed",
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            ),
            Self::StateSecret => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.state_secret",
                "1.属于国家秘密",
            ),
            Self::ProhibitedByLaw => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.prohibited_by_law",
                "2.其他法律行政法规禁止公开",
            ),
            Self::ThreeSecuritiesOneStability => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.three_securities_one_stability",
                "3.危及“三安全一稳定”",
            ),
            Self::ThirdPartyRights => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.third_party_rights",
                "4.保护第三方合法权益",
            ),
            Self::InternalAffairs => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.internal_affairs",
                "5.属于三类内部事务信息",
            ),
            Self::ProcessInformation => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.process_information",
                "6.属于四类过程性信息",
            ),
            Self::EnforcementFiles => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.enforcement_files",
                "7.属于行政执法案卷",
            ),
            Self::AdministrativeQuery => RowForm(
                Some(G::NotDisclosed),
                "not_disclosed.administrative_query",
                "8.属于行政查询事项",
            ),
            Self::NotHeld => RowForm(
                Some(G::UnableToProvide),
                "unable_to_provide.not_held",
                "1.本机关不掌握相关政府信息",
            ),
            Self::NeedsCreation => RowForm(
                Some(G::UnableToProvide),
                "unable_to_provide.needs_creation",
                "2.没有现成信息需要另行制作",
            ),
            Self::UnclearAfterCorrection => RowForm(
                Some(G::UnableToProvide),
                "unable_to_provide.unclear_after_correction",
                "3.补正后申请内容仍不明确",
            ),
            Self::Petition => RowForm(
                Some(G::NotProcessed),
                "not_processed.petition",
                "1.信访举报投诉类申请",
            ),
            Self::Duplicate => RowForm(
                Some(G::NotProcessed),
                "not_processed.duplicate",
                "2.重复申请",
            ),
            Self::PublicPublication => RowForm(
                Some(G::NotProcessed),
                "not_processed.public_publication",
                "3.要求提供公开出版物",
            ),
            Self::ExcessiveRepetition => RowForm(
                Some(G::NotProcessed),
                "not_processed.excessive_repetition",
                "4.无正当理由大量反复申请",
            ),
            Self::Reconfirmation => RowForm(
                Some(G::NotProcessed),
                "not_processed.reconfirmation",
                "5.要求行政机关确认或重新出具已获取信息",
            ),
            Self::NotCorrectedInTime => RowForm(
                Some(G::OtherHandling),
                "other_handling.not_corrected_in_time",
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            ),
            Self::FeeNotPaidInTime => RowForm(
                Some(G::OtherHandling),
                "other_handling.fee_not_paid_in_time",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            ),
            Self::OtherHandling => {
                RowForm(Some(G::OtherHandling), "other_handling.other", "3.其他")
            }
            Self::HandledTotal => RowForm(None, "handled_total", "（七）总计"),
            Self::CarriedForward => RowForm(None, "carried_forward", "四、结转下年度继续办理"),
        }
    }
}

impl Group {
    /// The printed heading of the group.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotDisclosed => "（三）不予公开",
            Self::UnableToProvide => "（四）无法提供",
            Self::NotProcessed => "（五）不予处理",
            Self::OtherHandling => "（六）其他处理",
        }
    }

    /// The group's rows in printed order.
    pub fn rows(self) -> impl Iterator<Item = Row> + Clone {
        Row::ALL
            .into_iter()
            .filter(move |row| row.group() == Some(self))
    }
}

impl Applicant {
    /// How many columns of figures the table has.
    pub const COUNT: usize = 7;

    /// The columns in printed order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::NaturalPerson,
        Self::CommercialEnterprise,
        Self::ResearchInstitution,
        Self::PublicWelfareOrganization,
        Self::LegalServiceInstitution,
        Self::Other,
        Self::Total,
    ];

    /// The six columns that 总计 adds up.
    pub fn parts() -> impl Iterator<Item = Self> + Clone {
        Self::ALL
            .into_iter()
            .filter(|column| *column != Self::Total)
    }

    /// The printed label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NaturalPerson => "自然人",
            Self::CommercialEnterprise => "商业企业",
            Self::ResearchInstitution => "科研机构",
            Self::PublicWelfareOrganization => "社会公益组织",
            Self::LegalServiceInstitution => "法律服务机构",
            Self::Other => "其他",
            Self::Total => "总计",
        }
    }

    /// The last part of the address.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::NaturalPerson => "natural_person",
            Self::CommercialEnterprise => "commercial_enterprise",
            Self::ResearchInstitution => "research_institution",
            Self::PublicWelfareOrganization => "public_welfare_organization",
            Self::LegalServiceInstitution => "legal_service_institution",
            Self::Other => "other",
            Self::Total => "total",
        }
    }
}

pub(super) fn layout() -> Vec<Vec<Slot>> {
    let mut rows = vec![
        vec![
            Slot::column_head(
                "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            )
            .columns(3)
            .rows(3),
            Slot::column_head("申请人情况").columns(7),
        ],
        vec![
            Slot::column_head(Applicant::NaturalPerson.label()).rows(2),
            Slot::column_head("法人或其他组织").columns(5),
            Slot::column_head(Applicant::Total.label()).rows(2),
        ],
        Applicant::parts()
            .filter(|column| *column != Applicant::NaturalPerson)
            .map(|column| Slot::column_head(column.label()))
            .collect(),
    ];
    let mut group_above = None;
    for row in Row::ALL {
        let mut slots = Vec::with_capacity(10);
        if row == Row::Disclosed {
            let outcomes = Row::outcomes().count() + 1;
            slots.push(Slot::row_head("三、本年度办理结果").rows(outcomes));
        }
        match row.group() {
            Some(group) => {
                if group_above != Some(group) {
                    slots.push(Slot::row_head(group.label()).rows(group.rows().count()));
                }
                slots.push(Slot::row_head(row.label()));
            }
            None if row.is_outcome() || row == Row::HandledTotal => {
                slots.push(Slot::row_head(row.label()).columns(2));
            }
            None => slots.push(Slot::row_head(row.label()).columns(3)),
        }
        group_above = row.group();
        slots.extend(Applicant::ALL.map(|column| Slot::figure(Cell::Applications(row, column))));
        rows.push(slots);
    }
    rows
}
