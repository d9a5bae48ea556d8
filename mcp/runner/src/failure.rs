//! Why a tool did not do what it was asked, said so that whoever asked can act on it.

use std::borrow::Cow;
use std::time::Duration;

use mcp_flow::{Problem, Problems};
use prefect_rest::{ApiError, ConfigError, Error, explain};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::results::Facts;

/// The most problems of a plan that are told at once.
const MAX_PROBLEMS: usize = 40;

/// The most names of work pools that are told.
const MAX_NAMES: usize = 50;

/// HTTP statuses that mean something of their own.
const UNAUTHORIZED: u16 = 401;
const FORBIDDEN: u16 = 403;

/// Why a tool did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// An argument cannot be used.
    #[error("{name} {fault}.")]
    Argument {
        /// The argument.
        name: &'static str,
        /// What is wrong with it, as the end of a sentence.
        fault: String,
        /// What to do about it.
        next: String,
    },
    /// The plan cannot be used.
    #[error("The flow_definition cannot be used: {} to mend.", problems(.0.len()))]
    Plan(Problems),
    /// It is not known where Prefect is, or how to reach it.
    #[error("The runner does not know how to reach Prefect: {0}.")]
    NotConfigured(ConfigError),
    /// Prefect took too long.
    #[error("Prefect has not answered within {} seconds.", .0.as_secs_f64())]
    TooSlow(Duration),
    /// There is no Prefect where it should be, or the connection to it broke.
    #[error("Prefect cannot be reached: {}.", explain(.0))]
    Unreachable(Box<ApiError>),
    /// Prefect refuses the credentials, or asks for some.
    #[error("Prefect refuses the runner's credentials, or asks for some: {}.", explain(.0))]
    Unauthorized(Box<ApiError>),
    /// Prefect refused, or answered something that it should not.
    #[error("Prefect could not {doing}: {}.", explain(.source))]
    Prefect {
        /// What it was asked to do.
        doing: &'static str,
        /// Why it did not.
        source: Box<ApiError>,
    },
    /// There is no such work pool.
    #[error("There is no work pool {name:?}.")]
    UnknownWorkPool {
        /// The name that was given.
        name: String,
        /// The names that there are.
        existing: Vec<String>,
    },
    /// There is a work pool of this name already, and another one was asked for.
    #[error("There is a work pool {name:?} already, and its type is {existing_type:?}.")]
    OtherWorkPool {
        /// Its name.
        name: String,
        /// Its type.
        existing_type: String,
    },
    /// There is a deployment of this name already, and it is somebody else's.
    #[error(
        "There is a deployment {flow_name:?}/{deployment_name:?} already that this runner did not make."
    )]
    ForeignDeployment {
        /// Its flow.
        flow_name: String,
        /// Its name.
        deployment_name: String,
    },
    /// There is no such flow run.
    #[error("There is no flow run {0}.")]
    UnknownFlowRun(Uuid),
}

impl Failure {
    /// An argument that cannot be used: what is wrong with it, as the end of a sentence, and what to do about it.
    pub(crate) fn argument(
        name: &'static str,
        fault: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self::Argument {
            name,
            fault: fault.into(),
            next: next.into(),
        }
    }

    /// An error of the client, met when Prefect was asked to do something.
    pub(crate) fn prefect(doing: &'static str) -> impl Fn(ApiError) -> Self {
        move |error| {
            let source = Box::new(error);
            match &*source {
                Error::CommunicationError(_) | Error::ResponseBodyError(_) => {
                    Self::Unreachable(source)
                }
                error if error.status().is_some_and(|status| status == UNAUTHORIZED) => {
                    Self::Unauthorized(source)
                }
                _ => Self::Prefect { doing, source },
            }
        }
    }

    /// What a result tells of it.
    pub(crate) fn facts(&self) -> Facts {
        let mut facts = Facts::from_iter([("error".to_owned(), json!(self.to_string()))]);
        match self {
            Self::Plan(problems) => {
                let told: Vec<Value> = problems.iter().take(MAX_PROBLEMS).map(problem).collect();
                facts.insert("problem_count".to_owned(), json!(problems.len()));
                facts.insert("problems".to_owned(), Value::Array(told));
            }
            Self::UnknownWorkPool { existing, .. } => {
                let told: Vec<&String> = existing.iter().take(MAX_NAMES).collect();
                facts.insert("work_pool_names".to_owned(), json!(told));
            }
            _ => {}
        }
        facts.insert("next".to_owned(), json!(self.next()));
        facts
    }

    /// What to do about it.
    fn next(&self) -> Cow<'_, str> {
        match self {
            Self::Argument { next, .. } => next.into(),
            Self::Plan(_) => {
                "Mend the plan as each problem says, and call submit_flow again with the whole of it.".into()
            }
            Self::NotConfigured(_) => "Set the variable in the environment that the MCP host gives this server, and \
                start the server again."
                .into(),
            Self::TooSlow(_) => "Check that the server of PREFECT_API_URL is up and not overloaded, then call again. \
                What was asked for may have been done all the same."
                .into(),
            Self::Unauthorized(_) => "Set PREFECT_API_KEY (Prefect Cloud) or PREFECT_API_AUTH_STRING (user:password of \
                an own server) in the environment that the MCP host gives this server, and start the server again."
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
            Self::OtherWorkPool { existing_type, .. } => format!(
                "Use it as it is, with pool_type {existing_type:?}, or choose another pool_name."
            )
            .into(),
            Self::ForeignDeployment { .. } => {
                "Choose another deployment_name, so that it is not overwritten.".into()
            }
            Self::UnknownFlowRun(_) => {
                "Give the flow_run_id that submit_flow answered with. Prefect forgets runs that are deleted.".into()
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

fn problem(problem: &Problem) -> Value {
    json!({"pointer": problem.pointer, "message": problem.message, "fix": problem.fix})
}

fn problems(count: usize) -> String {
    match count {
        1 => "there is 1 problem".to_owned(),
        count => format!("there are {count} problems"),
    }
}
