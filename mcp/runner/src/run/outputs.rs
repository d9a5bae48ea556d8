//! What the tasks of a run came to, as far as it can be told.
//!
//! A planned task keeps its output in an artifact of its task run, `{"output": …}`, or, where the output takes more than
//! 256 KiB, `{"output_beginning": "…", "output_bytes": N}`. All outputs that one answer tells take at most
//! [`MAX_OUTPUT_BYTES`] of JSON; where they would take more, the largest are cut first, and each that is cut says how
//! long it is and how to get the rest.

use std::collections::HashMap;

use prefect_rest::types;
use serde_json::{Value, json};
use uuid::Uuid;

use super::cut;

/// The most bytes of JSON that the outputs of one answer take.
pub(crate) const MAX_OUTPUT_BYTES: usize = 32 * 1024;

/// The most bytes of JSON that the output of a task takes that is asked for by name.
pub(crate) const MAX_WHOLE_BYTES: usize = 1024 * 1024;

/// The outputs of task runs, by their ids. It takes at most [`MAX_OUTPUT_BYTES`] of memory for each.
#[derive(Debug, Default)]
pub(crate) struct Outputs {
    kept: HashMap<Uuid, Kept>,
}

/// What is kept of an output.
#[derive(Debug, PartialEq)]
enum Kept {
    /// All of it.
    Whole {
        value: Value,
        /// How long it is as JSON.
        bytes: usize,
    },
    /// Too much for an answer.
    Beginning {
        /// The beginning of its JSON.
        text: String,
        /// How long all of it is as JSON.
        bytes: u64,
        /// Whether Prefect has all of it.
        can_be_read: bool,
    },
}

/// An output as a result tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// All of it.
    Whole(Value),
    /// Its beginning, its length, and how to get the rest.
    Cut(Value),
}

impl Told {
    /// The name and the value under which a task tells it.
    pub(crate) fn fact(&self) -> (&'static str, Value) {
        match self {
            Self::Whole(value) => ("output", value.clone()),
            Self::Cut(value) => ("output_cut", value.clone()),
        }
    }
}

impl Outputs {
    /// Adds what an artifact keeps, unless its task run has kept something newer: artifacts come newest first.
    pub(crate) fn add(&mut self, artifact: types::Artifact, max_bytes: usize) {
        if let (Some(task_run_id), Some(data)) = (artifact.task_run_id, artifact.data)
            && !self.kept.contains_key(&task_run_id)
            && let Some(kept) = Kept::of(data, max_bytes)
        {
            self.kept.insert(task_run_id, kept);
        }
    }

    /// The outputs of these task runs as a result tells them within so many bytes. `names` are what the caller knows the
    /// task runs by.
    pub(crate) fn told(
        &self,
        names: &HashMap<Uuid, &str>,
        max_bytes: usize,
    ) -> HashMap<Uuid, Told> {
        let kept: Vec<(Uuid, &Kept)> = names
            .keys()
            .filter_map(|id| Some((*id, self.kept.get(id)?)))
            .collect();
        let sizes: Vec<usize> = kept.iter().map(|(_, kept)| kept.size()).collect();
        let shares = cut::shares(&sizes, max_bytes);
        kept.into_iter()
            .zip(shares)
            .map(|((id, kept), share)| {
                let name = names.get(&id).copied().unwrap_or_default();
                (id, kept.told(name, share))
            })
            .collect()
    }
}

impl Kept {
    /// What an artifact's data says, of which as much is kept as can be told.
    fn of(data: Value, max_bytes: usize) -> Option<Self> {
        // Prefect's own artifacts keep their JSON as text.
        let data = match data {
            Value::String(text) => serde_json::from_str(&text).ok()?,
            data => data,
        };
        let Value::Object(mut data) = data else {
            return None;
        };
        if let Some(value) = data.remove("output") {
            let text = value.to_string();
            return Some(if text.len() <= max_bytes {
                Self::Whole {
                    value,
                    bytes: text.len(),
                }
            } else {
                Self::Beginning {
                    text: cut::beginning(&text, max_bytes).to_owned(),
                    bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
                    can_be_read: text.len() <= MAX_WHOLE_BYTES,
                }
            });
        }
        let text = data.get("output_beginning")?.as_str()?;
        Some(Self::Beginning {
            text: cut::beginning(text, max_bytes).to_owned(),
            bytes: data.get("output_bytes")?.as_u64()?,
            can_be_read: false,
        })
    }

    /// How many bytes of JSON it takes to tell what is kept.
    fn size(&self) -> usize {
        match self {
            Self::Whole { bytes, .. } => *bytes,
            Self::Beginning { text, .. } => cut::json_bytes(text),
        }
    }

    fn told(&self, name: &str, share: usize) -> Told {
        let (text, bytes, can_be_read) = match self {
            Self::Whole { value, bytes } if *bytes <= share => return Told::Whole(value.clone()),
            Self::Whole { value, bytes } => (
                value.to_string(),
                u64::try_from(*bytes).unwrap_or(u64::MAX),
                true,
            ),
            Self::Beginning {
                text,
                bytes,
                can_be_read,
            } => (text.clone(), *bytes, *can_be_read),
        };
        let next = if can_be_read {
            format!(
                "Call get_run_status with the same flow_run_id and task {name:?} for all of it."
            )
        } else {
            "It is too long to be told whole; have the flow keep it elsewhere, or split the task."
                .to_owned()
        };
        Told::Cut(json!({
            "beginning": cut::beginning(&text, share),
            "bytes": bytes,
            "next": next,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(number: u128, data: Value) -> types::Artifact {
        serde_json::from_value(json!({
            "id": Uuid::from_u128(number), "task_run_id": Uuid::from_u128(number), "type": "mcp-result", "data": data,
        }))
        .unwrap()
    }

    fn told(artifacts: Vec<types::Artifact>, max_bytes: usize) -> HashMap<Uuid, Told> {
        let mut outputs = Outputs::default();
        for artifact in artifacts {
            outputs.add(artifact, MAX_OUTPUT_BYTES);
        }
        let names = (1..=3).map(|number| (Uuid::from_u128(number), "name"));
        outputs.told(&names.collect(), max_bytes)
    }

    #[test]
    fn what_fits_is_told_whole() {
        let told = told(
            vec![
                artifact(1, json!({"output": {"rows": [1, 2]}})),
                artifact(1, json!({"output": "older"})),
                artifact(2, json!("{\"output\": null}")),
                artifact(3, json!({"something": "else"})),
                artifact(4, json!({"output": "of a task run that is not asked for"})),
            ],
            MAX_OUTPUT_BYTES,
        );
        assert_eq!(told.len(), 2);
        assert_eq!(
            told[&Uuid::from_u128(1)],
            Told::Whole(json!({"rows": [1, 2]}))
        );
        assert_eq!(told[&Uuid::from_u128(2)], Told::Whole(json!(null)));
    }

    #[test]
    fn the_largest_is_cut_and_says_so() {
        let long = "x\"".repeat(1_000);
        let told = told(
            vec![
                artifact(1, json!({"output": long})),
                artifact(2, json!({"output": "short"})),
                artifact(
                    3,
                    json!({"output_beginning": "[1, 2", "output_bytes": 300_000}),
                ),
            ],
            1_000,
        );
        assert_eq!(told[&Uuid::from_u128(2)], Told::Whole(json!("short")));
        let Told::Cut(cut) = &told[&Uuid::from_u128(1)] else {
            panic!("not cut");
        };
        assert_eq!(cut["bytes"], json!(long).to_string().len());
        let beginning = cut["beginning"].as_str().unwrap();
        assert!(json!(long).to_string().starts_with(beginning));
        assert!(cut["next"].as_str().unwrap().contains("task \"name\""));
        let Told::Cut(cut) = &told[&Uuid::from_u128(3)] else {
            panic!("not cut");
        };
        assert_eq!(
            (&cut["beginning"], &cut["bytes"]),
            (&json!("[1, 2"), &json!(300_000))
        );
        assert!(!cut["next"].as_str().unwrap().contains("get_run_status"));
    }

    #[test]
    fn outputs_keep_to_their_bound() {
        let artifacts =
            (1..=3).map(|number| artifact(number, json!({"output": "\\".repeat(50_000)})));
        let told = told(artifacts.collect(), MAX_OUTPUT_BYTES);
        let bytes: usize = told
            .values()
            .map(|told| told.fact().1["beginning"].to_string().len())
            .sum();
        assert!((30_000..=MAX_OUTPUT_BYTES).contains(&bytes), "{bytes}");
    }
}
