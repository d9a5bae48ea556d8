//! `cargo xtask import`: makes `openapi/prefect.json` anew from real Prefect's own document,
//! and [`views`] what comes with it.
//!
//! upstream → [`select`] → [`lower`] → [`tidy`] → [`overlay`] → `openapi/prefect.json`
//!
//! The same upstream, subset and overlay give the same bytes. How they were
//! put together is remembered in `openapi/import.lock`, so that a changed
//! overlay without an import is noticed by `cargo xtask gen --check`.

mod lower;
mod overlay;
mod select;
mod subset;
mod tidy;
mod upstream;
mod views;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

pub(crate) use select::pascal_case;

use crate::files::{Mode, ensure_contents};

/// Arguments of `cargo xtask import`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The Prefect release to take the document from.
    #[arg(long, value_name = "VERSION", default_value = crate::prefect_env::PREFECT_VERSION)]
    prefect: String,
    /// Take upstream's document from a file instead of an installed Prefect.
    #[arg(long, value_name = "FILE")]
    upstream: Option<PathBuf>,
    /// With --upstream: take the views of collections from a folder. Without, they stay.
    #[arg(long, value_name = "FOLDER", requires = "upstream")]
    views: Option<PathBuf>,
}

/// Makes the document and writes it.
pub(crate) fn run(args: &Args) -> Result<()> {
    let upstream = match &args.upstream {
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("cannot read upstream's document {}", file.display()))?;
            serde_json::from_str(&text)
                .with_context(|| format!("{} is not JSON", file.display()))?
        }
        None => upstream::fetch(&args.prefect)?,
    };
    let root = crate::workspace::root();
    let read = |name: &str| {
        let path = root.join("openapi").join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let workers = match (&args.upstream, &args.views) {
        (None, _) => views::render(views::fetch(&args.prefect)?)?,
        (Some(_), Some(folder)) => views::render(views::read(folder)?)?,
        (Some(_), None) => read(views::WORKERS_FILE)?,
    };
    let subset = read("subset.toml")?;
    let overlay = read("overlay.json")?;
    let document = make(&upstream, &args.prefect, &subset, &overlay)?;
    let operations = crate::openapi::operations(&document).count();
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    let written = [
        ("prefect.json", text.as_str()),
        (views::WORKERS_FILE, workers.as_str()),
        ("import.lock", &lock(&text, &subset, &overlay, &workers)),
    ];
    for (name, contents) in written {
        let path = root.join("openapi").join(name);
        ensure_contents(&path, contents, Mode::Write, "import")?;
    }
    println!(
        "openapi/prefect.json: {operations} operations of Prefect {}",
        args.prefect
    );
    Ok(())
}

/// Fails when the document, its sources or what comes with it were changed without an import.
pub(crate) fn check() -> Result<()> {
    check_in(&crate::workspace::root().join("openapi"))
}

fn check_in(folder: &Path) -> Result<()> {
    let read = |name: &str| {
        std::fs::read_to_string(folder.join(name))
            .with_context(|| format!("cannot read openapi/{name}"))
    };
    let lock_text = read("import.lock")?;
    for name in [
        "prefect.json",
        "subset.toml",
        "overlay.json",
        views::WORKERS_FILE,
    ] {
        let line = lock_line(name, &read(name)?);
        anyhow::ensure!(
            lock_text.lines().any(|one| one == line),
            "openapi/{name} is not what the last import left: run `cargo xtask import`, then `cargo xtask gen`"
        );
    }
    Ok(())
}

/// What an import read and wrote, as checksums.
fn lock(document: &str, subset: &str, overlay: &str, workers: &str) -> String {
    let lines = [
        "# Written by `cargo xtask import`: checksums of what it read and wrote.".to_owned(),
        lock_line("prefect.json", document),
        lock_line("subset.toml", subset),
        lock_line("overlay.json", overlay),
        lock_line(views::WORKERS_FILE, workers),
    ];
    lines.join("\n") + "\n"
}

fn lock_line(name: &str, text: &str) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    let mut line = format!("{name} sha256:");
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(line, "{byte:02x}");
    }
    line
}

/// The document as a pure function of its sources.
fn make(upstream: &Value, version: &str, subset: &str, overlay: &str) -> Result<Value> {
    let subset = subset::parse(subset)?;
    let overlay = overlay::parse(overlay)?;
    let mut document = select::select(upstream, version, &subset)?;
    lower::lower(&mut document);
    tidy::drop_prose(&mut document);
    tidy::describe_success(&mut document)?;
    tidy::require_answered(&mut document);
    overlay::apply(&mut document, &overlay)?;
    tidy::order_keys(&mut document);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use std::fs;

    use super::{check_in, lock, make};

    #[test]
    fn the_same_sources_give_the_same_bytes() {
        let upstream = json!({
            "paths": {"/a/": {"post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/B"}}}}},
            }}},
            "components": {"schemas": {
                "B": {"properties": {"z": {"type": "string"}, "a": {"anyOf": [{"type": "string"}, {"type": "null"}]}}},
                "A": {"properties": {"n": {"const": 1}}},
            }},
        });
        let subset = "[t]\nmake_a = [\"POST /a/\", \"Make an A\"]\n";
        let overlay =
            r#"[{"name": "created", "why": "measured", "operations": "*", "success": ["201"]}]"#;
        let once = make(&upstream, "3", subset, overlay).unwrap().to_string();
        let again = make(&upstream, "3", subset, overlay).unwrap().to_string();
        assert_eq!(once, again);
        assert!(once.contains(r#""201":{"content""#), "{once}");
    }

    #[test]
    fn a_changed_source_is_named_with_the_command_that_mends_it() {
        let sources = [
            ("prefect.json", "{}"),
            ("subset.toml", "[t]"),
            ("overlay.json", "[]"),
            (super::views::WORKERS_FILE, "{ }"),
        ];
        for (changed, _) in sources {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("collections")).unwrap();
            for (name, text) in sources {
                fs::write(folder.path().join(name), text).unwrap();
            }
            let lock = lock("{}", "[t]", "[]", "{ }");
            fs::write(folder.path().join("import.lock"), lock).unwrap();
            check_in(folder.path()).unwrap();

            fs::write(folder.path().join(changed), "another byte").unwrap();
            let error = check_in(folder.path()).unwrap_err().to_string();
            assert!(
                error.contains(changed) && error.contains("cargo xtask import"),
                "{error}"
            );
        }
    }
}
