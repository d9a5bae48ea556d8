//! A deployment as a caller names it.

use prefect_rest::{Client, is_not_found, types};
use serde_json::Value;
use uuid::Uuid;

use super::read_by_name;
use crate::arguments::{describe, required, text};
use crate::failure::Failure;

/// The argument that names a deployment.
const NAME: &str = "deployment";

/// What the argument holds, as the end of a sentence.
const WHAT: &str = "the id of a deployment, or its name as \"flow name/deployment name\", as list_deployments tells them";

/// A deployment as a caller names it.
#[derive(Debug)]
pub(crate) enum Named {
    /// By its id.
    Id(Uuid),
    /// By the name of its flow and its own, neither of which can have a slash.
    Names {
        /// The flow's name.
        flow: String,
        /// Its own name.
        deployment: String,
    },
}

impl Named {
    /// What the argument `deployment` names, if it is given.
    ///
    /// # Errors
    /// It names nothing.
    pub(crate) fn read(value: Option<Value>) -> Result<Option<Self>, Failure> {
        let Some(text) = text(NAME, value)? else {
            return Ok(None);
        };
        if let Ok(id) = Uuid::try_parse(&text) {
            return Ok(Some(Self::Id(id)));
        }
        match text.split_once('/') {
            Some((flow, deployment)) if !flow.is_empty() && !deployment.is_empty() => {
                Ok(Some(Self::Names {
                    flow: flow.to_owned(),
                    deployment: deployment.to_owned(),
                }))
            }
            _ => Err(Failure::argument(
                NAME,
                format!(
                    "is {}, which is neither an id nor a name with that of its flow before it",
                    describe(&Value::String(text))
                ),
                format!("Call again with {NAME}: {WHAT}."),
            )),
        }
    }

    /// What the argument `deployment` names.
    ///
    /// # Errors
    /// It is missing, or names nothing.
    pub(crate) fn read_required(value: Option<Value>) -> Result<Self, Failure> {
        required(NAME, Self::read(value)?, WHAT)
    }

    /// The deployment.
    ///
    /// # Errors
    /// There is none, or Prefect cannot be asked.
    pub(crate) async fn find(&self, client: &Client) -> Result<types::DeploymentResponse, Failure> {
        let found = match self {
            Self::Id(id) => match client.read_deployment().id(*id).send().await {
                Ok(deployment) => Some(deployment.into_inner()),
                Err(error) if is_not_found(&error) => None,
                Err(error) => return Err(Failure::prefect("read the deployment")(error)),
            },
            Self::Names { flow, deployment } => {
                Box::pin(read_by_name(client, flow, deployment)).await?
            }
        };
        found.ok_or_else(|| Failure::UnknownDeployment(self.to_string()))
    }
}

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => write!(f, "{id}"),
            Self::Names { flow, deployment } => write!(f, "{:?}", format!("{flow}/{deployment}")),
        }
    }
}
