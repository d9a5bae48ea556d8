//! Variables.

use prefect_mock_api::{
    ApiError, DeleteVariableByNamePath, DeleteVariablePath, ReadVariableByNamePath,
    ReadVariablePath, UpdateVariableByNamePath, UpdateVariablePath, VariablesApi, reply, types,
};

use super::PrefectServer;
use super::convert::{count, each_of};
use crate::app::VariableKey::{Id, Name};

impl VariablesApi for PrefectServer {
    fn create_variable(
        app: &Self::Context,
        body: types::VariableCreate,
    ) -> Result<reply::Created<types::Variable>, ApiError> {
        let variable = app.create_variable(body)?;
        Ok(reply::Created(variable.as_ref().into()))
    }

    fn read_variable(
        app: &Self::Context,
        path: ReadVariablePath,
    ) -> Result<reply::Done<types::Variable>, ApiError> {
        let variable = app.read_variable(Id(path.id.into()))?;
        Ok(reply::Done(variable.as_ref().into()))
    }

    fn update_variable(
        app: &Self::Context,
        path: UpdateVariablePath,
        body: types::VariableUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_variable(Id(path.id.into()), body)?;
        Ok(reply::NoContent)
    }

    fn delete_variable(
        app: &Self::Context,
        path: DeleteVariablePath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_variable(Id(path.id.into()))?;
        Ok(reply::NoContent)
    }

    fn read_variable_by_name(
        app: &Self::Context,
        path: ReadVariableByNamePath,
    ) -> Result<reply::Done<types::Variable>, ApiError> {
        let variable = app.read_variable(Name(&path.name))?;
        Ok(reply::Done(variable.as_ref().into()))
    }

    fn update_variable_by_name(
        app: &Self::Context,
        path: UpdateVariableByNamePath,
        body: types::VariableUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_variable(Name(&path.name), body)?;
        Ok(reply::NoContent)
    }

    fn delete_variable_by_name(
        app: &Self::Context,
        path: DeleteVariableByNamePath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_variable(Name(&path.name))?;
        Ok(reply::NoContent)
    }

    fn read_variables(
        app: &Self::Context,
        body: types::ReadVariablesBody,
    ) -> Result<reply::Done<Vec<types::Variable>>, ApiError> {
        let variables = app.read_variables(&body)?;
        Ok(reply::Done(each_of(&variables)))
    }

    fn count_variables(
        app: &Self::Context,
        body: types::CountVariablesBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_variables(&body))))
    }
}
