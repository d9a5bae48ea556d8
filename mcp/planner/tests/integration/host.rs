//! A host: a client with a scripted model.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use prefect_planner::Planner;
use prefect_planner::config::{Config, EndpointConfig, STATE_KEY_BYTES};
use rmcp::model::{
    CallToolRequestParams, CallToolResult, ClientCapabilities, ClientConfig,
    CreateMessageRequestParams, CreateMessageResult, Implementation, JsonObject, MetaObject,
    ProgressNotificationParam, ProtocolVersion, RequestMetaObject, SamplingMessage,
};
use rmcp::service::{
    ClientLifecycleMode, ClientServiceExt as _, NotificationContext, RequestContext, RunningService,
};
use rmcp::{ClientHandler, ErrorData, RoleClient, ServiceExt as _};
use serde_json::{Value, json};
use tokio::io::DuplexStream;

const PIPE_BYTES: usize = 64 * 1024;

/// What a scripted model does when it is asked.
pub(crate) type Answer = Result<String, ErrorData>;

type Model = dyn Fn(&CreateMessageRequestParams) -> Answer + Send + Sync;

/// A client. Cloned, it is the same client.
#[derive(Clone, Default)]
pub(crate) struct Host {
    /// What the model says to what it is asked; nothing where the client does not offer its model.
    model: Option<Arc<Model>>,
    /// How long the model thinks before each answer.
    thinking: Duration,
    /// What the model was asked.
    asked: Arc<Mutex<Vec<CreateMessageRequestParams>>>,
    /// Meta of what the model was asked.
    metas: Arc<Mutex<Vec<RequestMetaObject>>>,
    progress: Arc<Mutex<Vec<ProgressNotificationParam>>>,
}

pub(crate) type Session = RunningService<RoleClient, Host>;

/// A planner's settings for tests.
pub(crate) fn config() -> Config {
    Config::new([7; STATE_KEY_BYTES])
}

/// Settings with an endpoint.
pub(crate) fn config_with_endpoint(url: &str) -> Config {
    Config {
        endpoint: EndpointConfig::read(Some(url), Some("scripted"), Some("secret-key")).unwrap(),
        ..config()
    }
}

/// The newest protocol, in which every request says by itself who sends it.
pub(crate) fn newest() -> ClientLifecycleMode {
    ClientLifecycleMode::Discover {
        preferred_versions: vec![ProtocolVersion::V_2026_07_28],
    }
}

/// A planner in this process, and the client's end of its stream.
fn planner(config: Config) -> DuplexStream {
    let (near, far) = tokio::io::duplex(PIPE_BYTES);
    let (read, write) = tokio::io::split(far);
    tokio::spawn(prefect_planner::serve(Planner::new(config), read, write));
    near
}

impl Host {
    /// A client whose model gives these answers, one after the other.
    pub(crate) fn with_model(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Mutex<VecDeque<Answer>> = Mutex::new(answers.into_iter().collect());
        Self::with_model_that(move |_| {
            let next = answers.lock().unwrap().pop_front();
            next.expect("the model is asked no more often than the test expects")
        })
    }

    /// A client whose model answers by what it is asked.
    pub(crate) fn with_model_that(
        model: impl Fn(&CreateMessageRequestParams) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self {
            model: Some(Arc::new(model)),
            ..Self::default()
        }
    }

    /// The same, with a model that takes its time.
    pub(crate) fn thinking(self, thinking: Duration) -> Self {
        Self { thinking, ..self }
    }

    /// A session with a planner in this process.
    pub(crate) async fn connect(&self) -> Session {
        self.connect_to(config()).await
    }

    /// A session with a planner of these settings.
    pub(crate) async fn connect_to(&self, config: Config) -> Session {
        self.clone().serve(planner(config)).await.unwrap()
    }

    /// A session in the newest protocol with a planner in this process.
    pub(crate) async fn connect_newest(&self) -> Session {
        let near = planner(config());
        let host = self.clone();
        host.serve_with_lifecycle(near, newest()).await.unwrap()
    }

    pub(crate) fn asked(&self) -> Vec<CreateMessageRequestParams> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn metas(&self) -> Vec<RequestMetaObject> {
        self.metas.lock().unwrap().clone()
    }

    pub(crate) fn progress(&self) -> Vec<ProgressNotificationParam> {
        self.progress.lock().unwrap().clone()
    }
}

/// The text of the last message that a model was asked.
pub(crate) fn last_text(params: &CreateMessageRequestParams) -> String {
    let asked = serde_json::to_value(params).unwrap();
    let messages = asked["messages"].as_array().unwrap();
    messages.last().unwrap()["content"]["text"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The task in the first message that a model was asked.
pub(crate) fn task_of(params: &CreateMessageRequestParams) -> String {
    let asked = serde_json::to_value(params).unwrap();
    let request = asked["messages"][0]["content"]["text"].as_str().unwrap();
    let request: Value = serde_json::from_str(request).unwrap();
    request["task"].as_str().unwrap().to_owned()
}

impl ClientHandler for Host {
    fn get_info(&self) -> ClientConfig {
        let mut capabilities = ClientCapabilities::default();
        if self.model.is_some() {
            capabilities = ClientCapabilities::builder().enable_sampling().build();
        }
        ClientConfig::new(capabilities, Implementation::new("host", "1"))
    }

    async fn create_message(
        &self,
        params: CreateMessageRequestParams,
        context: RequestContext<RoleClient>,
    ) -> Result<CreateMessageResult, ErrorData> {
        self.asked.lock().unwrap().push(params.clone());
        self.metas.lock().unwrap().push(context.meta.clone());
        if !self.thinking.is_zero() {
            tokio::time::sleep(self.thinking).await;
        }
        let model = self
            .model
            .as_ref()
            .expect("the client has said that it has a model");
        let text = model(&params)?;
        Ok(CreateMessageResult::new(
            SamplingMessage::assistant_text(text),
            "scripted".to_owned(),
        ))
    }

    async fn on_progress(
        &self,
        params: ProgressNotificationParam,
        _context: NotificationContext<RoleClient>,
    ) {
        self.progress.lock().unwrap().push(params);
    }
}

/// A call of a tool as Atlas makes it: with the id of the call in its meta.
pub(crate) fn call_params(tool: &'static str, arguments: Value) -> CallToolRequestParams {
    let arguments: JsonObject = serde_json::from_value(arguments).unwrap();
    let mut meta = MetaObject::default();
    meta.insert("tool_call_id".to_owned(), json!("call_1"));
    let mut params = CallToolRequestParams::new(tool).with_arguments(arguments);
    params.meta = Some(RequestMetaObject(meta));
    params
}

/// Calls a tool, and has the client's model asked if the answer wants that.
pub(crate) async fn call(
    session: &Session,
    tool: &'static str,
    arguments: Value,
) -> CallToolResult {
    let params = call_params(tool, arguments);
    session.call_tool(params).await.unwrap()
}

/// The structured content of a call that has one text block which says the same.
pub(crate) async fn content(session: &Session, tool: &'static str, arguments: Value) -> Value {
    let result = call(session, tool, arguments).await;
    assert_ne!(result.is_error, Some(true));
    let structured = result.structured_content.unwrap();
    let [block] = result.content.as_slice() else {
        panic!("not one block: {:?}", result.content);
    };
    let text: Value = serde_json::from_str(&block.as_text().unwrap().text).unwrap();
    assert_eq!(text, structured);
    structured
}

/// The results of a call.
pub(crate) async fn results(session: &Session, tool: &'static str, arguments: Value) -> Value {
    content(session, tool, arguments).await["results"].take()
}

/// Tools as Atlas tells them, the planner's own and an unreachable server among them.
pub(crate) fn mcp_data() -> Value {
    json!({"available_servers": [
        {"server_name": "db", "description": "Employees", "tools": [{
            "name": "db_select_users", "description": "Select users.\n\nOf one department.", "parameters": {
                "type": "object", "additionalProperties": false,
                "properties": {"department": {"type": "string"}, "limit": {"type": "integer"},
                               "_atlas_user": {"type": "string"}},
                "required": ["department"]}}]},
        {"server_name": "calculator", "description": "", "tools": [{
            "name": "calculator_evaluate", "description": "Evaluate.", "parameters": {
                "type": "object", "properties": {"expression": {"type": "string"}}, "required": ["expression"]}}]},
        {"server_name": "prefect_planner", "description": "", "tools": [
            {"name": "prefect_planner_plan_prefect_flow", "description": "", "parameters": {"type": "object"}},
            {"name": "prefect_planner_list_task_mappings", "description": "", "parameters": {"type": "object"}}]},
        {"server_name": "down", "description": "", "tools": []},
    ]})
}

/// A plan for those tools.
pub(crate) fn good_plan() -> Value {
    json!({"flow_name": "data_analysis_flow", "description": "Averages.", "tasks": [
        {"id": "db_query", "task_key": "db_select_users", "parameters": {"department": "Engineering"}},
        {"id": "calc_avg", "task_key": "calculator_evaluate",
         "parameters": {"expression": "{{db_query.rows[0].salary}} / 2"}}]})
}

/// A plan that no tool fits.
pub(crate) fn bad_plan() -> Value {
    json!({"flow_name": "bad", "tasks": [{"task_key": "db_select_user", "parameters": {}}]})
}
