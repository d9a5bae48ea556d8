//! Randomness, as it is handed to everything that needs it.
//!
//! Nothing else in the server draws a number: ids, jitter and made-up run names
//! all come from one [`Random`]. Seeded with the same number it repeats itself,
//! so a test that fails can be run again exactly.

mod words;

use chrono::{DateTime, Utc};
use parking_lot::Mutex;
use rand::rngs::StdRng;
use rand::{Rng as _, RngCore as _, SeedableRng as _};
use uuid::{Builder, Uuid};

use words::{ADJECTIVES, ANIMALS};

/// A generator of ids, names and jitter. Shared by reference between threads;
/// each draw takes a lock for as long as the draw itself.
#[derive(Debug)]
pub struct Random {
    generator: Mutex<StdRng>,
    /// For the ids of events alone, so that what is told about objects does not change
    /// which objects a seed makes.
    event_generator: Mutex<StdRng>,
}

impl Random {
    /// A generator that always draws the same sequence for the same `seed`.
    pub fn seeded(seed: u64) -> Self {
        Self::of(StdRng::seed_from_u64(seed))
    }

    /// A generator that is seeded by the operating system.
    pub fn from_os() -> Self {
        Self::of(StdRng::from_os_rng())
    }

    fn of(generator: StdRng) -> Self {
        let event_generator = StdRng::from_rng(&mut generator.clone());
        Self {
            generator: Mutex::new(generator),
            event_generator: Mutex::new(event_generator),
        }
    }

    /// A version 4 UUID: the id of most objects.
    pub fn uuid_v4(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.generator.lock().fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// A version 7 UUID made at `time`: the id of states and task runs.
    ///
    /// Ids sort by their time, down to the microsecond: what the 48-bit
    /// millisecond of the format leaves over goes into the 12 bits after the
    /// version, as RFC 9562 section 6.2 (method 3) allows. Times before 1970
    /// count as 1970.
    pub fn uuid_v7(&self, time: DateTime<Utc>) -> Uuid {
        uuid_v7(&self.generator, time)
    }

    /// A version 7 UUID made at `time`: the id of an event.
    pub fn event_uuid(&self, time: DateTime<Utc>) -> Uuid {
        uuid_v7(&self.event_generator, time)
    }

    /// An even draw from `0.0..1.0`, for jitter.
    pub fn unit(&self) -> f64 {
        self.generator.lock().random()
    }

    /// A name for a run that was given none, such as `patient-otter`: an
    /// adjective and an animal, one of 10,000.
    pub fn run_name(&self) -> String {
        let mut generator = self.generator.lock();
        let adjective = ADJECTIVES[generator.random_range(..ADJECTIVES.len())];
        let animal = ANIMALS[generator.random_range(..ANIMALS.len())];
        format!("{adjective}-{animal}")
    }
}

fn uuid_v7(generator: &Mutex<StdRng>, time: DateTime<Utc>) -> Uuid {
    let milliseconds = u64::try_from(time.timestamp_millis()).unwrap_or(0);
    let microseconds = time.timestamp_subsec_micros() % 1_000;
    let fraction = (microseconds * 4_096 / 1_000).to_be_bytes();

    let mut tail = [0; 10];
    generator.lock().fill_bytes(&mut tail);
    tail[0] = fraction[2];
    tail[1] = fraction[3];
    Builder::from_unix_timestamp_millis(milliseconds, &tail).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone as _};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_seed_draws_the_same_sequence() {
        let (one, two) = (Random::seeded(7), Random::seeded(7));
        assert_eq!(one.uuid_v4(), two.uuid_v4());
        assert_eq!(one.run_name(), two.run_name());
        assert_ne!(Random::seeded(8).uuid_v4(), Random::seeded(7).uuid_v4());
        assert_ne!(Random::from_os().uuid_v4(), Random::from_os().uuid_v4());
    }

    #[test]
    fn ids_carry_their_version() {
        let random = Random::seeded(1);
        let now = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
        assert_eq!(random.uuid_v4().get_version_num(), 4);
        assert_eq!(random.uuid_v7(now).get_version_num(), 7);
    }

    #[test]
    fn a_time_before_1970_is_not_an_error() {
        let then = Utc.with_ymd_and_hms(1950, 1, 1, 0, 0, 0).unwrap();
        assert_eq!(Random::seeded(1).uuid_v7(then).get_version_num(), 7);
    }

    #[test]
    fn words_are_distinct_lower_case_ascii() {
        for list in [&ADJECTIVES, &ANIMALS] {
            assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len());
            assert!(list.iter().all(|word| {
                word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
            }));
        }
    }

    proptest! {
        #[test]
        fn ids_sort_by_time(seed: u64, start in 0_i64..4_000_000_000_000_000, step in 1_i64..5_000_000) {
            let random = Random::seeded(seed);
            let earlier = DateTime::from_timestamp_micros(start).unwrap();
            let later = earlier + TimeDelta::microseconds(step);
            prop_assert!(random.uuid_v7(earlier) < random.uuid_v7(later));
        }

        #[test]
        fn unit_draws_stay_below_one(seed: u64) {
            let draw = Random::seeded(seed).unit();
            prop_assert!((0.0..1.0).contains(&draw));
        }
    }
}
