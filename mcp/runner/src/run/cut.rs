//! Cutting what is too long to be told whole. Sizes are in bytes of JSON, because that is what hosts count.

/// How many bytes a text takes as JSON, with its quotes.
pub(crate) fn json_bytes(text: &str) -> usize {
    2 + text.chars().map(escaped_bytes).sum::<usize>()
}

/// The longest beginning of a text that takes at most so many bytes as JSON.
pub(crate) fn beginning(text: &str, max_bytes: usize) -> &str {
    let end = fitting(text.char_indices(), max_bytes).map(|(at, char)| at + char.len_utf8());
    &text[..end.unwrap_or_default()]
}

/// The longest end of a text that takes at most so many bytes as JSON. Of what a program says when it fails, the end
/// matters most.
pub(crate) fn end(text: &str, max_bytes: usize) -> &str {
    let start = fitting(text.char_indices().rev(), max_bytes).map(|(at, _)| at);
    &text[start.unwrap_or(text.len())..]
}

/// How much of a budget each of several texts of these sizes may take: what it needs, or, where that would be more than
/// all can have, as much as the others that are cut. So the largest are cut first, to the same size.
pub(crate) fn shares(sizes: &[usize], budget: usize) -> Vec<usize> {
    let mut by_size: Vec<usize> = (0..sizes.len()).collect();
    by_size.sort_by_key(|place| sizes[*place]);
    let mut shares = vec![0; sizes.len()];
    let mut left = budget;
    let mut waiting = sizes.len();
    for place in by_size {
        let share = sizes[place].min(left / waiting);
        shares[place] = share;
        left -= share;
        waiting -= 1;
    }
    shares
}

/// The last of these characters with which they still take at most so many bytes as JSON.
fn fitting(chars: impl Iterator<Item = (usize, char)>, max_bytes: usize) -> Option<(usize, char)> {
    let mut bytes = 2;
    chars
        .take_while(|(_, char)| {
            bytes += escaped_bytes(*char);
            bytes <= max_bytes
        })
        .last()
}

/// How many bytes a character takes in a JSON text.
fn escaped_bytes(char: char) -> usize {
    match char {
        '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
        '\0'..='\u{1f}' => 6,
        other => other.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_largest_are_cut_first() {
        assert_eq!(shares(&[10, 20], 100), [10, 20]);
        assert_eq!(shares(&[10, 200, 20], 100), [10, 70, 20]);
        assert_eq!(shares(&[500, 10, 300], 100), [45, 10, 45]);
        assert_eq!(shares(&[], 100), [0_usize; 0]);
    }

    proptest! {
        #[test]
        fn what_is_cut_fits_and_no_more_would(text: String, max in 2_usize..60) {
            prop_assert_eq!(json_bytes(&text), serde_json::to_string(&text).unwrap().len());
            for cut in [beginning(&text, max), end(&text, max)] {
                prop_assert!(json_bytes(cut) <= max);
            }
            prop_assert!(text.starts_with(beginning(&text, max)) && text.ends_with(end(&text, max)));
            if json_bytes(&text) <= max {
                prop_assert_eq!(beginning(&text, max), &text);
                prop_assert_eq!(end(&text, max), &text);
            } else {
                // One character takes at most six bytes.
                prop_assert!(json_bytes(beginning(&text, max)) + 6 > max);
            }
        }

        #[test]
        fn shares_keep_to_the_budget(sizes in prop::collection::vec(0_usize..1_000, 0..20), budget in 0_usize..5_000) {
            let shares = shares(&sizes, budget);
            prop_assert!(shares.iter().sum::<usize>() <= budget);
            prop_assert!(shares.iter().zip(&sizes).all(|(share, size)| share <= size));
            if sizes.iter().sum::<usize>() <= budget {
                prop_assert_eq!(shares, sizes);
            }
        }
    }
}
