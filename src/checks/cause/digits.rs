//! Slips of the finger within one number.

/// The numbers that come of a number when two neighbouring digits change places. A number does not
/// begin with zero, so 10 does not come of 1.
pub(super) fn transposed(value: u64) -> impl Iterator<Item = u64> {
    let places = value.checked_ilog10().unwrap_or(0);
    (0..places).filter_map(move |place| {
        let unit = 10_u64.pow(place);
        let low = value / unit % 10;
        let high = value / unit / 10 % 10;
        let leads = place + 1 == places;
        (low != high && !(leads && low == 0))
            .then(|| value - low * unit - high * unit * 10 + high * unit + low * unit * 10)
    })
}
