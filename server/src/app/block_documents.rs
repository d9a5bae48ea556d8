//! Block documents, of which there are none. Types of blocks are there, so that a type
//! without documents is not one that is missing.

use prefect_mock_api::types;
use uuid::Uuid;

use super::{App, Error, Result, limit};
use crate::domain::block::{BUILT_IN_BLOCK_TYPES, BlockDocument};

impl App {
    /// The block documents that match.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_block_documents(
        &self,
        body: &types::ReadBlockDocumentsBody,
    ) -> Result<Vec<BlockDocument>> {
        limit(body.limit)?;
        Ok(Vec::new())
    }

    /// How many block documents match.
    pub fn count_block_documents(&self, _: &types::CountBlockDocumentsBody) -> usize {
        0
    }

    /// The block document of an id.
    ///
    /// # Errors
    ///
    /// `NotFound`.
    pub fn read_block_document(&self, _: Uuid) -> Result<BlockDocument> {
        Err(no_document())
    }

    /// The block documents of a type.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such type.
    pub fn read_block_documents_for_block_type(&self, slug: &str) -> Result<Vec<BlockDocument>> {
        if BUILT_IN_BLOCK_TYPES.binary_search(&slug).is_ok() {
            Ok(Vec::new())
        } else {
            Err(Error::NotFound("Block type not found".to_owned()))
        }
    }

    /// The block document of a type and a name.
    ///
    /// # Errors
    ///
    /// `NotFound`, whether or not there is such a type.
    pub fn read_block_document_by_name_for_block_type(
        &self,
        _slug: &str,
        _name: &str,
    ) -> Result<BlockDocument> {
        Err(no_document())
    }
}

fn no_document() -> Error {
    Error::NotFound("Block document not found".to_owned())
}

#[cfg(test)]
mod tests {
    use crate::app::Error;
    use crate::app::fixture::Fixture;
    use crate::domain::block::BUILT_IN_BLOCK_TYPES;

    #[test]
    fn a_type_without_documents_is_not_one_that_is_missing() {
        assert!(BUILT_IN_BLOCK_TYPES.is_sorted());
        let app = Fixture::new().app;
        for slug in ["secret", "local-file-system", "webhook", "slack-webhook"] {
            assert_eq!(
                app.read_block_documents_for_block_type(slug),
                Ok(Vec::new())
            );
        }
        assert_eq!(
            app.read_block_documents_for_block_type("nobody"),
            Err(Error::NotFound("Block type not found".to_owned()))
        );
        let missing = Err(Error::NotFound("Block document not found".to_owned()));
        for slug in ["secret", "nobody"] {
            let read = app.read_block_document_by_name_for_block_type(slug, "x");
            assert_eq!(read, missing);
        }
    }
}
