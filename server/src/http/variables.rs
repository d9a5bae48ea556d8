//! Variables.

use super::PrefectServer;
use prefect_mock_api::*;

impl VariablesApi for PrefectServer {
    fn create_variable(
        _: &Self::Context,
        _: types::VariableCreate,
    ) -> Result<reply::Created<types::Variable>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "create_variable",
        ))
    }
    fn read_variable(
        _: &Self::Context,
        _: ReadVariablePath,
    ) -> Result<reply::Done<types::Variable>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_variable",
        ))
    }
    fn update_variable(
        _: &Self::Context,
        _: UpdateVariablePath,
        _: types::VariableUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "update_variable",
        ))
    }
    fn delete_variable(
        _: &Self::Context,
        _: DeleteVariablePath,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "delete_variable",
        ))
    }
    fn read_variable_by_name(
        _: &Self::Context,
        _: ReadVariableByNamePath,
    ) -> Result<reply::Done<types::Variable>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_variable_by_name",
        ))
    }
    fn update_variable_by_name(
        _: &Self::Context,
        _: UpdateVariableByNamePath,
        _: types::VariableUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "update_variable_by_name",
        ))
    }
    fn delete_variable_by_name(
        _: &Self::Context,
        _: DeleteVariableByNamePath,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "delete_variable_by_name",
        ))
    }
    fn read_variables(
        _: &Self::Context,
        _: types::ReadVariablesBody,
    ) -> Result<reply::Done<Vec<types::Variable>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_variables",
        ))
    }
    fn count_variables(
        _: &Self::Context,
        _: types::CountVariablesBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "count_variables",
        ))
    }
}
