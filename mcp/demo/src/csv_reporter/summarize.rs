//! CSV text to statistics of its columns.

use std::collections::HashSet;

use serde::Serialize;
use thiserror::Error;

use crate::statistics::{Number, Statistic};

/// What `summarize_csv` answers.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    row_count: usize,
    columns: Vec<ColumnSummary>,
}

/// What is known of one column. Empty cells count only as empty.
#[derive(Debug, Serialize)]
struct ColumnSummary {
    name: String,
    kind: Kind,
    empty_cells: usize,
    distinct_values: usize,
    #[serde(flatten)]
    numbers: Option<NumberSummary>,
}

/// What the filled cells of a column are.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// All of them are finite numbers.
    Number,
    /// At least one is something else.
    Text,
    /// There are none.
    Empty,
}

#[derive(Debug, Serialize)]
struct NumberSummary {
    sum: Number,
    mean: Number,
    median: Number,
    min: Number,
    max: Number,
}

/// Why CSV text has no summary.
#[derive(Debug, Error)]
pub(super) enum SummarizeError {
    #[error("the CSV text has no header row")]
    NoHeader,
    #[error("cannot read the CSV text: {0}")]
    Read(#[from] csv::Error),
}

/// A column while it is being read.
#[derive(Debug, Default)]
struct Column {
    name: String,
    empty_cells: usize,
    distinct: HashSet<String>,
    numbers: Vec<f64>,
    has_text: bool,
}

/// Reads the text in one pass. Time and memory follow the number of cells.
pub(super) fn summarize(text: &str) -> Result<Summary, SummarizeError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut columns: Vec<Column> = reader
        .headers()?
        .iter()
        .map(|name| Column {
            name: name.to_owned(),
            ..Column::default()
        })
        .collect();
    if columns.is_empty() {
        return Err(SummarizeError::NoHeader);
    }
    let mut row_count = 0;
    for record in reader.records() {
        for (column, cell) in columns.iter_mut().zip(&record?) {
            column.add(cell.trim());
        }
        row_count += 1;
    }
    Ok(Summary {
        row_count,
        columns: columns.into_iter().map(Column::summary).collect(),
    })
}

impl Column {
    fn add(&mut self, cell: &str) {
        if cell.is_empty() {
            self.empty_cells += 1;
            return;
        }
        self.distinct.insert(cell.to_owned());
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => self.numbers.push(number),
            _ => self.has_text = true,
        }
    }

    fn summary(self) -> ColumnSummary {
        let kind = if self.distinct.is_empty() {
            Kind::Empty
        } else if self.has_text {
            Kind::Text
        } else {
            Kind::Number
        };
        let numbers = (kind == Kind::Number)
            .then(|| NumberSummary::of(&self.numbers))
            .flatten();
        ColumnSummary {
            name: self.name,
            kind,
            empty_cells: self.empty_cells,
            distinct_values: self.distinct.len(),
            numbers,
        }
    }
}

impl NumberSummary {
    /// Nothing if a sum is too large for a number.
    fn of(numbers: &[f64]) -> Option<Self> {
        let of = |statistic: Statistic| {
            statistic
                .of(numbers)
                .ok()
                .filter(|value| value.is_finite())
                .map(Number)
        };
        Some(Self {
            sum: of(Statistic::Sum)?,
            mean: of(Statistic::Mean)?,
            median: of(Statistic::Median)?,
            min: of(Statistic::Min)?,
            max: of(Statistic::Max)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn summary_of(text: &str) -> Value {
        serde_json::to_value(summarize(text).unwrap()).unwrap()
    }

    #[test]
    fn kinds_and_statistics() {
        let text = "name,salary,note\nAda,10,\nBo, 20 ,\nAda,30,\n";
        let expected = json!({
            "row_count": 3,
            "columns": [
                {"name": "name", "kind": "text", "empty_cells": 0, "distinct_values": 2},
                {"name": "salary", "kind": "number", "empty_cells": 0, "distinct_values": 3,
                 "sum": 60, "mean": 20, "median": 20, "min": 10, "max": 30},
                {"name": "note", "kind": "empty", "empty_cells": 3, "distinct_values": 0},
            ],
        });
        assert_eq!(summary_of(text), expected);
    }

    #[test]
    fn one_word_makes_a_column_text() {
        let columns = summary_of("n\n1\ntwo\nNaN\n")["columns"].clone();
        assert_eq!(columns[0]["kind"], "text");
        assert_eq!(columns[0].get("sum"), None);
    }

    #[test]
    fn empty_cells_do_not_count_as_numbers() {
        let columns = summary_of("n,m\n1,a\n,b\n3,c\n")["columns"].clone();
        assert_eq!(columns[0]["mean"], json!(2));
        assert_eq!(columns[0]["empty_cells"], json!(1));
    }

    #[test]
    fn a_header_alone_has_no_rows() {
        assert_eq!(summary_of("a,b\n")["row_count"], json!(0));
    }

    #[test]
    fn broken_text_is_an_error_that_names_the_line() {
        let error = summarize("a,b\n1,2\n3\n").unwrap_err().to_string();
        assert!(error.contains("line: 3"), "{error}");
        assert_eq!(
            summarize("").unwrap_err().to_string(),
            "the CSV text has no header row"
        );
    }
}
