//! Artifacts.

use prefect_mock_api::{
    ApiError, ArtifactsApi, DeleteArtifactPath, ReadArtifactPath, ReadLatestArtifactPath,
    UpdateArtifactPath, reply, types,
};

use super::PrefectServer;
use super::convert::{count, each};

impl ArtifactsApi for PrefectServer {
    fn create_artifact(
        app: &Self::Context,
        body: types::ArtifactCreate,
    ) -> Result<reply::Created<types::Artifact>, ApiError> {
        let artifact = app.create_artifact(body)?;
        Ok(reply::Created(artifact.as_ref().into()))
    }

    fn read_artifact(
        app: &Self::Context,
        path: ReadArtifactPath,
    ) -> Result<reply::Done<types::Artifact>, ApiError> {
        let artifact = app.read_artifact(path.id.into())?;
        Ok(reply::Done(artifact.as_ref().into()))
    }

    fn update_artifact(
        app: &Self::Context,
        path: UpdateArtifactPath,
        body: types::ArtifactUpdate,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_artifact(path.id.into(), body)?;
        Ok(reply::NoContent)
    }

    fn delete_artifact(
        app: &Self::Context,
        path: DeleteArtifactPath,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_artifact(path.id.into())?;
        Ok(reply::NoContent)
    }

    fn read_latest_artifact(
        app: &Self::Context,
        path: ReadLatestArtifactPath,
    ) -> Result<reply::Done<types::Artifact>, ApiError> {
        let collection = app.read_latest_artifact(&path.key)?;
        Ok(reply::Done(collection.as_ref().into()))
    }

    fn read_artifacts(
        app: &Self::Context,
        body: types::ReadArtifactsBody,
    ) -> Result<reply::Done<Vec<types::Artifact>>, ApiError> {
        let artifacts = app.read_artifacts(&body)?;
        Ok(reply::Done(each(artifacts.iter().map(AsRef::as_ref))))
    }

    fn read_latest_artifacts(
        app: &Self::Context,
        body: types::ReadLatestArtifactsBody,
    ) -> Result<reply::Done<Vec<types::ArtifactCollection>>, ApiError> {
        let collections = app.read_latest_artifacts(&body)?;
        Ok(reply::Done(each(collections.iter().map(AsRef::as_ref))))
    }

    fn count_artifacts(
        app: &Self::Context,
        body: types::CountArtifactsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_artifacts(&body))))
    }

    fn count_latest_artifacts(
        app: &Self::Context,
        body: types::CountLatestArtifactsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_latest_artifacts(&body))))
    }
}
