//! The budgets of the project. They are printed beside what was measured; nothing fails by them.

/// How large something may be.
#[derive(Clone, Copy, Debug)]
pub enum Budget {
    /// At most so much, in the line's own unit.
    Most {
        /// What is kept to.
        limit: f64,
        /// What is wished for.
        stretch: f64,
    },
    /// At most so many times the plain JavaScript form.
    Ratio {
        /// What is kept to.
        limit: f64,
        /// What is wished for.
        stretch: f64,
    },
}

impl Budget {
    /// The budget of the folder on the wire, in kB after brotli.
    pub const WIRE: Self = Self::Most {
        limit: 250.0,
        stretch: 150.0,
    };
    /// The budget of the single file, in kB.
    pub const SINGLE_FILE: Self = Self::Most {
        limit: 1000.0,
        stretch: 600.0,
    };
    /// The budget of the start of the single file with a slow processor.
    pub const START: Self = Self::Ratio {
        limit: 2.0,
        stretch: 1.7,
    };
    /// The budget of a keystroke's script, p95, with a slow processor.
    pub const KEYSTROKE: Self = Self::Ratio {
        limit: 2.0,
        stretch: 1.5,
    };

    /// What a killed browser may lose, in milliseconds: the last half second.
    pub const LOST: Self = Self::Most {
        limit: 500.0,
        stretch: 250.0,
    };

    /// What there is to say of a value and of its ratio to the plain JavaScript form.
    pub fn verdict(self, value: f64, ratio: Option<f64>) -> String {
        let (limit, stretch, found, mark) = match self {
            Self::Most { limit, stretch } => (limit, stretch, Some(value), ""),
            Self::Ratio { limit, stretch } => (limit, stretch, ratio, "×"),
        };
        let judged = match found {
            None => "not measured",
            Some(found) if found <= stretch => "within stretch",
            Some(found) if found <= limit => "within budget",
            Some(_) => "over budget",
        };
        format!("≤ {limit}{mark}, stretch {stretch}{mark}: {judged}")
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn a_value_at_the_limit_is_within() {
        for (value, words) in [
            (150.0, "≤ 250, stretch 150: within stretch"),
            (250.0, "≤ 250, stretch 150: within budget"),
            (250.1, "≤ 250, stretch 150: over budget"),
        ] {
            assert_eq!(Budget::WIRE.verdict(value, Some(1.0)), words);
        }
        assert_eq!(
            Budget::START.verdict(900.0, Some(1.9)),
            "≤ 2×, stretch 1.7×: within budget"
        );
        assert!(Budget::START.verdict(1.0, None).ends_with("not measured"));
    }
}
