//! The graph in Mermaid's language.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::TaskGraph;

pub(super) fn draw(graph: &TaskGraph) -> String {
    let numbers: HashMap<&str, usize> = graph
        .nodes()
        .iter()
        .enumerate()
        .map(|(number, node)| (node.id.as_str(), number))
        .collect();
    let mut text = String::from("flowchart LR\n");
    for (number, node) in graph.nodes().iter().enumerate() {
        let _ = writeln!(
            text,
            "    n{number}[\"{}<br/>{}\"]",
            escape(&node.id),
            escape(&node.tool)
        );
    }
    for (number, node) in graph.nodes().iter().enumerate() {
        for need in node
            .needs
            .iter()
            .filter_map(|need| numbers.get(need.as_str()))
        {
            let _ = writeln!(text, "    n{need} --> n{number}");
        }
    }
    text
}

/// Writes all but letters, digits and a few harmless characters as Mermaid's numbered entities.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.') {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "#{};", u32::from(c));
        }
    }
    escaped
}
