//! Many workers at once: nothing is lost, nothing is handed out twice, and what is
//! deleted is gone.
//!
//! Twenty workers poll five pools, four to a pool, so that each run is offered to
//! several of them. A worker takes a run by proposing `PENDING`; the server lets the
//! first have it. Each worker here polls ten times a second, where a real one polls
//! every ten seconds.
//!
//! A run that has come to its end may be begun again: Prefect accepts that. So a run
//! ends here only when no worker can still have it before it from an earlier poll.

use std::collections::{HashMap, HashSet, VecDeque};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::watchers::{self, Watcher};
use super::{Program, ask, resident_kib};

const POOLS: usize = 5;
const WORKERS: usize = 20;
/// How often a worker looks for runs.
const POLL_INTERVAL: Duration = Duration::from_millis(100);
/// How many events the server keeps.
const KEPT_EVENTS: usize = prefect_mock::store::MAX_EVENTS;
/// How many runs a worker is given at once.
const POLL_LIMIT: usize = 50;

/// Clients that ask for all events and do not read them.
const STALLED: usize = 50;
/// How long the healthy client may wait for the next event.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn workers_share_runs_and_memory_comes_back() {
    hold(&FEW, Watching::None);
}

#[test]
fn sockets_that_stall_and_vanish_disturb_nobody() {
    hold(&FEW, Watching::Badly);
}

/// `cargo xtask test --long` runs this, as it does the next.
#[test]
#[ignore = "takes more than two minutes"]
fn workers_share_runs_for_two_minutes_and_memory_comes_back() {
    hold(&MANY, Watching::None);
}

#[test]
#[ignore = "takes more than two minutes"]
fn sockets_that_stall_and_vanish_for_two_minutes_disturb_nobody() {
    hold(&MANY, Watching::Badly);
}

/// What the mock has to bear.
struct Load {
    /// Runs that are not at their end, at any time.
    in_flight: usize,
    /// How long a round makes new runs, and at least half as many again as are in flight.
    lasting: Duration,
}

const FEW: Load = Load {
    in_flight: 400,
    lasting: Duration::ZERO,
};

/// Two minutes in three rounds.
const MANY: Load = Load {
    in_flight: 2_000,
    lasting: Duration::from_secs(40),
};

/// Who watches the events of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Watching {
    /// Nobody.
    None,
    /// [`STALLED`] clients that do not read, one after another that comes and goes
    /// away, and one that reads and must be told everything.
    Badly,
}

/// Three rounds of load. What the server keeps on purpose, the newest events, is full before. The third round must leave no
/// more behind than the second did.
fn hold(load: &Load, watching: Watching) {
    let mut program = Program::start(&["--port", "0", "--simulate", "never"]);
    let port = program.port();
    fill_with_events(port);
    let mut left_behind = Vec::new();
    for _ in 0..3 {
        let round = Round::prepare(port);
        let claims = round.run_watched(load, watching);
        round.assert_nothing_lost(&claims);
        round.delete();
        left_behind.push(resident_kib(&program.0));
    }
    println!("KiB after each round: {left_behind:?}");
    let [_, second, third] = left_behind[..] else {
        unreachable!("there were three rounds");
    };
    assert!(
        third <= second + second / 10,
        "memory grows with what has been deleted: {left_behind:?} KiB after each round"
    );
}

/// Sends as many events as the server keeps, each of them larger than one of a
/// flow run.
fn fill_with_events(port: u16) {
    let mut connection = Connection::to(port);
    for batch in 0..KEPT_EVENTS / 1_000 {
        let event = |number: usize| {
            json!({
                "id": format!("00000000-0000-4000-8000-{:012}", batch * 1_000 + number),
                "occurred": "2020-01-01T00:00:00Z",
                "event": "filling",
                "resource": {"prefect.resource.id": format!("filling.{batch}.{number}")},
                "related": vec![json!({
                    "prefect.resource.id": "prefect.filling.0198c0de-0000-7000-8000-000000000000",
                    "prefect.resource.role": "filling",
                    "prefect.resource.name": "as long as names are",
                }); 12],
            })
        };
        let events: Vec<_> = (0..1_000).map(event).collect();
        connection.post("/events", &json!(events));
    }
}

/// A connection that is kept.
struct Connection(TcpStream);

impl Connection {
    fn to(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    /// Sends one request; the answer must be a success.
    fn send(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let answer = ask(&mut self.0, method, path, &body.to_string());
        assert!(
            answer.starts_with("HTTP/1.1 2"),
            "{method} {path} {body}: {answer}"
        );
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        if body.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(body).unwrap()
        }
    }

    fn post(&mut self, path: &str, body: &Value) -> Value {
        self.send("POST", path, body)
    }
}

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

/// The pools, each with a flow and a deployment, and the runs so far.
struct Round {
    port: u16,
    flows: Vec<String>,
    deployments: Vec<String>,
    created: AtomicUsize,
    completed: Mutex<usize>,
    one_completed: Condvar,
    /// No more runs are made.
    closing: AtomicBool,
    /// When each worker began its latest poll.
    polled: Vec<Mutex<Instant>>,
}

impl Round {
    fn prepare(port: u16) -> Self {
        let mut connection = Connection::to(port);
        let mut round = Self {
            port,
            flows: Vec::new(),
            deployments: Vec::new(),
            created: AtomicUsize::new(0),
            completed: Mutex::new(0),
            one_completed: Condvar::new(),
            closing: AtomicBool::new(false),
            polled: (0..WORKERS).map(|_| Mutex::new(Instant::now())).collect(),
        };
        for pool in 0..POOLS {
            let name = format!("pool-{pool}");
            connection.post("/work_pools/", &json!({"name": name, "type": "process"}));
            let flow = id(&connection.post("/flows/", &json!({"name": name})));
            let deployment = json!({"name": name, "flow_id": flow, "work_pool_name": name});
            round
                .deployments
                .push(id(&connection.post("/deployments/", &deployment)));
            round.flows.push(flow);
        }
        round
    }

    /// As [`Self::run`], with others who watch.
    fn run_watched(&self, load: &Load, watching: Watching) -> HashMap<String, usize> {
        if watching == Watching::None {
            return self.run(load);
        }
        let watcher = Watcher::of(self.port, "prefect.flow-run.Completed");
        let stalled: Vec<_> = (0..STALLED).map(|_| watchers::stall(self.port)).collect();
        let claims = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !self.closing.load(Ordering::SeqCst) {
                    watchers::vanish(self.port);
                }
            });
            self.run(load)
        });
        drop(stalled);
        let mut unseen: HashSet<_> = claims
            .keys()
            .map(|run| format!("prefect.flow-run.{run}"))
            .collect();
        while !unseen.is_empty() {
            let seen = watcher.seen.recv_timeout(PATIENCE);
            unseen.remove(&seen.unwrap_or_else(|_| panic!("not told of {}", unseen.len())));
        }
        watcher.close();
        claims
    }

    /// Keeps runs in flight for a while, then lets all come to their end. Gives back
    /// how often each run was taken.
    fn run(&self, load: &Load) -> HashMap<String, usize> {
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..WORKERS)
                .map(|number| scope.spawn(move || self.work(number)))
                .collect();
            self.produce(load);
            let mut claims = HashMap::new();
            for worker in workers {
                for run in worker.join().unwrap() {
                    *claims.entry(run).or_default() += 1;
                }
            }
            claims
        })
    }

    /// Makes runs as others end.
    fn produce(&self, load: &Load) {
        let mut connection = Connection::to(self.port);
        let started = Instant::now();
        loop {
            let created = self.created.load(Ordering::SeqCst);
            if created >= load.in_flight * 3 / 2 && started.elapsed() >= load.lasting {
                break;
            }
            let completed = self.completed.lock().unwrap();
            let is_full = |completed: &mut usize| created - *completed >= load.in_flight;
            drop(self.one_completed.wait_while(completed, is_full).unwrap());
            let deployment = &self.deployments[created % POOLS];
            let path = format!("/deployments/{deployment}/create_flow_run");
            connection.post(&path, &json!({}));
            self.created.store(created + 1, Ordering::SeqCst);
        }
        self.closing.store(true, Ordering::SeqCst);
    }

    /// Polls, takes what is offered, and ends it a while later, until nothing is left
    /// to do. Gives back what it took.
    fn work(&self, number: usize) -> Vec<String> {
        let mut connection = Connection::to(self.port);
        let pool = number % POOLS;
        let heartbeat = json!({"name": format!("worker-{number}")});
        connection.post(
            &format!("/work_pools/pool-{pool}/workers/heartbeat"),
            &heartbeat,
        );
        let mut taken = Vec::new();
        let mut running: VecDeque<(Instant, String)> = VecDeque::new();
        loop {
            let polled = Instant::now();
            *self.polled[number].lock().unwrap() = polled;
            let all_done = self.closing.load(Ordering::SeqCst)
                && *self.completed.lock().unwrap() == self.created.load(Ordering::SeqCst);
            if all_done {
                return taken;
            }
            let asked = json!({"limit": POLL_LIMIT, "work_queue_names": []});
            let path = format!("/work_pools/pool-{pool}/get_scheduled_flow_runs");
            for offered in connection.post(&path, &asked).as_array().unwrap() {
                let run = id(&offered["flow_run"]);
                if propose(&mut connection, &run, "PENDING") {
                    assert!(propose(&mut connection, &run, "RUNNING"), "{run}");
                    taken.push(run.clone());
                    running.push_back((Instant::now(), run));
                }
            }
            let known = self.known_to_all_workers(pool);
            let ending = running.partition_point(|(taken, _)| *taken < known);
            for (_, run) in running.drain(..ending) {
                assert!(propose(&mut connection, &run, "COMPLETED"), "{run}");
                *self.completed.lock().unwrap() += 1;
                self.one_completed.notify_one();
            }
            #[expect(
                clippy::disallowed_methods,
                reason = "it is the pace of a worker; nothing is waited for"
            )]
            std::thread::sleep(POLL_INTERVAL.saturating_sub(polled.elapsed()));
        }
    }

    /// Since when what a run of the pool is has been seen by each of its workers.
    fn known_to_all_workers(&self, pool: usize) -> Instant {
        let of_pool = self.polled.iter().skip(pool).step_by(POOLS);
        of_pool.map(|polled| *polled.lock().unwrap()).min().unwrap()
    }

    fn assert_nothing_lost(&self, claims: &HashMap<String, usize>) {
        let created = self.created.load(Ordering::SeqCst);
        let twice: Vec<_> = claims.iter().filter(|(_, times)| **times != 1).collect();
        assert!(twice.is_empty(), "handed to two workers: {twice:?}");
        assert_eq!(claims.len(), created);
        let completed = json!({"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}});
        let mut connection = Connection::to(self.port);
        assert_eq!(connection.post("/flow_runs/count", &completed), created);
        assert_eq!(connection.post("/flow_runs/count", &json!({})), created);
    }

    /// Deletes everything; runs go with their flows.
    fn delete(&self) {
        let mut connection = Connection::to(self.port);
        for (pool, flow) in self.flows.iter().enumerate() {
            connection.send("DELETE", &format!("/flows/{flow}"), &Value::Null);
            connection.send("DELETE", &format!("/work_pools/pool-{pool}"), &Value::Null);
        }
        assert_eq!(connection.post("/flow_runs/count", &json!({})), 0);
    }
}

/// Proposes a state; whether the run is in it now because of this.
fn propose(connection: &mut Connection, run: &str, state: &str) -> bool {
    let body = json!({"state": {"type": state}});
    let answer = connection.post(&format!("/flow_runs/{run}/set_state"), &body);
    answer["status"] == "ACCEPT"
}
