//! Moving task runs from state to state.

use std::sync::Arc;

use prefect_mock_api::types;

use crate::app::{App, OrchestrationResult, Result, Transaction};
use crate::domain::ids::TaskRunId;
use crate::domain::orchestration::{
    CORE_TASK_POLICY, Effect, EnclosingFlowRun, MINIMAL_TASK_POLICY, Outcome, Policy, Proposal,
    TaskRunContext, TaskRunFacts, TaskRunFields, TaskRunKind, propose_task_run_state,
};
use crate::domain::state::ProposedState;
use crate::domain::task_run::TaskRun;

impl App {
    /// Proposes a state to a task run, as a client does; see
    /// [`Transaction::set_task_run_state`].
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run.
    pub fn set_task_run_state(
        &self,
        id: TaskRunId,
        body: types::SetTaskRunStateBody,
    ) -> Result<OrchestrationResult> {
        let policy = match body.force {
            Some(true) => &MINIMAL_TASK_POLICY,
            Some(false) | None => &CORE_TASK_POLICY,
        };
        self.transaction(|tx| tx.set_task_run_state(id, body.state.into(), policy))
    }
}

impl Transaction<'_> {
    /// Proposes a state to a task run and writes what comes of it: the state, the
    /// run's fields, slots of the limits on its tags, and the cache of results.
    ///
    /// Clients go by [`CORE_TASK_POLICY`]; force is [`MINIMAL_TASK_POLICY`].
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run. A proposal that is not accepted is no error.
    pub fn set_task_run_state(
        &mut self,
        id: TaskRunId,
        proposed: ProposedState,
        policy: &Policy<TaskRunKind>,
    ) -> Result<OrchestrationResult> {
        let run = Arc::clone(self.tables.require_task_run(id)?);
        let Proposal {
            outcome,
            run: fields,
            effects,
        } = self.propose_to_task_run(&run, proposed, policy);

        let (outcome, run) = self.enter_task_run_state(&run, outcome, fields);
        for effect in effects {
            match effect {
                Effect::Slots(change) => self.tables.concurrency_limits.apply(change, self.now),
                Effect::CacheState {
                    cache_key,
                    cache_expiration,
                    state_id,
                } => {
                    let cache = &mut self.tables.task_run_state_cache;
                    cache.insert(cache_key, state_id, cache_expiration);
                }
                // Background workers are told by the event of the new state.
                Effect::EnqueueTaskRun { .. } |
                // Only flow runs have these.
                Effect::SetParentTaskRunState { .. } => {}
            }
        }
        Ok(OrchestrationResult::of(outcome, run.state.clone()))
    }

    fn propose_to_task_run(
        &self,
        run: &TaskRun,
        proposed: ProposedState,
        policy: &Policy<TaskRunKind>,
    ) -> Proposal<TaskRunFields> {
        let tables = &*self.tables;
        let flow_run = run.flow_run_id.and_then(|id| tables.flow_runs.get(id));
        let cached_state = proposed
            .details
            .more
            .cache_key
            .as_ref()
            .and_then(|key| tables.task_run_state_cache.newest(key, self.now))
            .and_then(|id| tables.task_run_states.get(id));
        let context = TaskRunContext {
            now: self.now,
            draws: self.draws(),
            settings: &self.settings.orchestration,
            limits: &tables.concurrency_limits,
            facts: TaskRunFacts {
                id: run.id,
                tags: &run.tags,
                flow_run_id: run.flow_run_id,
                flow_run: flow_run.map(|flow_run| EnclosingFlowRun {
                    state: flow_run.state.as_deref(),
                    run_count: flow_run.progress.run_count,
                }),
                cached_state: cached_state.as_deref(),
            },
            fields: TaskRunFields {
                progress: run.progress.clone(),
                policy: run.empirical_policy.clone(),
                flow_run_run_count: run.flow_run_run_count,
            },
        };
        propose_task_run_state(policy, run.state.as_deref(), proposed, &context)
    }

    /// Writes the state that an outcome leads to, if any, and the run's fields. Gives
    /// back the outcome as it is to be answered, and the run as it is now.
    fn enter_task_run_state(
        &mut self,
        run: &Arc<TaskRun>,
        mut outcome: Outcome,
        fields: TaskRunFields,
    ) -> (Outcome, Arc<TaskRun>) {
        let entered = outcome
            .new_state_mut()
            .map(|state| self.keep_result(state, run.flow_run_id, Some(run.id)));
        if entered.is_none()
            && fields.progress == run.progress
            && fields.flow_run_run_count == run.flow_run_run_count
        {
            return (outcome, Arc::clone(run));
        }
        let after = self.tables.task_runs.put(TaskRun {
            updated: self.now,
            state: entered.clone().or_else(|| run.state.clone()),
            progress: fields.progress,
            flow_run_run_count: fields.flow_run_run_count,
            ..TaskRun::clone(run)
        });
        if let Some(state) = entered {
            self.tables.task_run_states.push(run.id, &state);
        }
        (outcome, after)
    }
}
