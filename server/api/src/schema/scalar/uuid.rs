//! `UUID`: hyphenated, bare, in braces or as a URN; written back hyphenated.

use serde_json::Value;
use uuid::Uuid;

use super::{Exactness, Scalar, coerced};
use crate::schema::edit::Edit;
use crate::schema::error::Fault;

/// Whether a text is a UUID as it is written back.
pub(in crate::schema) fn is_plain_uuid(text: &str) -> bool {
    let is_plain = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_plain)
}

pub(in crate::schema) fn uuid(input: &Value) -> Scalar {
    let Value::String(text) = input else {
        return Err(Fault::plain(
            "uuid_type",
            "UUID input should be a string, bytes or UUID object",
        ));
    };
    match Uuid::parse_str(text) {
        Ok(uuid) => {
            let canonical = uuid.to_string();
            Ok(if canonical == *text {
                (Edit::Keep, Exactness::Lax)
            } else {
                coerced(canonical)
            })
        }
        Err(error) => Err(Fault::parsing(
            "uuid_parsing",
            "Input should be a valid UUID",
            &error.to_string(),
        )),
    }
}
