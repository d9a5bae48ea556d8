//! Strangers' texts, cut to a length that models and hosts can bear.

/// The first `most` characters of a text, on one line, with a mark where something was cut off.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
    }
}

/// The longest beginning of a text that has at most `most` bytes.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_marked() {
        assert_eq!(shorten(" a\n\n b ", 10), "a b");
        assert_eq!(shorten("größer als", 4), "größ…");
        assert_eq!(shorten("abc", 0), "…");
        assert_eq!(
            [cut("größer", 4), cut("größer", 3), cut("a", 9)],
            ["grö", "gr", "a"]
        );
    }
}
