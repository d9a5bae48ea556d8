//! What to do about a failure.

use std::borrow::Cow;

use prefect_rest::{ApiError, Error};

use super::Failure;
use crate::tools::list_work_pools::worker_command;

/// The HTTP status of what may not be done.
const FORBIDDEN: u16 = 403;

impl Failure {
    /// What to do about it.
    pub(super) fn next(&self) -> Cow<'_, str> {
        match self {
            Self::Argument { next, .. } => next.into(),
            Self::Plan(_) => {
                "Mend the plan as each problem says, and call submit_flow again with the whole of it.".into()
            }
            Self::NotConfigured(_) => "Set the variable in the environment that the MCP host gives this server, and \
                start the server again."
                .into(),
            Self::CredentialHeader(name) => {
                format!("Send the request with another {name}, or without it.").into()
            }
            Self::ReadOnly(_) => "Ask who runs this server; it changes nothing while PREFECT_RUNNER_READ_ONLY is set."
                .into(),
            Self::TooSlow(_) => "Check that the server of PREFECT_API_URL is up and not overloaded, then call again. \
                What was asked for may have been done all the same."
                .into(),
            Self::Unauthorized(_) => "Set PREFECT_API_KEY (Prefect Cloud) or PREFECT_API_AUTH_STRING (user:password of \
                an own server) in the environment that the MCP host gives this server, and start the server again. Over HTTP, \
                a request may bring its own in X-Prefect-Api-Key or X-Prefect-Api-Auth-String."
                .into(),
            Self::Unreachable(_) => "Start the Prefect server, or mend PREFECT_API_URL in the environment that the MCP \
                host gives this server and start this server again; then call again."
                .into(),
            Self::Prefect { source, .. } => about(source).into(),
            Self::UnknownWorkPool { name, existing } if existing.is_empty() => format!(
                "There are no work pools yet. Call create_work_pool with pool_name {name:?}, then submit_flow again."
            )
            .into(),
            Self::UnknownWorkPool { name, .. } => format!(
                "Call submit_flow again with one of work_pool_names, or first create_work_pool with pool_name {name:?}."
            )
            .into(),
            Self::WorkPoolNotAllowed { .. } => "Use one of work_pool_names. PREFECT_RUNNER_WORK_POOLS says which they \
                are; ask who runs this server if another is needed."
                .into(),
            Self::NoWorker(name) => format!(
                "Start a worker with `{}` and call again, or call again with wait_for_worker true: the run then starts \
                 as soon as a worker comes.",
                worker_command(name)
            )
            .into(),
            Self::OtherWorkPool { existing_type, .. } => format!(
                "Use it as it is, with pool_type {existing_type:?}, or choose another pool_name."
            )
            .into(),
            Self::ForeignDeployment { .. } => {
                "Choose another deployment_name, so that it is not overwritten.".into()
            }
            Self::UnknownDeployment(_) => {
                "Give a deployment that list_deployments tells, by its id or as \"flow name/deployment name\".".into()
            }
            Self::NotOurs(_) => "Leave it, or, if it is really to be deleted, call again with force true.".into(),
            Self::Parameters(_) => "Call again with all of parameters, each as its message says.".into(),
            Self::UnknownTask { .. } => "Call again with one of tasks, or without task.".into(),
            Self::MayHaveStarted {
                source,
                idempotency_key,
            } => format!(
                "{} Pass idempotency_key {idempotency_key:?} and otherwise the same: then no second run is started if \
                 the first one was.",
                source.next()
            )
            .into(),
            Self::UnknownFlowRun(_) => {
                "Give the flow_run_id that submit_flow answered with, or one that list_flow_runs tells. Prefect forgets \
                runs that are deleted.".into()
            }
        }
    }
}

/// What to do about an error of the client.
fn about(error: &ApiError) -> &'static str {
    match error {
        Error::InvalidResponsePayload(..) | Error::UnexpectedResponse(_) => {
            "Check that PREFECT_API_URL is the URL of a Prefect 3 API, such as http://127.0.0.1:4200/api."
        }
        Error::ErrorResponse(response) if response.status() == FORBIDDEN => {
            "If the name is a reserved one, choose another; otherwise the runner's credentials may not do this: ask who \
             runs the Prefect server."
        }
        Error::ErrorResponse(response) if response.status().is_server_error() => {
            "Prefect is overloaded or failing; call again in a while."
        }
        _ => "Change what the message names, and call again.",
    }
}
