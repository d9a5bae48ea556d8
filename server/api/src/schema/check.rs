//! The walk of a value and its schema, side by side.
//!
//! All errors are found in one walk, in pydantic's order: the keys of an object
//! in the order of its schema, then the keys that it should not have. The walk
//! costs the size of the value; an error costs a copy of what it quotes.

use serde_json::{Map, Value};

use super::domain_rules::DomainRules;
use super::edit::Edit;
use super::error::{Fault, FieldError, Path};
use super::scalar::{self, Exactness, Scalar};
use super::tree::{Branch, ListKind, Model, Node, NodeId, Tree};

/// A walk: what it reads, and what it has found so far.
pub(super) struct Checker<'d> {
    pub(super) tree: &'d Tree,
    pub(super) rules: &'d dyn DomainRules,
    /// The names of all time zones, with bars between them.
    pub(super) time_zones: &'d str,
    pub(super) errors: Vec<FieldError>,
    /// The worst match so far.
    pub(super) exactness: Exactness,
    /// How many known keys were given, once there was an object.
    pub(super) fields_set: Option<usize>,
}

impl<'d> Checker<'d> {
    pub(super) fn new(tree: &'d Tree, rules: &'d dyn DomainRules, time_zones: &'d str) -> Self {
        Self {
            tree,
            rules,
            time_zones,
            errors: Vec::new(),
            exactness: Exactness::Exact,
            fields_set: None,
        }
    }

    /// Checks a value: what has to change in it, or nothing when errors were found.
    pub(super) fn check(&mut self, node: NodeId, input: &Value, path: &Path<'_>) -> Option<Edit> {
        let tree = self.tree;
        let scalar = match tree.node(node) {
            Node::Any => return Some(Edit::Keep),
            Node::Nullable(_) if input.is_null() => return Some(Edit::Keep),
            Node::Nullable(inner) => return self.check(*inner, input, path),
            Node::Ruled(rule, inner) => return self.ruled(*rule, *inner, input, path),
            Node::List(kind, items) => return self.list(*kind, *items, input, path),
            Node::Dict(values) => return self.dict(*values, input, path),
            Node::Model(model) => return self.model(model, input, path),
            Node::Embedded(model) => return self.embedded(model, input, path),
            Node::Union(branches) => return self.union(branches, input, path),
            Node::Boolean(strictness) => scalar::boolean(input, *strictness),
            Node::Integer(strictness, bounds) => scalar::integer(input, *strictness, *bounds),
            Node::Number(strictness, bounds) => scalar::number(input, *strictness, *bounds),
            Node::Text(rules) => scalar::text(input, rules),
            Node::Bytes => scalar::bytes(input),
            Node::Uuid => scalar::uuid(input),
            Node::DateTime(kind) => scalar::date_time(input, *kind),
            Node::Duration => scalar::duration(input),
            Node::Choice(choice) => scalar::choice(input, choice),
        };
        self.scalar(scalar, input, path)
    }

    fn scalar(&mut self, scalar: Scalar, input: &Value, path: &Path<'_>) -> Option<Edit> {
        match scalar {
            Ok((edit, exactness)) => {
                self.exactness = self.exactness.min(exactness);
                Some(edit)
            }
            Err(fault) => self.fail(fault, input, path),
        }
    }

    fn fail(&mut self, fault: Fault, input: &Value, path: &Path<'_>) -> Option<Edit> {
        self.errors.push(fault.at(path, input));
        None
    }

    fn ruled(
        &mut self,
        rule: super::custom::Rule,
        inner: NodeId,
        input: &Value,
        path: &Path<'_>,
    ) -> Option<Edit> {
        let replaced = match rule.before(input) {
            Ok(replaced) => replaced,
            Err(fault) => return self.fail(fault, input, path),
        };
        let edit = match &replaced {
            Some(other) => Edit::Replace(self.check(inner, other, path)?.applied(other)),
            None => self.check(inner, input, path)?,
        };
        if input.is_null() {
            return Some(edit);
        }
        let after = match &edit {
            Edit::Keep => rule.after(input, self.rules),
            edit => rule.after(&edit.clone().applied(input), self.rules),
        };
        match after {
            Ok(Edit::Keep) => Some(edit),
            Ok(further) => Some(Edit::Replace(further.applied(&edit.applied(input)))),
            Err(fault) => self.fail(fault, input, path),
        }
    }

    fn list(
        &mut self,
        kind: ListKind,
        items: NodeId,
        input: &Value,
        path: &Path<'_>,
    ) -> Option<Edit> {
        let Value::Array(sent) = input else {
            return self.fail(not_a_list(kind, input), input, path);
        };
        let errors = self.errors.len();
        let mut edits = Vec::new();
        for (index, item) in sent.iter().enumerate() {
            match self.check(items, item, &path.index(index)) {
                None | Some(Edit::Keep) => {}
                Some(edit) => edits.push((index, edit)),
            }
        }
        if self.errors.len() > errors {
            return None;
        }
        let edit = Edit::of_items(edits);
        if kind == ListKind::Set {
            self.exactness = self.exactness.min(Exactness::Lax);
            return Some(without_repeats(edit, input));
        }
        Some(edit)
    }

    fn dict(&mut self, values: NodeId, input: &Value, path: &Path<'_>) -> Option<Edit> {
        let Value::Object(object) = input else {
            let fault = Fault::plain("dict_type", "Input should be a valid dictionary");
            return self.fail(fault, input, path);
        };
        if matches!(self.tree.node(values), Node::Any) {
            return Some(Edit::Keep);
        }
        let errors = self.errors.len();
        let mut edits = Vec::new();
        for (key, value) in object {
            match self.check(values, value, &path.key(key)) {
                None | Some(Edit::Keep) => {}
                Some(edit) => edits.push((key.clone(), edit)),
            }
        }
        (self.errors.len() == errors).then(|| Edit::of_keys(edits))
    }

    fn model(&mut self, model: &'d Model, input: &Value, path: &Path<'_>) -> Option<Edit> {
        let Value::Object(object) = input else {
            let fault = Fault::plain(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from",
            );
            return self.fail(fault, input, path);
        };
        let mut dropped: &[&str] = &[];
        if let Some(rule) = model.rule {
            if let Err(fault) = rule.before(object, self.rules) {
                return self.fail(fault, input, path);
            }
            dropped = rule.dropped();
        }
        let is_dropped = |key: &str| dropped.contains(&key);
        if object.keys().any(|key| is_dropped(key)) {
            let kept = object.iter().filter(|(key, _)| !is_dropped(key));
            let kept = Value::Object(
                kept.map(|(key, value)| (key.clone(), value.clone()))
                    .collect(),
            );
            let edit = self.model(model, &kept, path)?;
            return Some(Edit::Replace(edit.applied(&kept)));
        }
        let errors = self.errors.len();
        let edits = self.properties(model, object, input, path);
        if model.forbids_extra {
            for (key, value) in object.iter().filter(|(key, _)| !model.knows(key)) {
                let fault = Fault::plain("extra_forbidden", "Extra inputs are not permitted");
                self.fail(fault, value, &path.key(key));
            }
        }
        if self.errors.len() > errors {
            return None;
        }
        if let Some(rule) = model.rule
            && let Err(fault) = rule.after(object, self.time_zones)
        {
            return self.fail(fault, input, path);
        }
        Some(Edit::of_keys(edits))
    }

    fn properties(
        &mut self,
        model: &'d Model,
        object: &Map<String, Value>,
        input: &Value,
        path: &Path<'_>,
    ) -> Vec<(String, Edit)> {
        let mut edits = Vec::new();
        let mut given = 0;
        for property in &model.properties {
            let path = path.key(&property.name);
            let Some(value) = object.get(&property.name) else {
                if property.required {
                    self.fail(Fault::missing(), input, &path);
                }
                continue;
            };
            given += 1;
            match self.check(property.node, value, &path) {
                None | Some(Edit::Keep) => {}
                Some(edit) => edits.push((property.name.clone(), edit)),
            }
        }
        self.fields_set = Some(self.fields_set.unwrap_or_default() + given);
        edits
    }

    /// FastAPI reads such a body key by key: null is the same as absent, other
    /// keys are nobody's, and in what is no object every key is missing, also
    /// one that need not be there.
    fn embedded(&mut self, model: &'d Model, input: &Value, path: &Path<'_>) -> Option<Edit> {
        let errors = self.errors.len();
        let mut edits = Vec::new();
        let empty = Map::new();
        let object = match input {
            Value::Object(object) => Some(object),
            Value::Null => Some(&empty),
            _ => None,
        };
        for property in &model.properties {
            let path = path.key(&property.name);
            let edit = match object.and_then(|object| object.get(&property.name)) {
                Some(value) if !value.is_null() => self.check(property.node, value, &path),
                _ if property.required || object.is_none() => {
                    self.fail(Fault::missing(), &Value::Null, &path)
                }
                Some(_) => Some(Edit::Remove),
                None => None,
            };
            match edit {
                None | Some(Edit::Keep) => {}
                Some(edit) => edits.push((property.name.clone(), edit)),
            }
        }
        if self.errors.len() > errors {
            return None;
        }
        Some(match input {
            Value::Null => Edit::Replace(Value::Object(empty)),
            _ => Edit::of_keys(edits),
        })
    }

    /// pydantic's smart mode: the first branch that fits exactly and is no
    /// object; else the one with most known keys; else the best match; else
    /// the first. When none fits, the errors of all.
    fn union(&mut self, branches: &'d [Branch], input: &Value, path: &Path<'_>) -> Option<Edit> {
        let errors = self.errors.len();
        let around = (self.exactness, self.fields_set);
        let mut best: Option<(Edit, Exactness, Option<usize>)> = None;
        for branch in branches {
            (self.exactness, self.fields_set) = (Exactness::Exact, None);
            let edit = self.check(branch.node, input, &path.key(&branch.label));
            let Some(edit) = edit else {
                continue;
            };
            let edit = self.with_constants(branch, input, edit);
            let (exactness, fields_set) = (self.exactness, self.fields_set);
            if exactness == Exactness::Exact && fields_set.is_none() {
                best = Some((edit, exactness, fields_set));
                break;
            }
            let is_better = best
                .as_ref()
                .is_none_or(
                    |(_, best_exactness, best_fields)| match (best_fields, fields_set) {
                        (Some(best), Some(new)) if *best != new => *best < new,
                        _ => *best_exactness < exactness,
                    },
                );
            if is_better {
                best = Some((edit, exactness, fields_set));
            }
        }
        (self.exactness, self.fields_set) = around;
        let (edit, exactness, fields_set) = best?;
        self.errors.truncate(errors);
        self.exactness = self.exactness.min(exactness);
        if let Some(given) = fields_set {
            self.fields_set = Some(self.fields_set.unwrap_or_default() + given);
        }
        Some(edit)
    }

    /// Writes what tells the chosen branch from the others, so that the
    /// generated types choose it too.
    fn with_constants(&self, branch: &Branch, input: &Value, edit: Edit) -> Edit {
        let Node::Model(model) = self.tree.node(branch.node) else {
            return edit;
        };
        let absent = model.properties.iter().filter_map(|property| {
            let constant = property.constant.as_ref()?;
            let is_absent = input.get(&property.name).is_none();
            is_absent.then(|| {
                (
                    property.name.clone(),
                    Edit::Replace(constant.as_str().into()),
                )
            })
        });
        let mut edits: Vec<_> = absent.collect();
        match edit {
            _ if edits.is_empty() => edit,
            Edit::Keep => Edit::Keys(edits),
            Edit::Keys(others) => {
                edits.extend(others);
                Edit::Keys(edits)
            }
            other => Edit::Replace(Edit::Keys(edits).applied(&other.applied(input))),
        }
    }
}

fn not_a_list(kind: ListKind, input: &Value) -> Fault {
    match (kind, input) {
        (ListKind::List, _) => Fault::plain("list_type", "Input should be a valid list"),
        (ListKind::Set, _) => Fault::plain("set_type", "Input should be a valid set"),
        (ListKind::Sequence, Value::String(_)) => not_a_sequence("str"),
        (ListKind::Sequence, _) => Fault::with_ctx(
            "is_instance_of",
            "Input should be an instance of Sequence".to_owned(),
            serde_json::json!({ "class": "Sequence" }),
        ),
    }
}

/// A fault of something that Python could iterate over, but that is no list.
pub(super) fn not_a_sequence(type_name: &str) -> Fault {
    Fault::with_ctx(
        "sequence_str",
        format!("'{type_name}' instances are not allowed as a Sequence value"),
        serde_json::json!({ "type_name": type_name }),
    )
}

fn without_repeats(edit: Edit, input: &Value) -> Edit {
    let checked = edit.clone().applied(input);
    let mut distinct: Vec<Value> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for item in checked.as_array().into_iter().flatten() {
        if seen.insert(item.to_string()) {
            distinct.push(item.clone());
        }
    }
    if checked
        .as_array()
        .is_some_and(|items| items.len() == distinct.len())
    {
        edit
    } else {
        Edit::Replace(distinct.into())
    }
}
