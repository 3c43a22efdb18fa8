//! What emitted code costs, and how fast it is made: measurements, never tests.
//!
//! In: sizes of a made-up API, or descriptions. Out: tables of ratios, both sides measured in one run.
//! Must never know: how the generator works inside.

mod child;
mod published;
mod scale;
mod speed;
mod synthetic;
mod weight;

use crate::arguments::{Measure, Measurement};
use callwright::failure::{Failure, Verdict};
use callwright::project::Project;

/// Runs the measurement and prints its table.
pub(crate) fn run(arguments: &Measure) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    match &arguments.measurement {
        Measurement::Weight(weight) => weight::run(&project, weight, arguments.runs),
        Measurement::Scale(arguments_of_scale) => scale::run(arguments_of_scale),
        Measurement::Speed(arguments_of_speed) => speed::run(&project, arguments_of_speed, arguments.runs),
    }
}

/// The middle of the values.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
