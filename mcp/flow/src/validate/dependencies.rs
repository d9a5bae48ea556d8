//! What a task waits for, and that no task waits for itself.

use super::{ById, Node};
use crate::graph::order::{Cycle, levels};
use crate::nearest::suggestion;
use crate::problem::{Problem, quote};

/// The places of the tasks that `depends_on` names.
pub(super) fn named(node: &Node<'_>, by_id: &ById, problems: &mut Vec<Problem>) -> Vec<usize> {
    let mut places = Vec::new();
    for (index, id) in node
        .draft
        .depends_on
        .value()
        .into_iter()
        .flatten()
        .enumerate()
    {
        let pointer = format!("{}/depends_on/{index}", node.pointer);
        if *id == node.id {
            problems.push(Problem::new(
                pointer,
                format!("the task {} depends on itself", quote(id)),
                "remove it",
            ));
        } else if let Some(place) = by_id.get(id) {
            places.push(*place);
        } else {
            problems.push(Problem::new(
                pointer,
                format!("the plan has no task with the id {}", quote(id)),
                suggestion(id, "id", other_ids(by_id, &node.id)),
            ));
        }
    }
    places
}

/// The ids of the plan but one, in a fixed order.
pub(super) fn other_ids<'a>(by_id: &'a ById, but: &str) -> Vec<&'a str> {
    let mut ids: Vec<&str> = by_id
        .keys()
        .map(String::as_str)
        .filter(|id| *id != but)
        .collect();
    ids.sort_unstable();
    ids
}

/// Tells each group of tasks that wait for each other.
pub(super) fn no_cycles(nodes: &[Node<'_>], problems: &mut Vec<Problem>) {
    let needs: Vec<&[usize]> = nodes.iter().map(|node| node.needs.as_slice()).collect();
    let Err(cycles) = levels(&needs) else {
        return;
    };
    for Cycle(places) in cycles {
        let names: Vec<String> = places
            .iter()
            .chain(places.first())
            .filter_map(|place| nodes.get(*place))
            .map(|node| quote(&node.id))
            .collect();
        let pointer = places
            .first()
            .and_then(|place| nodes.get(*place))
            .map(|node| &node.pointer);
        problems.push(Problem::new(
            pointer.cloned().unwrap_or_default(),
            format!("these tasks wait for each other: {}", names.join(" needs ")),
            "remove one of these dependencies or references",
        ));
    }
}
