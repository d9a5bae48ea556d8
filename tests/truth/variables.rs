//! Variables.

use prefect_rest::{Client, types};
use serde_json::{Value, json};

use super::{ok, refused};

pub(super) async fn call(client: &Client) {
    let make = |value: Value| {
        types::VariableCreate::builder()
            .name("truth_variable".to_owned())
            .value(value)
            .tags(vec!["truth".to_owned()])
    };
    let made = ok!(client.create_variable().body(make(json!({"a": [1, null]}))));
    let again = refused!(client.create_variable().body(make(json!(null))));
    assert_eq!(
        again,
        "409 Conflict: A variable with the name 'truth_variable' already exists."
    );
    let id = made.id;
    ok!(client
        .update_variable()
        .id(id)
        .body(types::VariableUpdate::builder().value(Value::from("changed"))));
    assert_eq!(
        ok!(client.read_variable().id(id)).value,
        Some(json!("changed"))
    );
    ok!(client
        .update_variable_by_name()
        .name("truth_variable")
        .body(types::VariableUpdate::builder().name("truth_renamed".to_owned())));
    let read = ok!(client.read_variable_by_name().name("truth_renamed"));
    assert_eq!((read.id, read.tags), (id, vec!["truth".to_owned()]));

    let filter = || -> types::VariableFilter {
        types::VariableFilter::builder()
            .tags(types::VariableFilterTags {
                all: vec!["truth".to_owned()].into(),
                ..Default::default()
            })
            .try_into()
            .expect("a filter")
    };
    let found = ok!(client
        .read_variables()
        .body(types::ReadVariablesBody::builder().variables(filter())));
    assert_eq!(found.len(), 1);
    let count = ok!(client
        .count_variables()
        .body(types::CountVariablesBody::builder().variables(filter())));
    assert_eq!(count, 1);

    ok!(client.delete_variable().id(id));
    let gone = refused!(client.delete_variable_by_name().name("truth_renamed"));
    assert_eq!(gone, "404 Not Found: Variable not found.");
}
