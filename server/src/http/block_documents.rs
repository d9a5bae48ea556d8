//! Block documents.

use prefect_mock_api::{
    ApiError, BlockDocumentsApi, ReadBlockDocumentByNameForBlockTypePath,
    ReadBlockDocumentByNameForBlockTypeQuery, ReadBlockDocumentPath, ReadBlockDocumentQuery,
    ReadBlockDocumentsForBlockTypePath, ReadBlockDocumentsForBlockTypeQuery, reply, types,
};

use super::PrefectServer;
use super::convert::{count, each};

impl BlockDocumentsApi for PrefectServer {
    fn read_block_documents(
        app: &Self::Context,
        body: types::ReadBlockDocumentsBody,
    ) -> Result<reply::Done<Vec<types::BlockDocument>>, ApiError> {
        let documents = app.read_block_documents(&body)?;
        Ok(reply::Done(each(documents)))
    }

    fn count_block_documents(
        app: &Self::Context,
        body: types::CountBlockDocumentsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_block_documents(&body))))
    }

    fn read_block_document(
        app: &Self::Context,
        path: ReadBlockDocumentPath,
        _: ReadBlockDocumentQuery,
    ) -> Result<reply::Done<types::BlockDocument>, ApiError> {
        let document = app.read_block_document(path.id)?;
        Ok(reply::Done(document.into()))
    }

    fn read_block_documents_for_block_type(
        app: &Self::Context,
        path: ReadBlockDocumentsForBlockTypePath,
        _: ReadBlockDocumentsForBlockTypeQuery,
    ) -> Result<reply::Done<Vec<types::BlockDocument>>, ApiError> {
        let documents = app.read_block_documents_for_block_type(&path.slug)?;
        Ok(reply::Done(each(documents)))
    }

    fn read_block_document_by_name_for_block_type(
        app: &Self::Context,
        path: ReadBlockDocumentByNameForBlockTypePath,
        _: ReadBlockDocumentByNameForBlockTypeQuery,
    ) -> Result<reply::Done<types::BlockDocument>, ApiError> {
        let (slug, name) = (&path.slug, &path.block_document_name);
        let document = app.read_block_document_by_name_for_block_type(slug, name)?;
        Ok(reply::Done(document.into()))
    }
}
