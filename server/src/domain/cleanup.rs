//! Infrastructure that runs have left over, and the workers that are to clean it up.
//!
//! A run whose cancelling was given up may still run somewhere. A *message* says so to
//! one worker of its pool at a time: the worker *reserves* it for as long as its lease
//! lasts, which it may renew, and then acknowledges or releases it. A message that was
//! told three times in vain is given up.
//!
//! ```text
//!               reserve                ack
//!   waiting ────────────────▶ reserved ─────▶ gone
//!      ▲                         │
//!      └── release, or lease ────┴──▶ given up, the third time
//! ```

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::ids::{CleanupMessageId, FlowRunId, WorkPoolId, WorkQueueId};

/// How long a reservation lasts: Prefect's default for
/// `PREFECT_SERVER_WORKER_CHANNEL_CLEANUP_LEASE_SECONDS`.
const LEASE: TimeDelta = TimeDelta::seconds(30);

/// How often a message is told: Prefect's default for
/// `PREFECT_SERVER_WORKER_CHANNEL_CLEANUP_MAX_DELIVERY_ATTEMPTS`.
const MAX_DELIVERIES: u32 = 3;

/// That the infrastructure of a run is left over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanupMessage {
    /// Names the message.
    pub id: CleanupMessageId,
    /// The pool whose workers are told.
    pub work_pool_id: WorkPoolId,
    /// The queue that the run was in.
    pub work_queue_id: WorkQueueId,
    /// The run.
    pub flow_run_id: FlowRunId,
    /// What names its infrastructure.
    pub infrastructure_pid: Option<String>,
    /// How often a worker was told.
    pub delivery_count: u32,
    /// Who has it now.
    pub reservation: Option<Reservation>,
}

/// Who has a message, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Proves that one has it.
    pub token: String,
    /// Until when.
    pub lease_expires_at: DateTime<Utc>,
    /// The worker.
    pub holder: CleanupWorker,
}

/// A worker as the holder of reservations, also when it connects again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanupWorker {
    /// Names the process.
    pub consumer_id: Uuid,
    /// Its name.
    pub name: String,
}

/// What a worker says of a message that it has reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CleanupOperation {
    /// It is done.
    Ack,
    /// It cannot be done now.
    Release,
    /// It takes longer.
    Renew,
}

/// What becomes of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CleanupOutcome {
    /// It is taken note of.
    Accepted,
    /// The reservation lasts until then.
    Renewed(DateTime<Utc>),
    /// There is no such message any more.
    NotFound,
    /// It is for another pool.
    OtherPool,
    /// Nobody has it.
    NotReserved,
    /// Somebody else has it.
    OtherToken,
    /// The reservation was over.
    Expired,
    /// It was the last time, and the message is given up.
    GivenUp,
}

/// The messages that wait or are reserved, oldest first. Each step costs their number,
/// which is that of runs whose cancelling was given up and which no worker cleaned up.
#[derive(Debug, Default)]
pub struct CleanupQueue {
    messages: Vec<CleanupMessage>,
}

impl CleanupQueue {
    /// Whether there are messages for a pool.
    pub fn has_any(&self, pool: WorkPoolId) -> bool {
        self.messages.iter().any(|one| one.work_pool_id == pool)
    }

    /// Lets a message wait.
    pub fn push(&mut self, message: CleanupMessage) {
        self.messages.push(message);
    }

    /// Takes out what concerns a run.
    pub fn remove_flow_run(&mut self, run: FlowRunId) {
        self.messages.retain(|one| one.flow_run_id != run);
    }

    /// Takes out what is for a pool.
    pub fn remove_work_pool(&mut self, pool: WorkPoolId) {
        self.messages.retain(|one| one.work_pool_id != pool);
    }

    /// Reserves the oldest waiting message of a pool for a worker, unless it has `most`
    /// already. Those of the queues that it works on come first.
    pub fn reserve(
        &mut self,
        pool: WorkPoolId,
        queues: &[WorkQueueId],
        holder: CleanupWorker,
        most: usize,
        token: String,
        now: DateTime<Utc>,
    ) -> Option<CleanupMessage> {
        self.expire(now);
        let held = self.messages.iter().filter(|one| {
            let reservation = one.reservation.as_ref();
            one.work_pool_id == pool && reservation.is_some_and(|one| one.holder == holder)
        });
        if held.count() >= most {
            return None;
        }
        let waits = |one: &CleanupMessage| one.work_pool_id == pool && one.reservation.is_none();
        let preferred = |one: &CleanupMessage| waits(one) && queues.contains(&one.work_queue_id);
        let place = self.messages.iter().position(preferred);
        let place = place.or_else(|| self.messages.iter().position(waits))?;
        let message = self.messages.get_mut(place)?;
        message.delivery_count += 1;
        message.reservation = Some(Reservation {
            token,
            lease_expires_at: now + LEASE,
            holder,
        });
        Some(message.clone())
    }

    /// Takes note of what a worker says of a message.
    pub fn apply(
        &mut self,
        operation: CleanupOperation,
        pool: WorkPoolId,
        id: CleanupMessageId,
        token: &str,
        now: DateTime<Utc>,
    ) -> CleanupOutcome {
        let Some(place) = self.messages.iter().position(|one| one.id == id) else {
            return CleanupOutcome::NotFound;
        };
        let Some(message) = self.messages.get_mut(place) else {
            return CleanupOutcome::NotFound;
        };
        if message.work_pool_id != pool {
            return CleanupOutcome::OtherPool;
        }
        let Some(reservation) = &mut message.reservation else {
            return CleanupOutcome::NotReserved;
        };
        if reservation.token != token {
            return CleanupOutcome::OtherToken;
        }
        let is_last = message.delivery_count >= MAX_DELIVERIES;
        let is_over = reservation.lease_expires_at <= now;
        match operation {
            CleanupOperation::Renew if !is_over => {
                reservation.lease_expires_at = now + LEASE;
                CleanupOutcome::Renewed(reservation.lease_expires_at)
            }
            CleanupOperation::Ack if !is_over => {
                self.messages.remove(place);
                CleanupOutcome::Accepted
            }
            _ if is_last => {
                self.messages.remove(place);
                CleanupOutcome::GivenUp
            }
            _ => {
                message.reservation = None;
                if is_over {
                    CleanupOutcome::Expired
                } else {
                    CleanupOutcome::Accepted
                }
            }
        }
    }

    /// Ends the reservations whose time is over.
    fn expire(&mut self, now: DateTime<Utc>) {
        let is_over = |one: &CleanupMessage| {
            let reservation = one.reservation.as_ref();
            reservation.is_some_and(|one| one.lease_expires_at <= now)
        };
        self.messages
            .retain(|one| !is_over(one) || one.delivery_count < MAX_DELIVERIES);
        for message in self.messages.iter_mut().filter(|one| is_over(one)) {
            message.reservation = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(12)
    }

    fn after(seconds: i64) -> DateTime<Utc> {
        noon() + TimeDelta::seconds(seconds)
    }

    const POOL: WorkPoolId = WorkPoolId::new(Uuid::from_u128(1));

    fn queue(number: u128) -> WorkQueueId {
        WorkQueueId::new(Uuid::from_u128(number))
    }

    fn id(number: u128) -> CleanupMessageId {
        CleanupMessageId::new(Uuid::from_u128(number))
    }

    fn with(messages: &[(u128, u128)]) -> CleanupQueue {
        let mut cleanup = CleanupQueue::default();
        for (number, of_queue) in messages {
            cleanup.push(CleanupMessage {
                id: id(*number),
                work_pool_id: POOL,
                work_queue_id: queue(*of_queue),
                flow_run_id: FlowRunId::new(Uuid::from_u128(*number)),
                infrastructure_pid: None,
                delivery_count: 0,
                reservation: None,
            });
        }
        cleanup
    }

    fn reserve(
        cleanup: &mut CleanupQueue,
        worker: &str,
        token: &str,
        now: DateTime<Utc>,
    ) -> Option<CleanupMessageId> {
        let worker = CleanupWorker {
            consumer_id: Uuid::nil(),
            name: worker.to_owned(),
        };
        let reserved = cleanup.reserve(POOL, &[queue(2)], worker, 1, token.to_owned(), now);
        reserved.map(|message| message.id)
    }

    #[test]
    fn workers_are_told_of_their_own_queues_first_and_of_so_many_at_once() {
        let mut cleanup = with(&[(1, 1), (2, 2)]);
        assert_eq!(reserve(&mut cleanup, "a", "x", noon()), Some(id(2)));
        assert_eq!(reserve(&mut cleanup, "a", "y", noon()), None);
        assert_eq!(reserve(&mut cleanup, "b", "z", noon()), Some(id(1)));
        assert_eq!(reserve(&mut cleanup, "c", "z", noon()), None);
    }

    #[test]
    fn only_who_has_a_message_is_heard() {
        let mut cleanup = with(&[(1, 1)]);
        let ack = CleanupOperation::Ack;
        let other = WorkPoolId::new(Uuid::from_u128(9));
        assert_eq!(
            cleanup.apply(ack, POOL, id(1), "x", noon()),
            CleanupOutcome::NotReserved
        );
        reserve(&mut cleanup, "a", "x", noon());
        for (pool, message, token, expected) in [
            (POOL, id(2), "x", CleanupOutcome::NotFound),
            (other, id(1), "x", CleanupOutcome::OtherPool),
            (POOL, id(1), "y", CleanupOutcome::OtherToken),
            (POOL, id(1), "x", CleanupOutcome::Accepted),
            (POOL, id(1), "x", CleanupOutcome::NotFound),
        ] {
            assert_eq!(cleanup.apply(ack, pool, message, token, noon()), expected);
        }
    }

    #[test]
    fn a_reservation_ends_unless_it_is_renewed() {
        let mut cleanup = with(&[(1, 1)]);
        reserve(&mut cleanup, "a", "x", noon());
        let renewed = cleanup.apply(CleanupOperation::Renew, POOL, id(1), "x", after(29));
        assert_eq!(renewed, CleanupOutcome::Renewed(after(59)));
        assert_eq!(reserve(&mut cleanup, "b", "y", after(58)), None);
        assert_eq!(reserve(&mut cleanup, "b", "y", after(59)), Some(id(1)));
        let late = cleanup.apply(CleanupOperation::Ack, POOL, id(1), "y", after(89));
        assert_eq!(late, CleanupOutcome::Expired);
    }

    #[test]
    fn the_third_time_is_the_last() {
        let mut cleanup = with(&[(1, 1), (2, 1)]);
        for (time, expected) in [
            (0, CleanupOutcome::Accepted),
            (1, CleanupOutcome::Accepted),
            (2, CleanupOutcome::GivenUp),
        ] {
            assert_eq!(reserve(&mut cleanup, "a", "x", after(time)), Some(id(1)));
            let release = CleanupOperation::Release;
            assert_eq!(
                cleanup.apply(release, POOL, id(1), "x", after(time)),
                expected
            );
        }
        for time in [10, 40, 70] {
            assert_eq!(reserve(&mut cleanup, "a", "x", after(time)), Some(id(2)));
        }
        assert_eq!(reserve(&mut cleanup, "a", "x", after(100)), None);
        assert!(!cleanup.has_any(POOL));
    }

    #[test]
    fn messages_go_with_their_run_and_with_their_pool() {
        let mut cleanup = with(&[(1, 1), (2, 1)]);
        cleanup.remove_flow_run(FlowRunId::new(Uuid::from_u128(1)));
        assert_eq!(reserve(&mut cleanup, "a", "x", noon()), Some(id(2)));
        cleanup.remove_work_pool(POOL);
        assert!(!cleanup.has_any(POOL));
    }
}
