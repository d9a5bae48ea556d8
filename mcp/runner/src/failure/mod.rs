//! Why a tool did not do what it was asked, said so that whoever asked can act on it.

mod advice;

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

/// The HTTP status of missing or wrong credentials.
const UNAUTHORIZED: u16 = 401;

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
    /// A header of the request should hold credentials, and holds what is no text.
    #[error("The header {0} of the request holds no text.")]
    CredentialHeader(&'static str),
    /// The tool changes things, and this runner does not.
    #[error("The runner is in read-only mode, and {0} changes things.")]
    ReadOnly(String),
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
    /// The runner may not use this work pool, or a deployment or run that is in none.
    #[error("The runner may not use {}; it may use {}.", work_pool(.name.as_deref()), quoted(.allowed))]
    WorkPoolNotAllowed {
        /// Its name, if there is a pool at all.
        name: Option<String>,
        /// The names of those that it may use.
        allowed: Vec<String>,
    },
    /// Nobody would run what is submitted.
    #[error("No worker polls the work pool {0:?}: none is online.")]
    NoWorker(String),
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
    /// There is no such deployment.
    #[error("There is no deployment {0}.")]
    UnknownDeployment(String),
    /// A deployment is to be deleted that is somebody else's.
    #[error("The deployment {0} is not one that this runner made.")]
    NotOurs(String),
    /// Parameters do not fit what the flow takes.
    #[error("The parameters cannot be used: {}.", .0.iter().map(|fault| format!("{} {}", fault.parameter, fault.fault)).collect::<Vec<_>>().join("; "))]
    Parameters(Vec<ParameterFault>),
    /// There is no such flow run.
    #[error("There is no flow run {0}.")]
    UnknownFlowRun(Uuid),
    /// The run has no task of this name.
    #[error("The flow run {flow_run_id} has no task {task:?}.")]
    UnknownTask {
        /// The run.
        flow_run_id: Uuid,
        /// The task that was asked for.
        task: String,
        /// The tasks that there are.
        existing: Vec<String>,
    },
    /// The answer to the start of a run has not come, so that it may have been started.
    #[error("{source} The run may have been started all the same.")]
    MayHaveStarted {
        /// Why the answer has not come.
        source: Box<Self>,
        /// The key under which another call starts no second run.
        idempotency_key: String,
    },
}

/// What is wrong with one parameter of a flow.
#[derive(Debug)]
pub(crate) struct ParameterFault {
    /// Its name, with the path to the fault behind it.
    pub(crate) parameter: String,
    /// What is wrong, as the end of a sentence.
    pub(crate) fault: String,
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
            Self::WorkPoolNotAllowed { allowed, .. } => {
                let told: Vec<&String> = allowed.iter().take(MAX_NAMES).collect();
                facts.insert("work_pool_names".to_owned(), json!(told));
            }
            Self::Parameters(faults) => {
                let told: Vec<Value> = faults
                    .iter()
                    .map(|fault| json!({"parameter": fault.parameter, "message": fault.fault}))
                    .collect();
                facts.insert("parameter_faults".to_owned(), Value::Array(told));
            }
            Self::UnknownTask { existing, .. } => {
                let told: Vec<&String> = existing.iter().take(MAX_NAMES).collect();
                facts.insert("tasks".to_owned(), json!(told));
            }
            Self::MayHaveStarted {
                idempotency_key, ..
            } => {
                facts.insert("idempotency_key".to_owned(), json!(idempotency_key));
            }
            _ => {}
        }
        facts.insert("next".to_owned(), json!(self.next()));
        facts
    }

    /// Whether it leaves open if what was asked for has been done.
    pub(crate) fn leaves_open(&self) -> bool {
        match self {
            Self::TooSlow(_) | Self::Unreachable(_) => true,
            Self::Prefect { source, .. } => match &**source {
                Error::ErrorResponse(response) => response.status().is_server_error(),
                Error::InvalidResponsePayload(..) | Error::UnexpectedResponse(_) => true,
                _ => false,
            },
            _ => false,
        }
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

/// A work pool as a sentence names it.
fn work_pool(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("the work pool {name:?}"),
        None => "what is in no work pool".to_owned(),
    }
}

/// Names as a sentence lists them.
fn quoted(names: &[String]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names
            .iter()
            .take(MAX_NAMES)
            .map(|name| format!("{name:?}"))
            .collect::<Vec<_>>()
            .join(", "),
    }
}
