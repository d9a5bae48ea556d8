//! The graph of a plan's tasks, and drawings of it.
//!
//! A task's **level** is 0 if it needs no other, otherwise one more than the highest level among those that it needs.
//! Tasks of one level do not need each other, so they can run in parallel.

mod mermaid;
pub(crate) mod order;
mod svg;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashMap;

use crate::definition::FlowDefinition;

/// The tasks of a plan, each after those that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskGraph {
    nodes: Vec<TaskNode>,
}

/// One task in the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskNode {
    /// The task's id.
    pub id: String,
    /// What it calls: `server.tool`.
    pub tool: String,
    /// Its place in the plan.
    pub place: usize,
    /// Its level, from 0.
    pub level: usize,
    /// Ids of the tasks that it needs.
    pub needs: Vec<String>,
}

impl TaskGraph {
    /// The graph of a plan. Costs time linear in its tasks and dependencies, and sorting the tasks.
    pub fn of(definition: &FlowDefinition) -> Self {
        let tasks = definition.tasks();
        let places: HashMap<&str, usize> = tasks
            .iter()
            .enumerate()
            .map(|(place, task)| (task.id(), place))
            .collect();
        let needs: Vec<Vec<usize>> = tasks
            .iter()
            .map(|task| {
                task.depends_on()
                    .iter()
                    .filter_map(|id| places.get(id.as_str()).copied())
                    .collect()
            })
            .collect();
        let needs: Vec<&[usize]> = needs.iter().map(Vec::as_slice).collect();
        // A definition has no cycles, so there are levels.
        let levels = order::levels(&needs).unwrap_or_default();
        let mut nodes: Vec<TaskNode> = tasks
            .iter()
            .zip(levels)
            .enumerate()
            .map(|(place, (task, level))| TaskNode {
                id: task.id().to_owned(),
                tool: format!("{}.{}", task.mcp_server(), task.mcp_tool()),
                place,
                level,
                needs: task.depends_on().to_vec(),
            })
            .collect();
        nodes.sort_by_key(|node| (node.level, node.place));
        Self { nodes }
    }

    /// The tasks in an order in which they could run: by level, and in the plan's order within a level.
    pub fn nodes(&self) -> &[TaskNode] {
        &self.nodes
    }

    /// The tasks of each level.
    pub fn levels(&self) -> impl Iterator<Item = &[TaskNode]> {
        self.nodes.chunk_by(|a, b| a.level == b.level)
    }

    /// A drawing for a terminal, one line for each task.
    pub fn to_text(&self) -> String {
        text::draw(self)
    }

    /// A drawing in Mermaid's language, to be put into a Markdown page.
    pub fn to_mermaid(&self) -> String {
        mermaid::draw(self)
    }

    /// A drawing as a self-contained SVG image, without scripts.
    pub fn to_svg(&self) -> String {
        svg::draw(self)
    }
}
