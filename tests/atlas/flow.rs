//! The flow that the model plans, and the tools with which it has it run.

use serde_json::{Value, json};

use super::model::Call;

pub(super) const PLAN: &str = "prefect-planner_plan_prefect_flow";
pub(super) const SUBMIT: &str = "prefect-runner_submit_flow";
pub(super) const STATUS: &str = "prefect-runner_get_run_status";
pub(super) const CREATE_POOL: &str = "prefect-runner_create_work_pool";
pub(super) const LIST_POOLS: &str = "prefect-runner_list_work_pools";

/// What the flow is to achieve.
pub(super) const TASK: &str =
    "Compare the average salaries of Engineering and Sales, and report them as CSV";

/// A plan of it.
pub(super) fn plan(flow_name: &str) -> Value {
    let select = |id: &str, department: &str| {
        json!({"id": id, "task_key": "employees_select_users", "mcp_server": "employees", "mcp_tool": "select_users",
               "depends_on": [], "parameters": {"department": department}})
    };
    let mean = |id: &str, of: &str| {
        let values = format!("{{{{{of}.rows}}}}");
        json!({"id": id, "task_key": "calculator_aggregate", "mcp_server": "calculator", "mcp_tool": "aggregate",
               "depends_on": [of], "parameters": {"operation": "mean", "values": values, "field": "salary"}})
    };
    let report = json!({
        "id": "report", "task_key": "csv_reporter_generate_csv", "mcp_server": "csv_reporter",
        "mcp_tool": "generate_csv", "depends_on": ["engineering_mean", "sales_mean"],
        "parameters": {"columns": ["department", "average_salary"], "rows": [
            {"department": "Engineering", "average_salary": "{{engineering_mean.result}}"},
            {"department": "Sales", "average_salary": "{{sales_mean.result}}"},
        ]},
    });
    json!({"flow_name": flow_name, "description": "Compares average salaries.", "tasks": [
        select("engineering", "Engineering"), select("sales", "Sales"),
        mean("engineering_mean", "engineering"), mean("sales_mean", "sales"), report,
    ]})
}

/// The ids of a plan's tasks, or of a run's.
pub(super) fn ids(tasks: &Value) -> Vec<&str> {
    let tasks = tasks.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut ids: Vec<&str> = tasks
        .iter()
        .filter_map(|task| task["id"].as_str())
        .collect();
    ids.sort_unstable();
    ids
}

/// The tools that a plan calls.
pub(super) fn task_keys(plan: &Value) -> Vec<&str> {
    let tasks = plan["tasks"].as_array().map(Vec::as_slice);
    let tasks = tasks.unwrap_or_default().iter();
    tasks.filter_map(|task| task["task_key"].as_str()).collect()
}

/// The call that submits a flow to a pool, whether or not somebody polls it.
pub(super) fn submit(flow_definition: &Value, work_pool_name: &str) -> Call {
    let arguments = json!({"flow_definition": flow_definition, "work_pool_name": work_pool_name,
                           "wait_for_worker": true});
    Call::of(SUBMIT, arguments)
}

/// The call that tells the status of a run.
pub(super) fn status(flow_run_id: &Value, wait_seconds: u64) -> Call {
    Call::of(
        STATUS,
        json!({"flow_run_id": flow_run_id, "wait_seconds": wait_seconds}),
    )
}
