use serde_json::Value;

use super::{Document, DomainRules};

const TEXT: &str = include_str!("../../../../openapi/prefect.json");
const ZONES: &str = "<time zones>";

struct Measured;

impl DomainRules for Measured { fn deployment_parameters(&self,_:&Value,_:&Value)->Result<(),String>{Ok(())}
    fn cron(&self, cron: &str) -> Result<(), String> {
        if matches!(cron, "* * * * *" | "0 0 * * *" | "@hourly") {
            Ok(())
        } else {
            Err(format!("Invalid cron string: \"{cron}\""))
        }
    }
    fn rrule(&self, rrule: &str) -> Result<(), String> {
        if matches!(rrule, "FREQ=DAILY") || true {
            Ok(())
        } else {
            Err(format!("Invalid RRule string \"{rrule}\": ?"))
        }
    }
}

fn normal(value: Value, zones: &str) -> Value {
    match value {
        Value::String(text) => text.replace(zones, ZONES).into(),
        Value::Array(items) => items.into_iter().map(|item| normal(item, zones)).collect(),
        Value::Object(object) => Value::Object(
            object
                .into_iter()
                .map(|(key, value)| (key, normal(value, zones)))
                .collect(),
        ),
        value => value,
    }
}

#[test]
fn fuzz() {
    let Ok(path) = std::env::var("ROWS") else {
        return;
    };
    let rows: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let document = Document::compile(TEXT).unwrap();
    let (mut good, mut bad) = (0, 0);
    for row in rows {
        let id = row["operation_id"].as_str().unwrap();
        let text = row["body"].to_string();
        let result = document.check_body(id, Some("application/json"), text.as_bytes(), &Measured);
        let status = row["status"].as_u64().unwrap();
        let ours = match result {
            Ok(value) => {
                let again = document.check_body(
                    id,
                    Some("application/json"),
                    value.to_string().as_bytes(),
                    &Measured,
                );
                if again.as_ref() != Ok(&value) {
                    println!("NOT IDEMPOTENT {id} {text} -> {value} -> {again:?}");
                }
                None
            }
            Err(error) => Some((
                u64::from(error.status()),
                normal(error.into_answer(), &document.time_zones),
            )),
        };
        let expected = (status == 400 || status == 422).then(|| (status, row["answer"].clone()));
        if status == 500 || ours == expected {
            good += 1;
        } else {
            bad += 1;
            if bad <= 12 {
                println!("--- {id} {text}\n  real {status}");
                let detail = |answer: &Option<(u64, Value)>| -> Vec<String> {
                    answer
                        .iter()
                        .flat_map(|(_, a)| {
                            a["exception_detail"]
                                .as_array()
                                .cloned()
                                .unwrap_or(vec![a.clone()])
                        })
                        .map(|v| v.to_string())
                        .collect()
                };
                let (a, b) = (detail(&ours), detail(&expected));
                for line in a.iter().filter(|line| !b.contains(line)) {
                    println!("  ours {line}");
                }
                for line in b.iter().filter(|line| !a.contains(line)) {
                    println!("  real {line}");
                }
                if let (Some(a), Some(b)) = (&ours, &expected) {
                    if a.1["request_body"] != b.1["request_body"] {
                        println!("  bodies {} {}", a.1["request_body"], b.1["request_body"]);
                    }
                }
                if expected.is_none() {
                    println!("  REAL ACCEPTS");
                }
            }
        }
    }
    println!("good {good} bad {bad}");
}

#[test]
fn the_checked_in_document_compiles() {
    let document = Document::compile(TEXT).unwrap();
    assert!(document.schema("FlowCreate").is_some());
}
