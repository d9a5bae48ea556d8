//! Conditions under an operator.

use prefect_mock_api::types::Operator;

/// Conditions that are put one after the other, and whether they hold together.
///
/// Those that are not given do not count. What can no longer change the outcome
/// is not evaluated, so cheap conditions go first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Combination {
    operator: Operator,
    /// Whether what was given so far holds; `None` if nothing was.
    outcome: Option<bool>,
}

impl Combination {
    /// No conditions yet. They will all have to hold, unless the operator is `or_`.
    pub(super) fn by(operator: Option<Operator>) -> Self {
        Self {
            operator: operator.unwrap_or(Operator::And),
            outcome: None,
        }
    }

    /// Adds a condition, if it is given.
    #[must_use]
    pub(super) fn condition<T: ?Sized>(
        self,
        given: Option<&T>,
        holds: impl FnOnce(&T) -> bool,
    ) -> Self {
        let decisive = matches!(self.operator, Operator::Or);
        match given {
            Some(given) if self.outcome != Some(decisive) => Self {
                outcome: Some(holds(given)),
                ..self
            },
            _ => self,
        }
    }

    /// Whether the conditions hold together. They do if there are none.
    pub(super) fn holds(self) -> bool {
        self.outcome.unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use super::{Combination, Operator};

    fn holds(operator: Operator, conditions: &[Option<bool>]) -> bool {
        conditions
            .iter()
            .fold(Combination::by(Some(operator)), |combination, condition| {
                combination.condition(condition.as_ref(), |holds| *holds)
            })
            .holds()
    }

    #[test]
    fn conditions_that_are_not_given_do_not_count() {
        for operator in [Operator::And, Operator::Or] {
            assert!(holds(operator, &[]));
            assert!(holds(operator, &[None]));
            assert!(holds(operator, &[None, Some(true)]));
            assert!(!holds(operator, &[Some(false), None]));
        }
    }

    #[test]
    fn the_operator_says_how_many_have_to_hold() {
        for conditions in [[Some(true), Some(false)], [Some(false), Some(true)]] {
            assert!(!holds(Operator::And, &conditions));
            assert!(holds(Operator::Or, &conditions));
        }
    }

    #[test]
    fn what_is_decided_is_not_evaluated() {
        let combination = Combination::by(None)
            .condition(Some(&()), |()| false)
            .condition(Some(&()), |()| unreachable!("decided before"));
        assert!(!combination.holds());
    }
}
