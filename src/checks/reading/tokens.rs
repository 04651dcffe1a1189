//! Prose split into known words, numbers and pauses.

use std::sync::OnceLock;

use super::numeral::{self, Kind, Number};
use super::plain::Plain;
use super::target::{LATER_LAWSUIT, LITIGATION, RECONSIDERATION};
use super::words::{ANOTHER, OWN, PART, PERIOD, Tag, WORDS};

/// A piece of prepared prose.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it does.
    pub tag: Tag,
    /// What it stands for.
    pub set: u32,
    /// The place of its first character.
    pub start: usize,
    /// The place behind its last character.
    pub end: usize,
    /// The number, when it is one.
    pub number: Option<Number>,
}

impl Token {
    /// Whether it is a light word with this mark, such as [`WITHIN`](super::words::WITHIN).
    #[must_use]
    pub fn is_marked(&self, mark: u32) -> bool {
        self.tag == Tag::Light && self.set & mark != 0
    }
}

/// Splits prepared prose; `year` is the year reported on, `organ` who reports.
#[must_use]
pub fn split(dictionary: &Dictionary, plain: &Plain, year: Option<u16>, organ: &str) -> Vec<Token> {
    let chars = plain.chars.as_slice();
    let mut tokens: Vec<Token> = Vec::with_capacity(chars.len() / 2);
    let names = dictionary.misleading_names(organ);
    let mut at = 0;
    while at < chars.len() {
        let token = number_at(chars, at, year)
            .or_else(|| name_at(&names, chars, at))
            .or_else(|| dictionary.word_at(chars, at));
        // 卫生监督所 is a name, and not a name and 所.
        let token = token.filter(|token| {
            let named = tokens.last().is_some_and(|last| {
                last.tag == Tag::Unknown && last.end == at && last.end - last.start > 1
            });
            !(named && chars.get(token.start..token.end) == Some(&['所']))
        });
        match (token, tokens.last_mut()) {
            (Some(token), _) => {
                at = token.end;
                tokens.push(token);
            }
            (None, Some(last)) if last.tag == Tag::Unknown && last.end == at => {
                at += 1;
                last.end = at;
            }
            (None, _) => {
                // Quotation marks are no words.
                let silent = chars.get(at).is_some_and(|c| "“”\"‘’《》".contains(*c));
                tokens.push(Token {
                    tag: if silent { Tag::Light } else { Tag::Unknown },
                    set: 0,
                    start: at,
                    end: at + 1,
                    number: None,
                });
                at += 1;
            }
        }
    }
    for token in tokens.iter_mut().filter(|token| token.tag == Tag::Unknown) {
        (token.tag, token.set) = whose(chars.get(token.start..token.end), organ);
    }
    join_later_lawsuits(&mut tokens, chars);
    tokens
}

/// Makes one word of 复议后又被提起的行政诉讼 and the like, however many small words stand in it: the second kind of
/// lawsuit, and not 行政复议 beside 行政诉讼.
fn join_later_lawsuits(tokens: &mut Vec<Token>, chars: &[char]) {
    const LONGEST: usize = 10;
    let mut at = 0;
    while let Some(first) = tokens.get(at).copied() {
        at += 1;
        let later = chars
            .get(first.end)
            .is_some_and(|c| matches!(c, '后' | '再'));
        if first.tag != Tag::Procedures || first.set != RECONSIDERATION || !later {
            continue;
        }
        let between = |token: &&Token| {
            matches!(token.tag, Tag::Light | Tag::Passive | Tag::Unknown)
                && token.end - first.end <= LONGEST
        };
        let rest = tokens.get(at..).unwrap_or_default();
        let small = rest.iter().take_while(between).count();
        let Some(last) = rest.get(small).copied() else {
            return;
        };
        if last.tag != Tag::Procedures || last.set != LITIGATION {
            continue;
        }
        tokens.drain(at..=at + small);
        if let Some(whole) = tokens.get_mut(at - 1) {
            whole.set = LATER_LAWSUIT;
            whole.end = last.end;
        }
    }
}

/// What an unknown word is: [`ANOTHER`] when it is the name of another organ or place, as in 市教育局收到 56 件;
/// [`PART`] when it is a part of an organ, as in 房管科收到 17 件; [`OWN`] when it is what the organ calls itself,
/// the end of its name, as in 县水利局 or 街道.
fn whose(word: Option<&[char]>, organ: &str) -> (Tag, u32) {
    const PARTS: [&str; 15] = [
        "分局", "科", "股", "站", "所", "室", "处", "队", "村", "社区", "中心", "部门", "街道",
        "学校", "医院",
    ];
    const ENDS: [&str; 3] = ["办事处", "办公室", "人民政府"];
    let Some((last, _)) = word.and_then(|word| word.split_last()) else {
        return (Tag::Unknown, 0);
    };
    // Most words end with none of what a name ends with.
    if !"局科股站所室处队村区心门道委办厅镇乡县市州府院会校".contains(*last)
    {
        return (Tag::Unknown, 0);
    }
    let word = String::from_iter(word.unwrap_or_default());
    let length = word.chars().count();
    let another = word.ends_with(|c: char| "局委办厅镇乡道区县市州".contains(c));
    if length > 1 && organ.contains(&word) {
        let short = ENDS.iter().find_map(|end| organ.strip_suffix(end));
        let own = organ.ends_with(&word) || short.is_some_and(|organ| organ.ends_with(&word));
        return if own {
            (Tag::Light, OWN)
        } else {
            (Tag::Unknown, 0)
        };
    }
    if organ.contains(&word) || length < 2 && !"科股".contains(&word) {
        (Tag::Unknown, 0)
    } else if PARTS.iter().any(|part| word.ends_with(part)) {
        (Tag::Unknown, PART)
    } else if another && length > 2 {
        (Tag::Unknown, ANOTHER)
    } else {
        (Tag::Unknown, 0)
    }
}

/// The organ's name, where the text says it: 示例市信访局 or 市信访局, which is nothing about 信访.
fn name_at(names: &[Vec<char>], chars: &[char], start: usize) -> Option<Token> {
    let rest = chars.get(start..)?;
    let name = names.iter().find(|name| rest.starts_with(name))?;
    Some(Token {
        tag: Tag::Light,
        set: OWN,
        start,
        end: start + name.len(),
        number: None,
    })
}

fn number_at(chars: &[char], start: usize, year: Option<u16>) -> Option<Token> {
    let number = numeral::read(chars, start)?;
    if is_of_items(chars, &number) {
        return None;
    }
    let mut token = Token {
        tag: Tag::Number,
        set: 0,
        start,
        end: number.end,
        number: Some(number),
    };
    if number.kind == Kind::Other {
        token.tag = Tag::Light;
        // 1-6月, 截至6月底; with 12月 it is the whole year, and 6月8日 is a day.
        let month = numeral::ends_with(chars, token.end, "月");
        let day = month
            .and_then(|end| chars.get(end))
            .is_some_and(char::is_ascii_digit);
        if let Some(end) = month.filter(|_| !day && number.value != 12 * numeral::ONE) {
            token.tag = Tag::Part;
            token.set = PERIOD;
            token.end = end;
        }
    }
    if number.kind == Kind::Year {
        let written = number.value / numeral::ONE;
        let report = u64::from(year.unwrap_or_default());
        token.tag = match written {
            _ if report == 0 || written == report => Tag::Light,
            _ if written + 1 == report => Tag::LastYear,
            _ if written == report + 1 => Tag::NextYear,
            _ => Tag::OtherYear,
        };
        token.end = numeral::ends_with(chars, token.end, "度").unwrap_or(token.end);
    }
    Some(token)
}

/// Whether a number only says how many of the numbers before are meant: 三类合计, 两项共占.
fn is_of_items(chars: &[char], number: &Number) -> bool {
    let behind = chars.get(number.end).copied().unwrap_or('\n');
    matches!(number.unit, "项" | "类")
        && number.value < 10 * numeral::ONE
        && "合共占".contains(behind)
}

/// How many chains the words are kept in.
const CHAINS: usize = 256;

/// The known words, chained by their first character.
#[derive(Debug)]
pub struct Dictionary {
    chains: Vec<Vec<Word>>,
}

/// A known word; its first two characters part it from most others.
#[derive(Clone, Debug)]
struct Word {
    first: char,
    /// Nothing where it has only one.
    second: Option<char>,
    word: &'static str,
    tag: Tag,
    set: u32,
}

impl Dictionary {
    /// The one that is made at the first reading and kept.
    #[must_use]
    pub fn kept() -> &'static Self {
        static KEPT: OnceLock<Dictionary> = OnceLock::new();
        KEPT.get_or_init(Self::new)
    }

    /// Makes it of the table of words.
    #[must_use]
    pub fn new() -> Self {
        let mut chains = vec![Vec::new(); CHAINS];
        for (tag, set, words) in WORDS {
            for word in words.split('|') {
                let mut chars = word.chars();
                let Some(first) = chars.next() else { continue };
                if let Some(chain) = chains.get_mut(chain(first)) {
                    chain.push(Word {
                        first,
                        second: chars.next(),
                        word,
                        tag: *tag,
                        set: *set,
                    });
                }
            }
        }
        Self { chains }
    }

    /// What the organ calls itself, the longest first, when a word within says something else: 信访局.
    fn misleading_names(&self, organ: &str) -> Vec<Vec<char>> {
        const SHORTEST: usize = 3;
        let name: Vec<char> = organ.chars().collect();
        let alien = |at: usize| {
            self.word_at(&name, at)
                .is_some_and(|word| word.tag == Tag::Alien)
        };
        let Some(first) = (0..name.len()).find(|at| alien(*at)) else {
            return Vec::new();
        };
        // 示例市信访局, 市信访局, 信访局
        let starts = [0, first.saturating_sub(1), first];
        let names = starts.into_iter().filter_map(|start| name.get(start..));
        names
            .filter(|name| name.len() >= SHORTEST)
            .map(<[char]>::to_vec)
            .collect()
    }

    /// The longest word that begins at a place.
    fn word_at(&self, chars: &[char], start: usize) -> Option<Token> {
        let first = *chars.get(start)?;
        let mut best: Option<Token> = None;
        let next = chars.get(start + 1).copied();
        for word in self.chains.get(chain(first))? {
            let other = word.second.is_some() && word.second != next;
            if word.first != first || other {
                continue;
            }
            let Some(end) = numeral::ends_with(chars, start, word.word) else {
                continue;
            };
            if best.is_none_or(|best| best.end < end) {
                best = Some(Token {
                    tag: word.tag,
                    set: word.set,
                    start,
                    end,
                    number: None,
                });
            }
        }
        best
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::new()
    }
}

const fn chain(c: char) -> usize {
    c as usize % CHAINS
}
