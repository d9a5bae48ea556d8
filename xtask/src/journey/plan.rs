//! What the demonstration asks for, and the plan its scripted model answers
//! with.
//!
//! ```text
//! engineering ──► engineering_mean ──┐
//!             └──────────────────────┼──► gap ──► report ──► summary
//! sales ──────► sales_mean ──────────┘
//! ```
//!
//! Two branches run side by side and meet; the report also takes the number of
//! employees from each selection.

use serde_json::{Value, json};

/// The task, as a user would put it.
pub(crate) const TASK: &str = "Compare the salaries of Engineering and Sales: the average of each \
    department and the difference, as a CSV report with a summary.";

/// The departments that it compares, the one that is compared first.
pub(crate) const DEPARTMENTS: [&str; 2] = ["Engineering", "Sales"];

/// The plan.
pub(crate) fn plan() -> Value {
    json!({
        "flow_name": "salary_comparison",
        "description": "Compares the average salaries of Engineering and Sales.",
        "tasks": [
            {
                "id": "engineering",
                "task_key": "employees_select_users",
                "mcp_server": "employees",
                "mcp_tool": "select_users",
                "depends_on": [],
                "parameters": {"department": "Engineering", "order_by": "highest_salary"}
            },
            {
                "id": "sales",
                "task_key": "employees_select_users",
                "mcp_server": "employees",
                "mcp_tool": "select_users",
                "depends_on": [],
                "parameters": {"department": "Sales", "order_by": "highest_salary"}
            },
            {
                "id": "engineering_mean",
                "task_key": "calculator_aggregate",
                "mcp_server": "calculator",
                "mcp_tool": "aggregate",
                "depends_on": ["engineering"],
                "parameters": {
                    "operation": "mean", "values": "{{engineering.rows}}", "field": "salary"
                }
            },
            {
                "id": "sales_mean",
                "task_key": "calculator_aggregate",
                "mcp_server": "calculator",
                "mcp_tool": "aggregate",
                "depends_on": ["sales"],
                "parameters": {
                    "operation": "mean", "values": "{{sales.rows}}", "field": "salary"
                }
            },
            {
                "id": "gap",
                "task_key": "calculator_evaluate",
                "mcp_server": "calculator",
                "mcp_tool": "evaluate",
                "depends_on": ["engineering_mean", "sales_mean"],
                "parameters": {
                    "expression": "round({{engineering_mean.result}} - {{sales_mean.result}}, 2)"
                }
            },
            {
                "id": "report",
                "task_key": "csv_reporter_generate_csv",
                "mcp_server": "csv_reporter",
                "mcp_tool": "generate_csv",
                "depends_on": ["engineering", "sales", "engineering_mean", "sales_mean", "gap"],
                "parameters": {
                    "columns": ["department", "employees", "average_salary", "above_sales"],
                    "rows": [
                        {
                            "department": "Engineering",
                            "employees": "{{engineering.count}}",
                            "average_salary": "{{engineering_mean.result}}",
                            "above_sales": "{{gap.result}}"
                        },
                        {
                            "department": "Sales",
                            "employees": "{{sales.count}}",
                            "average_salary": "{{sales_mean.result}}",
                            "above_sales": 0
                        }
                    ]
                }
            },
            {
                "id": "summary",
                "task_key": "csv_reporter_summarize_csv",
                "mcp_server": "csv_reporter",
                "mcp_tool": "summarize_csv",
                "depends_on": ["report"],
                "parameters": {"csv": "{{report.csv}}"}
            }
        ]
    })
}

/// The names of the tools that the plan uses, as a host shows them to a model.
pub(crate) fn tools_of(plan: &Value) -> Vec<String> {
    let mut tools: Vec<String> = plan["tasks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|task| task["task_key"].as_str().map(ToOwned::to_owned))
        .collect();
    tools.sort();
    tools.dedup();
    tools
}
