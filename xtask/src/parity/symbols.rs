//! What stands for ids and names that two servers made up.

use std::collections::HashMap;

/// What stands for what on the two servers.
#[derive(Debug, Default)]
pub(super) struct Bijection {
    left: HashMap<String, usize>,
    right: HashMap<String, usize>,
}

impl Bijection {
    /// The numbers of two texts, which are the same if the texts belong together.
    pub(super) fn bind(&mut self, left: &str, right: &str) -> (usize, usize) {
        let next = self.left.len().max(self.right.len()) + 1;
        match (self.left.get(left), self.right.get(right)) {
            (Some(left), Some(right)) => (*left, *right),
            (None, None) => {
                self.left.insert(left.to_owned(), next);
                self.right.insert(right.to_owned(), next);
                (next, next)
            }
            // One is known, so the other belongs to something else: to nothing yet.
            (Some(left), None) => (*left, 0),
            (None, Some(right)) => (0, *right),
        }
    }

    /// The number of a text on one server; 0 if it has none.
    pub(super) fn find(&self, side: Side, text: &str) -> usize {
        let known = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        known.get(text).copied().unwrap_or_default()
    }
}

/// Which of the two servers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// The one whose answers are put on the left.
    Left,
    /// The other.
    Right,
}

/// The name of something that was told apart; 0 is what belongs to nothing known.
pub(super) fn symbol(kind: &str, number: usize) -> String {
    match number {
        0 => format!("<other {kind}>"),
        number => format!("<{kind} {number}>"),
    }
}
