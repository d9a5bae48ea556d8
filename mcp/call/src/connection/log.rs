//! The last lines of what a server wrote, for the message about its end.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::secrets::Secrets;

/// How much is kept.
const KEPT_BYTES: usize = 16 * 1024;

/// How many lines are shown, and how many characters of them.
const SHOWN_LINES: usize = 15;
const SHOWN_CHARACTERS: usize = 700;

/// The end of a stream, shared between the one who reads it and the one who tells of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Log(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    bytes: VecDeque<u8>,
    /// Whether something before `bytes` was dropped, so that their first line may lack its beginning.
    dropped: bool,
}

impl Log {
    /// Adds what was read. Costs its length; no more than [`KEPT_BYTES`] are kept.
    pub(super) fn push(&self, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes.extend(bytes);
        let excess = kept.bytes.len().saturating_sub(KEPT_BYTES);
        kept.dropped |= excess > 0;
        kept.bytes.drain(..excess);
    }

    /// The last lines without secrets, each after four spaces; empty where nothing was written.
    ///
    /// A line whose beginning is lost is left out: it may begin in the middle of a secret, which would not be found.
    pub(super) fn last_lines(&self, secrets: &Secrets) -> String {
        let (bytes, dropped) = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            (Vec::from(kept.bytes.clone()), kept.dropped)
        };
        let text = String::from_utf8_lossy(&bytes);
        let text = match text.split_once('\n') {
            Some((_, whole)) if dropped => whole,
            None if dropped => "(one line of more than 16 KiB)",
            _ => &text,
        };
        let text = secrets.hide_in_message(text);
        let mut shown = Vec::new();
        let mut characters = 0;
        let written = text.lines().rev().map(str::trim_end);
        for line in written.filter(|line| !line.is_empty()).take(SHOWN_LINES) {
            let room = SHOWN_CHARACTERS.saturating_sub(characters);
            if room == 0 {
                break;
            }
            let line: String = line
                .chars()
                .filter(|c| !c.is_control())
                .take(room)
                .collect();
            characters += line.chars().count();
            shown.push(format!("\n    {line}"));
        }
        shown.reverse();
        shown.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_shown_in_order() {
        let log = Log::default();
        for number in 0..100 {
            log.push(format!("line {number}\n\n").as_bytes());
        }
        let shown = log.last_lines(&Secrets::default());
        let lines: Vec<&str> = shown.lines().skip(1).collect();
        assert_eq!(lines.len(), SHOWN_LINES);
        assert_eq!(lines.first(), Some(&"    line 85"));
        assert_eq!(lines.last(), Some(&"    line 99"));
        assert_eq!(Log::default().last_lines(&Secrets::default()), "");
    }

    #[test]
    fn what_is_kept_and_shown_has_a_bound() {
        let log = Log::default();
        log.push(&vec![b'x'; 3 * KEPT_BYTES]);
        assert_eq!(
            log.last_lines(&Secrets::default()),
            "\n    (one line of more than 16 KiB)"
        );
        log.push(b"\n");
        log.push("é".repeat(5_000).as_bytes());
        let shown = log.last_lines(&Secrets::default());
        assert_eq!(shown.trim().chars().count(), SHOWN_CHARACTERS);
    }

    #[test]
    fn a_secret_is_hidden_however_it_came_in() {
        let mut secrets = Secrets::default();
        secrets.add_variable("API_KEY", "canary-value");
        let log = Log::default();
        // In two pieces, and once with its beginning pushed out.
        log.push(b"canary-value ");
        log.push(&vec![b'-'; KEPT_BYTES - 8]);
        log.push(b"\nkey canary-");
        log.push(b"value\n");
        let shown = log.last_lines(&secrets);
        assert_eq!(shown, "\n    key ***");
    }
}
