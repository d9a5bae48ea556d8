//! `openapi/collections/`: what the server knows of the workers that packages offer.
//!
//! Prefect's server shows a registry under `/collections/views/`, of which a copy
//! comes with the package. Kept of it are its facts: the types of workers, the
//! configurations of their jobs, and the variables of those with their types and
//! defaults. Descriptions are upstream's sentences and are dropped.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::openapi::visit_schemas;
use crate::prefect_env::PrefectEnv;

/// The one view that comes with the package; it is also the name of the file.
pub(super) const WORKERS: &str = "aggregate-worker-metadata";

/// Where the view is kept, from `openapi/`.
pub(super) const WORKERS_FILE: &str = "collections/aggregate-worker-metadata.json";

/// Prints the folder of the views.
const FOLDER: &str = "\
import os, prefect.server.api.collections as collections
print(os.path.join(os.path.dirname(collections.__file__), 'collections_data', 'views'))
";

/// Takes the view out of an installed Prefect.
pub(super) fn fetch(version: &str) -> Result<Value> {
    let env = PrefectEnv::ensure(version)?;
    let output = Command::new(&env.python)
        .args(["-c", FOLDER])
        .output()
        .with_context(|| format!("cannot run {}", &env.python.display()))?;
    ensure!(
        output.status.success(),
        "Prefect {version} did not say where its collections are:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    read(Path::new(String::from_utf8_lossy(&output.stdout).trim()))
}

/// Reads the view from a folder.
pub(super) fn read(folder: &Path) -> Result<Value> {
    let path = folder.join(format!("{WORKERS}.json"));
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

/// The view without upstream's prose, as it is kept.
pub(super) fn render(mut view: Value) -> Result<String> {
    let packages = view
        .as_object_mut()
        .context("the view is no map of packages")?;
    for (package, workers) in packages {
        let workers = workers
            .as_object_mut()
            .with_context(|| format!("{package} is no map of workers"))?;
        for worker in workers.values_mut() {
            drop_prose(worker);
        }
    }
    let mut text = serde_json::to_string_pretty(&view)?;
    text.push('\n');
    Ok(text)
}

/// A worker keeps the key of its description, which clients read.
fn drop_prose(worker: &mut Value) {
    if let Some(description) = worker.get_mut("description") {
        *description = json!("");
    }
    if let Some(variables) = worker.pointer_mut("/default_base_job_configuration/variables") {
        visit_schemas(variables, &mut |schema| {
            if let Some(schema) = schema.as_object_mut() {
                schema.remove("description");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::render;

    #[test]
    fn facts_are_kept_and_prose_is_not() {
        let schema = json!({
            "type": "object", "description": "prose",
            "definitions": {"A": {"title": "A", "description": "prose"}},
            "properties": {
                "description": {"type": "string", "title": "Description", "description": "prose"},
                "image": {"allOf": [{"$ref": "#/definitions/A"}], "default": "x", "description": "prose"},
            },
        });
        let view = json!({"package": {"docker": {
            "type": "docker", "description": "prose",
            "default_base_job_configuration": {
                "job_configuration": {"description": "{{ description }}"}, "variables": schema,
            },
        }}});
        let kept: Value = serde_json::from_str(&render(view).unwrap()).unwrap();
        assert!(!kept.to_string().contains("prose"), "{kept}");
        let docker = &kept["package"]["docker"];
        assert_eq!(docker["description"], "");
        let template = &docker["default_base_job_configuration"];
        assert_eq!(
            template["job_configuration"]["description"],
            "{{ description }}"
        );
        let variables = &template["variables"];
        assert_eq!(
            variables["properties"]["description"]["title"],
            "Description"
        );
        assert_eq!(variables["properties"]["image"]["default"], "x");
        assert_eq!(variables["definitions"]["A"], json!({"title": "A"}));
    }

    #[test]
    fn what_is_no_map_is_refused() {
        assert!(render(json!([])).is_err());
        assert!(render(json!({"package": 1})).is_err());
    }
}
