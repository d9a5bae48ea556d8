//! Moving flow runs from state to state.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use prefect_mock_api::types;

use crate::app::{App, Change, OrchestrationResult, Result, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::domain::orchestration::{
    CORE_FLOW_POLICY, Client, DeploymentFacts, Effect, FlowRunContext, FlowRunFacts, FlowRunFields,
    FlowRunKind, MINIMAL_FLOW_POLICY, MINIMAL_TASK_POLICY, Outcome, Policy, Proposal,
    propose_flow_run_state,
};
use crate::domain::run::FlowRunPolicy;
use crate::domain::state::ProposedState;

/// What governs a proposal by a client, with or without force.
pub(super) fn policy_for(force: Option<bool>) -> &'static Policy<FlowRunKind> {
    match force {
        Some(true) => &MINIMAL_FLOW_POLICY,
        Some(false) | None => &CORE_FLOW_POLICY,
    }
}

impl App {
    /// Proposes a state to a flow run, as a client does; see
    /// [`Transaction::set_flow_run_state`].
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run.
    pub fn set_flow_run_state(
        &self,
        id: FlowRunId,
        body: types::SetFlowRunStateBody,
        client: Client,
    ) -> Result<OrchestrationResult> {
        self.transaction(|tx| {
            tx.set_flow_run_state(id, body.state.into(), policy_for(body.force), client)
        })
    }
}

impl Transaction<'_> {
    /// Proposes a state to a flow run and writes what comes of it: the state, the
    /// run's fields, slots of concurrency limits, and the state of the task run that
    /// stands for it in its parent.
    ///
    /// Clients go by [`CORE_FLOW_POLICY`]; force is [`MINIMAL_FLOW_POLICY`].
    /// Costs a copy of the run, and of the times of its states so far.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run. A proposal that is not accepted is no error.
    pub fn set_flow_run_state(
        &mut self,
        id: FlowRunId,
        proposed: ProposedState,
        policy: &Policy<FlowRunKind>,
        client: Client,
    ) -> Result<OrchestrationResult> {
        let run = Arc::clone(self.tables.require_flow_run(id)?);
        let (outcome, run) = self.advance_flow_run(&run, proposed, policy, client)?;
        Ok(OrchestrationResult::of(outcome, run.state.clone()))
    }

    /// Proposes a state to a flow run that may not be in its table yet: once it has
    /// entered a state it is. Gives back the outcome, and the run as it is now.
    pub(super) fn advance_flow_run(
        &mut self,
        run: &Arc<FlowRun>,
        proposed: ProposedState,
        policy: &Policy<FlowRunKind>,
        client: Client,
    ) -> Result<(Outcome, Arc<FlowRun>)> {
        let Proposal {
            outcome,
            run: fields,
            effects,
        } = self.propose_to_flow_run(run, proposed, policy, client);

        let (outcome, run) = self.enter_flow_run_state(run, outcome, fields);
        for effect in effects {
            match effect {
                Effect::Slots(change) => self.tables.concurrency_limits.apply(change, self.now),
                Effect::SetParentTaskRunState {
                    task_run_id,
                    mut state,
                } => {
                    // What the data said about its artifact is gone from the answer.
                    if let Some(entered) = outcome.new_state() {
                        state.data.clone_from(&entered.data);
                    }
                    self.set_task_run_state(task_run_id, *state, &MINIMAL_TASK_POLICY)?;
                }
                // Only task runs have these.
                Effect::CacheState { .. } | Effect::EnqueueTaskRun { .. } => {}
            }
        }
        Ok((outcome, run))
    }

    pub(super) fn propose_to_flow_run(
        &self,
        run: &FlowRun,
        proposed: ProposedState,
        policy: &Policy<FlowRunKind>,
        client: Client,
    ) -> Proposal<FlowRunFields> {
        let state_timestamps: Vec<DateTime<Utc>> =
            self.tables.flow_run_states.timestamps(run.id).collect();
        let deployment = run
            .deployment_id
            .and_then(|id| self.tables.deployments.get(id));
        let context = FlowRunContext {
            now: self.now,
            draws: self.draws(),
            settings: &self.settings.orchestration,
            limits: &self.tables.concurrency_limits,
            facts: FlowRunFacts {
                id: run.id,
                deployment_id: run.deployment_id,
                deployment: deployment.map(|deployment| DeploymentFacts {
                    concurrency_limit_id: deployment.concurrency_limit_id,
                    concurrency_options: deployment.concurrency_options,
                }),
                parent_task_run_id: run.parent_task_run_id,
                has_infrastructure: run.infrastructure_pid.is_some(),
                state_timestamps: &state_timestamps,
                client,
            },
            fields: FlowRunFields {
                progress: run.progress.clone(),
                policy: FlowRunPolicy::clone(&run.empirical_policy),
            },
        };
        propose_flow_run_state(policy, run.state.as_deref(), proposed, &context)
    }

    /// Writes the state that an outcome leads to, if any, and the run's fields. Gives
    /// back the outcome as it is to be answered, and the run as it is now.
    fn enter_flow_run_state(
        &mut self,
        run: &Arc<FlowRun>,
        mut outcome: Outcome,
        fields: FlowRunFields,
    ) -> (Outcome, Arc<FlowRun>) {
        if run.auto_scheduled
            && run.state.is_none()
            && let Some(state) = outcome.new_state_mut()
        {
            // Prefect's scheduler writes these states itself, by no policy.
            state.details.flow_run_id = None;
        }
        let entered = outcome
            .new_state_mut()
            .map(|state| self.keep_result(state, Some(run.id), None));
        if entered.is_none()
            && fields.progress == run.progress
            && fields.policy == *run.empirical_policy
        {
            return (outcome, Arc::clone(run));
        }
        let empirical_policy = if fields.policy == *run.empirical_policy {
            Arc::clone(&run.empirical_policy)
        } else {
            fields.policy.into()
        };
        let after = self.tables.flow_runs.put(FlowRun {
            updated: self.now,
            state: entered.clone().or_else(|| run.state.clone()),
            progress: fields.progress,
            empirical_policy,
            ..FlowRun::clone(run)
        });
        if let Some(state) = entered {
            // Prefect writes the runs that schedules make in bulk, and tells of none.
            if run.state.is_some() || !run.auto_scheduled {
                self.record_flow_run_state(&after, run.state.as_deref(), &state);
            }
            self.tables.flow_run_states.push(run.id, &state);
            self.emit(Change::FlowRunState {
                flow_run: Arc::clone(&after),
                initial_state: run.state.clone(),
            });
        }
        (outcome, after)
    }
}
