//! `Field`, which both sides need and neither may take from the other.

/// The file `field.rs` of each side: the checked-in template, and why it is there.
pub(super) fn render() -> String {
    format!(
        "// Generated from xtask/src/generate/templates/field.rs by `cargo xtask gen`. Do not edit.\n\n{}",
        include_str!("templates/field.rs")
    )
}

// The template is compiled here so that its tests can run.
#[cfg(test)]
#[path = "templates/field.rs"]
#[expect(
    dead_code,
    clippy::option_option,
    unreachable_pub,
    reason = "only what the tests need is used"
)]
mod template;

#[cfg(test)]
mod tests {
    use super::template::Field;
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Update {
        #[serde(default, skip_serializing_if = "Field::is_absent")]
        limit: Field<i64>,
    }

    #[test]
    fn three_cases_survive_a_round_trip() {
        for (limit, wire) in [
            (Field::Absent, json!({})),
            (Field::Null, json!({"limit": null})),
            (Field::Value(3), json!({"limit": 3})),
        ] {
            let update = Update { limit };
            assert_eq!(serde_json::to_value(&update).unwrap(), wire);
            assert_eq!(serde_json::from_value::<Update>(wire).unwrap(), update);
        }
    }

    #[test]
    fn options_and_values_turn_into_fields() {
        assert_eq!(Field::from(Some(1)), Field::Value(1));
        assert_eq!(Field::<i64>::from(None), Field::Null);
        assert_eq!(Field::from(1).given(), Some(Some(1)));
        assert_eq!(Field::<i64>::Absent.given(), None);
    }
}
