//! What a runner may do, and what it is told of Prefect beside where it is.

use clap::Args;
use clap::builder::FalseyValueParser;

use crate::failure::Failure;

/// What a runner may do, and what it is told of Prefect beside where it is. By default it may do everything.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[group(skip)]
pub struct Options {
    /// Change nothing: tools that do are neither listed nor run
    #[arg(long, env = "PREFECT_RUNNER_READ_ONLY", value_parser = FalseyValueParser::new())]
    pub read_only: bool,
    /// The work pools that may be used, separated by commas; all if left out
    #[arg(
        long,
        env = "PREFECT_RUNNER_WORK_POOLS",
        value_name = "NAMES",
        value_delimiter = ','
    )]
    pub work_pools: Vec<String>,
    /// Where Prefect's dashboard is, if not beside its API
    #[arg(long, env = "PREFECT_UI_URL", value_name = "URL")]
    pub ui_url: Option<String>,
}

impl Options {
    /// The work pools that may be used; nothing if all may.
    pub(crate) fn allowed_work_pools(&self) -> Option<Vec<String>> {
        let names: Vec<String> = self
            .work_pools
            .iter()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        (!names.is_empty()).then_some(names)
    }
}

/// The work pools that a call may use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    allowed: Option<Vec<String>>,
}

impl Scope {
    /// Those of `options`.
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            allowed: options.allowed_work_pools(),
        }
    }

    /// The names of the work pools that may be used; nothing if all may.
    pub(crate) fn allowed(&self) -> Option<&[String]> {
        self.allowed.as_deref()
    }

    /// Lets a work pool, a deployment in it or a run in it be used, or what is in none.
    ///
    /// # Errors
    /// It may not be used.
    pub(crate) fn admit(&self, work_pool_name: Option<&str>) -> Result<(), Failure> {
        let Some(allowed) = &self.allowed else {
            return Ok(());
        };
        if work_pool_name.is_some_and(|name| allowed.iter().any(|allowed| allowed == name)) {
            return Ok(());
        }
        Err(Failure::WorkPoolNotAllowed {
            name: work_pool_name.map(str::to_owned),
            allowed: allowed.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(names: &[&str]) -> Scope {
        Scope::of(&Options {
            work_pools: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Options::default()
        })
    }

    #[test]
    fn all_work_pools_may_be_used_unless_some_are_named() {
        for names in [&[][..], &["", " "]] {
            assert!(scope(names).admit(Some("any")).is_ok());
            assert!(scope(names).admit(None).is_ok());
        }
        let scope = scope(&["a", " b "]);
        assert!(scope.admit(Some("a")).is_ok() && scope.admit(Some("b")).is_ok());
        assert!(scope.admit(Some("A")).is_err() && scope.admit(None).is_err());
        let failure = scope.admit(Some("c")).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "The runner may not use the work pool \"c\"; it may use \"a\", \"b\"."
        );
    }
}
