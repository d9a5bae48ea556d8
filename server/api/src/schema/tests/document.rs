//! The document itself.

use crate::schema::tree::Node;
use crate::schema::{BadRequest, Document, NoDomainRules};

const TEXT: &str = include_str!("../../../../../openapi/prefect.json");

#[test]
fn the_checked_in_document_compiles() {
    let document = Document::compile(TEXT).unwrap();
    assert!(document.schema("FlowCreate").is_some());
    assert!(
        document
            .time_zones
            .split('|')
            .any(|zone| zone == "Europe/Paris")
    );
}

#[test]
fn its_patterns_are_patterns() {
    let document = Document::shared();
    let patterns = document
        .tree()
        .nodes()
        .iter()
        .filter_map(|node| match node {
            Node::Text(rules) => rules.pattern.as_ref(),
            _ => None,
        });
    let mut count = 0;
    for pattern in patterns {
        assert!(pattern.is_valid(), "{}", pattern.text);
        count += 1;
    }
    assert!(count > 3, "{count}");
}

#[test]
fn a_broken_document_is_an_error() {
    let with = |schema: &str| {
        format!(
            r#"{{"paths": {{"/a": {{"post": {{"operationId": "make_a", "requestBody": {{"content": {{"application/json":
            {{"schema": {schema}}}}}}}}}}}}}}}"#
        )
    };
    assert!(Document::compile("{").is_err());
    assert!(Document::compile(&with(r#"{"type": "string"}"#)).is_ok());
    for (schema, words) in [
        (
            r##"{"$ref": "#/components/schemas/None"}"##,
            "make_a: there is no schema None",
        ),
        (r#"{"type": "tuple"}"#, "make_a: no schema is of type tuple"),
        (r#"{"enum": [1]}"#, "make_a: no choice of texts: [1]"),
    ] {
        let error = Document::compile(&with(schema)).unwrap_err().to_string();
        assert_eq!(error, format!("the document cannot be compiled: {words}"));
    }
}

#[test]
fn a_schema_may_contain_itself() {
    let text = r##"{
        "paths": {"/a": {"post": {"operationId": "make_a", "requestBody": {"content": {"application/json":
            {"schema": {"$ref": "#/components/schemas/A"}}}}}}},
        "components": {"schemas": {"A": {"type": "object", "additionalProperties": false, "properties": {
            "a": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/A"}]},
            "n": {"type": "integer"}}}}}
    }"##;
    let document = Document::compile(text).unwrap();
    let check = |body: &str| document.check_body("make_a", None, body.as_bytes(), &NoDomainRules);
    assert_eq!(
        check(r#"{"a": {"a": null, "n": "1"}}"#)
            .unwrap()
            .to_string(),
        r#"{"a":{"a":null,"n":1}}"#
    );
    let Err(BadRequest::Invalid { errors, .. }) = check(r#"{"a": {"a": {"n": "x"}}}"#) else {
        panic!("a text is no number");
    };
    assert_eq!(
        serde_json::to_string(&errors[0].loc).unwrap(),
        r#"["body","a","a","n"]"#
    );
}

/// As a real server answered.
#[test]
fn a_text_that_is_not_said_to_be_json_is_no_list() {
    let check = |content_type, text: &str| {
        let checked = Document::shared().check_body(
            "create_logs",
            Some(content_type),
            text.as_bytes(),
            &NoDomainRules,
        );
        let Err(BadRequest::Invalid { errors, .. }) = checked else {
            panic!("{text} is no list");
        };
        errors[0].msg.clone()
    };
    assert_eq!(
        check("text/plain", "[]"),
        "'bytes' instances are not allowed as a Sequence value"
    );
    assert_eq!(
        check("application/json", "\"[]\""),
        "'str' instances are not allowed as a Sequence value"
    );
}

#[test]
fn an_unknown_operation_reads_anything() {
    let document = Document::shared();
    assert!(
        document
            .check_body("none", None, b"[1]", &NoDomainRules)
            .is_ok()
    );
    assert!(document.check_query("none", "a=1").is_ok());
}
