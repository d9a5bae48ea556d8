//! Flows.

use prefect_rest::{Client, types};

use super::ok;

/// Makes a flow, or finds the one of this name.
pub(super) async fn make(client: &Client, name: &str) -> types::Flow {
    ok!(client
        .create_flow()
        .body(types::FlowCreate::builder().name(name.to_owned())))
}

pub(super) async fn call(client: &Client) {
    let flow = make(client, "truth flow").await;
    assert_eq!(make(client, "truth flow").await.id, flow.id);
    ok!(client.update_flow().id(flow.id).body(types::FlowUpdate {
        tags: Some(vec!["a".to_owned()])
    }));
    assert_eq!(ok!(client.read_flow().id(flow.id)).tags, ["a"]);
    ok!(client.read_flow_by_name().name("truth flow"));
    ok!(client.read_flows().body(types::ReadFlowsBody::default()));
    ok!(client
        .paginate_flows()
        .body(types::PaginateFlowsBody::default()));
    ok!(client.count_flows().body(types::CountFlowsBody::default()));
    ok!(client.delete_flow().id(flow.id));

    let flow = make(client, "truth flow in bulk").await;
    let filter = types::FlowFilter::builder().id(types::FlowFilterId {
        any: vec![flow.id].into(),
        ..Default::default()
    });
    let filter: types::FlowFilter = filter.try_into().expect("a filter");
    ok!(client
        .bulk_delete_flows()
        .body(types::BulkDeleteFlowsBody::builder().flows(filter)));
}
