//! Automations, of which a new server has none.

use prefect_rest::{Client, types};
use uuid::Uuid;

use super::{ok, refused};

pub(super) async fn call(client: &Client) {
    let filter = types::ReadAutomationsBody::default();
    assert_eq!(ok!(client.read_automations().body(filter)).len(), 0);
    let filter = types::CountAutomationsBody::default();
    assert_eq!(ok!(client.count_automations().body(filter)), 0);
    let missing = refused!(client.read_automation().id(Uuid::nil()));
    assert_eq!(missing, "404 Not Found: Automation not found");

    let resource = format!("prefect.deployment.{}", Uuid::nil());
    let related = client
        .read_automations_related_to_resource()
        .resource_id(resource.clone());
    assert_eq!(ok!(related).len(), 0);
    ok!(client
        .delete_automations_owned_by_resource()
        .resource_id(resource));
}
