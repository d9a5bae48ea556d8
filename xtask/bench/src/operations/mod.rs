//! What servers are asked to do.

mod filters;
mod reads;
mod writes;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::data::Population;
use crate::load::{Plan, Request, excerpt};

pub(crate) use filters::filters;
pub(crate) use reads::{READ, poll, reads};
pub(crate) use writes::{CREATE, writes};

/// Something that a server is asked to do, again and again.
pub(crate) struct Operation {
    /// Its name, as `--only` takes it.
    pub(crate) name: String,
    /// What it is, in words.
    pub(crate) title: String,
    /// What a server is asked.
    pub(crate) plan: Box<dyn Fn(&Population) -> Plan>,
    /// What answers are checked for.
    pub(crate) expected: Expected,
    /// The most requests of a round, where each leaves something behind.
    pub(crate) most_requests: u64,
}

impl Operation {
    /// One that leaves nothing behind.
    fn reading(
        name: impl Into<String>,
        title: impl Into<String>,
        expected: Expected,
        plan: impl Fn(&Population) -> Plan + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            plan: Box::new(plan),
            expected,
            most_requests: u64::MAX,
        }
    }
}

/// What an answer has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// An object with an id.
    Object,
    /// A list that is not empty.
    Rows,
    /// A number above zero.
    Count,
    /// Anything.
    Success,
}

impl Expected {
    /// Checks an answer, and gives the number of rows it has, if it is a list.
    pub(crate) fn check(self, body: &[u8]) -> anyhow::Result<Option<usize>> {
        if self == Self::Success {
            return Ok(None);
        }
        let answer: Value = serde_json::from_slice(body).context("an answer that is no JSON")?;
        let excerpt = || excerpt(body);
        match self {
            Self::Object => ensure!(answer["id"].is_string(), "no object: {}", excerpt()),
            Self::Rows => {
                let rows = answer.as_array().map_or(0, Vec::len);
                ensure!(rows > 0, "no rows: {}", excerpt());
                return Ok(Some(rows));
            }
            Self::Count => ensure!(answer.as_u64() > Some(0), "no number: {}", excerpt()),
            Self::Success => {}
        }
        Ok(None)
    }
}

/// The same request, again and again.
fn one(request: Request) -> Plan {
    Plan::Cycle(vec![request].into())
}

#[cfg(test)]
mod tests {
    use super::Expected;

    #[test]
    fn an_error_page_is_no_success() {
        let error = br#"{"detail":"Not Found"}"#;
        for expected in [Expected::Object, Expected::Rows, Expected::Count] {
            assert!(expected.check(error).is_err(), "{expected:?}");
        }
        assert_eq!(Expected::Rows.check(b"[{},{}]").unwrap(), Some(2));
        assert!(Expected::Rows.check(b"[]").is_err());
        assert!(Expected::Count.check(b"7").is_ok());
        assert!(Expected::Object.check(br#"{"id":"a"}"#).is_ok());
    }
}
