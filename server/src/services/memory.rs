//! Giving memory back once much was deleted.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::domain::time::later;

/// How often it is looked at how much there is.
const INTERVAL: Duration = Duration::from_secs(5);

/// How many records have to be gone for it to be worth while: about a megabyte.
const WORTH_WHILE: usize = 1_000;

/// Gives memory back when many records were deleted, as soon as their number falls no
/// more; before that, more would have to be given back at once.
pub(super) async fn run(app: Arc<App>) {
    let mut decline = Decline::default();
    loop {
        let clock = app.clock();
        clock.sleep_until(later(clock.now(), INTERVAL)).await;
        if decline.is_over(app.count_records()) {
            // It takes a while, in which others have to be served. It does not fail.
            let _ = tokio::task::spawn_blocking(prefect_mock_heap::give_back).await;
        }
    }
}

/// Watches how many records there are.
#[derive(Debug, Default)]
struct Decline {
    /// The most there were since memory was given back.
    most: usize,
    /// How many there were when it was last looked.
    last: usize,
}

impl Decline {
    /// Whether many records are gone, and no more go now.
    fn is_over(&mut self, records: usize) -> bool {
        self.most = self.most.max(records);
        let is_falling = records < self.last;
        self.last = records;
        let is_over = !is_falling && self.most - records >= WORTH_WHILE;
        if is_over {
            self.most = records;
        }
        is_over
    }
}

#[cfg(test)]
mod tests {
    use super::Decline;

    #[test]
    fn a_decline_is_over_once_and_when_nothing_falls_any_more() {
        let mut decline = Decline::default();
        let mut looks = |records: &[usize]| -> Vec<bool> {
            records.iter().map(|one| decline.is_over(*one)).collect()
        };
        assert_eq!(looks(&[0, 5_000, 5_000]), [false, false, false]);
        assert_eq!(looks(&[4_000, 3_000, 3_000]), [false, false, true]);
        assert_eq!(looks(&[3_000, 2_001, 2_001]), [false, false, false]);
        assert_eq!(looks(&[1_500, 1_600]), [false, true]);
    }
}
