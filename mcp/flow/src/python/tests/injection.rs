//! Strangers who put code where names and values belong.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::sandbox::Sandbox;
use super::*;
use crate::python::render;

/// Each tries to end the string, the comment or the line that it is put into. Where one succeeds, the module does not
/// compile, or a file called `pwned` appears.
pub(super) const HOSTILE: &[&str] = &[
    "\"); open('pwned', 'w') #",
    "'); open('pwned', 'w') #",
    "\"\"\"\nopen('pwned', 'w')\n\"\"\"",
    "'''\nopen('pwned', 'w')\n'''",
    "\\\"\nopen('pwned', 'w') #",
    "\\",
    "\\\\\"",
    "x\u{2028}open('pwned', 'w')",
    "x\u{2029}open('pwned', 'w')",
    "x\u{85}open('pwned', 'w')",
    "x\u{c}open('pwned', 'w')",
    "x\u{0}y",
    "x\r\nopen('pwned', 'w')",
    "\u{202e}desrever",
    "\u{1F600}\u{feff}",
    "{open('pwned', 'w')}",
    "%(x)s {0} {x} $x",
    "\\N{DIGIT ONE}\\x41\\u0041",
    "__import__('os').system('touch pwned')",
    "__class__",
    "class",
    "None",
    "locals",
    "call_mcp_tool",
    "self",
    "return_state",
    "results",
    "futures",
    "ﬁ",
    "",
];

/// `text` as a name that validation lets through.
fn name(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("n{kept}")
}

/// `text` as an id that validation lets through, told from others by `number`.
fn id(text: &str, number: usize) -> String {
    let kept: String = name(text)
        .chars()
        .filter(|c| !"{}[]\"".contains(*c))
        .collect();
    format!("{}{number}", kept.trim())
}

fn flow_name(text: &str) -> String {
    name(text)
        .chars()
        .filter(|c| !"/%&<>".contains(*c))
        .collect()
}

/// A plan with one stranger's text wherever a text can stand, in two tasks of which the second uses the first.
fn plan(text: &str) -> Value {
    let quoted = format!("{{{{{}}}}}", json!(text));
    let escaped = if text.contains("{{") {
        quoted
    } else {
        text.to_owned()
    };
    let parameters = json!({
        name(text): escaped,
        "value": [escaped, {name(text): escaped}],
        text.trim_start_matches('_'): "a name",
        "used": format!("> {}{{{{{}[{}]}}}}", escaped, id(text, 1), json!("arguments")),
    });
    json!({
        "flow_name": flow_name(text), "description": text,
        "tasks": [
            {"id": id(text, 1), "mcp_server": name(text), "mcp_tool": name(text), "parameters": {"value": escaped}},
            {"id": id(text, 2), "mcp_server": name(text), "mcp_tool": name(text), "parameters": parameters},
        ],
    })
}

#[test]
fn no_strangers_text_becomes_code() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let before = sandbox.files().len();
    for text in HOSTILE {
        let outcome = sandbox.run(&definition(&plan(text)));
        assert_eq!(outcome.error, "", "{text:?}");
        let sent = &outcome.result[id(text, 2)]["arguments"];
        assert_eq!(sent["value"], json!([text, {name(text): text}]), "{text:?}");
        assert_eq!(sent[name(text)], json!(text), "{text:?}");
        assert_eq!(sent[text.trim_start_matches('_')], "a name", "{text:?}");
        let used: String = sent["used"].as_str().unwrap().to_owned();
        let (own, result) = used.split_at(text.len() + 2);
        assert_eq!(own, format!("> {text}"));
        let result: Value = serde_json::from_str(result).unwrap();
        assert_eq!(result, json!({"value": text}));
        assert_eq!(
            outcome.result[id(text, 2)]["server"],
            name(text),
            "{text:?}"
        );
    }
    assert!(!sandbox.files().contains(&"pwned".to_owned()));
    assert!(sandbox.files().len() > before, "the flows were written");
}

#[test]
fn whatever_a_tools_author_writes_compiles() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let mut sources = Vec::new();
    for text in HOSTILE {
        let mcp_data = json!({"available_servers": [{"server_name": name(text), "description": text, "tools": [{
            "name": name(text), "description": text,
            "parameters": {"title": text, "properties": {
                name(text): {"type": text, "description": text, "enum": [text], "default": text},
                *text: {"type": ["string", text], "const": text, "$ref": text},
            }, "required": [text]},
        }]}]});
        let mappings = TaskMappings::from_mcp_data(&mcp_data, &LeaveOut::default());
        for mapping in mappings.iter() {
            sources.push(crate::python::task_stub(mapping));
        }
    }
    assert!(sources.len() > 20);
    sandbox.compile(&sources);
}

#[test]
fn random_plans_compile_and_keep_their_order() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let mut runner = TestRunner::default();
    let edges = prop::collection::vec((0..12_usize, 0..12_usize), 0..30);
    let texts = prop::collection::vec(any::<String>(), 12);
    let mut sources = Vec::new();
    for _ in 0..60 {
        let edges = edges.new_tree(&mut runner).unwrap().current();
        let texts = texts.new_tree(&mut runner).unwrap().current();
        let ids: Vec<String> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| id(text, at))
            .collect();
        let tasks: Vec<Value> = (0..12)
            .map(|at| {
                let needs: Vec<&String> = edges
                    .iter()
                    .filter(|(a, b)| a.max(b) == &at && a != b)
                    .map(|(a, b)| &ids[*a.min(b)])
                    .collect();
                let (named, used) = needs.split_at(needs.len() / 2);
                let used: Vec<String> = used.iter().map(|id| format!("{{{{{id}.x}}}}")).collect();
                json!({"id": ids[at], "mcp_server": name(&texts[at]), "mcp_tool": "t",
                       "depends_on": named, "parameters": {"used": used}})
            })
            .collect();
        let definition = definition(&json!({"flow_name": flow_name(&texts[0]), "tasks": tasks}));
        let source = render(&definition).source;
        assert_eq!(source, render(&definition).source);
        for task in definition.tasks() {
            let at = |id: &str| {
                let literal = crate::python::literal::string(id);
                source.find(&format!("    futures[{literal}] = ")).unwrap()
            };
            for need in task.depends_on() {
                assert!(at(need) < at(task.id()));
            }
        }
        sources.push(source);
    }
    sandbox.compile(&sources);
}
