use super::Document;

const TEXT: &str = include_str!("../../../../openapi/prefect.json");

#[test]
fn the_checked_in_document_compiles() {
    let document = Document::compile(TEXT).unwrap();
    assert!(document.schema("FlowCreate").is_some());
}
