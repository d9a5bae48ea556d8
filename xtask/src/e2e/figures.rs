//! What the plan has to come to.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use serde_json::{Value, json};

/// A department, as its tool tells of it.
#[derive(Debug)]
pub(super) struct Department {
    name: &'static str,
    employees: Value,
    average_salary: Value,
}

/// The figures that the run has to find.
#[derive(Debug)]
pub(super) struct Expected {
    csv: String,
    gap: f64,
}

impl Department {
    /// Reads what `average_salary` answers.
    pub(super) fn read(name: &'static str, facts: &Value) -> anyhow::Result<Self> {
        let fact = |key: &str| {
            let value = facts.get(key).filter(|value| value.is_number()).cloned();
            value.with_context(|| format!("average_salary tells no {key}: {facts}"))
        };
        Ok(Self {
            name,
            employees: fact("employees")?,
            average_salary: fact("average_salary")?,
        })
    }
}

impl Expected {
    /// The report on two departments: the second is what the first is compared with.
    pub(super) fn of(departments: Vec<Department>) -> anyhow::Result<Self> {
        let [first, second] = departments.as_slice() else {
            bail!(
                "the report compares two departments, not {}",
                departments.len()
            );
        };
        let average = |one: &Department| one.average_salary.as_f64().unwrap_or_default();
        let gap = ((average(first) - average(second)) * 100.0).round() / 100.0;
        let row = |one: &Department, above: String| {
            format!(
                "{},{},{},{above}\n",
                one.name, one.employees, one.average_salary
            )
        };
        Ok(Self {
            csv: format!(
                "department,employees,average_salary,above_sales\n{}{}",
                row(first, number(gap)),
                row(second, "0".to_owned())
            ),
            gap,
        })
    }
}

/// A number as JSON writes it, without a fraction where it has none.
fn number(value: f64) -> String {
    let text = value.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Whether the runner tells the right results of the run.
///
/// # Errors
///
/// Says what differs.
pub(super) fn check_results(status: &Value, expected: &Expected) -> anyhow::Result<String> {
    let result = &status["result"];
    let csv = result["report"]["csv"]
        .as_str()
        .with_context(|| format!("the results have no report: {status:#}"))?;
    if csv != expected.csv {
        bail!("the report is\n{csv}\nand should be\n{}", expected.csv);
    }
    let gap = result["gap"]["result"].as_f64();
    if gap != Some(expected.gap) {
        bail!("the gap is {gap:?} and should be {}", expected.gap);
    }
    if result["summary"]["row_count"] != json!(2) {
        bail!("the summary is not of two rows: {}", result["summary"]);
    }
    let lines: Vec<&str> = csv.lines().collect();
    Ok(format!("the right report: {}", lines.join(" | ")))
}

/// Whether the run has the plan's task graph.
///
/// # Errors
///
/// Says how they differ.
pub(super) fn check_graph(status: &Value, definition: &Value) -> anyhow::Result<String> {
    let planned = graph(&definition["tasks"], "depends_on");
    let run = graph(&status["tasks"], "upstream");
    if planned != run {
        bail!("the plan's graph is {planned:?}, and the run's {run:?}");
    }
    let edges: usize = run.values().map(Vec::len).sum();
    Ok(format!(
        "the plan's task graph: {} tasks, {edges} edges",
        run.len()
    ))
}

/// Tasks by id, each with the ids under `edges`, in order.
fn graph(tasks: &Value, edges: &str) -> BTreeMap<String, Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    tasks
        .as_array()
        .into_iter()
        .flatten()
        .map(|task| {
            let earlier = task[edges].as_array().into_iter().flatten();
            let mut earlier: Vec<String> = earlier.map(text).collect();
            earlier.sort();
            (text(&task["id"]), earlier)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        let department = |name, employees: i64, average: f64| {
            let facts = json!({"employees": employees, "average_salary": average});
            Department::read(name, &facts).unwrap()
        };
        Expected::of(vec![department("A", 2, 10.5), department("B", 3, 4.0)]).unwrap()
    }

    #[test]
    fn a_wrong_figure_is_found() {
        let expected = expected();
        let csv = "department,employees,average_salary,above_sales\nA,2,10.5,6.5\nB,3,4.0,0\n";
        let mut status = json!({"result": {
            "report": {"csv": csv}, "gap": {"result": 6.5}, "summary": {"row_count": 2},
        }});
        check_results(&status, &expected).unwrap();
        status["result"]["gap"]["result"] = json!(6);
        assert!(check_results(&status, &expected).is_err());
        status["result"]["report"]["csv"] = json!("");
        assert!(check_results(&status, &expected).is_err());
        assert!(check_results(&json!({}), &expected).is_err());
    }

    #[test]
    fn a_missing_edge_is_found() {
        let plan =
            json!({"tasks": [{"id": "a", "depends_on": []}, {"id": "b", "depends_on": ["a"]}]});
        let run = |upstream| json!({"tasks": [{"id": "b", "upstream": upstream}, {"id": "a", "upstream": []}]});
        check_graph(&run(json!(["a"])), &plan).unwrap();
        assert!(check_graph(&run(json!([])), &plan).is_err());
    }
}
