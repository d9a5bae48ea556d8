use serde_json::json;

use crate::app::SetStateStatus;
use crate::app::fixture::{Fixture, body};
use crate::domain::orchestration::Client;
use crate::domain::state::StateType;

#[test]
fn many_are_deleted_up_to_the_limit() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let mut ids: Vec<_> = (0..60)
        .map(|_| fixture.create(flow_id, json!({})).unwrap().0.flow_run.id)
        .collect();
    ids.sort();
    let delete = |request| fixture.app.bulk_delete_flow_runs(&body(request)).unwrap();

    let named = json!({"flow_runs": {"id": {"any_": [ids[0]]}}});
    assert_eq!(delete(named.clone()), [ids[0]]);
    assert_eq!(delete(named), []);
    assert_eq!(delete(json!({"limit": 2})), [ids[59], ids[58]]);
    assert_eq!(delete(json!({})).len(), 50);
    assert_eq!(fixture.app.read().flow_runs.len(), 7);
}

#[test]
fn each_gets_its_own_answer() {
    let fixture = Fixture::new();
    let (one, other) = (fixture.any_run(), fixture.any_run());
    fixture.propose(one.id, &json!({"type": "COMPLETED"}));
    let request = body(json!({"state": {"type": "CANCELLING"}}));
    let mut results = fixture
        .app
        .bulk_set_flow_run_state(request, Client::default())
        .unwrap();
    results.sort_by_key(|(id, _)| *id == other.id);
    let statuses: Vec<_> = results
        .iter()
        .map(|(id, result)| (*id, result.status))
        .collect();
    assert_eq!(
        statuses,
        [
            (one.id, SetStateStatus::Abort),
            (other.id, SetStateStatus::Accept)
        ]
    );
    let now = fixture.current(other.id);
    assert_eq!(now.state_type(), Some(StateType::Cancelling));
}
