//! Digits that ran together: the seven figures of a row as one number, as copying from some pages leaves them.

/// A longer run is never split: nobody could check it by eye.
const LONGEST: usize = 24;

/// The only way to read a run of digits as six figures and their sum; `None` when there is none or several.
#[must_use]
pub fn split(digits: &str) -> Option<[String; 7]> {
    if digits.len() > LONGEST || digits.len() < 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut search = Search {
        digits,
        ends: [0; 6],
        found: None,
        several: false,
    };
    search.next(0, 0, 0);
    let ends = search.found.filter(|_| !search.several)?;
    let mut start = 0;
    let mut parts: [String; 7] = Default::default();
    for (part, end) in parts.iter_mut().zip(ends.into_iter().chain([digits.len()])) {
        digits.get(start..end)?.clone_into(part);
        start = end;
    }
    Some(parts)
}

struct Search<'a> {
    digits: &'a str,
    ends: [usize; 6],
    found: Option<[usize; 6]>,
    several: bool,
}

impl Search<'_> {
    /// Tries all ends of the figure of this number that begins here, the ones before it adding up to a sum.
    fn next(&mut self, figure: usize, start: usize, sum: u64) {
        let Some(rest) = self.digits.get(start..) else {
            return;
        };
        let left = 6 - figure;
        if self.several || rest.len() <= left {
            return;
        }
        if left == 0 {
            if number(rest) == Some(sum) {
                self.several = self.found.is_some();
                self.found = Some(self.ends);
            }
            return;
        }
        for length in 1..=rest.len() - left {
            let Some(value) = rest.get(..length).and_then(number) else {
                return;
            };
            if let Some(end) = self.ends.get_mut(figure) {
                *end = start + length;
            }
            self.next(figure + 1, start + length, sum + value);
        }
    }
}

/// The value of digits without a zero in front.
fn number(digits: &str) -> Option<u64> {
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    digits
        .parse()
        .ok()
        .filter(|value| *value <= crate::model::number::LARGEST)
}
