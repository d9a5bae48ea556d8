//! Rendered modules are as `ruff` wants them, and compile.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Output};

use mcp_flow::render;
use mcp_flow_cases::{Case, Choices, Shape, Words, bytes_of_seed};

/// How many random plans are looked at, of each kind of words.
const CASES: u64 = 100;

fn ruff(program: &OsString, arguments: &[&str]) -> Option<Output> {
    Command::new(program).args(arguments).output().ok()
}

/// `ruff`, if it is beside the Python that has Prefect or on `PATH`; says so where it is not, unless this is continuous
/// integration, where it has to be.
fn find_ruff() -> Option<OsString> {
    let python = std::env::var_os("PREFECT_PYTHON").map(PathBuf::from);
    let beside = python.map(|python| python.with_file_name("ruff").into_os_string());
    let found = beside
        .into_iter()
        .chain([OsString::from("ruff")])
        .find(|program| {
            ruff(program, &["--version"]).is_some_and(|version| version.status.success())
        });
    if found.is_none() {
        assert!(
            std::env::var_os("CI").is_none(),
            "continuous integration needs ruff"
        );
        eprintln!(
            "skipped: there is no ruff beside PREFECT_PYTHON or on PATH; `cargo xtask test` installs one"
        );
    }
    found
}

#[test]
fn modules_for_real_prefect_are_clean_under_ruff_and_py_compile() {
    let Some(program) = find_ruff() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    for words in [Words::Plain, Words::Hostile] {
        for seed in 0..CASES {
            let shape = Shape {
                words,
                tasks: 5,
                references: 3,
                missing: 0,
            };
            let case = Case::make(&mut Choices::new(&bytes_of_seed(seed)), shape);
            let definition = case.definition().expect("a good plan");
            let file = folder.path().join(format!("{words:?}_{seed}.py"));
            std::fs::write(file, render(&definition).source).expect("a module");
        }
    }
    let modules = folder.path().to_string_lossy().into_owned();
    let checked =
        ruff(&program, &["check", "--isolated", "--no-cache", &modules]).expect("ruff runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    let python = std::env::var_os("PREFECT_PYTHON").unwrap_or_else(|| "python3".into());
    let compiled = Command::new(python)
        .args(["-m", "compileall", "-q", &modules])
        .output();
    let compiled = compiled.expect("Python runs");
    assert!(
        compiled.status.success(),
        "{}",
        String::from_utf8_lossy(&compiled.stdout)
    );
}
