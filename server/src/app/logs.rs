//! Log lines.

use std::sync::Arc;

use prefect_mock_api::types::{self, LogSort};

use super::{App, Result, limit, offset};
use crate::domain::log::Log;
use crate::store::filter::{LogCriteria, candidates};

impl App {
    /// Stores log lines, all at once. They may be about runs that are not there.
    ///
    /// Null characters are left out of their texts, as Prefect leaves them out.
    ///
    /// # Errors
    ///
    /// None; the type is that of every change.
    pub fn create_logs(&self, body: Vec<types::LogCreate>) -> Result<()> {
        self.transaction(|tx| {
            tx.news.logs.reserve(body.len());
            for line in body {
                let log = tx.tables.logs.push(Log {
                    id: tx.random.uuid_v7(tx.now).into(),
                    created: tx.now,
                    name: without_nulls(line.name),
                    level: line.level,
                    message: without_nulls(line.message),
                    timestamp: line.timestamp,
                    flow_run_id: line.flow_run_id.into_value().map(Into::into),
                    task_run_id: line.task_run_id.into_value().map(Into::into),
                });
                tx.news.logs.push(log);
            }
            Ok(())
        })
    }

    /// The log lines that match, oldest first unless asked otherwise. Costs a walk
    /// to the end of the page, over the lines of the runs that the filter lists or
    /// else over all.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_logs(&self, body: &types::ReadLogsBody) -> Result<Vec<Arc<Log>>> {
        let limit = limit(body.limit)?;
        let filter = body.logs.value();
        let criteria = filter.map(LogCriteria::new);
        let tables = self.read();
        let lines = candidates::logs(filter, &tables);
        let in_order: Box<dyn Iterator<Item = &Arc<Log>>> = match body.sort {
            Some(LogSort::TimestampDesc) => Box::new(lines.rev()),
            Some(LogSort::TimestampAsc) | None => lines,
        };
        Ok(in_order
            .filter(|log| criteria.as_ref().is_none_or(|one| one.admit(log)))
            .skip(offset(body.offset))
            .take(limit)
            .cloned()
            .collect())
    }
}

fn without_nulls(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use prefect_mock_api::types;
    use serde_json::{Value, json};

    use crate::app::Error;
    use crate::app::fixture::{Fixture, body};

    /// Stores lines at seconds, and gives back how to ask for them.
    fn written(lines: &[(u32, &str)]) -> impl Fn(Value) -> Vec<String> + use<> {
        let fixture = Fixture::new();
        let line = |(second, message): &(u32, &str)| {
            json!({
                "name": "test",
                "level": 20,
                "message": message,
                "timestamp": format!("2026-01-01T00:00:{second:02}Z"),
                "flow_run_id": uuid::Uuid::from_u128((*second).into()),
            })
        };
        let lines: Value = lines.iter().map(line).collect();
        fixture.app.create_logs(body(lines)).unwrap();
        move |asked| {
            let lines = fixture.app.read_logs(&body(asked)).unwrap();
            lines.iter().map(|line| line.message.clone()).collect()
        }
    }

    #[test]
    fn lines_come_oldest_first_unless_asked_otherwise() {
        let read = written(&[(2, "b"), (1, "a"), (2, "c"), (3, "d")]);
        assert_eq!(read(json!({})), ["a", "b", "c", "d"]);
        assert_eq!(
            read(json!({"sort": "TIMESTAMP_DESC"})),
            ["d", "c", "b", "a"]
        );
        assert_eq!(read(json!({"limit": 2, "offset": 1})), ["b", "c"]);
        assert_eq!(read(json!({"sort": "TIMESTAMP_DESC", "limit": 1})), ["d"]);
        assert_eq!(read(json!({"limit": 0})), Vec::<String>::new());
    }

    #[test]
    fn lines_of_several_runs_are_merged() {
        let read = written(&[(2, "b"), (1, "a"), (3, "c")]);
        let run = |number| uuid::Uuid::from_u128(number).to_string();
        let runs = json!({"logs": {"flow_run_id": {"any_": [run(3), run(1), run(3)]}}});
        assert_eq!(read(runs), ["a", "c"]);
        let none = json!({"logs": {"flow_run_id": {"any_": []}}});
        assert_eq!(read(none), Vec::<String>::new());
    }

    #[test]
    fn nothing_at_all_can_be_stored() {
        assert_eq!(written(&[])(json!({})), Vec::<String>::new());
    }

    #[test]
    fn null_characters_are_left_out() {
        assert_eq!(written(&[(1, "a\0b\0")])(json!({})), ["ab"]);
    }

    #[test]
    fn no_more_than_200_lines_are_read_at_once() {
        let fixture = Fixture::new();
        let asked: types::ReadLogsBody = body(json!({"limit": 201}));
        assert!(matches!(
            fixture.app.read_logs(&asked),
            Err(Error::Invalid(_))
        ));
    }
}
