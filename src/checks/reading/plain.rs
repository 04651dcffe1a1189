//! Prose prepared for reading: what differs only in appearance is made equal, and every character
//! still knows where it stood in the text as typed.

use std::ops::Range;

use crate::checks::{characters, text};

/// A text prepared for reading.
///
/// White space and invisible characters are left out, also between a number and its unit. Digits,
/// letters and signs are half-width, punctuation is full-width, radicals that stand for characters
/// (as in texts copied from PDF files) are those characters. `\n` is where a paragraph or a heading ends: a
/// line's end within a sentence and a line that is only a page number are left out as well.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// The characters.
    pub chars: Vec<char>,
    /// Where each character stood: its first byte and the byte behind it.
    places: Vec<(u32, u32)>,
}

impl Plain {
    /// Prepares a text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut plain = Self::default();
        let mut start = 0;
        let mut below_heading = false;
        for line in text.split_inclusive('\n') {
            if !text::is_page_number(line) {
                let next = line.trim_start();
                if below_heading && goes_on_with_words(next) || plain.ends_before(next) {
                    plain.push('\n', start, 0);
                }
                below_heading = is_heading(line.trim());
                let shown = |c: char| {
                    text::is_common_ideograph(c)
                        || !c.is_whitespace() && !characters::is_invisible(c)
                };
                for (at, c) in line.char_indices().filter(|(_, c)| shown(*c)) {
                    plain.push(as_read(c), start + at, c.len_utf8());
                }
            }
            start += line.len();
        }
        plain
    }

    /// The bytes of the typed text that some of the characters stood in.
    #[must_use]
    pub fn typed(&self, chars: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.get(at).copied().unwrap_or_default();
        let end = chars.end.checked_sub(1).map_or(0, |last| place(last).1);
        place(chars.start).0 as usize..end as usize
    }

    /// The prepared text.
    #[must_use]
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    fn push(&mut self, c: char, start: usize, length: usize) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.chars.push(c);
        self.places.push((place(start), place(start + length)));
    }

    /// Whether a paragraph ends before a line: after the end of a sentence, before a number in front
    /// of a heading, and between two numbers, which never are one.
    fn ends_before(&self, line: &str) -> bool {
        let Some(last) = self.chars.last() else {
            return false;
        };
        if line.is_empty() || *last == '\n' {
            return false;
        }
        let digits = last.is_ascii_digit() && !goes_on_with_words(line);
        behind_number(line).is_some() || digits || "。；！？".contains(*last)
    }
}

/// The rest of a line behind the number in front of a heading or a point: （二）, 3., 一是.
fn behind_number(line: &str) -> Option<&str> {
    let number = line
        .trim_start_matches(|c: char| c.is_ascii_digit() || "（(一二三四五六七八九十".contains(c));
    let heads = number.len() < line.len() && number.starts_with(['）', ')', '、', '.', '是']);
    heads.then_some(number)
}

/// Whether a line is the heading of what follows: a number and a few words, no sentence.
fn is_heading(line: &str) -> bool {
    const LONGEST: usize = 20;
    behind_number(line).is_some_and(|words| {
        let pauses = |c: char| "，。；：！？".contains(as_read(c));
        words.chars().nth(LONGEST).is_none() && !words.contains(pauses)
    })
}

/// Whether a line begins with anything but a digit, which may belong to the words before it.
fn goes_on_with_words(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(|c: char| as_read(c).is_ascii_digit())
}

/// The character that is read in place of a typed one.
#[must_use]
pub fn as_read(c: char) -> char {
    if text::is_common_ideograph(c) {
        return c;
    }
    let code = u32::from(c);
    let nth = |table: &str, first: u32| table.chars().nth((code - first) as usize);
    let read = match c {
        ',' => Some('，'),
        ';' => Some('；'),
        ':' => Some('：'),
        '(' => Some('（'),
        ')' => Some('）'),
        '!' => Some('！'),
        '?' => Some('？'),
        '，' | '；' | '：' | '（' | '）' | '！' | '？' => None,
        '！'..='～' => char::from_u32(code - 0xfee0),
        '⺀'..='⻳' => nth(SUPPLEMENT, 0x2e80),
        '⼀'..='⿕' => nth(KANGXI, 0x2f00),
        _ => None,
    };
    read.unwrap_or(c)
}

/// The characters of U+2F00 to U+2FD5, as in Unicode's own compatibility mapping.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢\
    尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火\
    爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿\
    肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹\
    雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The characters of U+2E80 to U+2EF3, for which Unicode has no such mapping.
const SUPPLEMENT: &str = "冫厂乛乙乙亻冂几刀刂卜卩小小兀尢尢尢巳幺彑彐忄心扌攵⺚旡日月歹母民氵水灬爪爪丬牛犭王疋\
    目示礻竹糸纟罒罒网网网羊羊羊老肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶邑钅长镸长门阜\
    阝雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟";
