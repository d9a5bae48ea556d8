//! Operations about the server as a whole.

use prefect_rest::{Client, Error};

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
}
