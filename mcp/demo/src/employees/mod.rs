//! The employee database: questions that are answered from SQL tables.
//!
//! The tools take parameters, never SQL. Results are rows as JSON objects, so
//! a flow can hand them on as they are or reach into them with a path.

mod database;

use chrono::NaiveDate;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::database::{Database, DepartmentSize, Employee};
pub use self::database::{DatabaseError, Order};
use crate::outcome::tool_result;
use crate::statistics::Number;

/// The employees server. Its database lives in memory and is read-only.
#[derive(Debug)]
pub struct Employees {
    database: Database,
}

/// The arguments of `select_users`. An argument left out does not narrow the
/// selection.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Selection {
    /// Only employees of this department; case does not matter.
    pub department: Option<String>,
    /// Only employees who earn at least this much, in US dollars a year.
    #[schemars(range(min = 0))]
    pub min_salary: Option<i64>,
    /// Only employees who earn at most this much, in US dollars a year.
    #[schemars(range(min = 0))]
    pub max_salary: Option<i64>,
    /// Only employees hired on this day or later, such as 2020-01-31.
    pub hired_from: Option<NaiveDate>,
    /// Only employees hired on this day or earlier, such as 2020-12-31.
    pub hired_until: Option<NaiveDate>,
    /// How the rows are ordered.
    pub order_by: Order,
    /// At most this many rows.
    #[schemars(range(min = 1, max = 1000))]
    pub limit: Option<u32>,
}

/// The arguments of `list_departments`: none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoArguments {}

/// The arguments of `average_salary`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AverageSalaryArguments {
    /// The department; case does not matter. Left out, the whole company.
    #[serde(default)]
    department: Option<String>,
}

/// What `select_users` answers.
#[derive(Debug, Serialize)]
struct SelectedUsers {
    count: usize,
    rows: Vec<Employee>,
}

/// What `list_departments` answers.
#[derive(Debug, Serialize)]
struct Departments {
    departments: Vec<DepartmentSize>,
}

/// What `average_salary` answers.
#[derive(Debug, Serialize)]
struct SalaryAverage {
    department: Option<String>,
    employees: i64,
    average_salary: Number,
}

#[tool_router]
impl Employees {
    /// Makes the server and fills its database.
    pub fn new() -> Result<Self, DatabaseError> {
        Ok(Self {
            database: Database::seeded()?,
        })
    }

    /// Select employees by department, salary and day of hire.
    #[tool(
        name = "select_users",
        description = "Select employees by department, salary and day of hire. Returns {count, rows}; \
            each row has id, name, department, title, salary (US dollars a year) and hire_date.",
        annotations(
            title = "Select employees",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    fn select_users(&self, Parameters(selection): Parameters<Selection>) -> CallToolResult {
        tool_result(self.database.select(&selection).map(|rows| SelectedUsers {
            count: rows.len(),
            rows,
        }))
    }

    /// List the departments.
    #[tool(
        name = "list_departments",
        description = "List the departments in order of name. Returns {departments}; each has name and \
            employees, the number of people in it.",
        annotations(
            title = "List departments",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    fn list_departments(
        &self,
        Parameters(NoArguments {}): Parameters<NoArguments>,
    ) -> CallToolResult {
        tool_result(
            self.database
                .departments()
                .map(|departments| Departments { departments }),
        )
    }

    /// Average the salaries of a department.
    #[tool(
        name = "average_salary",
        description = "Average the salaries of a department, or of the whole company. Returns \
            {department, employees, average_salary} in US dollars a year.",
        annotations(
            title = "Average salary",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    fn average_salary(
        &self,
        Parameters(arguments): Parameters<AverageSalaryArguments>,
    ) -> CallToolResult {
        let department = arguments.department;
        tool_result(self.database.average_salary(department.as_deref()).map(
            |(employees, average)| SalaryAverage {
                department,
                employees,
                average_salary: Number(average),
            },
        ))
    }
}

#[tool_handler(
    name = "employees",
    instructions = "A read-only database of the employees of an invented company."
)]
impl ServerHandler for Employees {}
