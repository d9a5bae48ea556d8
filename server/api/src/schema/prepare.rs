//! What Prefect writes into a request before it is checked.
//!
//! Its validators change the very object that was sent, so the change shows in
//! what errors quote.

use serde_json::Value;

use super::domain_rules::DomainRules;
use super::tree::{Node, NodeId, Tree};

/// Lets the rules at and below a node write into a value.
pub(super) fn prepare(tree: &Tree, node: NodeId, value: &mut Value, rules: &dyn DomainRules) {
    if !tree.writes(node) {
        return;
    }
    match (tree.node(node), value) {
        (Node::Model(model) | Node::Embedded(model), Value::Object(object)) => {
            if let Some(rule) = model.rule {
                rule.prepare(object, rules);
            }
            for property in &model.properties {
                if let Some(value) = object.get_mut(&property.name) {
                    prepare(tree, property.node, value, rules);
                }
            }
        }
        (Node::List(_, items), Value::Array(values)) => {
            for value in values {
                prepare(tree, *items, value, rules);
            }
        }
        (Node::Dict(values), Value::Object(object)) => {
            for value in object.values_mut() {
                prepare(tree, *values, value, rules);
            }
        }
        (Node::Nullable(inner) | Node::Ruled(_, inner), value) => {
            prepare(tree, *inner, value, rules);
        }
        _ => {}
    }
}
