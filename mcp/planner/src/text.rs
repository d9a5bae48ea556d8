//! Strangers' texts, cut to a length that models and hosts can bear.

/// The first `most` characters of a text, on one line, with a mark where something was cut off.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_marked() {
        assert_eq!(shorten(" a\n\n b ", 10), "a b");
        assert_eq!(shorten("größer als", 4), "größ…");
        assert_eq!(shorten("abc", 0), "…");
    }
}
