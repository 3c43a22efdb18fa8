//! The table that is printed: a line for each aim.

/// One line: what was measured on both sides, and how they compare.
pub(crate) struct Line {
    what: String,
    unit: &'static str,
    both: [f64; 2],
    ratio: f64,
    /// Where the ratio of endlessly many turns would be, with 95 % confidence.
    interval: Option<[f64; 2]>,
    aim: f64,
}

impl Line {
    /// One value for each side.
    pub(crate) fn of_values(what: impl Into<String>, unit: &'static str, both: [f64; 2], aim: f64) -> Self {
        Self { what: what.into(), unit, both, ratio: both[0] / both[1], interval: None, aim }
    }

    /// Many values for each side, of which the medians count. The ratio is that of neighbouring turns, of which the
    /// median counts, too: what slows the machine down for a while slows both sides.
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
        let both = turns.each_ref().map(|turns| quantile(turns, 0.5));
        let (ratio, interval) = (quantile(&ratios, 0.5), Some(interval_of_median(&ratios)));
        Self { what: what.into(), unit, both, ratio, interval, aim }
    }

    /// Whether it could be measured here at all.
    pub(crate) fn is_known(&self) -> bool {
        self.both.iter().all(|value| *value > 0.0)
    }

    pub(crate) fn is_met(&self) -> bool {
        self.ratio <= self.aim
    }
}

pub(crate) fn print(lines: &[Line]) {
    println!(
        "{:<38} {:>12} {:>12}  {:>5}  {:<11}  {:>6}",
        "", "runtime", "by hand", "ratio", "95 % sure", "aim"
    );
    for line in lines {
        let [runtime, by_hand] = line.both.map(|value| format!("{value:.2} {}", line.unit));
        let interval = line.interval.map_or_else(String::new, |[low, high]| format!("{low:.2}–{high:.2}"));
        let verdict = if line.is_met() { "PASS" } else { "over" };
        println!(
            "{:<38} {runtime:>12} {by_hand:>12}  {:>5.2}  {interval:<11}  ≤ {:.2}  {verdict}",
            line.what, line.ratio, line.aim
        );
    }
}

/// Where the median of what was sampled lies, with 95 % confidence. Nothing is assumed of how the values are spread: how
/// many of `n` lie below the median is binomial, with a deviation of half the root of `n`.
fn interval_of_median(values: &[f64]) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred values")]
    let away = 0.98 / (values.len() as f64).sqrt();
    [0.5 - away, 0.5 + away].map(|part| quantile(values, part.clamp(0.0, 1.0)))
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
