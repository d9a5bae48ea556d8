//! `openapi/subset.toml`: which operations the document has, and what we call them.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;

/// One operation of the subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selected {
    /// The tag it is listed under.
    pub(crate) tag: String,
    /// Our operationId, unique in the document.
    pub(crate) id: String,
    /// The HTTP method, lower case as OpenAPI has it.
    pub(crate) method: String,
    /// The path template as Prefect publishes it, without `/api`.
    pub(crate) path: String,
    /// Our own one-line summary.
    pub(crate) summary: String,
}

/// Reads the subset, keeping its order.
pub(crate) fn parse(text: &str) -> Result<Vec<Selected>> {
    type Tags = IndexMap<String, IndexMap<String, (String, String)>>;
    let tags: Tags = toml::from_str(text).context("openapi/subset.toml does not parse")?;
    let mut selected: Vec<Selected> = Vec::new();
    for (tag, operations) in tags {
        for (id, (route, summary)) in operations {
            let Some((method, path)) = route.split_once(' ') else {
                bail!(
                    "openapi/subset.toml: route of `{id}` is `{route}`; write it as `METHOD /path`"
                );
            };
            let method = method.to_ascii_lowercase();
            if let Some(twin) = selected
                .iter()
                .find(|other| other.id == id || (other.method == method && other.path == path))
            {
                bail!(
                    "openapi/subset.toml: `{id}` repeats the operationId or the route of `{}`; remove one",
                    twin.id
                );
            }
            selected.push(Selected {
                tag: tag.clone(),
                id,
                method,
                path: path.to_owned(),
                summary,
            });
        }
    }
    Ok(selected)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn order_and_fields_are_kept() {
        let subset = parse(
            "[b]\nread_b = [\"GET /b/{id}\", \"Read b\"]\n[a]\nmake_a = [\"POST /a/\", \"Make a\"]\n",
        )
        .unwrap();
        let ids: Vec<_> = subset.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["read_b", "make_a"]);
        assert_eq!(
            (subset[1].method.as_str(), subset[1].path.as_str()),
            ("post", "/a/")
        );
    }

    #[test]
    fn a_route_listed_twice_is_named() {
        let error = parse("[a]\none = [\"GET /a\", \"\"]\ntwo = [\"GET /a\", \"\"]\n").unwrap_err();
        assert!(error.to_string().contains("`two` repeats"), "{error}");
    }
}
