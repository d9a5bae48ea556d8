//! A table, as Markdown: it reads well on a terminal too.

use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, ContentArrangement, Table};

/// A table of text in its first column, and numbers in the others.
pub(super) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_preset(ASCII_MARKDOWN)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(header);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}

/// A number with about three digits.
pub(super) fn number(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude >= 1000.0 {
        grouped(value)
    } else if magnitude >= 100.0 {
        format!("{value:.0}")
    } else if magnitude >= 10.0 {
        format!("{value:.1}")
    } else if magnitude >= 0.1 {
        format!("{value:.2}")
    } else {
        format!("{value:.4}")
    }
}

/// A ratio.
pub(super) fn times(value: f64) -> String {
    format!("{}×", number(value))
}

/// Bytes in MiB.
pub(super) fn mebibytes(bytes: f64) -> String {
    number(bytes / f64::from(1 << 20))
}

/// A whole number with its thousands apart.
pub(super) fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{number, table};

    #[test]
    fn numbers_have_three_digits_or_thousands() {
        let told = [0.00456, 0.123, 4.567, 45.67, 456.7, 4567.0, 1_234_567.0].map(number);
        assert_eq!(
            told,
            [
                "0.0046",
                "0.12",
                "4.57",
                "45.7",
                "457",
                "4,567",
                "1,234,567"
            ]
        );
    }

    #[test]
    fn a_table_is_markdown() {
        let table = table(
            &["what", "how much"],
            [vec!["a".to_owned(), "1".to_owned()]],
        );
        let lines: Vec<_> = table.lines().map(str::trim_end).collect();
        assert_eq!(lines[0], "| what | how much |");
        assert!(lines[1].starts_with("|--"));
        assert_eq!(lines[2], "| a    |        1 |");
    }
}
