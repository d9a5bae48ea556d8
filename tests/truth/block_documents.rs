//! Block documents, of which a new server has none, and their types.

use prefect_rest::{Client, types};
use uuid::Uuid;

use super::{ok, refused};

pub(super) async fn call(client: &Client) {
    let filter = types::ReadBlockDocumentsBody::default();
    assert_eq!(ok!(client.read_block_documents().body(filter)).len(), 0);
    let filter = types::CountBlockDocumentsBody::default();
    assert_eq!(ok!(client.count_block_documents().body(filter)), 0);

    let of_type = |slug: &str| client.read_block_documents_for_block_type().slug(slug);
    assert_eq!(ok!(of_type("secret")).len(), 0);
    let no_type = refused!(of_type("truth-nobody"));
    assert_eq!(no_type, "404 Not Found: Block type not found");

    let no_document = "404 Not Found: Block document not found";
    let by_id = client.read_block_document().id(Uuid::nil());
    assert_eq!(refused!(by_id), no_document);
    for slug in ["secret", "truth-nobody"] {
        let by_name = client
            .read_block_document_by_name_for_block_type()
            .slug(slug)
            .block_document_name("truth");
        assert_eq!(refused!(by_name), no_document);
    }
}
