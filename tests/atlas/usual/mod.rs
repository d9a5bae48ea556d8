//! What a user does with the planner and the runner, with a Prefect that is there.

mod script;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use prefect_mock::simulator::SimulateMode;
use prefect_rest::types;
use serde_json::Value;

use self::script::{FOLLOW, MISTAKES, PAUSED_POOL, POOL, RUN, TWO, TWO_TASKS, Usual};
use super::flow::{CREATE_POOL, LIST_POOLS, PLAN, STATUS, SUBMIT};
use super::host::{ATLAS_0_9, ATLAS_0_10, Atlas, Chat, Release};
use super::model::ScriptedModel;
use crate::fixtures::mock::Mock;

/// Whether a host has its model asked by servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sampling {
    Answered,
    Unknown,
}

async fn works_in(release: Release, sampling: Sampling) {
    let Some(atlas) = Atlas::prepare(release) else {
        return;
    };
    let mock = Mock::simulating(SimulateMode::Auto).await;
    let prefect = mock.client();
    let paused = types::WorkPoolCreate::builder()
        .name(PAUSED_POOL.to_owned())
        .type_("process".to_owned())
        .is_paused(true);
    let made = prefect.create_work_pool().body(paused).send().await;
    made.expect("a pool");
    let (planner, runner) = (
        atlas.watched("prefect-planner"),
        atlas.watched("prefect-runner"),
    );
    let script = Arc::new(Usual {
        prefect: mock.client(),
        planner: planner.clone(),
        sampled: AtomicUsize::new(0),
    });
    let model = ScriptedModel::start(Arc::clone(&script)).await;

    let tools = [PLAN, SUBMIT, STATUS, CREATE_POOL, LIST_POOLS];
    let chats = [
        ("one", RUN),
        ("one", FOLLOW),
        ("two", TWO),
        ("two", MISTAKES),
    ];
    let told = atlas.chat(&model, mock.url(), &tools, &chats).await;

    let [ran, followed, two, mistakes] = told.chats.as_slice() else {
        panic!("not an answer to each prompt: {:?}", told.chats);
    };
    completed_on(&mock, &ran.message).await;
    shows_the_plan(ran);
    assert_eq!(followed.message, "It went well after all.");
    assert_eq!(two.message, "Both are planned.");
    assert_eq!(mistakes.message, "None of it can be done.");

    // One process each, however often Atlas begins a session with it.
    for server in [&planner, &runner] {
        assert_eq!(server.starts(), 1);
        assert!(server.requests().of("initialize").len() >= 3);
    }
    // The status was waited for, and the pools were listed meanwhile.
    let (asked, answers) = (runner.requests(), runner.answers());
    let waited = answers.place_of_answer(asked.calls("get_run_status")[1]);
    let listed = answers.place_of_answer(asked.calls("list_work_pools")[0]);
    assert!(listed < waited);

    let questions = planner.answers();
    let questions = questions.of("sampling/createMessage");
    let expected = match sampling {
        Sampling::Answered => 1 + TWO_TASKS.len(),
        Sampling::Unknown => 0,
    };
    assert_eq!(questions.len(), expected);
    assert_eq!(script.sampled.load(Ordering::Relaxed), expected);
}

/// The run that the model told of is on Prefect.
async fn completed_on(mock: &Mock, told: &str) {
    let id = serde_json::from_str(told).unwrap_or_else(|_| panic!("the last words were {told:?}"));
    let run = mock
        .client()
        .read_flow_run()
        .id::<uuid::Uuid>(id)
        .send()
        .await;
    let run = run.expect("a run");
    assert_eq!(run.state_type, Some(types::StateType::Completed));
    assert_eq!(run.work_pool_name.as_deref(), Some(POOL));
}

/// The plan came into the canvas.
fn shows_the_plan(chat: &Chat) {
    let shown: Vec<&Value> = chat
        .events
        .iter()
        .filter(|event| event["update_type"] == "progress_artifacts")
        .map(|event| &event["data"])
        .collect();
    let [shown] = shown.as_slice() else {
        panic!("the canvas was not filled once: {:#?}", chat.events);
    };
    let names: Vec<&str> = ["svg", "md", "py"]
        .into_iter()
        .zip(shown["artifacts"].as_array().into_iter().flatten())
        .filter_map(|(ending, artifact)| {
            let name = artifact["name"].as_str()?;
            assert!(name.ends_with(ending), "{name}");
            Some(name)
        })
        .collect();
    assert_eq!(names.len(), 3, "{shown:#}");
    assert_eq!(shown["display"]["open_canvas"], true);
    assert_eq!(shown["display"]["primary_file"], names[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn atlas_that_samples_plans_submits_and_follows() {
    works_in(ATLAS_0_9, Sampling::Answered).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn atlas_without_sampling_plans_submits_and_follows() {
    works_in(ATLAS_0_10, Sampling::Unknown).await;
}
