//! What a client asks, one request after another.

use std::rc::Rc;

use anyhow::{Context, ensure};

use super::{Answer, Request};

/// How many bytes an id has.
const ID_BYTES: usize = 36;

/// The states that a run is taken through.
const STATES: [&str; 3] = ["PENDING", "RUNNING", "COMPLETED"];

/// What clients ask of one server.
#[derive(Debug, Clone)]
pub(crate) enum Plan {
    /// Each of these, again and again.
    Cycle(Rc<[Request]>),
    /// A run is made, and taken through its states to its end.
    WholeRuns(Rc<WholeRuns>),
}

/// How a run is made and taken to its end.
#[derive(Debug)]
pub(crate) struct WholeRuns {
    creations: Vec<Request>,
    /// Proposals of states, each with an id that is written over.
    proposals: Vec<Request>,
    /// Where the id is in a proposal.
    id_offset: usize,
}

impl WholeRuns {
    /// Runs that these requests make.
    pub(crate) fn new(creations: Vec<Request>) -> Self {
        let path = format!("/flow_runs/{}/set_state", "0".repeat(ID_BYTES));
        let proposals: Vec<_> = STATES
            .iter()
            .map(|state| {
                let body = serde_json::json!({"state": {"type": state}});
                Request::new("POST", &path, Some(&body))
            })
            .collect();
        Self {
            creations,
            proposals,
            id_offset: "POST /api/flow_runs/".len(),
        }
    }
}

impl Plan {
    /// How many requests make one whole.
    pub(crate) fn requests_per_unit(&self) -> u64 {
        match self {
            Self::Cycle(_) => 1,
            Self::WholeRuns(_) => 1 + STATES.len() as u64,
        }
    }

    /// The traffic of one client. Clients of different numbers begin at different
    /// requests.
    pub(crate) fn traffic(&self, client: usize, clients: usize) -> Traffic {
        let of_all = |all: usize| all * client / clients.max(1);
        match self {
            Self::Cycle(requests) => Traffic::Cycle {
                requests: Rc::clone(requests),
                next: of_all(requests.len()),
            },
            Self::WholeRuns(plan) => Traffic::WholeRuns {
                plan: Rc::clone(plan),
                next: of_all(plan.creations.len()),
                state: 0,
                request: Vec::new(),
                run: [0; ID_BYTES],
            },
        }
    }
}

/// What one client asks.
pub(crate) enum Traffic {
    Cycle {
        requests: Rc<[Request]>,
        next: usize,
    },
    WholeRuns {
        plan: Rc<WholeRuns>,
        next: usize,
        /// How many proposals have been made for the run, and one for its creation.
        state: usize,
        request: Vec<u8>,
        run: [u8; ID_BYTES],
    },
}

impl Traffic {
    /// Gives the next request.
    pub(crate) fn request(&mut self) -> &[u8] {
        match self {
            Self::Cycle { requests, next } => {
                let current = *next % requests.len();
                *next = current + 1;
                requests[current].bytes()
            }
            Self::WholeRuns {
                plan,
                next,
                state: 0,
                ..
            } => {
                let current = *next % plan.creations.len();
                *next = current + 1;
                plan.creations[current].bytes()
            }
            Self::WholeRuns {
                plan,
                state,
                request,
                run,
                ..
            } => {
                request.clear();
                request.extend_from_slice(plan.proposals[*state - 1].bytes());
                request[plan.id_offset..][..ID_BYTES].copy_from_slice(run);
                request
            }
        }
    }

    /// Takes in what the request was answered, if that was a success, and gives up what
    /// depends on it otherwise.
    ///
    /// # Errors
    ///
    /// Fails when the answer is not what it has to be.
    pub(crate) fn observe(&mut self, answer: Option<Answer<'_>>) -> anyhow::Result<()> {
        let Self::WholeRuns { state, run, .. } = self else {
            return Ok(());
        };
        let Some(answer) = answer else {
            *state = 0;
            return Ok(());
        };
        if *state == 0 {
            let id = after(answer.body, b"\"id\":\"").and_then(|rest| rest.get(..ID_BYTES));
            run.copy_from_slice(id.context("a run without an id")?);
        } else {
            ensure!(
                after(answer.body, b"\"status\":\"ACCEPT\"").is_some(),
                "a proposal was not accepted: {}",
                super::connection::excerpt(answer.body)
            );
        }
        *state = (*state + 1) % (1 + STATES.len());
        Ok(())
    }
}

/// What follows a text in a body.
fn after<'a>(body: &'a [u8], text: &[u8]) -> Option<&'a [u8]> {
    let position = body.windows(text.len()).position(|window| window == text)?;
    body.get(position + text.len()..)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::{Answer, Request};
    use super::{Plan, WholeRuns};

    fn text(request: &[u8]) -> String {
        String::from_utf8(request.to_vec()).unwrap()
    }

    #[test]
    fn a_run_is_taken_through_its_states() {
        let creation = Request::new("POST", "/create", None);
        let plan = Plan::WholeRuns(Rc::new(WholeRuns::new(vec![creation])));
        let mut traffic = plan.traffic(0, 1);
        assert!(text(traffic.request()).starts_with("POST /api/create "));
        let id = "0198c0de-0000-7000-8000-000000000001";
        let created = format!(r#"{{"id":"{id}"}}"#);
        let answer = |body: &'static str| Answer {
            status: 201,
            body: body.as_bytes(),
        };
        let created = Answer {
            status: 201,
            body: created.as_bytes(),
        };
        traffic.observe(Some(created)).unwrap();
        for state in ["PENDING", "RUNNING", "COMPLETED"] {
            let request = text(traffic.request());
            assert!(request.starts_with(&format!("POST /api/flow_runs/{id}/set_state ")));
            assert!(request.contains(state));
            traffic
                .observe(Some(answer(r#"{"status":"ACCEPT"}"#)))
                .unwrap();
        }
        assert!(text(traffic.request()).starts_with("POST /api/create "));
        traffic.observe(Some(created)).unwrap();
        assert!(
            traffic
                .observe(Some(answer(r#"{"status":"ABORT"}"#)))
                .is_err()
        );
    }

    #[test]
    fn clients_begin_at_different_requests() {
        let requests: Vec<_> = (0..4)
            .map(|number| Request::new("GET", &format!("/{number}"), None))
            .collect();
        let plan = Plan::Cycle(requests.into());
        let mut traffic = plan.traffic(1, 2);
        for expected in [2, 3, 0, 1] {
            assert!(text(traffic.request()).starts_with(&format!("GET /api/{expected} ")));
        }
    }
}
