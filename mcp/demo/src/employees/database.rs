//! The database behind the tools: SQLite in memory, filled once from
//! `seed.sql` and read-only from then on.
//!
//! Every value that comes from a caller is bound to a parameter. The only part
//! of a statement that varies is the order, and its texts are written here.

use chrono::NaiveDate;
use parking_lot::Mutex;
use rusqlite::{Connection, Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Selection;

const SEED: &str = include_str!("seed.sql");

/// The rows of one selection when the caller sets no limit.
const DEFAULT_LIMIT: u32 = 1000;

/// One connection, used by one call at a time: a query over a few dozen rows
/// takes microseconds.
#[derive(Debug)]
pub(super) struct Database {
    connection: Mutex<Connection>,
}

/// How the rows of a selection are ordered; ties are ordered by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By id, the order in which people were entered.
    #[default]
    Id,
    /// By name, A to Z.
    Name,
    /// The highest salary first.
    HighestSalary,
    /// The lowest salary first.
    LowestSalary,
    /// The longest-serving first.
    HireDate,
}

impl Order {
    const fn sql(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name, id",
            Self::HighestSalary => "salary DESC, id",
            Self::LowestSalary => "salary, id",
            Self::HireDate => "hire_date, id",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Employee {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) department: String,
    pub(super) title: String,
    /// In US dollars a year.
    pub(super) salary: i64,
    pub(super) hire_date: NaiveDate,
}

/// A department and the number of people in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct DepartmentSize {
    pub(super) name: String,
    pub(super) employees: i64,
}

/// Why the database has no answer.
#[derive(Debug, Error)]
pub enum DatabaseError {
    /// The department does not exist; the message lists those that do.
    #[error("there is no department {name:?}; the departments are {known}")]
    UnknownDepartment {
        /// The name that was asked for.
        name: String,
        /// The names that exist, separated by commas.
        known: String,
    },
    /// No row can meet the bounds.
    #[error("the lower bound of the {what} ({lower}) is above its upper bound ({upper})")]
    EmptyRange {
        /// Which pair of bounds.
        what: &'static str,
        /// The lower one, as it was given.
        lower: String,
        /// The upper one, as it was given.
        upper: String,
    },
    /// SQLite itself failed.
    #[error("the database failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

impl Database {
    /// Opens an empty database in memory, fills it, and makes it read-only.
    pub(super) fn seeded() -> Result<Self, DatabaseError> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(SEED)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// Selects employees. The cost follows the number of employees; naming a
    /// department walks an index.
    pub(super) fn select(&self, selection: &Selection) -> Result<Vec<Employee>, DatabaseError> {
        check_range("salary", selection.min_salary, selection.max_salary)?;
        check_range("day of hire", selection.hired_from, selection.hired_until)?;
        let connection = self.connection.lock();
        if let Some(department) = &selection.department {
            require_department(&connection, department)?;
        }
        let mut statement = connection.prepare_cached(&format!(
            "SELECT id, name, department, title, salary, hire_date FROM employees
             WHERE (:department IS NULL OR department = :department)
               AND (:min_salary IS NULL OR salary >= :min_salary)
               AND (:max_salary IS NULL OR salary <= :max_salary)
               AND (:hired_from IS NULL OR hire_date >= :hired_from)
               AND (:hired_until IS NULL OR hire_date <= :hired_until)
             ORDER BY {} LIMIT :limit",
            selection.order_by.sql()
        ))?;
        let rows = statement.query_map(
            named_params! {
                ":department": selection.department,
                ":min_salary": selection.min_salary,
                ":max_salary": selection.max_salary,
                ":hired_from": selection.hired_from,
                ":hired_until": selection.hired_until,
                ":limit": selection.limit.unwrap_or(DEFAULT_LIMIT),
            },
            employee_of,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The departments, in order of name.
    pub(super) fn departments(&self) -> Result<Vec<DepartmentSize>, DatabaseError> {
        departments(&self.connection.lock())
    }

    /// The number of employees and their average salary, of one department or
    /// of all.
    pub(super) fn average_salary(
        &self,
        department: Option<&str>,
    ) -> Result<(i64, f64), DatabaseError> {
        let connection = self.connection.lock();
        if let Some(department) = department {
            require_department(&connection, department)?;
        }
        Ok(connection.query_row(
            "SELECT count(*), avg(salary) FROM employees
             WHERE :department IS NULL OR department = :department",
            named_params! {":department": department},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }
}

fn departments(connection: &Connection) -> Result<Vec<DepartmentSize>, DatabaseError> {
    let mut statement = connection.prepare_cached(
        "SELECT department, count(*) FROM employees GROUP BY department ORDER BY department",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(DepartmentSize {
            name: row.get(0)?,
            employees: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Refuses a department that does not exist. An empty result would hide a
/// slip of the pen.
fn require_department(connection: &Connection, name: &str) -> Result<(), DatabaseError> {
    let exists: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM employees WHERE department = :name)",
        named_params! {":name": name},
        |row| row.get(0),
    )?;
    if exists {
        return Ok(());
    }
    let known: Vec<String> = departments(connection)?
        .into_iter()
        .map(|department| department.name)
        .collect();
    Err(DatabaseError::UnknownDepartment {
        name: name.to_owned(),
        known: known.join(", "),
    })
}

fn check_range<T: PartialOrd + ToString>(
    what: &'static str,
    lower: Option<T>,
    upper: Option<T>,
) -> Result<(), DatabaseError> {
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower > upper => Err(DatabaseError::EmptyRange {
            what,
            lower: lower.to_string(),
            upper: upper.to_string(),
        }),
        _ => Ok(()),
    }
}

fn employee_of(row: &Row<'_>) -> rusqlite::Result<Employee> {
    Ok(Employee {
        id: row.get("id")?,
        name: row.get("name")?,
        department: row.get("department")?,
        title: row.get("title")?,
        salary: row.get("salary")?,
        hire_date: row.get("hire_date")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(selection: &Selection) -> Vec<String> {
        let rows = Database::seeded().unwrap().select(selection).unwrap();
        rows.into_iter().map(|employee| employee.name).collect()
    }

    fn in_department(name: &str) -> Selection {
        Selection {
            department: Some(name.to_owned()),
            ..Selection::default()
        }
    }

    #[test]
    fn nothing_asked_selects_everybody_by_id() {
        let rows = Database::seeded()
            .unwrap()
            .select(&Selection::default())
            .unwrap();
        assert_eq!(rows.len(), 32);
        assert!(rows.is_sorted_by_key(|employee| employee.id));
    }

    #[test]
    fn bounds_are_inclusive_and_narrow_together() {
        let selection = Selection {
            department: Some("engineering".to_owned()),
            min_salary: Some(121_000),
            max_salary: Some(156_000),
            hired_from: NaiveDate::from_ymd_opt(2018, 1, 8),
            hired_until: NaiveDate::from_ymd_opt(2021, 10, 11),
            ..Selection::default()
        };
        assert_eq!(
            names(&selection),
            ["Chidi Okafor", "Dana Whitfield", "Farah Haddad"]
        );
    }

    #[test]
    fn order_and_limit() {
        let first = |order_by| {
            names(&Selection {
                order_by,
                limit: Some(1),
                ..Selection::default()
            })
        };
        assert_eq!(first(Order::Id), ["Ada Lindqvist"]);
        assert_eq!(first(Order::Name), ["Ada Lindqvist"]);
        assert_eq!(first(Order::HighestSalary), ["Ada Lindqvist"]);
        assert_eq!(first(Order::LowestSalary), ["Cormac Byrne"]);
        assert_eq!(first(Order::HireDate), ["Umar Siddiqui"]);
    }

    #[test]
    fn quotes_in_an_argument_stay_data() {
        let database = Database::seeded().unwrap();
        let error = database
            .select(&in_department("x' OR '1'='1"))
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "there is no department \"x' OR '1'='1\"; the departments are \
             Engineering, Finance, Marketing, People, Sales, Support"
        );
        assert!(
            database
                .select(&in_department("x'; DROP TABLE employees; --"))
                .is_err()
        );
        assert_eq!(database.select(&Selection::default()).unwrap().len(), 32);
    }

    #[test]
    fn a_range_without_values_is_refused() {
        let error = Database::seeded()
            .unwrap()
            .select(&Selection {
                min_salary: Some(2),
                max_salary: Some(1),
                ..Selection::default()
            })
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the lower bound of the salary (2) is above its upper bound (1)"
        );
    }

    #[test]
    fn averages() {
        let database = Database::seeded().unwrap();
        let (employees, average) = database.average_salary(Some("ENGINEERING")).unwrap();
        assert_eq!((employees, average), (8, 140_000.0));
        assert_eq!(database.average_salary(None).unwrap().0, 32);
        assert!(database.average_salary(Some("Legal")).is_err());
    }

    #[test]
    fn departments_add_up_to_everybody() {
        let departments = Database::seeded().unwrap().departments().unwrap();
        assert_eq!(departments.len(), 6);
        let total: i64 = departments.iter().map(|d| d.employees).sum();
        assert_eq!(total, 32);
    }

    #[test]
    fn nothing_can_be_written() {
        let database = Database::seeded().unwrap();
        let connection = database.connection.lock();
        assert!(connection.execute("DELETE FROM employees", []).is_err());
    }
}
