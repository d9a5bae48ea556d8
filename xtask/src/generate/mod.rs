//! `cargo xtask gen`: server types, trait and routes, and the client, from `openapi/prefect.json`.
//!
//! Offline and deterministic: the same document gives the same bytes. Each
//! output is one file whose path says `generated`; none is ever edited.
//!
//! | output | holds |
//! |---|---|
//! | `server/api/src/generated/types.rs` | one type for each schema |
//! | `server/api/src/generated/operations.rs` | the operations, their routes and parameters |
//! | `server/api/src/generated/interface.rs` | the trait with a method for each operation, and the dispatch to it |
//! | `client/src/generated/client.rs` | the client |
//! | `…/generated/field.rs` | `Field`, on both sides |

mod client;
mod field;
mod interface;
mod keys;
mod operations;
mod presence;
mod render;
mod types;
mod view;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::files::{Mode, ensure_contents};
use crate::import;

/// Arguments of `cargo xtask gen`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Change nothing; fail when a file is stale, with its name and the command that mends it.
    #[arg(long)]
    check: bool,
    /// Generate from another document, into `--output`.
    #[arg(long, value_name = "FILE", requires = "output")]
    document: Option<PathBuf>,
    /// Where to put what `--document` gives, laid out as in this repository.
    #[arg(long, value_name = "FOLDER", requires = "document")]
    output: Option<PathBuf>,
}

/// Generates as the command line says.
pub(crate) fn run(args: &Args) -> Result<()> {
    let mode = if args.check { Mode::Check } else { Mode::Write };
    match (&args.document, &args.output) {
        (Some(document), Some(output)) => generate(document, output, mode),
        _ => run_here(mode),
    }
}

/// Generates the files of this repository, or checks them.
pub(crate) fn run_here(mode: Mode) -> Result<()> {
    let root = crate::workspace::root();
    if mode == Mode::Check {
        import::check()?;
    }
    generate(&root.join("openapi/prefect.json"), &root, mode)
}

fn generate(document: &Path, output: &Path, mode: Mode) -> Result<()> {
    let text = std::fs::read_to_string(document)
        .with_context(|| format!("cannot read {}", document.display()))?;
    let document: Value = serde_json::from_str(&text)
        .with_context(|| format!("{} is not JSON", document.display()))?;
    for (path, contents) in outputs(&document)? {
        ensure_contents(&output.join(path), &contents, mode, "gen")?;
    }
    Ok(())
}

/// Every generated file, by its path from the root of the repository.
fn outputs(document: &Value) -> Result<Vec<(&'static str, String)>> {
    let operations = operations::read(document)?;
    Ok(vec![
        (
            "server/api/src/generated/mod.rs",
            modules(&["field", "interface", "operations", "types"]),
        ),
        ("client/src/generated/mod.rs", modules(&["client", "field"])),
        (
            "server/api/src/generated/types.rs",
            types::render(document)?,
        ),
        (
            "server/api/src/generated/operations.rs",
            operations::render_file(&operations)?,
        ),
        (
            "server/api/src/generated/interface.rs",
            interface::render_file(&operations)?,
        ),
        ("server/api/src/generated/field.rs", field::render()),
        ("client/src/generated/client.rs", client::render(document)?),
        ("client/src/generated/field.rs", field::render()),
    ])
}

/// The file that names the generated modules.
///
/// They are formatted by this generator, whose version is pinned, so that they
/// do not change with the toolchain's rustfmt.
fn modules(names: &[&str]) -> String {
    let modules: Vec<String> = names
        .iter()
        .map(|name| format!("#[rustfmt::skip]\npub mod {name};\n"))
        .collect();
    format!(
        "//! Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.\n\n{}",
        modules.concat()
    )
}

#[cfg(test)]
mod tests {
    use crate::files::Mode;

    /// Drift fails here too, not only in CI.
    #[test]
    fn generated_files_are_up_to_date() {
        super::run_here(Mode::Check).unwrap();
    }
}
