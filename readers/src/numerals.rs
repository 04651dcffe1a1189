//! Numbers as lists write them ([MS-OSHARED] 2.2.1.3, `MSONFC`).

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number in a format; `None` when that is not known.
pub(crate) fn written(number: u32, format: u8) -> Option<String> {
    match format {
        0 => Some(number.to_string()),
        1 => roman(number),
        2 => roman(number).map(|text| text.to_ascii_lowercase()),
        3 => letters(number, b'A'),
        4 => letters(number, b'a'),
        10 | 40 => number.to_string().chars().map(digit).collect(),
        11 | 33 | 37 | 39 => counted(number),
        14 => number.to_string().chars().map(full_width).collect(),
        18 | 28 | 29 => enclosed(number, '①', 20),
        22 => Some(format!("{number:02}")),
        26 => enclosed(number, '⒈', 20),
        27 => enclosed(number, '⑴', 20),
        _ => None,
    }
}

fn digit(c: char) -> Option<char> {
    let digit = usize::try_from(c.to_digit(10)?).ok()?;
    DIGITS.get(digit).copied()
}

fn full_width(c: char) -> Option<char> {
    char::from_u32(u32::from(c) - u32::from('0') + u32::from('０'))
}

fn enclosed(number: u32, first: char, most: u32) -> Option<String> {
    let own = (1..=most).contains(&number);
    let c = own.then(|| char::from_u32(u32::from(first) + number - 1));
    c.flatten().map(String::from)
}

/// The letters go round: behind z comes aa, and behind it bb.
fn letters(number: u32, first: u8) -> Option<String> {
    let number = number.checked_sub(1).filter(|number| *number < 26 * 20)?;
    let letter = char::from(first + u8::try_from(number % 26).ok()?);
    let times = usize::try_from(number / 26 + 1).ok()?;
    Some(std::iter::repeat_n(letter, times).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

/// Counted as it is spoken, up to 99: 十, 十一, 二十.
fn counted(number: u32) -> Option<String> {
    let (tens, ones) = (number / 10, number % 10);
    let sign = |digit: u32| DIGITS.get(usize::try_from(digit).ok()?).copied();
    let mut text = String::new();
    match tens {
        0 if ones == 0 => return None,
        0 => {}
        1 => text.push('十'),
        2..=9 => text.extend([sign(tens)?, '十']),
        _ => return None,
    }
    if ones > 0 {
        text.push(sign(ones)?);
    }
    Some(text)
}
