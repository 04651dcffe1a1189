//! Characters that look like ordinary ones and are not: what text copied from PDF files is full of.
//!
//! A search does not find them, a screen reader does not read them.

use super::reading::plain;

/// The ordinary ideograph for a radical or a compatibility ideograph; `None` for any other character.
#[must_use]
pub fn ordinary_ideograph(c: char) -> Option<char> {
    let ordinary = match c {
        '\u{2e80}'..='\u{2fd5}' => plain::as_read(c),
        '\u{f900}'..='\u{fa2d}' => {
            let place = (u32::from(c) - 0xf900) as usize;
            COMPATIBILITY.chars().nth(place).filter(|c| *c != NONE)?
        }
        _ => return None,
    };
    (ordinary != c).then_some(ordinary)
}

/// Whether a character shows nothing and has no use in Chinese text: zero-width characters, soft
/// hyphens, marks of direction, control characters.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    ) || c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Whether a character has no meaning outside the font or file it came from.
#[must_use]
pub const fn is_garbled(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
}

/// Stands in the table where a character has no ordinary form.
const NONE: char = '・';

/// U+F900 to U+FA2D, the compatibility ideographs that old encodings brought.
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎\
    來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵\
    讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭\
    驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈\
    領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易\
    李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀\
    ・・塚・晴・・凞猪益礼神祥福靖精羽・蘒・諸・・逸都・・・飯飼館鶴";
