//! From a method and a path to an operation.
//!
//! dropshot's own router refuses a literal beside a variable at one position
//! (`/work_pools/filter` beside `/work_pools/{name}`), which nineteen positions
//! of Prefect's API have, and it answers unknown paths with bodies of its own,
//! which Prefect's clients do not read. So dropshot is given one route that
//! takes every path, and this trie does the rest. It is built once from
//! [`OPERATIONS`](crate::OPERATIONS); finding an operation costs one step a
//! segment, whatever the number of operations.
//!
//! At each position a literal is tried first, then a UUID, then text, and a
//! choice that leads nowhere is taken back: `GET /work_pools/filter` reads the
//! pool called `filter`, since that literal has only a `POST`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use uuid::Uuid;

use crate::{OPERATIONS, OperationInfo, Segment};

/// Why a request reaches no operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRoute {
    /// Nothing has this path.
    NotFound,
    /// The path is known, under these methods.
    MethodNotAllowed(Vec<&'static str>),
}

/// An operation, and what the path's variables stand for, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<'a> {
    /// The operation.
    pub info: &'static OperationInfo,
    /// The values of its variables.
    pub variables: Vec<&'a str>,
}

/// Finds operations by method and path.
#[derive(Debug, Default)]
pub struct Router {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    literals: BTreeMap<&'static str, Node>,
    uuid: Option<Box<Node>>,
    text: Option<Box<Node>>,
    methods: BTreeMap<&'static str, &'static OperationInfo>,
}

static SHARED: LazyLock<Router> = LazyLock::new(|| Router::new(OPERATIONS));

impl Router {
    /// The router of the document.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// Builds a router; of two operations with one route, the later wins.
    pub fn new(operations: &'static [OperationInfo]) -> Self {
        let mut router = Self::default();
        for info in operations {
            let mut node = &mut router.root;
            for segment in info.segments {
                node = match segment {
                    Segment::Literal(literal) => node.literals.entry(literal).or_default(),
                    Segment::Uuid(_) => node.uuid.get_or_insert_default(),
                    Segment::Text(_) => node.text.get_or_insert_default(),
                };
            }
            node.methods.insert(info.method, info);
        }
        router
    }

    /// Finds the operation for a method (upper case) and the decoded segments
    /// of a path, empty ones left out.
    pub fn route<'a>(&self, method: &str, segments: &[&'a str]) -> Result<Route<'a>, NoRoute> {
        let mut search = Search {
            method,
            variables: Vec::new(),
            allowed: Vec::new(),
        };
        if let Some(info) = search.find(&self.root, segments) {
            return Ok(Route {
                info,
                variables: search.variables,
            });
        }
        if search.allowed.is_empty() {
            return Err(NoRoute::NotFound);
        }
        search.allowed.sort_unstable();
        search.allowed.dedup();
        Err(NoRoute::MethodNotAllowed(search.allowed))
    }
}

struct Search<'m, 'a> {
    method: &'m str,
    variables: Vec<&'a str>,
    allowed: Vec<&'static str>,
}

impl<'a> Search<'_, 'a> {
    fn find(&mut self, node: &Node, segments: &[&'a str]) -> Option<&'static OperationInfo> {
        let Some((&first, rest)) = segments.split_first() else {
            let found = node.methods.get(self.method).copied();
            if found.is_none() {
                self.allowed.extend(node.methods.keys());
            }
            return found;
        };
        if let Some(next) = node.literals.get(first)
            && let Some(info) = self.find(next, rest)
        {
            return Some(info);
        }
        let uuid = node
            .uuid
            .as_deref()
            .filter(|_| Uuid::try_parse(first).is_ok());
        for next in [uuid, node.text.as_deref()].into_iter().flatten() {
            self.variables.push(first);
            if let Some(info) = self.find(next, rest) {
                return Some(info);
            }
            self.variables.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NoRoute, Router};
    use crate::{OPERATIONS, Segment};

    const ID: &str = "6f1e2d3c-0000-4000-8000-000000000001";

    fn id_of(method: &str, path: &str) -> Result<&'static str, NoRoute> {
        let segments: Vec<&str> = path.split('/').filter(|one| !one.is_empty()).collect();
        Router::shared()
            .route(method, &segments)
            .map(|route| route.info.id)
    }

    #[test]
    fn a_literal_is_taken_before_a_variable() {
        assert_eq!(id_of("POST", "/work_pools/filter"), Ok("read_work_pools"));
        assert_eq!(id_of("GET", "/work_pools/filter"), Ok("read_work_pool"));
        assert_eq!(
            id_of("GET", &format!("/flow_runs/{ID}/graph-v2")),
            Ok("read_flow_run_graph_v2")
        );
        assert_eq!(
            id_of("POST", "/artifacts/latest/filter"),
            Ok("read_latest_artifacts")
        );
        assert_eq!(
            id_of("GET", "/artifacts/latest/latest"),
            Ok("read_latest_artifact")
        );
    }

    #[test]
    fn an_id_that_is_no_uuid_is_not_found() {
        assert_eq!(id_of("GET", "/flow_runs/nonsense"), Err(NoRoute::NotFound));
        assert_eq!(id_of("GET", "/nothing"), Err(NoRoute::NotFound));
        assert_eq!(id_of("GET", "/"), Err(NoRoute::NotFound));
    }

    #[test]
    fn a_known_path_under_another_method_names_the_right_ones() {
        assert_eq!(
            id_of("PUT", &format!("/flow_runs/{ID}")),
            Err(NoRoute::MethodNotAllowed(vec!["DELETE", "GET", "PATCH"]))
        );
        assert_eq!(
            id_of("GET", "/flow_runs/filter"),
            Err(NoRoute::MethodNotAllowed(vec!["POST"]))
        );
    }

    /// A template with its variables filled in, and whether it fits a path, by
    /// the plainest reading of the document.
    fn fits(template: &[Segment], path: &[String]) -> bool {
        template.len() == path.len()
            && template
                .iter()
                .zip(path)
                .all(|(segment, text)| match segment {
                    Segment::Literal(literal) => literal == text,
                    Segment::Uuid(_) => uuid::Uuid::try_parse(text).is_ok(),
                    Segment::Text(_) => true,
                })
    }

    fn any_segment() -> impl Strategy<Value = String> {
        let literals: Vec<&str> = OPERATIONS
            .iter()
            .flat_map(|info| info.segments)
            .filter_map(|segment| match segment {
                Segment::Literal(literal) => Some(*literal),
                _ => None,
            })
            .collect();
        prop_oneof![
            3 => prop::sample::select(literals).prop_map(str::to_owned),
            2 => Just(ID.to_owned()),
            1 => "[^/]{1,12}",
            1 => Just("a name with spaces, dots... and ünïcödé".to_owned()),
        ]
    }

    proptest! {
        /// Every operation is reached by its own route, whatever its variables are.
        #[test]
        fn each_operation_is_reached(
            index in 0..OPERATIONS.len(),
            text in "[^/]{1,20}",
            id in any::<u128>(),
        ) {
            let info = &OPERATIONS[index];
            let id = uuid::Uuid::from_u128(id).to_string();
            let path: Vec<&str> = info.segments.iter().map(|segment| match segment {
                Segment::Literal(literal) => *literal,
                Segment::Uuid(_) => id.as_str(),
                Segment::Text(_) => text.as_str(),
            }).collect();
            let owned: Vec<String> = path.iter().map(|one| (*one).to_owned()).collect();
            let route = Router::shared().route(info.method, &path).unwrap();
            // Another operation may be meant only where it fits more literally.
            prop_assert!(fits(route.info.segments, &owned));
            let literals = |segments: &[Segment]| segments.iter()
                .filter(|segment| matches!(segment, Segment::Literal(_))).count();
            prop_assert!(route.info.id == info.id || literals(route.info.segments) > literals(info.segments));
        }

        /// Nothing else is reached, and the three answers exclude one another.
        #[test]
        fn nothing_else_is_reached(
            method in prop::sample::select(vec!["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"]),
            path in prop::collection::vec(any_segment(), 0..7),
        ) {
            let segments: Vec<&str> = path.iter().map(String::as_str).collect();
            let fitting: Vec<_> = OPERATIONS.iter().filter(|info| fits(info.segments, &path)).collect();
            match Router::shared().route(method, &segments) {
                Ok(route) => {
                    prop_assert_eq!(route.info.method, method);
                    prop_assert!(fitting.contains(&route.info));
                    let variables = route.info.segments.iter().filter(|one| one.variable().is_some()).count();
                    prop_assert_eq!(route.variables.len(), variables);
                }
                Err(NoRoute::NotFound) => prop_assert!(fitting.is_empty()),
                Err(NoRoute::MethodNotAllowed(allowed)) => {
                    prop_assert!(!allowed.contains(&method));
                    prop_assert!(fitting.iter().all(|info| allowed.contains(&info.method)));
                    prop_assert!(!fitting.is_empty());
                }
            }
        }
    }
}
