//! A session with one server: how it is begun, what can be asked in it, and how it is ended.

mod begin;
#[expect(
    deprecated,
    reason = "servers of 2025-11-25 may still ask for sampling, and have to be told that there is none"
)]
mod client;
mod http;
mod log;
mod process;
mod stdio;

use std::path::PathBuf;
use std::time::Duration;

use rmcp::ServiceError;
use rmcp::model::{
    CallToolRequest, CallToolRequestParams, CallToolResult, ClientRequest, ErrorCode, ErrorData,
    JsonObject, ServerResult, Tool,
};
use rmcp::service::{PeerRequestOptions, RoleClient, RunningService};
use tokio::time::{Instant, timeout, timeout_at};

use crate::config::{Endpoint, ServerConfig};
use crate::connection::begin::{BeginError, Begun};
use crate::connection::client::Client;
use crate::connection::http::Trouble;
use crate::connection::process::Process;
use crate::failure::{Failure, cut};
use crate::secrets::Secrets;

/// How long a server on the network may take to hear that a session has ended.
const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

/// How long it may take to tell a server that a call is cancelled.
const CANCEL_PATIENCE: Duration = Duration::from_secs(1);

/// How long the list of tools is waited for that tells whether a tool is missing.
const LIST_PATIENCE: Duration = Duration::from_secs(10);

/// Longer than anybody waits.
const FOR_EVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// How a session is begun.
#[derive(Debug, Clone)]
pub struct Start {
    /// How long the server may take to be ready.
    pub limit: Duration,
    /// The program `mcp-call`, which is started once more beside a server that is a child process; see
    /// [`crate::guard`]. Without it, a server may outlive this process if that is killed.
    pub guard: Option<PathBuf>,
}

/// A session with one server.
pub(crate) struct Connection {
    service: RunningService<RoleClient, Client>,
    /// The server's process, where it is one of ours.
    process: Option<Process>,
    /// The server's name in the configuration.
    pub(crate) name: String,
    /// What must not be told of the server.
    pub(crate) secrets: Secrets,
}

/// What a server answers to a call.
pub(crate) enum Answer {
    /// The tool ran, or says itself that it failed.
    Result(Box<CallToolResult>),
    /// The tool wants to know more first.
    InputRequired,
    /// The server answers with an error in place of the tool.
    Error(ErrorData),
}

impl Connection {
    /// Begins a session, starting the server if it is a program.
    ///
    /// # Errors
    /// Fails with [`Failure::Server`] where there is no server to speak to, and [`Failure::NotReady`] where it takes
    /// too long.
    pub(crate) async fn open(config: ServerConfig, start: &Start) -> Result<Self, Failure> {
        let ServerConfig {
            name,
            endpoint,
            secrets,
        } = config;
        let deadline = deadline_after(start.limit);
        let begun = match &endpoint {
            Endpoint::Stdio(command) => {
                let guard = start.guard.as_deref();
                begin::with_process(command, guard, deadline, &secrets).await
            }
            Endpoint::Http { url, headers } => {
                begin::with_url(url, headers, deadline, &secrets).await
            }
        };
        match begun {
            Ok(Begun { service, process }) => Ok(Self {
                service,
                process,
                name,
                secrets,
            }),
            Err(BeginError::Impossible(problem)) => Err(Failure::Server {
                server: name,
                problem,
            }),
            Err(BeginError::TooLate { log }) => Err(Failure::NotReady {
                server: name,
                limit: start.limit,
                log,
            }),
        }
    }

    /// Calls a tool once. At the deadline the server is told that nobody waits any more.
    ///
    /// # Errors
    /// Fails where the server is lost, and with [`ServiceError::Timeout`] at the deadline.
    pub(crate) async fn call(
        &self,
        tool: &str,
        arguments: &JsonObject,
        deadline: Option<Instant>,
    ) -> Result<Answer, ServiceError> {
        let mut answer = self.request(tool, arguments, deadline).await;
        if let Err(ServiceError::McpError(error)) = &answer
            && error.code == ErrorCode::HEADER_MISMATCH
            && self.tools(deadline).await.is_some()
        {
            // Some arguments are to be repeated in headers, and the list of tools has told which.
            answer = self.request(tool, arguments, deadline).await;
        }
        match answer {
            Err(ServiceError::McpError(error)) => Ok(Answer::Error(error)),
            Err(ServiceError::UnexpectedResponse) => {
                let text = "its answer is not the result of a tool";
                Ok(Answer::Error(ErrorData::internal_error(text, None)))
            }
            other => other,
        }
    }

    async fn request(
        &self,
        tool: &str,
        arguments: &JsonObject,
        deadline: Option<Instant>,
    ) -> Result<Answer, ServiceError> {
        let params = CallToolRequestParams::new(tool.to_owned()).with_arguments(arguments.clone());
        let request = ClientRequest::CallToolRequest(CallToolRequest::new(params));
        let sent = self
            .service
            .send_cancellable_request(request, PeerRequestOptions::no_options());
        let late = || ServiceError::Timeout {
            timeout: Duration::ZERO,
        };
        let mut sent = until(deadline, sent).await.ok_or_else(late)??;
        let Some(received) = until(deadline, &mut sent.rx).await else {
            // Waited for, because the session is closed next.
            let told = sent.cancel(Some("nobody waits any more".to_owned()));
            let _ = timeout(CANCEL_PATIENCE, told).await;
            return Err(late());
        };
        let result = received.map_err(|_| ServiceError::TransportClosed)??;
        Ok(match result {
            ServerResult::CallToolResult(result) => Answer::Result(Box::new(result)),
            // A result without anything in it looks like these.
            ServerResult::EmptyResult(_) | ServerResult::TaskAckResult(_) => {
                Answer::Result(Box::default())
            }
            ServerResult::InputRequiredResult(_) => Answer::InputRequired,
            _ => return Err(ServiceError::UnexpectedResponse),
        })
    }

    /// Lists all tools, page by page; nothing where the server does not answer with a list, or not soon.
    pub(crate) async fn tools(&self, deadline: Option<Instant>) -> Option<Vec<Tool>> {
        let soon = Instant::now() + LIST_PATIENCE;
        let deadline = deadline.map_or(soon, |deadline| deadline.min(soon));
        timeout_at(deadline, self.list()).await.ok()?.ok()
    }

    /// Lists all tools, page by page, however long it takes.
    ///
    /// # Errors
    /// Fails where the server is lost, and where it answers with an error.
    pub(crate) async fn list(&self) -> Result<Vec<Tool>, ServiceError> {
        self.service.list_all_tools().await
    }

    /// Ends a session whose server was lost or only answers with errors, and tells what became of it.
    pub(crate) async fn lost(mut self, error: ServiceError) -> Failure {
        if let ServiceError::McpError(error) = &error {
            let said = cut(&self.secrets.hide_in_message(&error.message));
            let server = self.name.clone();
            self.close().await;
            return Failure::Server {
                server,
                problem: format!("answered with an error: {said}"),
            };
        }
        let problem = if let Some(process) = self.process.take() {
            let _ = timeout(CLOSE_PATIENCE, self.service.close()).await;
            process
                .lost("before it had answered", None, &self.secrets)
                .await
        } else {
            let (trouble, said) = http::explain_call(&error);
            let said = cut(&self.secrets.hide_in_message(&said));
            let advice = match trouble {
                Trouble::Refused => trouble.advice(),
                _ => "see its own log; whether the tool has run is not known",
            };
            format!("was lost before it had answered: {said}; {advice}")
        };
        Failure::Server {
            server: self.name,
            problem,
        }
    }

    /// Ends the session, and the server if it is a process of ours.
    pub(crate) async fn close(mut self) {
        let _ = timeout(CLOSE_PATIENCE, self.service.close()).await;
        if let Some(process) = self.process.take() {
            process.end().await;
        }
    }
}

/// What `work` gives before the deadline, if there is one.
async fn until<T>(deadline: Option<Instant>, work: impl Future<Output = T>) -> Option<T> {
    match deadline {
        Some(deadline) => timeout_at(deadline, work).await.ok(),
        None => Some(work.await),
    }
}

/// The end of a limit that begins now. One that no clock can tell is as good as none.
pub(crate) fn deadline_after(limit: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(limit).unwrap_or(now + FOR_EVER)
}
