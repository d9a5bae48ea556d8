//! What records write of themselves, beside what the document's types write of them.

use std::sync::Arc;

use chrono::DateTime;
use prefect_mock_api::{Written, types};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::FlowRunView;
use crate::app::fixture::{Fixture, body};
use crate::domain::created_by::CreatedBy;
use crate::domain::flow_run::FlowRun;
use crate::domain::json::JsonObject;
use crate::domain::run::{FlowRunPolicy, RetryType};
use crate::domain::state::{MoreStateDetails, State, StateDetails, StateType};

/// Asserts that a run is written the same on both ways.
fn assert_same(view: &FlowRunView) {
    let ours = Written::<types::FlowRunResponse>::of(view).into_json();
    let expected = serde_json::to_string(&types::FlowRunResponse::from(view.clone())).unwrap();
    assert_eq!(String::from_utf8(ours.into()).unwrap(), expected);
}

#[test]
fn a_run_in_a_pool() {
    let fixture = Fixture::new();
    let flow = fixture.flow("f");
    fixture
        .app
        .create_work_pool(body(json!({"name": "p \"quoted\"", "type": "process"})))
        .unwrap();
    let deployment = json!({"name": "d", "flow_id": flow, "work_pool_name": "p \"quoted\""});
    let (deployment, _) = fixture.app.create_deployment(body(deployment)).unwrap();
    let view = fixture
        .app
        .create_flow_run_from_deployment(deployment.deployment.id, body(json!({})))
        .unwrap()
        .0;
    assert!(view.work_pool.is_some());
    assert_same(&view);
    let pages = Written::<Vec<types::FlowRunResponse>>::of_each(&[view.clone(), view.clone()]);
    let one = Written::<types::FlowRunResponse>::of(&view).into_json();
    let one = String::from_utf8(one.into()).unwrap();
    assert_eq!(pages.into_json(), format!("[{one},{one}]").into_bytes());
}

/// A text or none.
fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(".{0,12}")
}

/// An id or none.
fn id() -> impl Strategy<Value = Option<Uuid>> {
    proptest::option::of(any::<u128>().prop_map(Uuid::from_u128))
}

/// A time or none, whole or with a fraction.
fn time() -> impl Strategy<Value = Option<DateTime<chrono::Utc>>> {
    let fraction = prop_oneof![Just(0), 0..1_000_000_000_u32];
    proptest::option::of(
        (0..4_000_000_000_i64, fraction)
            .prop_filter_map("no time", |(s, n)| DateTime::from_timestamp(s, n)),
    )
}

/// An object as clients store them.
fn object() -> impl Strategy<Value = JsonObject> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!([1, {"a": []}])),
    ];
    let entries = proptest::collection::vec((".{0,6}", value), 0..4);
    entries.prop_map(|entries| entries.into_iter().collect())
}

prop_compose! {
    fn more()(
        (child, lease, parameters) in (id(), id(), id()),
        (cache_key, pause_key, traceparent) in (text(), text(), text()),
        (cache_expiration, pause_timeout) in (time(), time()),
        keyset in proptest::option::of(proptest::collection::btree_map(".{0,4}", ".{0,4}", 0..3)),
        (pause_reschedule, refresh_cache, retriable) in any::<(bool, Option<bool>, Option<bool>)>(),
    ) -> MoreStateDetails {
        MoreStateDetails {
            child_flow_run_id: child.map(Into::into),
            cache_key,
            cache_expiration,
            pause_timeout,
            pause_reschedule,
            pause_key,
            run_input_keyset: keyset,
            refresh_cache,
            retriable,
            task_parameters_id: parameters,
            traceparent,
            deployment_concurrency_lease_id: lease.map(Into::into),
        }
    }
}

prop_compose! {
    fn state()(
        more in more(),
        (flow_run, task_run, transition_id) in (id(), id(), id()),
        (scheduled_time, entered) in (time(), time()),
        (deferred, untrackable_result) in any::<(Option<bool>, bool)>(),
        (state_type, name, message) in (proptest::sample::select(&StateType::ALL[..]), ".{0,9}", text()),
        data in object(),
    ) -> State {
        State {
            id: Uuid::from_u128(7).into(),
            state_type,
            name: name.into(),
            timestamp: entered.unwrap_or_default(),
            message,
            data: if data.is_empty() { Value::Null.into() } else { Value::Object(data).into() },
            details: StateDetails {
                flow_run_id: flow_run.map(Into::into),
                task_run_id: task_run.map(Into::into),
                scheduled_time,
                deferred,
                untrackable_result,
                transition_id,
                more: more.into(),
            },
        }
    }
}

prop_compose! {
    fn policy()(
        (max_retries, retries, retry_delay) in any::<(i64, Option<i64>, Option<i64>)>(),
        retry_delay_seconds in -1e6..1e6,
        pause_keys in proptest::option::of(proptest::collection::btree_set(".{0,4}", 0..3)),
        resuming in any::<Option<bool>>(),
        retry_type in proptest::option::of(
            proptest::sample::select(vec![RetryType::InProcess, RetryType::Reschedule]),
        ),
    ) -> FlowRunPolicy {
        FlowRunPolicy {
            max_retries, retry_delay_seconds, retries, retry_delay, pause_keys, resuming, retry_type,
        }
    }
}

proptest! {
    #[test]
    fn any_run(
        state in proptest::option::of(state()),
        policy in policy(),
        (parameters, context, labels, variables) in
            (object(), object(), object(), proptest::option::of(object())),
        (deployment, queue, parent, document) in (id(), id(), id(), id()),
        (version, queue_name, flow_version) in (text(), text(), text()),
        (key, pid, kind, name) in (text(), text(), text(), ".{0,9}"),
        (expected, next, start, end) in (time(), time(), time(), time()),
        tags in proptest::collection::vec(".{0,5}", 0..3),
        (auto_scheduled, run_count, microseconds) in any::<(bool, u64, i32)>(),
    ) {
        let fixture = Fixture::new();
        let request = json!({"flow_id": fixture.flow("f")});
        let view = fixture.app.create_flow_run(body(request)).unwrap().0;
        let mut run = FlowRun::clone(&view.flow_run);
        run.name = name.into();
        run.state = state.map(Arc::new);
        run.deployment_id = deployment.map(Into::into);
        run.deployment_version = version.map(Into::into);
        run.work_queue_id = queue.map(Into::into);
        run.work_queue_name = queue_name.map(Into::into);
        run.flow_version = flow_version.map(Into::into);
        run.parameters = Arc::new(parameters);
        run.context = Arc::new(context);
        run.labels = Arc::new(labels);
        run.job_variables = variables.map(Arc::new);
        run.idempotency_key = key.clone();
        run.infrastructure_pid = pid;
        run.infrastructure_document_id = document;
        run.created_by = kind.map(|kind| Arc::new(CreatedBy {
            id: document, kind: Some(kind), display_value: key,
        }));
        run.empirical_policy = Arc::new(policy);
        run.parent_task_run_id = parent.map(Into::into);
        run.tags = tags.into();
        run.auto_scheduled = auto_scheduled;
        run.progress.run_count = run_count;
        run.progress.total_run_time = chrono::TimeDelta::microseconds(microseconds.into());
        run.progress.expected_start_time = expected;
        run.progress.next_scheduled_start_time = next;
        run.progress.start_time = start;
        run.progress.end_time = end;
        assert_same(&FlowRunView { flow_run: Arc::new(run), ..view });
    }
}
