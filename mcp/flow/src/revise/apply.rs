//! Applying edits to a draft.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::edit::Edit;
use crate::draft::{DraftFlow, DraftTask, Given};
use crate::nearest::suggestion;
use crate::problem::{Problem, child, quote};

/// A plan with edits applied.
#[derive(Debug, Default)]
pub(super) struct Revised {
    pub(super) tasks: Vec<RevisedTask>,
    parameters: Map<String, Value>,
    /// Where the edits are that gave parameters their schemas.
    schemas: HashMap<String, String>,
    /// The ids of tasks that were taken out, each with the pointer of the edit that did it.
    removed: HashMap<String, String>,
}

/// A task, and what edits did to it.
#[derive(Debug)]
pub(super) struct RevisedTask {
    pub(super) draft: DraftTask,
    /// Its place in the plan as it was; nothing for one that was added.
    pub(super) before: Option<usize>,
    /// Parts that edits brought in, the last one first: pointers into the task, and into the edits.
    origins: Vec<(String, String)>,
}

impl RevisedTask {
    /// What others call it.
    pub(super) fn name(&self) -> Option<String> {
        self.draft.name()
    }

    /// Where the edit is that brought in the part of the task at `pointer`.
    pub(super) fn origin(&self, pointer: &str) -> Option<String> {
        self.origins.iter().find_map(|(part, edit)| {
            let rest = pointer.strip_prefix(part.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{edit}{rest}"))
        })
    }

    fn brought_in(&mut self, part: impl Into<String>, edit: impl Into<String>) {
        self.origins.insert(0, (part.into(), edit.into()));
    }
}

/// Applies each edit that can be applied, and tells what is wrong with the others.
pub(super) fn apply(
    draft: &DraftFlow,
    edits: &[(usize, Edit)],
    problems: &mut Vec<Problem>,
) -> Revised {
    let mut revised = Revised {
        parameters: draft.parameters.value().cloned().unwrap_or_default(),
        ..Revised::default()
    };
    let tasks = draft.tasks.value().into_iter().flatten().enumerate();
    revised.tasks.extend(tasks.map(|(place, task)| RevisedTask {
        draft: task.clone(),
        before: Some(place),
        origins: Vec::new(),
    }));
    for (index, edit) in edits {
        if let Err(found) = revised.apply_one(&format!("/edits/{index}"), edit) {
            problems.extend(found);
        }
    }
    revised
}

impl Revised {
    fn apply_one(&mut self, pointer: &str, edit: &Edit) -> Result<(), Vec<Problem>> {
        match edit {
            Edit::SetArgument {
                id,
                argument,
                value,
            } => {
                let task = self.task(pointer, id)?;
                if task.draft.parameters.is_absent() {
                    task.draft.parameters = Given::Value(Map::new());
                }
                if let Given::Value(parameters) = &mut task.draft.parameters {
                    parameters.insert(argument.clone(), value.clone());
                }
                task.brought_in(child("/parameters", argument), format!("{pointer}/value"));
            }
            Edit::RemoveArgument { id, argument } => {
                let task = self.task(pointer, id)?;
                if let Given::Value(parameters) = &mut task.draft.parameters
                    && parameters.shift_remove(argument).is_some()
                {
                    return Ok(());
                }
                let given = task.draft.parameters.value().into_iter().flatten();
                let names: Vec<&str> = given.map(|(name, _)| name.as_str()).collect();
                return Err(vec![Problem::new(
                    format!("{pointer}/argument"),
                    format!(
                        "the task {} does not give the argument {}",
                        quote(id),
                        quote(argument)
                    ),
                    suggestion(argument, "argument", names),
                )]);
            }
            Edit::AddTask { task } => {
                let (read, problems) = DraftTask::read(task);
                if let Some(draft) = read {
                    let mut added = RevisedTask {
                        draft,
                        before: None,
                        origins: Vec::new(),
                    };
                    added.brought_in("", format!("{pointer}/task"));
                    self.removed.remove(&added.name().unwrap_or_default());
                    self.tasks.push(added);
                }
                if !problems.is_empty() {
                    let at = |rest: &str| format!("{pointer}/task{rest}");
                    return Err(problems
                        .into_iter()
                        .map(|problem| Problem {
                            pointer: at(&problem.pointer),
                            ..problem
                        })
                        .collect());
                }
            }
            Edit::RemoveTask { id } => {
                self.task(pointer, id)?;
                self.tasks.retain(|task| task.name().as_ref() != Some(id));
                self.removed.insert(id.clone(), pointer.to_owned());
            }
            Edit::SetDependsOn { id, depends_on } => {
                let task = self.task(pointer, id)?;
                task.draft.depends_on = Given::Value(depends_on.clone());
                task.brought_in("/depends_on", format!("{pointer}/depends_on"));
            }
            Edit::SetParameter { parameter, schema } => {
                self.parameters.insert(parameter.clone(), schema.clone());
                let schema = format!("{pointer}/schema");
                self.schemas.insert(child("/parameters", parameter), schema);
            }
            Edit::RemoveParameter { parameter } => {
                if self.parameters.shift_remove(parameter).is_none() {
                    let names = self.parameters.keys().map(String::as_str);
                    return Err(vec![Problem::new(
                        format!("{pointer}/parameter"),
                        format!("the flow has no parameter {}", quote(parameter)),
                        suggestion(parameter, "parameter", names),
                    )]);
                }
            }
        }
        Ok(())
    }

    /// The task of an id, or the problem that there is none.
    fn task(&mut self, pointer: &str, id: &str) -> Result<&mut RevisedTask, Vec<Problem>> {
        let names: Vec<String> = self.tasks.iter().filter_map(RevisedTask::name).collect();
        let removed = self.removed.get(id);
        self.tasks
            .iter_mut()
            .find(|task| task.name().as_deref() == Some(id))
            .ok_or_else(|| {
                vec![match removed {
                    Some(by) => Problem::new(
                        format!("{pointer}/id"),
                        format!("the task {} is gone already, removed by {by}", quote(id)),
                        "leave one of the two edits out",
                    ),
                    None => Problem::new(
                        format!("{pointer}/id"),
                        format!("the plan has no task with the id {}", quote(id)),
                        suggestion(id, "id", names.iter().map(String::as_str)),
                    ),
                }]
            })
    }

    /// The plan that came out, its tasks numbered anew.
    pub(super) fn draft(&self, before: &DraftFlow) -> DraftFlow {
        let tasks = self.tasks.iter().enumerate();
        DraftFlow {
            parameters: Given::Value(self.parameters.clone()),
            tasks: Given::Value(
                tasks
                    .map(|(index, task)| DraftTask {
                        index,
                        ..task.draft.clone()
                    })
                    .collect(),
            ),
            ..before.clone()
        }
    }

    /// Dependencies on tasks that an edit took out.
    pub(super) fn dangling_dependencies(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (place, task) in self.tasks.iter().enumerate() {
            for (index, id) in task
                .draft
                .depends_on
                .value()
                .into_iter()
                .flatten()
                .enumerate()
            {
                if let Some(by) = self.removed.get(id) {
                    let problem = Problem::new(
                        format!("/tasks/{place}/depends_on/{index}"),
                        format!("this task waits for {}, which {by} removes", quote(id)),
                        "say in an edit set_depends_on what it is to wait for instead",
                    );
                    problems.push(self.at_its_edit(problem));
                }
            }
        }
        problems
    }

    /// `problem`, told at the edit that brought in what is wrong, if one did.
    pub(super) fn at_its_edit(&self, problem: Problem) -> Problem {
        let at_edit = || {
            let schema = problem.pointer.split('/').take(3).collect::<Vec<_>>();
            if let Some(edit) = self.schemas.get(&schema.join("/")) {
                let inside = problem.pointer.split('/').skip(3);
                return Some(inside.fold(edit.clone(), |at, token| format!("{at}/{token}")));
            }
            let rest = problem.pointer.strip_prefix("/tasks/")?;
            let end = rest.find('/').unwrap_or(rest.len());
            let (place, part) = rest.split_at(end);
            self.tasks.get(place.parse::<usize>().ok()?)?.origin(part)
        };
        match at_edit() {
            Some(pointer) => Problem { pointer, ..problem },
            None => problem,
        }
    }
}
