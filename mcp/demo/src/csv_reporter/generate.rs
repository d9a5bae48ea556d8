//! Rows of JSON to CSV text.

use indexmap::IndexSet;
use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

/// What `generate_csv` answers.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    csv: String,
    row_count: usize,
    columns: Vec<String>,
}

/// Why rows cannot be written.
#[derive(Debug, Error)]
pub(super) enum GenerateError {
    #[error("there are no columns: give at least one row with a value, or name the columns")]
    NoColumns,
    #[error("the column `{0}` is named twice")]
    RepeatedColumn(String),
    #[error("no row has a value `{name}`; the rows have: {present}")]
    UnknownColumn { name: String, present: String },
    #[error("cannot write CSV: {0}")]
    Write(String),
}

/// Writes the rows in one pass. The cost follows the number of cells.
pub(super) fn generate(
    rows: &[Map<String, Value>],
    columns: Option<Vec<String>>,
) -> Result<Report, GenerateError> {
    let present: IndexSet<&str> = rows.iter().flatten().map(|(name, _)| &**name).collect();
    let columns = match columns {
        Some(columns) => checked(columns, &present)?,
        None => present.iter().map(|name| (*name).to_owned()).collect(),
    };
    if columns.is_empty() {
        return Err(GenerateError::NoColumns);
    }

    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).map_err(write_error)?;
    for row in rows {
        let cells = columns.iter().map(|name| cell_of(row.get(name)));
        writer.write_record(cells).map_err(write_error)?;
    }
    let bytes = writer.into_inner().map_err(write_error)?;
    Ok(Report {
        csv: String::from_utf8(bytes).map_err(write_error)?,
        row_count: rows.len(),
        columns,
    })
}

/// Accepts named columns that differ and that exist. Without rows there is
/// nothing to compare with, and a header alone is a valid report.
fn checked(columns: Vec<String>, present: &IndexSet<&str>) -> Result<Vec<String>, GenerateError> {
    let mut seen = IndexSet::new();
    for name in &columns {
        if !seen.insert(name) {
            return Err(GenerateError::RepeatedColumn(name.clone()));
        }
        if !present.is_empty() && !present.contains(name.as_str()) {
            return Err(GenerateError::UnknownColumn {
                name: name.clone(),
                present: present.iter().copied().collect::<Vec<_>>().join(", "),
            });
        }
    }
    Ok(columns)
}

fn cell_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn write_error(error: impl std::fmt::Display) -> GenerateError {
    GenerateError::Write(error.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn rows(json: Value) -> Vec<Map<String, Value>> {
        serde_json::from_value(json).unwrap()
    }

    fn named(columns: &[&str]) -> Vec<String> {
        columns.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_come_in_order_of_first_appearance() {
        let rows = rows(json!([{"b": 1, "a": "x"}, {"a": null, "c": [1, "y"]}]));
        let report = generate(&rows, None).unwrap();
        assert_eq!(report.columns, ["b", "a", "c"]);
        assert_eq!(report.csv, "b,a,c\n1,x,\n,,\"[1,\"\"y\"\"]\"\n");
        assert_eq!(report.row_count, 2);
    }

    #[test]
    fn named_columns_choose_and_order() {
        let rows = rows(json!([{"a": 1, "b": true, "c": 0.5}]));
        let report = generate(&rows, Some(named(&["c", "a"]))).unwrap();
        assert_eq!(report.csv, "c,a\n0.5,1\n");
    }

    #[test]
    fn a_report_without_rows_needs_named_columns() {
        assert_eq!(generate(&[], Some(named(&["a"]))).unwrap().csv, "a\n");
        assert!(matches!(generate(&[], None), Err(GenerateError::NoColumns)));
        assert!(matches!(
            generate(&rows(json!([{}])), None),
            Err(GenerateError::NoColumns)
        ));
    }

    #[test]
    fn wrong_columns_are_named() {
        let rows = rows(json!([{"a": 1, "b": 2}]));
        let error = generate(&rows, Some(named(&["a", "z"]))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no row has a value `z`; the rows have: a, b"
        );
        let error = generate(&rows, Some(named(&["a", "a"]))).unwrap_err();
        assert_eq!(error.to_string(), "the column `a` is named twice");
    }

    proptest! {
        #[test]
        fn any_text_survives_the_way_out_and_back(cells in proptest::collection::vec("\\PC*|[,\"\r\n]*", 1..8)) {
            let rows: Vec<Map<String, Value>> = cells
                .iter()
                .map(|cell| Map::from_iter([("text".to_owned(), json!(cell)), ("n".to_owned(), json!(1))]))
                .collect();
            let report = generate(&rows, None).unwrap();
            let mut reader = csv::Reader::from_reader(report.csv.as_bytes());
            let read: Vec<String> = reader
                .records()
                .map(|record| record.unwrap().get(0).unwrap().to_owned())
                .collect();
            prop_assert_eq!(read, cells);
        }
    }
}
