//! Log lines.

use prefect_mock_api::{ApiError, LogsApi, reply, types};
use serde_json::Value;

use super::PrefectServer;
use super::convert::each;

impl LogsApi for PrefectServer {
    fn create_logs(
        app: &Self::Context,
        body: Vec<types::LogCreate>,
    ) -> Result<reply::Created<Value>, ApiError> {
        app.create_logs(body)?;
        Ok(reply::Created(Value::Null))
    }

    fn read_logs(
        app: &Self::Context,
        body: types::ReadLogsBody,
    ) -> Result<reply::Done<Vec<types::Log>>, ApiError> {
        let lines = app.read_logs(&body)?;
        Ok(reply::Done(each(lines.iter().map(AsRef::as_ref))))
    }
}
