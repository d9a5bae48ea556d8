//! The part of a document that is generated: the tables and plots of the last run.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use super::{Report, make_folder, plots};

/// Between these lines a document is generated.
const BEGIN: &str = "<!-- Written by `cargo xtask bench --write`: begin -->";
const END: &str = "<!-- Written by `cargo xtask bench --write`: end -->";

/// Writes tables and plots into a document; the plots are in a folder beside it that has
/// its name.
pub(super) fn write(report: &Report, tables: &str, path: &Path) -> anyhow::Result<()> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = path.with_extension("");
    let name = folder.file_name().context("a document needs a name")?;
    make_folder(&folder)?;
    let mut content = tables.to_owned();
    for (plot, title) in plots::write(report, &folder)? {
        // Writing to a string cannot fail.
        let _ = write!(content, "![{title}]({}/{plot})\n\n", name.display());
    }
    let Some(text) = replaced(&text, content.trim_end()) else {
        bail!("{} has no lines `{BEGIN}` and `{END}`", path.display());
    };
    super::write_file(path, text.as_bytes())
}

/// A text with other content between the two lines.
fn replaced(text: &str, content: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{content}\n\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replaced};

    #[test]
    fn only_what_is_between_is_replaced() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        let expected = format!("a\n{BEGIN}\n\nnew\n\n{END}\nb\n");
        assert_eq!(replaced(&text, "new").unwrap(), expected);
        assert_eq!(replaced(&expected, "new").unwrap(), expected);
        assert_eq!(replaced("a", "new"), None);
    }
}
