//! Objects of which there are none.

use prefect_mock_api::types;

use crate::domain::automation::Automation;
use crate::domain::block::BlockDocument;

impl From<Automation> for types::Automation {
    fn from(automation: Automation) -> Self {
        match automation {}
    }
}

impl From<BlockDocument> for types::BlockDocument {
    fn from(document: BlockDocument) -> Self {
        match document {}
    }
}
