//! What the server knows of the packages that offer workers.

use std::sync::LazyLock;

use super::{App, Error, Result};
use crate::domain::json::JsonObject;

/// The view of the workers, from real Prefect; see `openapi/README.md`.
static WORKERS: LazyLock<JsonObject> = LazyLock::new(|| {
    serde_json::from_str(include_str!(
        "../../../openapi/collections/aggregate-worker-metadata.json"
    ))
    .unwrap_or_default()
});

/// Views that Prefect takes from its registry on the network, and that are not here.
const REMOTE_VIEWS: [&str; 3] = [
    "aggregate-block-metadata",
    "aggregate-flow-metadata",
    "demo-flows",
];

impl App {
    /// A view of Prefect's registry: of the workers by package and type, with the
    /// template of a work pool for each.
    ///
    /// # Errors
    ///
    /// `NotFound` for any other view, in the words of a registry that lacks it.
    pub fn read_view_content(&self, view: &str) -> Result<&'static JsonObject> {
        if view == "aggregate-worker-metadata" {
            return Ok(&WORKERS);
        }
        Err(Error::NotFound(if REMOTE_VIEWS.contains(&view) {
            format!("Requested content missing for view {view}")
        } else {
            format!("View {view} not found in registry")
        }))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::app::Error;
    use crate::app::fixture::{Fixture, body};

    #[test]
    fn each_type_of_worker_has_a_template_that_a_pool_can_have() {
        let fixture = Fixture::new();
        let view = fixture.app.read_view_content("aggregate-worker-metadata");
        let mut types = Vec::new();
        for workers in view.unwrap().values() {
            for (name, worker) in workers.as_object().unwrap() {
                assert_eq!(&worker["type"], name);
                let pool = json!({
                    "name": name, "type": name,
                    "base_job_template": worker["default_base_job_configuration"],
                });
                fixture.app.create_work_pool(body(pool)).unwrap();
                types.push(name.as_str());
            }
        }
        for wanted in ["process", "docker", "kubernetes", "ecs", "cloud-run-v2"] {
            assert!(types.contains(&wanted), "{wanted} is not among {types:?}");
        }
    }

    #[test]
    fn other_views_are_not_found() {
        let fixture = Fixture::new();
        for (view, said) in [
            ("nobody", "View nobody not found in registry"),
            (
                "demo-flows",
                "Requested content missing for view demo-flows",
            ),
        ] {
            let expected = Err(Error::NotFound(said.to_owned()));
            assert_eq!(fixture.app.read_view_content(view), expected);
        }
    }
}
