//! Which tools a task is most likely to want.
//!
//! Tools are ranked by BM25 over their names, descriptions and arguments, words reduced to their English stems. That
//! knows no synonyms, so it decides only over what does not fit, and where a task has no word of a tool, the host's
//! order does.

use bm25::{Document, Language, SearchEngineBuilder};
use mcp_flow::{TaskMapping, TaskMappings};
use serde_json::Value;

use crate::text::cut;

/// How much of a tool's description is read, in bytes. What a tool is for stands at its beginning.
const DESCRIPTION_BYTES: usize = 2_000;

/// How much of each argument's description is read, in bytes.
const ARGUMENT_BYTES: usize = 200;

/// All tools, the most relevant to `task` first; of equals, in the host's order.
///
/// Costs time linear in the number of words.
pub(super) fn rank<'a>(task: &str, mappings: &'a TaskMappings) -> Vec<&'a TaskMapping> {
    let documents: Vec<Document<usize>> = mappings
        .iter()
        .enumerate()
        .map(|(place, mapping)| Document::new(place, words(mapping)))
        .collect();
    let mut scores = vec![0.0_f32; documents.len()];
    let engine = SearchEngineBuilder::<usize>::with_documents(Language::English, documents).build();
    for found in engine.search(&apart(task), None) {
        if let Some(score) = scores.get_mut(found.document.id) {
            *score = found.score;
        }
    }
    let mut ranked: Vec<(f32, &TaskMapping)> = scores
        .into_iter()
        .zip(mappings.iter().map(|mapping| &**mapping))
        .collect();
    // Stable, so equals stay in the host's order.
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranked.into_iter().map(|(_, mapping)| mapping).collect()
}

/// Everything that says what a tool is for; its name twice, since nothing says it shorter.
fn words(mapping: &TaskMapping) -> String {
    let key = apart(&mapping.task_key);
    let mut words = format!("{key} {key} ");
    words.push_str(&apart(cut(&mapping.description, DESCRIPTION_BYTES)));
    let schemas = mapping.input_schema.get("properties");
    for parameter in &mapping.parameters {
        let description = schemas
            .and_then(|schemas| schemas.get(&parameter.name)?.get("description"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        words.push(' ');
        words.push_str(&apart(&parameter.name));
        words.push(' ');
        words.push_str(&apart(cut(description, ARGUMENT_BYTES)));
    }
    words
}

/// A text with the words in its names set apart: `select_users` and `selectUsers` are two words each.
fn apart(text: &str) -> String {
    let mut apart = String::with_capacity(text.len() + text.len() / 8);
    let mut lower = false;
    for c in text.chars() {
        if c.is_uppercase() && lower {
            apart.push(' ');
        }
        lower = c.is_lowercase();
        apart.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::read;
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use serde_json::json;

    fn host() -> TaskMappings {
        read(&json!([
            {"server_name": "calculator", "tools": [{"name": "evaluate", "description": "Evaluates an expression."}]},
            {"server_name": "db", "tools": [
                {"name": "selectUsers", "description": "Rows of the staff table.", "parameters": {"properties": {
                    "department": {"description": "Where they work"}}}},
                {"name": "dropTable", "description": "Removes a table."}]},
            {"server_name": "mail", "tools": [{"name": "send_message", "description": "Mails a text."}]},
        ]))
    }

    fn keys(task: &str) -> Vec<String> {
        let host = host();
        rank(task, &host)
            .iter()
            .map(|mapping| mapping.task_key.clone())
            .collect()
    }

    #[test]
    fn tools_that_say_what_the_task_says_come_first() {
        assert_eq!(
            keys("Select the users of each department")[0],
            "db_selectUsers"
        );
        assert_eq!(keys("evaluating expressions")[0], "calculator_evaluate");
        assert_eq!(keys("message somebody by mail")[0], "mail_send_message");
    }

    #[test]
    fn without_a_word_in_common_the_hosts_order_stays() {
        let order = [
            "calculator_evaluate",
            "db_selectUsers",
            "db_dropTable",
            "mail_send_message",
        ];
        for task in ["", "xyzzy", "\u{0}\u{feff}", "的"] {
            assert_eq!(keys(task), order);
        }
        assert!(rank("anything", &read(&json!([]))).is_empty());
    }

    proptest! {
        #[test]
        fn any_task_ranks_every_tool_once(task in any::<String>(), description in any::<String>()) {
            let host = read(&json!([{"server_name": "s", "tools": [{"name": "t", "description": description}, {"name": "u"}]}]));
            prop_assert_eq!(rank(&task, &host).len(), 2);
        }
    }
}
