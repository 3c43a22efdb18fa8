//! The table that is printed: a line for each aim.

/// One line: what was measured on both sides, and how they compare.
pub(crate) struct Line {
    what: String,
    unit: &'static str,
    both: [f64; 2],
    /// The middle half of the ratios of neighbouring turns.
    spread: Option<[f64; 2]>,
    aim: f64,
}

impl Line {
    /// One value for each side.
    pub(crate) fn of_values(what: impl Into<String>, unit: &'static str, both: [f64; 2], aim: f64) -> Self {
        Self { what: what.into(), unit, both, spread: None, aim }
    }

    /// Many values for each side, of which the medians count.
    pub(crate) fn of_turns(
        what: impl Into<String>,
        unit: &'static str,
        turns: &[Vec<f64>; 2],
        aim: f64,
    ) -> Self {
        // Two turns of each side stand side by side in a group.
        let sums =
            turns.each_ref().map(|turns| turns.chunks(2).map(|pair| pair.iter().sum()).collect::<Vec<f64>>());
        let ratios: Vec<f64> =
            sums[0].iter().zip(&sums[1]).map(|(runtime, by_hand)| runtime / by_hand).collect();
        let spread = [0.25, 0.75].map(|part| quantile(&ratios, part));
        let both = turns.each_ref().map(|turns| quantile(turns, 0.5));
        Self { what: what.into(), unit, both, spread: Some(spread), aim }
    }

    fn ratio(&self) -> f64 {
        self.both[0] / self.both[1]
    }

    /// Whether it could be measured here at all.
    pub(crate) fn is_known(&self) -> bool {
        self.both.iter().all(|value| *value > 0.0)
    }

    pub(crate) fn is_met(&self) -> bool {
        self.ratio() <= self.aim
    }
}

pub(crate) fn print(lines: &[Line]) {
    println!(
        "{:<38} {:>12} {:>12}  {:>5}  {:<11}  {:>6}",
        "", "runtime", "by hand", "ratio", "middle half", "aim"
    );
    for line in lines {
        let [runtime, by_hand] = line.both.map(|value| format!("{value:.2} {}", line.unit));
        let spread = line.spread.map_or_else(String::new, |[low, high]| format!("{low:.2}–{high:.2}"));
        let verdict = if line.is_met() { "PASS" } else { "over" };
        println!(
            "{:<38} {runtime:>12} {by_hand:>12}  {:>5.2}  {spread:<11}  ≤ {:.2}  {verdict}",
            line.what,
            line.ratio(),
            line.aim
        );
    }
}

fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few hundred values"
    )]
    let index = ((sorted.len().max(1) - 1) as f64 * part).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
