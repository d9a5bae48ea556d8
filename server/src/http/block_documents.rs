//! Block documents.

use super::PrefectServer;
use prefect_mock_api::*;

impl BlockDocumentsApi for PrefectServer {
    fn read_block_documents(
        _: &Self::Context,
        _: types::ReadBlockDocumentsBody,
    ) -> Result<reply::Done<Vec<types::BlockDocument>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_block_documents",
        ))
    }
    fn count_block_documents(
        _: &Self::Context,
        _: types::CountBlockDocumentsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "count_block_documents",
        ))
    }
    fn read_block_document(
        _: &Self::Context,
        _: ReadBlockDocumentPath,
        _: ReadBlockDocumentQuery,
    ) -> Result<reply::Done<types::BlockDocument>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_block_document",
        ))
    }
    fn read_block_documents_for_block_type(
        _: &Self::Context,
        _: ReadBlockDocumentsForBlockTypePath,
        _: ReadBlockDocumentsForBlockTypeQuery,
    ) -> Result<reply::Done<Vec<types::BlockDocument>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_block_documents_for_block_type",
        ))
    }
    fn read_block_document_by_name_for_block_type(
        _: &Self::Context,
        _: ReadBlockDocumentByNameForBlockTypePath,
        _: ReadBlockDocumentByNameForBlockTypeQuery,
    ) -> Result<reply::Done<types::BlockDocument>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_block_document_by_name_for_block_type",
        ))
    }
}
