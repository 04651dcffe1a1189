//! What kind of organ publishes the report: it decides deadlines and duties.

/// The publishing organ's place, as 国办公开办函〔2021〕30号 part two distinguishes reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// A department of a people's government at county level or above.
    Department,
    /// A township government or subdistrict office.
    Township,
    /// The organ of a government itself, in the name of the government and its office.
    GovernmentOffice,
    /// A county's roll-up of its departments and townships.
    County,
    /// A prefecture-level city's roll-up.
    City,
    /// A province's roll-up.
    Province,
}

impl Level {
    /// All levels, from the most common to the rarest.
    pub const ALL: [Self; 6] = [
        Self::Department,
        Self::Township,
        Self::GovernmentOffice,
        Self::County,
        Self::City,
        Self::Province,
    ];

    /// The stable identifier in saved files and in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Township => "township",
            Self::GovernmentOffice => "government_office",
            Self::County => "county",
            Self::City => "city",
            Self::Province => "province",
        }
    }

    /// The level of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == id)
    }

    /// What the clerk chooses from.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Department => "政府部门",
            Self::Township => "乡镇政府、街道办事处",
            Self::GovernmentOffice => "政府本机关（政府及其办公室）",
            Self::County => "县（市、区）汇总",
            Self::City => "市（州）汇总",
            Self::Province => "省（区、市）汇总",
        }
    }
}
