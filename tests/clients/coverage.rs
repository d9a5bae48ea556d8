//! The README's table of what is covered is what the scenes do.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use indexmap::{IndexMap, IndexSet};
use regex::Regex;

/// The folder of the scenes.
const SCENES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/clients");

const README: &str = include_str!("../../README.md");

const HEADER: &str = "| what | `prefect` | Python |\n|---|---|---|\n";

/// A row for each scene, made of its source.
fn rows() -> String {
    let mut files: Vec<_> = fs::read_dir(SCENES)
        .expect("the folder of the scenes")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    let sources = files
        .iter()
        .map(|path| fs::read_to_string(path).expect("a source"));
    let scene = Regex::new(r"(?m)^async fn \w*as_on_real_prefect").expect("a pattern");
    let mut rows = String::new();
    for source in sources.filter(|source| scene.is_match(source)) {
        let (purpose, commands) = (purpose(&source), commands(&source));
        let _ = writeln!(rows, "| {purpose} | {commands} | {} |", scripts(&source));
    }
    rows
}

/// What a module's documentation says first.
fn purpose(source: &str) -> String {
    let lines: Vec<&str> = source
        .lines()
        .map_while(|line| line.strip_prefix("//! "))
        .collect();
    lines.join(" ").trim_end_matches('.').to_owned()
}

/// The `prefect` commands of a scene without their arguments, those of one noun
/// together.
fn commands(source: &str) -> String {
    let line = r#"\.(?:cli\w*\(|begin_cli\(\s*"\w+",)\s*(?:&format!\(\s*)?"([^"]+)""#;
    let mut nouns: IndexMap<String, IndexSet<&str>> = IndexMap::new();
    for line in found(source, line) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["deploy", ..] => {
                nouns.entry("deploy".to_owned()).or_default();
            }
            ["deployment", "schedule", verb, ..] => {
                let noun = "deployment schedule".to_owned();
                nouns.entry(noun).or_default().insert(verb);
            }
            [noun, verb, ..] => {
                nouns.entry((*noun).to_owned()).or_default().insert(verb);
            }
            _ => panic!("not a command: {line}"),
        }
    }
    let nouns: Vec<String> = nouns
        .iter()
        .map(|(noun, verbs)| {
            let verbs: Vec<&str> = verbs.iter().copied().collect();
            format!("`{noun}` {}", verbs.join(", "))
                .trim_end()
                .to_owned()
        })
        .collect();
    nouns.join("; ")
}

/// What the scripts of a scene say of themselves.
fn scripts(source: &str) -> String {
    let line = r#"\.(?:python\w*\(|begin_python\(\s*"\w+",)\s*(?:&format!\(\s*)?"(\w+\.py)"#;
    let says: IndexSet<String> = found(source, line)
        .into_iter()
        .map(|script| {
            let path = Path::new(super::FLOWS).join(script);
            let text = fs::read_to_string(path).expect("a script");
            let says = text.lines().next().unwrap_or_default();
            says.trim_matches('"').trim_end_matches('.').to_owned()
        })
        .collect();
    let says: Vec<String> = says.into_iter().collect();
    says.join("; ")
}

/// What a pattern's first group finds.
fn found<'a>(source: &'a str, pattern: &str) -> Vec<&'a str> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let found = pattern.captures_iter(source);
    found
        .filter_map(|one| one.get(1).map(|group| group.as_str()))
        .collect()
}

#[test]
fn the_readme_says_what_the_scenes_do() {
    let table = format!("{HEADER}{}\n", rows());
    assert!(
        README.contains(&table),
        "the README's table is not what the scenes do; it is to be:\n{table}"
    );
}
