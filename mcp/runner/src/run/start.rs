//! Starting a run of a deployment, once.

use http::StatusCode;
use prefect_rest::{Client, types};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::arguments::text;
use crate::failure::Failure;
use crate::prefect::Limit;

/// The longest key that a caller may give, in characters.
const MAX_KEY_CHARS: usize = 255;

/// What a run is started with.
#[derive(Debug)]
pub(crate) struct NewRun {
    /// Values of the flow's parameters; the others have their defaults.
    pub(crate) parameters: Map<String, Value>,
    /// Tags of the run.
    pub(crate) tags: Vec<String>,
    /// What keeps it from being started twice.
    pub(crate) key: IdempotencyKey,
}

/// A key under which Prefect starts at most one run of a flow, however often it is asked to.
#[derive(Debug)]
pub(crate) struct IdempotencyKey {
    text: String,
    is_the_callers: bool,
}

/// A run that is there now.
pub(crate) struct Started {
    /// The run.
    pub(crate) run: types::FlowRunResponse,
    /// Whether it was made before, by a call with the same key of the caller's.
    pub(crate) was_there: bool,
}

impl IdempotencyKey {
    /// The caller's key, or one that nobody else has.
    ///
    /// # Errors
    /// It is no text, or too long.
    pub(crate) fn read(value: Option<Value>) -> Result<Self, Failure> {
        const NAME: &str = "idempotency_key";
        let Some(text) = text(NAME, value)? else {
            return Ok(Self {
                text: random_id().to_string(),
                is_the_callers: false,
            });
        };
        if text.chars().count() > MAX_KEY_CHARS {
            return Err(Failure::argument(
                NAME,
                format!("has more than {MAX_KEY_CHARS} characters"),
                "Call again with a shorter one, such as a UUID.",
            ));
        }
        Ok(Self {
            text,
            is_the_callers: true,
        })
    }
}

/// Starts a run of a deployment.
///
/// # Errors
/// Prefect cannot be asked, or refuses. A failure after which the run may be there all the same tells the key.
pub(crate) async fn start(
    limit: Limit,
    client: &Client,
    deployment_id: Uuid,
    new: NewRun,
) -> Result<Started, Failure> {
    let IdempotencyKey {
        text: key,
        is_the_callers,
    } = new.key;
    let mut body = types::DeploymentFlowRunCreate::builder()
        .tags(new.tags)
        .idempotency_key(key.clone());
    if !new.parameters.is_empty() {
        body = body.parameters(new.parameters);
    }
    let work = async {
        client
            .create_flow_run_from_deployment()
            .id(deployment_id)
            .body(body)
            .send()
            .await
            .map_err(Failure::prefect("start a run of the deployment"))
    };
    let answer = limit.over(Box::pin(work)).await.map_err(|failure| {
        if failure.leaves_open() {
            Failure::MayHaveStarted {
                source: Box::new(failure),
                idempotency_key: key,
            }
        } else {
            failure
        }
    })?;
    Ok(Started {
        was_there: is_the_callers && answer.status() == StatusCode::OK,
        run: answer.into_inner(),
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "a key that nobody else has needs no seed"
)]
fn random_id() -> Uuid {
    Uuid::new_v4()
}
