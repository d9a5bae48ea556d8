//! An operation that the document gains is one that the server lacks: it does
//! not compile until it is written.
//!
//! The test generates code from a small document and puts it in the place of
//! the real one, in a copy of `server/api`, beside a server that does all that
//! the document asks; then the document asks for more.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A server of the small document, with the one operation that it begins with.
const SERVER: &str = r"
//! A server of the small document.
use prefect_mock_api::{ApiError, PrefectApi, ServerContext, TestApi, reply};

/// The server.
pub enum Server {}

impl ServerContext for Server {
    type Context = ();
}

impl TestApi for Server {
    fn first((): &()) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(1))
    }
}

/// Proves that nothing is missing.
pub const fn is_whole<A: PrefectApi>() {}
const _: () = is_whole::<Server>();
";

fn operation(id: &str) -> Value {
    json!({
        "tags": ["test"], "operationId": id, "summary": id,
        "responses": {"200": {"description": "Done", "content": {"application/json": {"schema": {"type": "integer"}}}}},
    })
}

fn document(ids: &[&str]) -> Value {
    let paths = ids
        .iter()
        .map(|id| (format!("/{id}"), json!({ "get": operation(id) })))
        .collect::<serde_json::Map<_, _>>();
    json!({
        "openapi": "3.0.3", "info": {"title": "A small document", "version": "1"},
        "paths": paths, "components": {"schemas": {}},
    })
}

#[test]
fn an_operation_that_is_not_implemented_does_not_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = Copied::of(root, folder.path());

    copy.generate(&document(&["first"]));
    let whole = copy.check();
    assert!(
        whole.status.success(),
        "{}",
        String::from_utf8_lossy(&whole.stderr)
    );

    copy.generate(&document(&["first", "second"]));
    let lacking = copy.check();
    let told = String::from_utf8_lossy(&lacking.stderr);
    assert!(
        !lacking.status.success(),
        "the server compiles without `second`"
    );
    assert!(
        told.contains("E0046") && told.contains("missing: `second`"),
        "{told}"
    );
}

/// A workspace of `server/api` and a server.
struct Copied<'a> {
    root: &'a Path,
    folder: &'a Path,
    target: PathBuf,
}

impl<'a> Copied<'a> {
    fn of(root: &'a Path, folder: &'a Path) -> Self {
        copy_folder(&root.join("server/api"), &folder.join("server/api"));
        let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
        let begin = manifest.find("members = [").expect("members");
        let end = begin + manifest[begin..].find(']').expect("the end of the members") + 1;
        let manifest = format!(
            "{}members = [\"server/api\", \"small\"]{}",
            &manifest[..begin],
            &manifest[end..]
        );
        write(&folder.join("Cargo.toml"), &manifest);
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
        write(
            &folder.join("small/Cargo.toml"),
            "[package]\nname = \"small\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nprefect-mock-api.workspace = true\n",
        );
        write(&folder.join("small/src/lib.rs"), SERVER);
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Self {
            root,
            folder,
            target: target.join("completeness"),
        }
    }

    fn generate(&self, document: &Value) {
        let path = self.folder.join("openapi/prefect.json");
        write(&path, &document.to_string());
        let output = cargo()
            .args([
                "run",
                "--quiet",
                "--package",
                "xtask",
                "--",
                "gen",
                "--document",
            ])
            .arg(&path)
            .arg("--output")
            .arg(self.folder)
            .current_dir(self.root)
            .output()
            .expect("cargo runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn check(&self) -> Output {
        cargo()
            .args(["check", "--offline", "--package", "small"])
            .env("CARGO_TARGET_DIR", &self.target)
            .current_dir(self.folder)
            .output()
            .expect("cargo runs")
    }
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read") {
        let entry = entry.expect("a folder can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a file has a type").is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
