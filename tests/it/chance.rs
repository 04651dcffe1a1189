//! Random numbers that a seed tells: what was tried can be tried again.

/// A small generator of random numbers (splitmix64), begun with a seed.
pub struct Chance(pub u64);

impl Chance {
    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// A place in something of this length; the first where it is empty.
    pub fn index(&mut self, length: usize) -> usize {
        let bound = u64::try_from(length.max(1)).expect("a length");
        usize::try_from(self.below(bound)).expect("below a length")
    }

    /// True once in so many times.
    pub fn once_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }
}
