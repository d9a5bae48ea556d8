use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::sandbox::Sandbox;
use super::*;
use crate::python::expression::Writer;
use crate::python::literal::{docstring, string};

/// Compares pairs of a Python literal and the JSON that it stands for.
const COMPARE: &str = r"
import ast, json, sys
pairs = json.load(sys.stdin)
for literal, value in pairs:
    if '\n' in literal and not literal.startswith(('[', '{')):
        sys.exit(f'{literal!r} is more than one line')
    read = ast.literal_eval(literal)
    if json.dumps(read) != json.dumps(value):
        sys.exit(f'{literal!r} reads as {read!r}, not as {value!r}')
print(len(pairs))
";

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        r#"["'\\\n\r\t{}#\u{0}-\u{1f}\u{7f}-\u{a0}\u{2028}\u{2029}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{feff}\u{1f600}a]{0,12}"#,
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Says of each public name of Python's that is not in capitals whether a task's argument may have it.
const BUILTINS: &str = r"
import builtins, json, sys
taken = set(json.load(sys.stdin))
names = [name for name in dir(builtins) if name[0].islower()]
print([name for name in names if name not in taken])
";

#[test]
fn no_argument_hides_a_builtin() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let taken = serde_json::to_string(crate::python::identifier::BUILTINS.as_slice()).unwrap();
    assert_eq!(sandbox.script(BUILTINS, &taken).trim(), "[]");
}

#[test]
fn literals_read_back_as_what_they_stand_for() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let mut runner = TestRunner::default();
    let writer = Writer {
        is_task: &|_| false,
    };
    let mut pairs: Vec<(String, Value)> = Vec::new();
    for _ in 0..1_000 {
        // In a list, because a null that is an argument itself is written in another way.
        let value = json!([any_value().new_tree(&mut runner).unwrap().current()]);
        // Text in double braces is no literal when it can be read as one.
        if !value.to_string().contains("{{") {
            pairs.push((writer.argument(&value, 0, 0), value));
        }
    }
    for hostile in super::injection::HOSTILE {
        for text in [
            (*hostile).to_owned(),
            format!("{hostile}\""),
            format!("{hostile}\\"),
        ] {
            pairs.push((string(&text), json!(text)));
            pairs.push((docstring(&text), json!(text)));
        }
    }
    assert!(pairs.len() > 900);
    let compared = sandbox.script(COMPARE, &serde_json::to_string(&pairs).unwrap());
    assert_eq!(compared.trim(), pairs.len().to_string());
}
