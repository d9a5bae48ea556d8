//! A host: a client with a scripted model.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use rmcp::model::{
    CallToolRequestParams, CallToolResult, ClientCapabilities, ClientConfig,
    CreateMessageRequestParams, CreateMessageResult, Implementation, JsonObject, MetaObject,
    ProgressNotificationParam, RequestMetaObject, SamplingMessage,
};
use rmcp::service::{NotificationContext, RequestContext, RunningService};
use rmcp::{ClientHandler, ErrorData, RoleClient, ServiceExt as _};
use serde_json::{Value, json};

const PIPE_BYTES: usize = 64 * 1024;

/// What a scripted model does when it is asked.
pub(crate) type Answer = Result<String, ErrorData>;

/// A client. Cloned, it is the same client.
#[derive(Clone, Default)]
pub(crate) struct Host {
    /// What the model will answer; nothing where the client does not offer its model.
    answers: Option<Arc<Mutex<VecDeque<Answer>>>>,
    /// What the model was asked.
    asked: Arc<Mutex<Vec<CreateMessageRequestParams>>>,
    /// Meta of what the model was asked.
    metas: Arc<Mutex<Vec<RequestMetaObject>>>,
    progress: Arc<Mutex<Vec<ProgressNotificationParam>>>,
}

pub(crate) type Session = RunningService<RoleClient, Host>;

impl Host {
    /// A client whose model gives these answers, one after the other.
    pub(crate) fn with_model(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        Self {
            answers: Some(answers),
            ..Self::default()
        }
    }

    /// A session with a planner in this process.
    pub(crate) async fn connect(&self) -> Session {
        let (near, far) = tokio::io::duplex(PIPE_BYTES);
        let (read, write) = tokio::io::split(far);
        tokio::spawn(prefect_planner::serve(read, write));
        self.clone().serve(near).await.unwrap()
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

impl ClientHandler for Host {
    fn get_info(&self) -> ClientConfig {
        let mut capabilities = ClientCapabilities::default();
        if self.answers.is_some() {
            capabilities = ClientCapabilities::builder().enable_sampling().build();
        }
        ClientConfig::new(capabilities, Implementation::new("host", "1"))
    }

    async fn create_message(
        &self,
        params: CreateMessageRequestParams,
        context: RequestContext<RoleClient>,
    ) -> Result<CreateMessageResult, ErrorData> {
        self.asked.lock().unwrap().push(params);
        self.metas.lock().unwrap().push(context.meta.clone());
        let next = self
            .answers
            .as_ref()
            .and_then(|answers| answers.lock().unwrap().pop_front());
        let text = next.expect("the model is asked no more often than the test expects")?;
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

/// Calls a tool as Atlas does: with the id of the call in its meta.
pub(crate) async fn call(
    session: &Session,
    tool: &'static str,
    arguments: Value,
) -> CallToolResult {
    let arguments: JsonObject = serde_json::from_value(arguments).unwrap();
    let mut meta = MetaObject::default();
    meta.insert("tool_call_id".to_owned(), json!("call_1"));
    let mut params = CallToolRequestParams::new(tool).with_arguments(arguments);
    params.meta = Some(RequestMetaObject(meta));
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
