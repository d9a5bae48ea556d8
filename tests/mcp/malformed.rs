//! Malformed messages, drawn from a seed: what a stranger, a broken client or a broken pipe may send.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};

use super::process::{Server, initialize_params};

/// How many messages each server has to survive.
pub(crate) const COUNT: usize = 5_000;

/// The length of a long string, in bytes.
const MEGABYTE: usize = 1024 * 1024;

/// One message in so many is as long as that; more would only take longer.
const LONG_ONE_IN: u32 = 200;

/// Malformed messages for a server, without line ends in them, the same for the same seed.
pub(crate) fn messages(server: &Server, seed: u64) -> impl Iterator<Item = Vec<u8>> {
    let mut random = StdRng::seed_from_u64(seed);
    let sense = sensible(server);
    (0..COUNT).map(move |_| {
        let mut message = malformed(&mut random, &sense);
        for byte in &mut message {
            if *byte == b'\n' {
                *byte = b' ';
            }
        }
        message
    })
}

/// Messages that mean something, to be spoilt.
fn sensible(server: &Server) -> Vec<Value> {
    let method = |method: &str, params: Value| json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params});
    let notification =
        |method: &str, params: Value| json!({"jsonrpc": "2.0", "method": method, "params": params});
    vec![
        method("initialize", initialize_params()),
        method("tools/list", json!({})),
        method("tools/call", server.call_params()),
        method("ping", json!({})),
        method("server/discover", json!({})),
        notification("notifications/initialized", json!({})),
        notification(
            "notifications/cancelled",
            json!({"requestId": 7, "reason": "no more"}),
        ),
        notification(
            "notifications/progress",
            json!({"progressToken": 7, "progress": 0.5}),
        ),
        json!({"jsonrpc": "2.0", "id": 7, "result": {}}),
        json!({"jsonrpc": "2.0", "id": 7, "error": {"code": -32000, "message": "no"}}),
    ]
}

fn malformed(random: &mut StdRng, sense: &[Value]) -> Vec<u8> {
    let sensible = sense.choose(random).unwrap().clone();
    if random.random_ratio(1, LONG_ONE_IN) {
        return long(random, sensible);
    }
    match random.random_range(0..13) {
        0 => garbage(random),
        1 => broken_utf8(random, &sensible),
        2 => truncated(random, &sensible),
        3 | 4 => one_value_odd(random, sensible),
        5 => one_member_less(random, sensible),
        6 => deep(random),
        7 => big_number(random, &sensible),
        8 => batch(random, sense),
        9 => unknown_method(random),
        10 => odd_answer(random),
        // What is right by itself is wrong again and again under one id: begun, listed, called, cancelled.
        11 => sensible.to_string().into_bytes(),
        _ => odd_text(random, &sensible),
    }
}

fn garbage(random: &mut StdRng) -> Vec<u8> {
    let length = random.random_range(0..300);
    (0..length).map(|_| random.random()).collect()
}

fn broken_utf8(random: &mut StdRng, sensible: &Value) -> Vec<u8> {
    let mut bytes = sensible.to_string().into_bytes();
    for _ in 0..random.random_range(1..4) {
        let place = random.random_range(0..bytes.len());
        bytes.insert(place, random.random_range(0x80..=0xFF));
    }
    bytes
}

fn truncated(random: &mut StdRng, sensible: &Value) -> Vec<u8> {
    let mut bytes = sensible.to_string().into_bytes();
    bytes.truncate(random.random_range(0..bytes.len()));
    bytes
}

/// Any value, but seldom one that is expected.
fn odd(random: &mut StdRng) -> Value {
    match random.random_range(0..12) {
        0 => Value::Null,
        1 => json!(random.random::<bool>()),
        2 => json!(random.random::<i64>()),
        3 => json!(random.random::<f64>() * 1e300),
        4 => json!(""),
        5 => json!("\u{0}\u{feff}\u{202e}\u{1f4a9}"),
        6 => json!([]),
        7 => json!({}),
        8 => json!([[[[null]]]]),
        9 => json!({"": {"": {"": 0}}}),
        10 => json!(u64::MAX),
        _ => json!(["2.0", "initialize", -1]),
    }
}

/// Goes to one of the values inside `value`, itself among them, and does something to it.
fn at_one_place(
    random: &mut StdRng,
    value: &mut Value,
    change: impl FnOnce(&mut StdRng, &mut Value),
) {
    let mut here = value;
    loop {
        let inside = match here {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        if inside == 0 || random.random_ratio(1, 4) {
            return change(random, here);
        }
        let chosen = random.random_range(0..inside);
        here = match here {
            Value::Array(items) => &mut items[chosen],
            Value::Object(members) => members.values_mut().nth(chosen).unwrap(),
            _ => unreachable!("it has something inside"),
        };
    }
}

fn one_value_odd(random: &mut StdRng, mut sensible: Value) -> Vec<u8> {
    at_one_place(random, &mut sensible, |random, value| *value = odd(random));
    sensible.to_string().into_bytes()
}

fn one_member_less(random: &mut StdRng, mut sensible: Value) -> Vec<u8> {
    at_one_place(random, &mut sensible, |random, value| {
        if let Value::Object(members) = value {
            let chosen = random.random_range(0..=members.len());
            let key = members.keys().nth(chosen).cloned().unwrap_or_default();
            members.remove(&key);
            members.insert("odd".to_owned(), odd(random));
        }
    });
    sensible.to_string().into_bytes()
}

/// Nested deeper than any parser likes, closed or not.
fn deep(random: &mut StdRng) -> Vec<u8> {
    let depth = 1 << random.random_range(4..15);
    let (open, close) = *[("[", "]"), ("{\"a\":", "}")].choose(random).unwrap();
    let mut nested = format!("{}0", open.repeat(depth));
    if random.random() {
        nested += &close.repeat(depth);
    }
    if random.random() {
        return nested.into_bytes();
    }
    format!(r#"{{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{{"name":"x","arguments":{{"a":{nested}}}}}}}"#)
        .into_bytes()
}

fn big_number(random: &mut StdRng, sensible: &Value) -> Vec<u8> {
    let digits = "9".repeat(random.random_range(18..500));
    let number = match random.random_range(0..5) {
        0 => digits,
        1 => format!("-{digits}"),
        2 => format!("0.{digits}"),
        3 => "1e999".to_owned(),
        _ => format!("-1e-{digits}"),
    };
    // In the place of the id, or of whatever else is a 7.
    sensible.to_string().replacen('7', &number, 1).into_bytes()
}

fn batch(random: &mut StdRng, sense: &[Value]) -> Vec<u8> {
    let count = random.random_range(0..6);
    let messages: Vec<&Value> = (0..count).filter_map(|_| sense.choose(random)).collect();
    json!(messages).to_string().into_bytes()
}

fn unknown_method(random: &mut StdRng) -> Vec<u8> {
    let methods = [
        "",
        "tools/cal",
        "rpc.discover",
        "notifications/",
        "$/cancelRequest",
        "resources/read",
        "🙂",
    ];
    let mut message =
        json!({"jsonrpc": "2.0", "method": methods.choose(random), "params": odd(random)});
    if random.random() {
        message["id"] = json!(random.random_range(0..9));
    }
    message.to_string().into_bytes()
}

/// Answers that nobody waits for.
fn odd_answer(random: &mut StdRng) -> Vec<u8> {
    let mut message = json!({"jsonrpc": "2.0", "id": random.random::<u32>()});
    if random.random() {
        message["id"] = odd(random);
    }
    let part = *["result", "error"].choose(random).unwrap();
    message[part] = odd(random);
    message.to_string().into_bytes()
}

/// Text that is almost JSON-RPC.
fn odd_text(random: &mut StdRng, sensible: &Value) -> Vec<u8> {
    let text = sensible.to_string();
    match random.random_range(0..8) {
        0 => format!("\u{feff}{text}"),
        1 => format!("{text}\r"),
        2 => format!("{text}{text}"),
        3 => format!("Content-Length: {}\r", text.len()),
        4 => text.replacen("\"2.0\"", "\"1.0\"", 1),
        5 => text.replacen('{', "{\"jsonrpc\":\"2.0\",\"id\":7,\"id\":8,", 1),
        6 => text.replacen(':', ":\"\\ud800\",\"x\":", 1),
        _ => text.replace('"', "'"),
    }
    .into_bytes()
}

/// A message with a megabyte in it, or a megabyte that is none.
fn long(random: &mut StdRng, mut sensible: Value) -> Vec<u8> {
    let long = "x".repeat(MEGABYTE);
    if random.random() {
        return long.into_bytes();
    }
    at_one_place(random, &mut sensible, |_, value| *value = json!(long));
    sensible.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::process::PLANNER;
    use super::*;

    #[test]
    fn a_seed_says_what_is_sent() {
        let of = |seed| messages(&PLANNER, seed).take(500).collect::<Vec<_>>();
        assert!(of(1) == of(1));
        assert!(of(1) != of(2));
        assert!(messages(&PLANNER, 1).all(|message| !message.contains(&b'\n')));
    }
}
