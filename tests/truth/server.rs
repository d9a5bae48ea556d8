//! Operations about the server as a whole, and those of things it has none of.

use prefect_rest::{Client, Error, types};
use uuid::Uuid;

use super::ok;

pub(super) async fn call(client: &Client) {
    assert_eq!(ok!(client.read_version()), "3.8.8");
    assert!(ok!(client.health_check()));
    ok!(client.hello());
    ok!(client.perform_readiness_check());
    ok!(client.server_version());
    ok!(client.read_default_result_storage());

    // Protection is off unless it is asked for, and then there is no token.
    let refused = client.create_csrf_token().client("a-client").send().await;
    let Err(Error::ErrorResponse(refused)) = refused else {
        panic!("a server without CSRF protection gave a token");
    };
    assert_eq!(refused.status().as_u16(), 422);
    assert!(
        refused
            .detail
            .as_ref()
            .is_some_and(|detail| detail.to_string().contains("CSRF protection is disabled"))
    );

    let resource = format!("prefect.deployment.{}", Uuid::nil());
    assert!(
        ok!(client
            .read_automations_related_to_resource()
            .resource_id(resource.clone()))
        .is_empty()
    );
    ok!(client
        .delete_automations_owned_by_resource()
        .resource_id(resource));

    let lease = ok!(client.increment_concurrency_limits_with_lease().body(
        types::IncrementConcurrencyLimitsWithLeaseBody::builder()
            .slots(1)
            .names(vec!["nothing-limits-this".to_owned()])
    ));
    assert!(lease.limits.is_empty());
    // Where nothing is limited there is no lease to keep.
    let renewed = client
        .renew_concurrency_lease()
        .lease_id(lease.lease_id)
        .body(types::RenewConcurrencyLeaseBody::default())
        .send()
        .await;
    assert!(renewed.is_ok() || matches!(renewed, Err(Error::ErrorResponse(_))));
    let released = client
        .decrement_concurrency_limits_with_lease()
        .body(types::DecrementConcurrencyLimitsWithLeaseBody::builder().lease_id(lease.lease_id))
        .send()
        .await;
    assert!(released.is_ok() || matches!(released, Err(Error::ErrorResponse(_))));
}
