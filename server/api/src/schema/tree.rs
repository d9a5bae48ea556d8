//! The document's schemas, compiled: nodes that refer to each other by number,
//! so that a schema may contain itself.

use std::sync::OnceLock;

use regex::Regex;

use super::custom::{ModelRule, Rule};
use super::scalar::{Bounds, DateTimeKind};

/// The number of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(pub(super) usize);

/// What a value has to be.
#[derive(Debug)]
pub(super) enum Node {
    /// Anything at all.
    Any,
    /// True or false.
    Boolean(Strictness),
    /// A whole number.
    Integer(Strictness, Bounds),
    /// A number.
    Number(Strictness, Bounds),
    /// Text.
    Text(TextRules),
    /// Text that Prefect reads as bytes.
    Bytes,
    /// A UUID.
    Uuid,
    /// A point in time.
    DateTime(DateTimeKind),
    /// A span of time, sent as seconds or as one of two text forms.
    Duration,
    /// One of some texts.
    Choice(Choice),
    /// A list.
    List(ListKind, NodeId),
    /// An object of any keys, whose values are alike.
    Dict(NodeId),
    /// An object of known keys.
    Model(Model),
    /// A body whose keys FastAPI reads one by one.
    Embedded(Model),
    /// One of several.
    Union(Vec<Branch>),
    /// The same, or null.
    Nullable(NodeId),
    /// The same, with a rule that only Prefect's Python knows.
    Ruled(Rule, NodeId),
}

/// Whether coercions are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    Lax,
    Strict,
}

/// What pydantic calls a list, which shows in its messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    List,
    /// Without repeats.
    Set,
    Sequence,
}

/// An object of known keys.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) properties: Vec<Property>,
    pub(super) forbids_extra: bool,
    /// Whether it is a body with the `limit` that most lists share.
    pub(super) limits_page: bool,
    pub(super) rule: Option<ModelRule>,
}

impl Model {
    pub(super) fn knows(&self, key: &str) -> bool {
        self.properties.iter().any(|property| property.name == key)
    }
}

/// A known key.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) node: NodeId,
    pub(super) required: bool,
    /// The only value it can have, which tells the branches of a union apart.
    pub(super) constant: Option<String>,
}

/// One way to satisfy a union.
#[derive(Debug)]
pub(super) struct Branch {
    /// What pydantic calls it in an error's location.
    pub(super) label: String,
    pub(super) node: NodeId,
}

/// One of some texts.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) values: Vec<String>,
    /// The error of a Python enumeration or of a literal type.
    pub(super) kind: &'static str,
}

/// What a text has to keep to.
#[derive(Debug, Default)]
pub(super) struct TextRules {
    /// In characters.
    pub(super) min_length: Option<usize>,
    /// In characters.
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<Pattern>,
}

/// A regular expression, compiled when it is first needed: one of them names
/// every time zone, and start-up does not wait for it.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            compiled: OnceLock::new(),
        }
    }

    /// Whether the text matches; a pattern that is none matches all.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| Regex::new(&self.text).ok())
            .as_ref()
            .is_none_or(|regex| regex.is_match(text))
    }

    #[cfg(test)]
    pub(super) fn is_valid(&self) -> bool {
        Regex::new(&self.text).is_ok()
    }
}

/// All nodes of a document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Whether a rule below the node may write into what was sent.
    writes: Vec<bool>,
}

impl Tree {
    pub(super) fn new(nodes: Vec<Node>) -> Self {
        let mut tree = Self {
            writes: vec![false; nodes.len()],
            nodes,
        };
        // Marks climb one level a round; a schema that contains itself settles too.
        while tree.mark_writes() {}
        tree
    }

    fn mark_writes(&mut self) -> bool {
        let mut changed = false;
        for id in 0..self.nodes.len() {
            if !self.writes[id] && self.writes_below(&self.nodes[id]) {
                self.writes[id] = true;
                changed = true;
            }
        }
        changed
    }

    fn writes_below(&self, node: &Node) -> bool {
        match node {
            Node::Model(model) | Node::Embedded(model) => {
                model.rule.is_some_and(ModelRule::writes)
                    || model.properties.iter().any(|one| self.writes(one.node))
            }
            Node::List(_, inner)
            | Node::Dict(inner)
            | Node::Nullable(inner)
            | Node::Ruled(_, inner) => self.writes(*inner),
            _ => false,
        }
    }

    /// Whether a rule at or below this node may write into what was sent.
    pub(super) fn writes(&self, id: NodeId) -> bool {
        self.writes.get(id.0).copied().unwrap_or_default()
    }

    /// The node of this number; one that is not there allows anything.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0).unwrap_or(&Node::Any)
    }

    #[cfg(test)]
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}
