//! What must not be told: values of a server's configuration, in whatever is written about the server.
//!
//! **In messages** (errors, and lines of a server's standard error) every value of `env`, of a header and of `auth_token`
//! is replaced by `***`, however it is called, from [`LEAST_IN_MESSAGES`] characters on: a message loses little by it.
//!
//! **In results** only what is secret beyond doubt is replaced, from [`LEAST_IN_RESULTS`] characters on: values of
//! variables with a telling name ([`TELLING`]), credentials in headers, and `auth_token`. A result is data that another
//! task goes on with, and to change honest data (the name of a region, a user's own name) would be worse than to show
//! it. Numbers are left alone for the same reason.
//!
//! What is not found: a value that the server encodes (base64, a hash) or cuts before it tells it.

use serde_json::{Map, Value};
use url::Url;

/// The fewest characters of a value that is hidden in messages.
pub const LEAST_IN_MESSAGES: usize = 4;

/// The fewest characters of a value that is hidden in results.
pub const LEAST_IN_RESULTS: usize = 8;

/// A variable with one of these in its name, in any letter case, has a secret for its value.
pub const TELLING: [&str; 6] = ["KEY", "TOKEN", "SECRET", "PASS", "AUTH", "CREDENTIAL"];

/// What stands in place of a secret.
const HIDDEN: &str = "***";

/// The secrets of one server.
#[derive(Clone, Default)]
pub struct Secrets {
    /// What is hidden in messages, longest first.
    in_messages: Vec<String>,
    /// What is hidden in results, longest first.
    in_results: Vec<String>,
}

impl Secrets {
    /// Adds the value of an entry of `env`.
    pub(crate) fn add_variable(&mut self, name: &str, value: &str) {
        self.hide(value, is_telling(name));
    }

    /// Adds the value of a variable that went into another text of the configuration: secret only if its name says so,
    /// since a reference to `${HOME}` is none.
    pub(crate) fn add_used(&mut self, name: &str, value: &str) {
        if is_telling(name) {
            self.hide(value, true);
        }
    }

    /// Adds a header's value or a token: the whole, and what is behind its scheme (`Bearer …`).
    pub(crate) fn add_credential(&mut self, value: &str) {
        self.hide(value, true);
        if let Some((_, credential)) = value.trim().split_once(' ') {
            self.hide(credential, true);
        }
    }

    /// Adds what a URL has that is nobody's business: its password, and the values of its query.
    pub(crate) fn add_url(&mut self, url: &Url) {
        if let Some(password) = url.password() {
            self.hide(password, true);
        }
        for (name, value) in url.query_pairs() {
            self.hide(&value, is_telling(&name));
        }
    }

    /// `text` without secrets.
    ///
    /// Costs one pass over the text for each secret.
    pub fn hide_in_message(&self, text: &str) -> String {
        hide_all(text, &self.in_messages).unwrap_or_else(|| text.to_owned())
    }

    /// `result` without secrets, in its texts and the names of its members.
    ///
    /// Costs one pass over each text for each secret.
    pub fn hide_in_result(&self, result: Value) -> Value {
        if self.in_results.is_empty() {
            return result;
        }
        match result {
            Value::String(text) => Value::String(hide_all(&text, &self.in_results).unwrap_or(text)),
            Value::Array(items) => items
                .into_iter()
                .map(|item| self.hide_in_result(item))
                .collect(),
            Value::Object(members) => {
                let members: Map<String, Value> = members
                    .into_iter()
                    .map(|(name, value)| {
                        let name = hide_all(&name, &self.in_results).unwrap_or(name);
                        (name, self.hide_in_result(value))
                    })
                    .collect();
                Value::Object(members)
            }
            other => other,
        }
    }

    fn hide(&mut self, value: &str, also_in_results: bool) {
        for spelling in spellings(value) {
            let characters = spelling.chars().count();
            if characters >= LEAST_IN_MESSAGES {
                insert(&mut self.in_messages, &spelling);
            }
            if also_in_results && characters >= LEAST_IN_RESULTS {
                insert(&mut self.in_results, &spelling);
            }
        }
    }
}

/// Nothing of a secret is shown, not even in a debugger's dump.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Secrets({})", self.in_messages.len())
    }
}

/// Whether a variable's name says that its value is a secret.
fn is_telling(name: &str) -> bool {
    let name = name.to_uppercase();
    TELLING.iter().any(|part| name.contains(part))
}

/// How a value may show: as it is, as it is inside JSON, and, if it has several lines (such as a private key), each
/// long line of it.
fn spellings(value: &str) -> Vec<String> {
    let value = value.trim();
    let quoted = Value::from(value).to_string();
    let mut spellings = vec![value.to_owned()];
    if let Some(escaped) = quoted.get(1..quoted.len().saturating_sub(1)) {
        spellings.push(escaped.to_owned());
    }
    if value.contains('\n') {
        let long = |line: &&str| line.chars().count() >= LEAST_IN_RESULTS;
        let lines = value.lines().map(str::trim);
        spellings.extend(lines.filter(long).map(str::to_owned));
    }
    spellings
}

/// Puts a secret among others, before those that are shorter: a secret may be a part of another one.
fn insert(secrets: &mut Vec<String>, secret: &str) {
    if secrets.iter().any(|known| known == secret) {
        return;
    }
    let place = secrets.partition_point(|known| known.len() >= secret.len());
    secrets.insert(place, secret.to_owned());
}

/// `text` without `secrets`; nothing where it has none.
fn hide_all(text: &str, secrets: &[String]) -> Option<String> {
    let mut hidden: Option<String> = None;
    for secret in secrets {
        let current = hidden.as_deref().unwrap_or(text);
        if current.contains(secret.as_str()) {
            hidden = Some(current.replace(secret.as_str(), HIDDEN));
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn messages_lose_every_value_of_four_characters() {
        let mut secrets = Secrets::default();
        secrets.add_variable("REGION", "north");
        secrets.add_variable("SHORT", "abc");
        secrets.add_credential("Bearer tok-12345");
        assert_eq!(
            secrets.hide_in_message("north abc tok-12345 'Bearer tok-12345'"),
            "*** abc *** '***'"
        );
    }

    #[test]
    fn results_lose_only_what_is_secret_by_its_name() {
        let mut secrets = Secrets::default();
        secrets.add_variable("REGION", "northwest");
        secrets.add_variable("db_password", "hunter22-long");
        secrets.add_variable("API_KEY", "sevench");
        secrets.add_credential("Basic dXNlcjpwYXNz");
        let result = json!({"region": "northwest", "list": ["x hunter22-long y", "sevench", 7],
                            "auth": {"dXNlcjpwYXNz": null}});
        assert_eq!(
            secrets.hide_in_result(result),
            json!({"region": "northwest", "list": ["x *** y", "sevench", 7], "auth": {"***": null}})
        );
    }

    #[test]
    fn a_secret_that_is_part_of_another_shows_nothing_of_it() {
        let mut secrets = Secrets::default();
        secrets.add_variable("A_KEY", "12345678");
        secrets.add_variable("B_KEY", "12345678-90");
        assert_eq!(secrets.hide_in_message("12345678-90"), "***");
    }

    #[test]
    fn secrets_are_found_escaped_and_by_the_line() {
        let mut secrets = Secrets::default();
        secrets.add_variable("QUOTED", "a\"b\\c\"d");
        secrets.add_variable(
            "PRIVATE_KEY",
            "-----BEGIN-----\nMIIEvQIBADANBg\n-----END-----\n",
        );
        assert_eq!(
            secrets.hide_in_message(r#"{"q":"a\"b\\c\"d"}"#),
            r#"{"q":"***"}"#
        );
        assert_eq!(secrets.hide_in_message("read: MIIEvQIBADANBg"), "read: ***");
    }

    #[test]
    fn urls_hide_their_password_and_query() {
        let mut secrets = Secrets::default();
        secrets
            .add_url(&Url::parse("https://me:pa55word@host/mcp?api_key=abcdefgh&q=plain").unwrap());
        assert_eq!(
            secrets.hide_in_message("me pa55word abcdefgh plain"),
            "me *** *** ***"
        );
        assert_eq!(
            secrets.hide_in_result(json!("abcdefgh plain")),
            json!("*** plain")
        );
    }
}
