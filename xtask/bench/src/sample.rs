//! Several measurements of the same thing, and what to say of them.

/// Measurements of one thing, in the order in which they were taken.
#[derive(Clone, Debug, Default)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// Adds a measurement.
    pub fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    /// Adds all measurements of another sample.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// The value below or at which this share of the measurements lies (nearest rank); 0 of nothing.
    ///
    /// `share` is from 0 to 1; 0.5 is the median.
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a rank among some hundred measurements"
        )]
        let rank = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
    }

    /// The median.
    pub fn median(&self) -> f64 {
        self.percentile(0.5)
    }

    /// The least and the greatest measurement.
    pub fn range(&self) -> (f64, f64) {
        (self.percentile(0.0), self.percentile(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn a_percentile_is_one_of_the_measurements() {
        let mut sample = Sample::default();
        for value in [7.0, 1.0, 5.0, 3.0] {
            sample.add(value);
        }
        assert_eq!(sample.median(), 3.0);
        assert_eq!(sample.percentile(0.95), 7.0);
        assert_eq!(sample.range(), (1.0, 7.0));
        assert_eq!(Sample::default().median(), 0.0);
    }

    #[test]
    fn of_two_hundred_the_tenth_from_the_top_is_p95() {
        let mut sample = Sample::default();
        for value in 1..=200 {
            sample.add(f64::from(value));
        }
        assert_eq!(sample.percentile(0.95), 190.0);
    }
}
