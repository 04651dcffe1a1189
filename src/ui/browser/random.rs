//! Identifiers that no other window or copy of the page makes.
#![expect(
    clippy::disallowed_methods,
    reason = "this file is where the page draws random numbers"
)]

/// A new identifier of 16 characters, for a draft or a window.
///
/// It has to be unlikely to recur on one PC, not to be secret.
pub fn id() -> String {
    let time = js_sys::Date::now();
    let chance = js_sys::Math::random();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are non-negative and far below 2^53"
    )]
    let (time, chance) = (time as u64, (chance * 1e12) as u64);
    format!("{:08x}{:08x}", time & 0xffff_ffff, chance & 0xffff_ffff)
}
