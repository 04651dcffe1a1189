//! Numbers in prose: Arabic and Chinese numerals with their unit, exact in value and place.

/// One, in the millionths that all values are told in.
pub const ONE: u64 = 1_000_000;

/// A number with what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Behind its last digit, `万` and `亿` included; the place of the first is where it was read.
    pub digits_end: usize,
    /// Behind its unit.
    pub end: usize,
    /// The value in millionths of the unit; of 元 for money, of one per cent for a share.
    pub value: u64,
    /// What the last written digit counts, in the same millionths: 1.2万 has 1,000.
    pub step: u64,
    /// What it counts.
    pub kind: Kind,
    /// The unit as written; empty for a bare number before a pause.
    pub unit: &'static str,
    /// Whether it is said to be only about right (约, 余, 以上) or is an end of a range.
    pub rough: bool,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Cases, documents, decisions and whatever else is told in 件, 条 and the like.
    Count,
    /// 元, 万元, 亿元.
    Money,
    /// A share in per cent.
    Percent,
    /// A calendar year.
    Year,
    /// A date, an ordinal, a telephone number: nothing to compare.
    Other,
}

/// Units of things, the longer before the shorter.
const UNITS: [&str; 28] = [
    "件次", "人次", "项次", "场次", "件", "起", "宗", "条", "项", "份", "例", "次", "部", "篇",
    "笔", "批", "家", "期", "场", "个", "人", "名", "户", "万字", "天", "期次", "类", "位",
];

/// The units that cases, documents and decisions are counted in.
pub const CASE_UNITS: &str = "件次件起宗条项份例次部笔";

/// The units that applicants are counted in.
pub const PERSONS: &str = "人名家位";

/// Reads the number that begins at a place.
#[must_use]
pub fn read(chars: &[char], start: usize) -> Option<Number> {
    let first = *chars.get(start)?;
    let before = start.checked_sub(1).and_then(|at| chars.get(at)).copied();
    if first.is_ascii_digit() {
        return Some(arabic(chars, start, before));
    }
    if !matches!(
        first,
        '零' | '〇'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
    ) {
        return None;
    }
    let (value, digits_end) = chinese(chars, start)?;
    let (unit, mut end) = unit_at(chars, digits_end)?;
    let counted = CASE_UNITS.contains(unit) && !matches!(unit, "次" | "例");
    if !counted || before.is_some_and(|c| "第每任某逐几数同另这那一".contains(c)) {
        return None;
    }
    // 第三十七条 and 第十五、十六条 count nothing, nor does the 十七 in the first.
    let written = |c: &char| "、零〇一二两三四五六七八九十百千".contains(*c);
    let earlier = chars.get(..start).unwrap_or_default();
    if before.is_some_and(|c| c != '、' && written(&c))
        || earlier.iter().rfind(|c| !written(c)) == Some(&'第')
    {
        return None;
    }
    let rough = is_rough(chars, start, &mut end);
    Some(Number {
        digits_end,
        end,
        value: value * ONE,
        step: ONE,
        kind: Kind::Count,
        unit,
        rough,
    })
}

fn arabic(chars: &[char], start: usize, before: Option<char>) -> Number {
    let (mut value, mut step, mut at) = digits(chars, start);
    let length = at - start;
    let next = |at: usize| chars.get(at).copied().unwrap_or('\n');
    let mut number = Number {
        digits_end: at,
        end: at,
        value,
        step,
        kind: Kind::Other,
        unit: "",
        rough: false,
    };
    let other = before.is_some_and(|c| c.is_ascii_alphanumeric() || "第-/.〔[".contains(c));
    if other
        || matches!(
            next(at),
            '号' | '月' | '日' | '时' | '楼' | '层' | '-' | '/' | '〕'
        )
    {
        let range = matches!(next(at), '-') && next(at + 1).is_ascii_digit();
        number.rough = range;
        return number;
    }
    if next(at) == '年' {
        number.end += 1;
        if length == 4 {
            number.kind = Kind::Year;
        }
        return number;
    }
    if next(at) == '%' {
        number.kind = Kind::Percent;
        number.end = at + 1;
        number.rough = is_rough(chars, start, &mut number.end);
        return number;
    }
    let mut rough = false;
    if next(at) == '余' || next(at) == '多' {
        rough = true;
        at += 1;
    }
    for (sign, times) in [('万', 10_000), ('亿', 100_000_000)] {
        if next(at) == sign && next(at + 1) != '字' {
            value = value.saturating_mul(times);
            step *= times;
            at += 1;
            number.digits_end = at;
        }
    }
    if next(at) == '余' || next(at) == '多' {
        rough = true;
        at += 1;
    }
    number.end = at;
    number.value = value;
    number.step = step;
    if next(at) == '倍' {
        number.kind = Kind::Percent;
        number.unit = "倍";
        number.value = value.saturating_mul(100);
        number.step = step.saturating_mul(100);
        number.end = at + 1;
    } else if next(at) == '元' {
        number.kind = Kind::Money;
        number.unit = "元";
        number.end = at + 1;
    } else if let Some((unit, end)) = unit_at(chars, at) {
        // 20个工作日 is a time.
        let time = ["工作日", "月", "自然日", "小时", "交易日"]
            .into_iter()
            .any(|word| ends_with(chars, end, word).is_some());
        if unit == "个" && time {
            return number;
        }
        number.kind = Kind::Count;
        number.unit = unit;
        number.end = end;
    } else if "、，；。）\n".contains(next(at)) && before.is_some_and(|c| !"（。；\n".contains(c))
    {
        number.kind = Kind::Count;
    } else if matches!(next(at), '~' | '—' | '至' | '到') && next(at + 1).is_ascii_digit() {
        rough = true;
    }
    let range = before.is_some_and(|c| "~—".contains(c))
        || before.is_some_and(|c| "至到".contains(c))
            && start
                .checked_sub(2)
                .is_some_and(|at| next(at).is_ascii_digit());
    number.rough = is_rough(chars, start, &mut number.end) || rough || range;
    number
}

/// The digits from a place on: their value in millionths, what the last one counts, and their end.
fn digits(chars: &[char], start: usize) -> (u64, u64, usize) {
    let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(10)).map(u64::from);
    let mut value: u64 = 0;
    let mut at = start;
    while let Some(next) = digit(at) {
        value = value.saturating_mul(10).saturating_add(next);
        at += 1;
        let group = chars.get(at) == Some(&'，')
            && (1..=3).all(|ahead| digit(at + ahead).is_some())
            && digit(at + 4).is_none();
        // 1，234 is one number when the first group has at most three digits.
        if group && (at - start <= 3 || chars.get(at - 4) == Some(&'，')) {
            at += 1;
        }
    }
    value = value.saturating_mul(ONE);
    let mut step = ONE;
    if chars.get(at) == Some(&'.') && digit(at + 1).is_some() {
        at += 1;
        while let Some(next) = digit(at) {
            step /= 10;
            value = value.saturating_add(next * step);
            at += 1;
        }
    }
    (value, step.max(1), at)
}

/// A Chinese numeral from 零 to the 千万: its value and its end.
fn chinese(chars: &[char], start: usize) -> Option<(u64, usize)> {
    let mut at = start;
    let (mut sum, mut section, mut digit) = (0_u64, 0_u64, None);
    while let Some(c) = chars.get(at).copied() {
        let value = "零一二三四五六七八九".chars().position(|known| known == c);
        match (c, value) {
            ('〇', _) => digit = Some(0),
            ('两', _) => digit = Some(2),
            (_, Some(value)) => digit = Some(value as u64),
            ('十' | '百' | '千', _) => {
                let times = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                section += digit.unwrap_or(1) * times;
                digit = None;
            }
            ('万', _) if at > start => {
                sum = (section + digit.unwrap_or(0)) * 10_000;
                section = 0;
                digit = None;
            }
            _ => break,
        }
        at += 1;
    }
    (at > start && at - start < 12).then(|| (sum + section + digit.unwrap_or(0), at))
}

fn unit_at(chars: &[char], at: usize) -> Option<(&'static str, usize)> {
    UNITS
        .into_iter()
        .find_map(|unit| ends_with(chars, at, unit).map(|end| (unit, end)))
}

/// The place behind a word that stands at a place.
pub(super) fn ends_with(chars: &[char], at: usize, word: &str) -> Option<usize> {
    let mut end = at;
    for c in word.chars() {
        if chars.get(end) != Some(&c) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Whether the words around a number make it a rough one; the words behind it belong to it.
fn is_rough(chars: &[char], start: usize, end: &mut usize) -> bool {
    const BEFORE: [&str; 13] = [
        "约", "近", "超", "逾", "超过", "突破", "不足", "不到", "至少", "多于", "少于", "低于",
        "高于",
    ];
    let before = BEFORE.into_iter().any(|word| {
        let length = word.chars().count();
        start
            .checked_sub(length)
            .is_some_and(|at| ends_with(chars, at, word).is_some())
    });
    let behind = ["以上", "以下", "以内", "左右", "上下", "余", "多"]
        .into_iter()
        .find_map(|word| ends_with(chars, *end, word));
    if let Some(behind) = behind {
        *end = behind;
    }
    before || behind.is_some()
}
