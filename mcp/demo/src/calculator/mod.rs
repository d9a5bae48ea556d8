//! The calculator: arithmetic on demand.
//!
//! `evaluate` takes an expression as text, which suits a model that thinks in
//! formulas. `aggregate` takes a list as JSON, which suits a flow that hands on
//! the rows of an earlier step without turning them into text.

mod expression;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use self::expression::Evaluator;
use crate::outcome::tool_result;
use crate::statistics::{Number, Statistic, TooFewNumbers};

/// The calculator server.
#[derive(Debug)]
pub struct Calculator {
    evaluator: Evaluator,
}

/// The arguments of `evaluate`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluateArguments {
    /// The expression, such as `mean([3, 5]) * 2`; at most 10,000 characters.
    #[schemars(length(min = 1, max = 10_000))]
    expression: String,
}

/// The arguments of `aggregate`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AggregateArguments {
    /// What to compute.
    operation: Statistic,
    /// Numbers, or rows that hold a number under the name given as `field`.
    values: Vec<Item>,
    /// The name of the number in each row; only for rows.
    #[serde(default)]
    field: Option<String>,
}

/// One of the `values` of `aggregate`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Item {
    /// A number itself.
    Number(f64),
    /// A row with named values.
    Row(Map<String, Value>),
}

/// What `evaluate` answers.
#[derive(Debug, Serialize)]
struct Evaluation {
    expression: String,
    result: expression::Answer,
}

/// What `aggregate` answers.
#[derive(Debug, Serialize)]
struct Aggregation {
    operation: Statistic,
    result: Number,
    count: usize,
}

/// Why `aggregate` has no answer.
#[derive(Debug, Error)]
enum AggregateError {
    #[error("item {index} is a row; say with `field` which of its values to use")]
    RowWithoutField { index: usize },
    #[error("item {index} is a number, but `field` asks for the value `{field}` of a row")]
    NumberWithField { index: usize, field: String },
    #[error("row {index} has no number `{field}`; its values are: {present}")]
    NoNumber {
        index: usize,
        field: String,
        present: String,
    },
    #[error("the {operation} of these values is too large for a number")]
    TooLarge { operation: &'static str },
    #[error(transparent)]
    TooFewNumbers(#[from] TooFewNumbers),
}

#[tool_router]
impl Calculator {
    /// Makes the server. It holds no state between calls.
    pub fn new() -> Self {
        Self {
            evaluator: Evaluator::new(),
        }
    }

    /// Evaluate an arithmetic expression.
    #[tool(
        name = "evaluate",
        description = "Evaluate an arithmetic expression and return {expression, result}. \
            Operators: + - * / % ** and comparisons. Constants: pi, e, tau. Functions: abs, sqrt, \
            cbrt, exp, ln, log(x) or log(x, base), log2, log10, pow, floor, ceil, trunc, round(x) or \
            round(x, digits), sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh, degrees, \
            radians, hypot, factorial. Aggregates over a list or over up to 16 values: count, sum, \
            mean, median, min, max, stdev. Numbers are double-precision. \
            Examples: \"2 + 3 * 4\", \"sqrt(3**2 + 4**2)\", \"mean([120000, 95000])\".",
        annotations(title = "Evaluate", read_only_hint = true, open_world_hint = false)
    )]
    fn evaluate(&self, Parameters(arguments): Parameters<EvaluateArguments>) -> CallToolResult {
        let EvaluateArguments { expression } = arguments;
        tool_result(
            self.evaluator
                .evaluate(&expression)
                .map(|result| Evaluation { expression, result }),
        )
    }

    /// Reduce a list to one number.
    #[tool(
        name = "aggregate",
        description = "Reduce a list to one number and return {operation, result, count}. The list holds \
            numbers, or rows of which `field` names the number to use.",
        annotations(title = "Aggregate", read_only_hint = true, open_world_hint = false)
    )]
    fn aggregate(Parameters(arguments): Parameters<AggregateArguments>) -> CallToolResult {
        tool_result(aggregate(&arguments))
    }
}

#[tool_handler(
    name = "calculator",
    instructions = "Arithmetic: evaluate an expression, or aggregate a list of numbers or rows."
)]
impl ServerHandler for Calculator {}

impl Default for Calculator {
    fn default() -> Self {
        Self::new()
    }
}

fn aggregate(arguments: &AggregateArguments) -> Result<Aggregation, AggregateError> {
    let numbers = arguments
        .values
        .iter()
        .enumerate()
        .map(|(index, item)| number_of(index, item, arguments.field.as_deref()))
        .collect::<Result<Vec<f64>, _>>()?;
    let result = arguments.operation.of(&numbers)?;
    if !result.is_finite() {
        return Err(AggregateError::TooLarge {
            operation: arguments.operation.name(),
        });
    }
    Ok(Aggregation {
        operation: arguments.operation,
        result: Number(result),
        count: numbers.len(),
    })
}

fn number_of(index: usize, item: &Item, field: Option<&str>) -> Result<f64, AggregateError> {
    match (item, field) {
        (Item::Number(number), None) => Ok(*number),
        (Item::Row(row), Some(field)) => {
            row.get(field)
                .and_then(Value::as_f64)
                .ok_or_else(|| AggregateError::NoNumber {
                    index,
                    field: field.to_owned(),
                    present: row.keys().cloned().collect::<Vec<_>>().join(", "),
                })
        }
        (Item::Row(_), None) => Err(AggregateError::RowWithoutField { index }),
        (Item::Number(_), Some(field)) => Err(AggregateError::NumberWithField {
            index,
            field: field.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn run(arguments: Value) -> Result<Value, String> {
        let arguments = serde_json::from_value(arguments).map_err(|error| error.to_string())?;
        aggregate(&arguments)
            .map(|found| serde_json::to_value(found).unwrap())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn aggregates_numbers_and_rows_alike() {
        let expected = json!({"operation": "mean", "result": 3, "count": 2});
        assert_eq!(
            run(json!({"operation": "mean", "values": [2, 4]})),
            Ok(expected.clone())
        );
        let rows = json!([{"salary": 2, "name": "a"}, {"salary": 4, "name": "b"}]);
        assert_eq!(
            run(json!({"operation": "mean", "values": rows, "field": "salary"})),
            Ok(expected)
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let cases = [
            (
                json!({"operation": "mean", "values": []}),
                "mean needs at least 1",
            ),
            (
                json!({"operation": "sum", "values": [{"a": 1}]}),
                "item 0 is a row; say with `field`",
            ),
            (
                json!({"operation": "sum", "values": [1], "field": "a"}),
                "item 0 is a number",
            ),
            (
                json!({"operation": "sum", "values": [{"a": 1}, {"a": "2"}], "field": "a"}),
                "row 1 has no number `a`; its values are: a",
            ),
            (
                json!({"operation": "sum", "values": [1e308, 1e308]}),
                "too large",
            ),
            (
                json!({"operation": "mode", "values": [1]}),
                "unknown variant",
            ),
            (
                json!({"operation": "sum", "values": [1], "of": "a"}),
                "unknown field `of`",
            ),
        ];
        for (arguments, expected) in cases {
            let error = run(arguments.clone()).unwrap_err();
            assert!(error.contains(expected), "{arguments}: {error}");
        }
    }
}
