//! What the runner offers beside its tools: a prompt and a resource.

use rmcp::model::{GetPromptRequestParams, ReadResourceRequestParams, ResourceContents};
use serde_json::{Value, json};

use crate::objects::work_pool;
use crate::prefect::Prefect;

#[tokio::test]
async fn a_prompt_has_the_planned_flow_run() {
    let session = Prefect::start().await.session().await;
    let prompts = session.list_all_prompts().await.unwrap();
    assert_eq!(prompts[0].name, "run_flow");
    assert!(prompts[0].description.is_some());

    let mut request = GetPromptRequestParams::new("run_flow");
    request.arguments = json!({"work_pool_name": "my pool"}).as_object().cloned();
    let told = session.get_prompt(request).await.unwrap();
    let text = serde_json::to_string(&told.messages).unwrap();
    assert!(
        text.contains("submit_flow") && text.contains("my pool"),
        "{text}"
    );
    let told = session
        .get_prompt(GetPromptRequestParams::new("run_flow"))
        .await
        .unwrap();
    assert!(
        serde_json::to_string(&told.messages)
            .unwrap()
            .contains("list_work_pools")
    );
    assert!(
        session
            .get_prompt(GetPromptRequestParams::new("nothing"))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_work_pools_can_be_read() {
    let prefect = Prefect::start().await;
    let session = prefect.session().await;
    let resources = session.list_all_resources().await.unwrap();
    let request = ReadResourceRequestParams::new(resources[0].uri.clone());
    let refused = session.read_resource(request.clone()).await;
    assert!(refused.is_err(), "Prefect answers 404 until it knows pools");

    let pools = json!([work_pool("pool")]);
    prefect.on("POST", "/work_pools/filter", 200, pools).await;
    let read = session.read_resource(request).await.unwrap();
    let [ResourceContents::TextResourceContents { text, .. }] = read.contents.as_slice() else {
        panic!("not one text: {read:?}");
    };
    let read: Value = serde_json::from_str(text).unwrap();
    assert_eq!(read["work_pools"][0]["name"], "pool", "{read:#}");
    let unknown = ReadResourceRequestParams::new("prefect-runner://nothing");
    assert!(session.read_resource(unknown).await.is_err());
}
