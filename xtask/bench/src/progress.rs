//! What is shown while it works.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How often what is shown is drawn anew.
const TICK: Duration = Duration::from_millis(200);

/// A bar of so many steps under a message. Where there is no terminal, the message is
/// printed once instead.
pub(crate) fn bar(message: String, steps: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} {wide_bar} {pos}/{len} ({eta} left)")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(steps as u64).with_style(style);
    if bar.is_hidden() {
        eprintln!("{message} …");
    }
    bar.set_message(message);
    bar.enable_steady_tick(TICK);
    bar
}
