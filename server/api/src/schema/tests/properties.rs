//! What holds for any value.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Measured, rows};
use crate::schema::{Document, NoDomainRules};

/// Any JSON, rich in what the checks look at.
pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-300_i64..300).prop_map(Value::from),
        // What has few digits is read back as it was written.
        any::<i32>().prop_map(|number| (f64::from(number) / 1024.0).into()),
        prop::sample::select(vec![1e20, -1e20, 1e300, 1e-7, 9e15]).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[-+0-9_.:TZPWDHMSe ]{0,24}".prop_map(Value::from),
        "[0-9a-f{}-]{30,40}".prop_map(Value::from),
        "\\{\\{ ?[a-z.$]{0,4} ?\\}\\}".prop_map(Value::from),
        Just(Value::from("a\0b")),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{0,8}", inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// The pointers to all values within a value.
pub(super) fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// A measured request, some of whose values are replaced by any JSON.
pub(super) fn nearly_measured() -> impl Strategy<Value = (String, Value)> {
    let rows: Vec<_> = rows()
        .into_iter()
        .filter_map(|row| Some((row.operation, row.body?)))
        .collect();
    let change = (any::<prop::sample::Index>(), any_json());
    (
        prop::sample::select(rows),
        prop::collection::vec(change, 0..4),
    )
        .prop_map(|((operation, mut body), changes)| {
            for (index, other) in changes {
                let mut places = Vec::new();
                pointers(&body, "", &mut places);
                if let Some(place) = body.pointer_mut(index.get(places.as_slice()).as_str()) {
                    *place = other;
                }
            }
            (operation, body)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn what_passed_passes_again_unchanged((operation, body) in nearly_measured()) {
        let check = |body: &Value| {
            Document::shared().check_body(&operation, None, body.to_string().as_bytes(), &NoDomainRules)
        };
        if let Ok(checked) = check(&body) {
            prop_assert_eq!(check(&checked), Ok(checked));
        }
    }

    #[test]
    fn what_passed_has_the_type_of_its_operation((operation, body) in nearly_measured()) {
        let text = body.to_string();
        let checked = Document::shared().check_body(&operation, None, text.as_bytes(), &NoDomainRules);
        if let Ok(checked) = checked {
            let read = super::typed::read(&operation, checked);
            prop_assert!(matches!(read, Some(Ok(()))), "{read:?}");
        }
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), text in "[\\[\\]{}\",:0-9a\\\\u ]{0,40}") {
        for body in [bytes.as_slice(), text.as_bytes()] {
            for content_type in [None, Some("text/plain")] {
                let document = Document::shared();
                let _ = document.check_body("create_flow", content_type, body, &NoDomainRules);
                let _ = document.check_body("read_flows", content_type, body, &NoDomainRules);
            }
        }
    }

    #[test]
    fn queries_never_panic(query in ".{0,40}", value in "[-+%0-9a-zTZ:]{0,40}") {
        let document = Document::shared();
        for query in [query, format!("since={value}"), format!("flow_run_id={value}")] {
            for id in ["read_flow_run_graph_v2", "read_flow_run_states", "create_csrf_token"] {
                let _ = document.check_query(id, &query);
            }
        }
    }
}

/// An error leaves the value as it was.
#[test]
fn refused_values_are_not_changed() {
    let rows = rows();
    let rules = Measured::of(&rows);
    for row in &rows {
        let Some(body) = row.body.clone().filter(|_| row.request_body.is_none()) else {
            continue;
        };
        if let Err(refused) = row.check(Document::shared(), &rules)
            && let Some(echo) = json!(refused).get("request_body")
        {
            assert_eq!(*echo, body);
        }
    }
}
