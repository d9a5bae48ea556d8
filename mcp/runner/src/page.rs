//! Lists that are told page by page.

use std::ops::RangeInclusive;

use prefect_rest::Field;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::arguments::whole_number;
use crate::failure::Failure;
use crate::results::Facts;

/// How many entries are told when the caller does not say.
const DEFAULT_LIMIT: u32 = 20;

/// How many entries can be told at once. More than that is no list that a model can use.
const LIMITS: RangeInclusive<u32> = 1..=100;

/// The furthest that a list can be read.
const MAX_OFFSET: u32 = i32::MAX.unsigned_abs();

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// How many entries at most.
    pub(crate) limit: u32,
    /// How many entries to leave out before.
    pub(crate) offset: u32,
}

impl Page {
    /// The page that a caller asks for.
    ///
    /// # Errors
    /// A number cannot be used.
    pub(crate) fn read(limit: Option<Value>, offset: Option<Value>) -> Result<Self, Failure> {
        Ok(Self {
            limit: whole_number("limit", limit, LIMITS)?.unwrap_or(DEFAULT_LIMIT),
            offset: whole_number("offset", offset, 0..=MAX_OFFSET)?.unwrap_or_default(),
        })
    }

    /// Tells where the next page begins, if there are more than `total` entries, of which `told` are on this page.
    pub(crate) fn tell(self, facts: &mut Facts, told: usize, total: i64) {
        let next = i64::from(self.offset).saturating_add(i64::try_from(told).unwrap_or(i64::MAX));
        let next = (told > 0 && next < total).then_some(next);
        facts.insert("total_count".to_owned(), json!(total));
        facts.insert("next_offset".to_owned(), json!(next));
    }
}

/// The schema of how many entries are asked for.
pub(crate) fn limit(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "integer", "minimum": LIMITS.start(), "maximum": LIMITS.end(), "default": DEFAULT_LIMIT,
    })
}

/// The schema of how many entries are left out.
pub(crate) fn offset(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "integer", "minimum": 0, "default": 0})
}

/// A part of a filter that is there if something is asked for.
pub(crate) fn given<T>(value: Option<T>) -> Field<T> {
    value.map_or(Field::Absent, Field::from)
}
