//! What holds whatever is done to schedules.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{deploy, runs};
use crate::app::Result;
use crate::app::fixture::{Fixture, body};
use crate::domain::ids::DeploymentId;

/// One thing that is done to a deployment with schedules.
#[derive(Debug, Clone)]
enum Action {
    Add(Option<u8>),
    Rename(usize, u8),
    Remove(usize),
    Update(Vec<(u8, Option<u8>)>),
    Schedule,
}

fn slug(number: u8) -> String {
    format!("s{number}")
}

fn action() -> impl Strategy<Value = Action> {
    let update = prop::collection::vec((0_u8..4, prop::option::of(0_u8..4)), 0..3);
    prop_oneof![
        prop::option::of(0_u8..4).prop_map(Action::Add),
        (0_usize..4, 0_u8..4).prop_map(|(at, slug)| Action::Rename(at, slug)),
        (0_usize..4).prop_map(Action::Remove),
        update.prop_map(Action::Update),
        Just(Action::Schedule),
    ]
}

fn act(fixture: &Fixture, id: DeploymentId, action: &Action) -> Result<()> {
    let app = &fixture.app;
    let hourly = json!({"interval": 3600, "anchor_date": "2020-01-01T00:00:00Z"});
    let nth = |at: usize| {
        let schedules = app.read_deployment_schedules(id).unwrap();
        schedules.get(at).map(|schedule| schedule.id)
    };
    match action {
        Action::Add(number) => {
            let request = json!([{"schedule": hourly, "slug": number.map(slug)}]);
            app.create_deployment_schedules(id, body(request)).map(drop)
        }
        Action::Rename(at, number) => match nth(*at) {
            Some(schedule) => {
                let request = json!({ "slug": slug(*number) });
                app.update_deployment_schedule(id, schedule, body(request))
            }
            None => Ok(()),
        },
        Action::Remove(at) => match nth(*at) {
            Some(schedule) => app.delete_deployment_schedule(id, schedule),
            None => Ok(()),
        },
        Action::Update(schedules) => {
            let schedules: Vec<Value> = schedules
                .iter()
                .map(|(number, old)| {
                    json!({"slug": slug(*number), "replaces": old.map(slug), "schedule": hourly})
                })
                .collect();
            app.update_deployment(id, body(json!({ "schedules": schedules })))
        }
        Action::Schedule => app.schedule_runs(id).map(drop),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is done: slugs stay unique, a refusal changes nothing, and no two
    /// runs of a schedule are due at one time.
    #[test]
    fn schedules_stay_in_order(actions in prop::collection::vec(action(), 1..12)) {
        let fixture = Fixture::new();
        let id = deploy(&fixture, json!({}));
        for action in actions {
            fixture.clock.advance(Duration::from_secs(60));
            let before = fixture.app.read_deployment(id).unwrap().deployment;
            let outcome = act(&fixture, id, &action);
            let after = fixture.app.read_deployment(id).unwrap().deployment;
            if outcome.is_err() {
                prop_assert_eq!(&before, &after);
            }
            let mut slugs: Vec<_> = after.schedules.iter().filter_map(|one| one.slug.clone()).collect();
            let count = slugs.len();
            slugs.sort();
            slugs.dedup();
            prop_assert_eq!(slugs.len(), count);

            let mut due: Vec<_> = runs(&fixture, id)
                .iter()
                .map(|run| (run.created_by.clone().unwrap().id, run.progress.next_scheduled_start_time))
                .collect();
            let count = due.len();
            due.sort();
            due.dedup();
            prop_assert_eq!(due.len(), count);
        }
    }
}
