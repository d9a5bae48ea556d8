//! What the planner offers beside its tools: a prompt and a resource.

use rmcp::model::{GetPromptRequestParams, ReadResourceRequestParams, ResourceContents};
use serde_json::json;

use crate::host::Host;

#[tokio::test]
async fn a_prompt_starts_a_plan_with_the_users_words() {
    let session = Host::default().connect().await;
    let prompts = session.list_all_prompts().await.unwrap();
    let names: Vec<&str> = prompts.iter().map(|prompt| prompt.name.as_str()).collect();
    assert_eq!(names, ["plan_flow"]);
    assert!(prompts[0].description.is_some());

    let mut request = GetPromptRequestParams::new("plan_flow");
    request.arguments = json!({"task": "count {{the}} sheep"}).as_object().cloned();
    let told = session.get_prompt(request).await.unwrap();
    let text = serde_json::to_string(&told.messages).unwrap();
    assert!(
        text.contains("plan_prefect_flow") && text.contains("count {{the}} sheep"),
        "{text}"
    );

    for (name, arguments) in [("plan_flow", json!({})), ("nothing", json!({"task": "t"}))] {
        let mut request = GetPromptRequestParams::new(name);
        request.arguments = arguments.as_object().cloned();
        assert!(session.get_prompt(request).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn the_format_of_a_plan_can_be_read() {
    let session = Host::default().connect().await;
    let resources = session.list_all_resources().await.unwrap();
    let uri = resources[0].uri.clone();
    let read = session
        .read_resource(ReadResourceRequestParams::new(uri))
        .await
        .unwrap();
    let [ResourceContents::TextResourceContents { text, .. }] = read.contents.as_slice() else {
        panic!("not one text: {read:?}");
    };
    assert!(
        text.contains("flow_name") && text.contains("average_salary_flow"),
        "{text}"
    );
    let unknown = ReadResourceRequestParams::new("prefect-planner://nothing");
    assert!(session.read_resource(unknown).await.is_err());
}
