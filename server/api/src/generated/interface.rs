// Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.

use super::operations::*;
use super::types;
use crate::schema::{DomainRules, NoDomainRules};
use crate::{ApiError, Call, Reply, Written, reply};
/// What every method of a server is given.
pub trait ServerContext: Send + Sync + 'static {
    /// It.
    type Context: Send + Sync + 'static;
    /// What of a request the server's domain has to judge, before a method is called.
    const DOMAIN_RULES: &'static dyn DomainRules = &NoDomainRules;
}
/// The operations under `admin`, one method each.
pub trait AdminApi: ServerContext {
    /// Read the version of the server, as a bare string.
    ///
    /// `GET /admin/version`
    fn read_version(context: &Self::Context) -> Result<reply::Done<String>, ApiError>;
    /// Read which block stores results when a flow names none.
    ///
    /// `GET /admin/storage`
    fn read_default_result_storage(
        context: &Self::Context,
    ) -> Result<reply::Done<types::ServerDefaultResultStorage>, ApiError>;
    /// Tell whether the server answers.
    ///
    /// `GET /health`
    fn health_check(context: &Self::Context) -> Result<reply::Done<bool>, ApiError>;
    /// Say hello.
    ///
    /// `GET /hello`
    fn hello(context: &Self::Context) -> Result<reply::Done<String>, ApiError>;
    /// Tell whether the server's storage answers.
    ///
    /// `GET /ready`
    fn perform_readiness_check(
        context: &Self::Context,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
    /// Read the version of the API.
    ///
    /// `GET /version`
    fn server_version(context: &Self::Context) -> Result<reply::Done<String>, ApiError>;
    /// Get a token for the writes of one client.
    ///
    /// `GET /csrf-token`
    fn create_csrf_token(
        context: &Self::Context,
        query: CreateCsrfTokenQuery,
    ) -> Result<reply::Done<types::CsrfToken>, ApiError>;
}
/// The operations under `artifacts`, one method each.
pub trait ArtifactsApi: ServerContext {
    /// Create an artifact.
    ///
    /// `POST /artifacts/`
    fn create_artifact(
        context: &Self::Context,
        body: types::ArtifactCreate,
    ) -> Result<reply::Created<types::Artifact>, ApiError>;
    /// Read an artifact.
    ///
    /// `GET /artifacts/{id}`
    fn read_artifact(
        context: &Self::Context,
        path: ReadArtifactPath,
    ) -> Result<reply::Done<types::Artifact>, ApiError>;
    /// Change an artifact.
    ///
    /// `PATCH /artifacts/{id}`
    fn update_artifact(
        context: &Self::Context,
        path: UpdateArtifactPath,
        body: types::ArtifactUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete an artifact.
    ///
    /// `DELETE /artifacts/{id}`
    fn delete_artifact(
        context: &Self::Context,
        path: DeleteArtifactPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read the newest artifact of a key.
    ///
    /// `GET /artifacts/{key}/latest`
    fn read_latest_artifact(
        context: &Self::Context,
        path: ReadLatestArtifactPath,
    ) -> Result<reply::Done<types::Artifact>, ApiError>;
    /// List the artifacts that match a filter.
    ///
    /// `POST /artifacts/filter`
    fn read_artifacts(
        context: &Self::Context,
        body: types::ReadArtifactsBody,
    ) -> Result<reply::Done<Vec<types::Artifact>>, ApiError>;
    /// List the newest artifact of each key that matches a filter.
    ///
    /// `POST /artifacts/latest/filter`
    fn read_latest_artifacts(
        context: &Self::Context,
        body: types::ReadLatestArtifactsBody,
    ) -> Result<reply::Done<Vec<types::ArtifactCollection>>, ApiError>;
    /// Count the artifacts that match a filter.
    ///
    /// `POST /artifacts/count`
    fn count_artifacts(
        context: &Self::Context,
        body: types::CountArtifactsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Count the keys whose newest artifact matches a filter.
    ///
    /// `POST /artifacts/latest/count`
    fn count_latest_artifacts(
        context: &Self::Context,
        body: types::CountLatestArtifactsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
}
/// The operations under `automations`, one method each.
pub trait AutomationsApi: ServerContext {
    /// Read an automation.
    ///
    /// `GET /automations/{id}`
    fn read_automation(
        context: &Self::Context,
        path: ReadAutomationPath,
    ) -> Result<reply::Done<types::Automation>, ApiError>;
    /// List the automations that match a filter.
    ///
    /// `POST /automations/filter`
    fn read_automations(
        context: &Self::Context,
        body: types::ReadAutomationsBody,
    ) -> Result<reply::Done<Vec<types::Automation>>, ApiError>;
    /// Count the automations.
    ///
    /// `POST /automations/count`
    fn count_automations(
        context: &Self::Context,
        body: types::CountAutomationsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// List the automations that concern a resource.
    ///
    /// `GET /automations/related-to/{resource_id}`
    fn read_automations_related_to_resource(
        context: &Self::Context,
        path: ReadAutomationsRelatedToResourcePath,
    ) -> Result<reply::Done<Vec<types::Automation>>, ApiError>;
    /// Delete the automations that a resource owns.
    ///
    /// `DELETE /automations/owned-by/{resource_id}`
    fn delete_automations_owned_by_resource(
        context: &Self::Context,
        path: DeleteAutomationsOwnedByResourcePath,
    ) -> Result<reply::Accepted<serde_json::Value>, ApiError>;
}
/// The operations under `block_documents`, one method each.
pub trait BlockDocumentsApi: ServerContext {
    /// List the block documents that match a filter.
    ///
    /// `POST /block_documents/filter`
    fn read_block_documents(
        context: &Self::Context,
        body: types::ReadBlockDocumentsBody,
    ) -> Result<reply::Done<Vec<types::BlockDocument>>, ApiError>;
    /// Count the block documents that match a filter.
    ///
    /// `POST /block_documents/count`
    fn count_block_documents(
        context: &Self::Context,
        body: types::CountBlockDocumentsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Read a block document.
    ///
    /// `GET /block_documents/{id}`
    fn read_block_document(
        context: &Self::Context,
        path: ReadBlockDocumentPath,
        query: ReadBlockDocumentQuery,
    ) -> Result<reply::Done<types::BlockDocument>, ApiError>;
    /// List the block documents of a block type.
    ///
    /// `GET /block_types/slug/{slug}/block_documents`
    fn read_block_documents_for_block_type(
        context: &Self::Context,
        path: ReadBlockDocumentsForBlockTypePath,
        query: ReadBlockDocumentsForBlockTypeQuery,
    ) -> Result<reply::Done<Vec<types::BlockDocument>>, ApiError>;
    /// Read a block document by its type and name.
    ///
    /// `GET /block_types/slug/{slug}/block_documents/name/{block_document_name}`
    fn read_block_document_by_name_for_block_type(
        context: &Self::Context,
        path: ReadBlockDocumentByNameForBlockTypePath,
        query: ReadBlockDocumentByNameForBlockTypeQuery,
    ) -> Result<reply::Done<types::BlockDocument>, ApiError>;
}
/// The operations under `collections`, one method each.
pub trait CollectionsApi: ServerContext {
    /// Read what is known of the workers and flows that packages offer.
    ///
    /// `GET /collections/views/{view}`
    fn read_view_content(
        context: &Self::Context,
        path: ReadViewContentPath,
    ) -> Result<reply::Done<serde_json::Map<String, serde_json::Value>>, ApiError>;
}
/// The operations under `concurrency_limits`, one method each.
pub trait ConcurrencyLimitsApi: ServerContext {
    /// Limit the task runs of a tag, or change their limit.
    ///
    /// `POST /concurrency_limits/`
    fn create_concurrency_limit(
        context: &Self::Context,
        body: types::ConcurrencyLimitCreate,
    ) -> Result<reply::DoneOrCreated<types::ConcurrencyLimit>, ApiError>;
    /// Read the limit of a tag by its id.
    ///
    /// `GET /concurrency_limits/{id}`
    fn read_concurrency_limit(
        context: &Self::Context,
        path: ReadConcurrencyLimitPath,
    ) -> Result<reply::Done<types::ConcurrencyLimit>, ApiError>;
    /// Delete the limit of a tag by its id.
    ///
    /// `DELETE /concurrency_limits/{id}`
    fn delete_concurrency_limit(
        context: &Self::Context,
        path: DeleteConcurrencyLimitPath,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
    /// Read the limit of a tag.
    ///
    /// `GET /concurrency_limits/tag/{tag}`
    fn read_concurrency_limit_by_tag(
        context: &Self::Context,
        path: ReadConcurrencyLimitByTagPath,
    ) -> Result<reply::Done<types::ConcurrencyLimit>, ApiError>;
    /// Delete the limit of a tag.
    ///
    /// `DELETE /concurrency_limits/tag/{tag}`
    fn delete_concurrency_limit_by_tag(
        context: &Self::Context,
        path: DeleteConcurrencyLimitByTagPath,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
    /// List the limits of tags.
    ///
    /// `POST /concurrency_limits/filter`
    fn read_concurrency_limits(
        context: &Self::Context,
        body: types::ReadConcurrencyLimitsBody,
    ) -> Result<reply::Done<Vec<types::ConcurrencyLimit>>, ApiError>;
    /// Set which task runs hold the slots of a tag.
    ///
    /// `POST /concurrency_limits/tag/{tag}/reset`
    fn reset_concurrency_limit_by_tag(
        context: &Self::Context,
        path: ResetConcurrencyLimitByTagPath,
        body: types::ResetConcurrencyLimitByTagBody,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
}
/// The operations under `concurrency_limits_v2`, one method each.
pub trait ConcurrencyLimitsV2Api: ServerContext {
    /// Create a global concurrency limit.
    ///
    /// `POST /v2/concurrency_limits/`
    fn create_concurrency_limit_v2(
        context: &Self::Context,
        body: types::ConcurrencyLimitV2Create,
    ) -> Result<reply::Created<types::ConcurrencyLimitV2>, ApiError>;
    /// Read a global concurrency limit.
    ///
    /// `GET /v2/concurrency_limits/{id_or_name}`
    fn read_concurrency_limit_v2(
        context: &Self::Context,
        path: ReadConcurrencyLimitV2Path,
    ) -> Result<reply::Done<types::GlobalConcurrencyLimitResponse>, ApiError>;
    /// Change a global concurrency limit.
    ///
    /// `PATCH /v2/concurrency_limits/{id_or_name}`
    fn update_concurrency_limit_v2(
        context: &Self::Context,
        path: UpdateConcurrencyLimitV2Path,
        body: types::ConcurrencyLimitV2Update,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a global concurrency limit.
    ///
    /// `DELETE /v2/concurrency_limits/{id_or_name}`
    fn delete_concurrency_limit_v2(
        context: &Self::Context,
        path: DeleteConcurrencyLimitV2Path,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the global concurrency limits.
    ///
    /// `POST /v2/concurrency_limits/filter`
    fn read_concurrency_limits_v2(
        context: &Self::Context,
        body: types::ReadConcurrencyLimitsV2Body,
    ) -> Result<reply::Done<Vec<types::GlobalConcurrencyLimitResponse>>, ApiError>;
    /// Take slots of several limits at once.
    ///
    /// `POST /v2/concurrency_limits/increment`
    fn bulk_increment_active_slots(
        context: &Self::Context,
        body: types::BulkIncrementActiveSlotsBody,
    ) -> Result<reply::Done<Vec<types::MinimalConcurrencyLimitResponse>>, ApiError>;
    /// Give back slots of several limits.
    ///
    /// `POST /v2/concurrency_limits/decrement`
    fn bulk_decrement_active_slots(
        context: &Self::Context,
        body: types::BulkDecrementActiveSlotsBody,
    ) -> Result<reply::Done<Vec<types::MinimalConcurrencyLimitResponse>>, ApiError>;
    /// Take slots of several limits at once, under a lease.
    ///
    /// `POST /v2/concurrency_limits/increment-with-lease`
    fn increment_concurrency_limits_with_lease(
        context: &Self::Context,
        body: types::IncrementConcurrencyLimitsWithLeaseBody,
    ) -> Result<reply::Done<types::ConcurrencyLimitWithLeaseResponse>, ApiError>;
    /// Give back the slots of a lease.
    ///
    /// `POST /v2/concurrency_limits/decrement-with-lease`
    fn decrement_concurrency_limits_with_lease(
        context: &Self::Context,
        body: types::DecrementConcurrencyLimitsWithLeaseBody,
    ) -> Result<reply::NoContent, ApiError>;
    /// Prolong a lease.
    ///
    /// `POST /v2/concurrency_limits/leases/{lease_id}/renew`
    fn renew_concurrency_lease(
        context: &Self::Context,
        path: RenewConcurrencyLeasePath,
        body: types::RenewConcurrencyLeaseBody,
    ) -> Result<reply::NoContent, ApiError>;
}
/// The operations under `deployments`, one method each.
pub trait DeploymentsApi: ServerContext {
    /// Create a deployment, or update the one of this name.
    ///
    /// `POST /deployments/`
    fn create_deployment(
        context: &Self::Context,
        body: types::DeploymentCreate,
    ) -> Result<reply::DoneOrCreated<types::DeploymentResponse>, ApiError>;
    /// Read a deployment.
    ///
    /// `GET /deployments/{id}`
    fn read_deployment(
        context: &Self::Context,
        path: ReadDeploymentPath,
    ) -> Result<reply::Done<types::DeploymentResponse>, ApiError>;
    /// Change a deployment.
    ///
    /// `PATCH /deployments/{id}`
    fn update_deployment(
        context: &Self::Context,
        path: UpdateDeploymentPath,
        body: types::DeploymentUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a deployment.
    ///
    /// `DELETE /deployments/{id}`
    fn delete_deployment(
        context: &Self::Context,
        path: DeleteDeploymentPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read a deployment by its flow's name and its own.
    ///
    /// `GET /deployments/name/{flow_name}/{deployment_name}`
    fn read_deployment_by_name(
        context: &Self::Context,
        path: ReadDeploymentByNamePath,
    ) -> Result<reply::Done<types::DeploymentResponse>, ApiError>;
    /// List the deployments that match a filter.
    ///
    /// `POST /deployments/filter`
    fn read_deployments(
        context: &Self::Context,
        body: types::ReadDeploymentsBody,
    ) -> Result<reply::Done<Vec<types::DeploymentResponse>>, ApiError>;
    /// Read one page of the deployments that match a filter.
    ///
    /// `POST /deployments/paginate`
    fn paginate_deployments(
        context: &Self::Context,
        body: types::PaginateDeploymentsBody,
    ) -> Result<reply::Done<types::DeploymentPaginationResponse>, ApiError>;
    /// Count the deployments that match a filter.
    ///
    /// `POST /deployments/count`
    fn count_deployments(
        context: &Self::Context,
        body: types::CountDeploymentsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Delete the deployments that match a filter.
    ///
    /// `POST /deployments/bulk_delete`
    fn bulk_delete_deployments(
        context: &Self::Context,
        body: types::BulkDeleteDeploymentsBody,
    ) -> Result<reply::Done<types::DeploymentBulkDeleteResponse>, ApiError>;
    /// List the scheduled runs of some deployments, soonest first.
    ///
    /// `POST /deployments/get_scheduled_flow_runs`
    fn get_scheduled_flow_runs_for_deployments(
        context: &Self::Context,
        body: types::GetScheduledFlowRunsForDeploymentsBody,
    ) -> Result<reply::Done<Written<Vec<types::FlowRunResponse>>>, ApiError>;
    /// Make the runs of a deployment's schedules for a span of time.
    ///
    /// `POST /deployments/{id}/schedule`
    fn schedule_deployment(
        context: &Self::Context,
        path: ScheduleDeploymentPath,
        body: types::ScheduleDeploymentBody,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
    /// Stop a deployment's schedules and drop the runs they made.
    ///
    /// `POST /deployments/{id}/pause_deployment`
    fn pause_deployment(
        context: &Self::Context,
        path: PauseDeploymentPath,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
    /// Let a paused deployment's schedules go on.
    ///
    /// `POST /deployments/{id}/resume_deployment`
    fn resume_deployment(
        context: &Self::Context,
        path: ResumeDeploymentPath,
    ) -> Result<reply::Done<serde_json::Value>, ApiError>;
    /// Create a flow run of a deployment.
    ///
    /// `POST /deployments/{id}/create_flow_run`
    fn create_flow_run_from_deployment(
        context: &Self::Context,
        path: CreateFlowRunFromDeploymentPath,
        body: types::DeploymentFlowRunCreate,
    ) -> Result<reply::DoneOrCreated<Written<types::FlowRunResponse>>, ApiError>;
    /// Create several flow runs of a deployment.
    ///
    /// `POST /deployments/{id}/create_flow_run/bulk`
    fn bulk_create_flow_runs_from_deployment(
        context: &Self::Context,
        path: BulkCreateFlowRunsFromDeploymentPath,
        body: Vec<types::DeploymentFlowRunCreate>,
    ) -> Result<reply::Done<types::FlowRunBulkCreateResponse>, ApiError>;
    /// List the work queues that would pick up a deployment's runs.
    ///
    /// `GET /deployments/{id}/work_queue_check`
    fn work_queue_check_for_deployment(
        context: &Self::Context,
        path: WorkQueueCheckForDeploymentPath,
    ) -> Result<reply::Done<Vec<types::WorkQueue>>, ApiError>;
    /// List the schedules of a deployment.
    ///
    /// `GET /deployments/{id}/schedules`
    fn read_deployment_schedules(
        context: &Self::Context,
        path: ReadDeploymentSchedulesPath,
    ) -> Result<reply::Done<Vec<types::DeploymentSchedule>>, ApiError>;
    /// Add schedules to a deployment.
    ///
    /// `POST /deployments/{id}/schedules`
    fn create_deployment_schedules(
        context: &Self::Context,
        path: CreateDeploymentSchedulesPath,
        body: Vec<types::DeploymentScheduleCreate>,
    ) -> Result<reply::Created<Vec<types::DeploymentSchedule>>, ApiError>;
    /// Change a schedule of a deployment.
    ///
    /// `PATCH /deployments/{id}/schedules/{schedule_id}`
    fn update_deployment_schedule(
        context: &Self::Context,
        path: UpdateDeploymentSchedulePath,
        body: types::DeploymentScheduleUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a schedule of a deployment.
    ///
    /// `DELETE /deployments/{id}/schedules/{schedule_id}`
    fn delete_deployment_schedule(
        context: &Self::Context,
        path: DeleteDeploymentSchedulePath,
    ) -> Result<reply::NoContent, ApiError>;
}
/// The operations under `events`, one method each.
pub trait EventsApi: ServerContext {
    /// Record events.
    ///
    /// `POST /events`
    fn create_events(
        context: &Self::Context,
        body: Vec<types::Event>,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read the first page of the events that match a filter, newest first.
    ///
    /// `POST /events/filter`
    fn read_events(
        context: &Self::Context,
        body: types::ReadEventsBody,
    ) -> Result<reply::Done<types::EventPage>, ApiError>;
    /// Read the page of events that a page before it names.
    ///
    /// `GET /events/filter/next`
    fn read_events_page(
        context: &Self::Context,
        query: ReadEventsPageQuery,
    ) -> Result<reply::Done<types::EventPage>, ApiError>;
    /// Count the events that match a filter by day, time, event or resource.
    ///
    /// `POST /events/count-by/{countable}`
    fn count_events(
        context: &Self::Context,
        path: CountEventsPath,
        body: types::CountEventsBody,
    ) -> Result<reply::Done<Vec<types::EventCount>>, ApiError>;
}
/// The operations under `flow_run_states`, one method each.
pub trait FlowRunStatesApi: ServerContext {
    /// Read one state of a flow run.
    ///
    /// `GET /flow_run_states/{id}`
    fn read_flow_run_state(
        context: &Self::Context,
        path: ReadFlowRunStatePath,
    ) -> Result<reply::Done<types::State>, ApiError>;
    /// List the states that a flow run has been in, oldest first.
    ///
    /// `GET /flow_run_states/`
    fn read_flow_run_states(
        context: &Self::Context,
        query: ReadFlowRunStatesQuery,
    ) -> Result<reply::Done<Vec<types::State>>, ApiError>;
}
/// The operations under `flow_runs`, one method each.
pub trait FlowRunsApi: ServerContext {
    /// Create a flow run.
    ///
    /// `POST /flow_runs/`
    fn create_flow_run(
        context: &Self::Context,
        body: types::FlowRunCreate,
    ) -> Result<reply::DoneOrCreated<Written<types::FlowRunResponse>>, ApiError>;
    /// Read a flow run.
    ///
    /// `GET /flow_runs/{id}`
    fn read_flow_run(
        context: &Self::Context,
        path: ReadFlowRunPath,
    ) -> Result<reply::Done<Written<types::FlowRunResponse>>, ApiError>;
    /// Change a flow run.
    ///
    /// `PATCH /flow_runs/{id}`
    fn update_flow_run(
        context: &Self::Context,
        path: UpdateFlowRunPath,
        body: types::FlowRunUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a flow run.
    ///
    /// `DELETE /flow_runs/{id}`
    fn delete_flow_run(
        context: &Self::Context,
        path: DeleteFlowRunPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the flow runs that match a filter.
    ///
    /// `POST /flow_runs/filter`
    fn read_flow_runs(
        context: &Self::Context,
        body: types::ReadFlowRunsBody,
    ) -> Result<reply::Done<Written<Vec<types::FlowRunResponse>>>, ApiError>;
    /// Read one page of the flow runs that match a filter.
    ///
    /// `POST /flow_runs/paginate`
    fn paginate_flow_runs(
        context: &Self::Context,
        body: types::PaginateFlowRunsBody,
    ) -> Result<reply::Done<types::FlowRunPaginationResponse>, ApiError>;
    /// Count the flow runs that match a filter.
    ///
    /// `POST /flow_runs/count`
    fn count_flow_runs(
        context: &Self::Context,
        body: types::CountFlowRunsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Average how late the matching flow runs started, in seconds.
    ///
    /// `POST /flow_runs/lateness`
    fn average_flow_run_lateness(
        context: &Self::Context,
        body: types::AverageFlowRunLatenessBody,
    ) -> Result<reply::Done<Option<f64>>, ApiError>;
    /// Count flow runs by state over intervals of time.
    ///
    /// `POST /flow_runs/history`
    fn flow_run_history(
        context: &Self::Context,
        body: types::FlowRunHistoryBody,
    ) -> Result<reply::Done<Vec<types::HistoryResponse>>, ApiError>;
    /// Delete the flow runs that match a filter.
    ///
    /// `POST /flow_runs/bulk_delete`
    fn bulk_delete_flow_runs(
        context: &Self::Context,
        body: types::BulkDeleteFlowRunsBody,
    ) -> Result<reply::Done<types::FlowRunBulkDeleteResponse>, ApiError>;
    /// Propose one state to all flow runs that match a filter.
    ///
    /// `POST /flow_runs/bulk_set_state`
    fn bulk_set_flow_run_state(
        context: &Self::Context,
        body: types::BulkSetFlowRunStateBody,
    ) -> Result<reply::Done<types::FlowRunBulkSetStateResponse>, ApiError>;
    /// Propose a state to a flow run.
    ///
    /// `POST /flow_runs/{id}/set_state`
    fn set_flow_run_state(
        context: &Self::Context,
        path: SetFlowRunStatePath,
        body: types::SetFlowRunStateBody,
    ) -> Result<reply::DoneOrCreated<types::OrchestrationResult>, ApiError>;
    /// Resume a paused flow run.
    ///
    /// `POST /flow_runs/{id}/resume`
    fn resume_flow_run(
        context: &Self::Context,
        path: ResumeFlowRunPath,
        body: types::ResumeFlowRunBody,
    ) -> Result<reply::DoneOrCreated<types::OrchestrationResult>, ApiError>;
    /// Merge labels into those of a flow run.
    ///
    /// `PATCH /flow_runs/{id}/labels`
    fn update_flow_run_labels(
        context: &Self::Context,
        path: UpdateFlowRunLabelsPath,
        body: serde_json::Map<String, serde_json::Value>,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read the task runs of a flow run with what each depends on.
    ///
    /// `GET /flow_runs/{id}/graph`
    fn read_flow_run_graph_v1(
        context: &Self::Context,
        path: ReadFlowRunGraphV1Path,
    ) -> Result<reply::Done<Vec<types::DependencyResult>>, ApiError>;
    /// Read a flow run's graph as the dashboard draws it.
    ///
    /// `GET /flow_runs/{id}/graph-v2`
    fn read_flow_run_graph_v2(
        context: &Self::Context,
        path: ReadFlowRunGraphV2Path,
        query: ReadFlowRunGraphV2Query,
    ) -> Result<reply::Done<types::Graph>, ApiError>;
    /// Download the logs of a flow run as CSV.
    ///
    /// `GET /flow_runs/{id}/logs/download`
    fn download_logs(
        context: &Self::Context,
        path: DownloadLogsPath,
    ) -> Result<reply::Download, ApiError>;
    /// Store an input for a flow run.
    ///
    /// `POST /flow_runs/{id}/input`
    fn create_flow_run_input(
        context: &Self::Context,
        path: CreateFlowRunInputPath,
        body: types::CreateFlowRunInputBody,
    ) -> Result<reply::Created<serde_json::Value>, ApiError>;
    /// Read an input of a flow run.
    ///
    /// `GET /flow_runs/{id}/input/{key}`
    fn read_flow_run_input(
        context: &Self::Context,
        path: ReadFlowRunInputPath,
    ) -> Result<reply::Text, ApiError>;
    /// Delete an input of a flow run.
    ///
    /// `DELETE /flow_runs/{id}/input/{key}`
    fn delete_flow_run_input(
        context: &Self::Context,
        path: DeleteFlowRunInputPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the inputs of a flow run by the prefix of their keys.
    ///
    /// `POST /flow_runs/{id}/input/filter`
    fn filter_flow_run_input(
        context: &Self::Context,
        path: FilterFlowRunInputPath,
        body: types::FilterFlowRunInputBody,
    ) -> Result<reply::Done<Vec<types::FlowRunInput>>, ApiError>;
}
/// The operations under `flows`, one method each.
pub trait FlowsApi: ServerContext {
    /// Create a flow, or find the one of this name.
    ///
    /// `POST /flows/`
    fn create_flow(
        context: &Self::Context,
        body: types::FlowCreate,
    ) -> Result<reply::DoneOrCreated<types::Flow>, ApiError>;
    /// Read a flow.
    ///
    /// `GET /flows/{id}`
    fn read_flow(
        context: &Self::Context,
        path: ReadFlowPath,
    ) -> Result<reply::Done<types::Flow>, ApiError>;
    /// Change a flow.
    ///
    /// `PATCH /flows/{id}`
    fn update_flow(
        context: &Self::Context,
        path: UpdateFlowPath,
        body: types::FlowUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a flow.
    ///
    /// `DELETE /flows/{id}`
    fn delete_flow(
        context: &Self::Context,
        path: DeleteFlowPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read a flow by its name.
    ///
    /// `GET /flows/name/{name}`
    fn read_flow_by_name(
        context: &Self::Context,
        path: ReadFlowByNamePath,
    ) -> Result<reply::Done<types::Flow>, ApiError>;
    /// List the flows that match a filter.
    ///
    /// `POST /flows/filter`
    fn read_flows(
        context: &Self::Context,
        body: types::ReadFlowsBody,
    ) -> Result<reply::Done<Vec<types::Flow>>, ApiError>;
    /// Read one page of the flows that match a filter.
    ///
    /// `POST /flows/paginate`
    fn paginate_flows(
        context: &Self::Context,
        body: types::PaginateFlowsBody,
    ) -> Result<reply::Done<types::FlowPaginationResponse>, ApiError>;
    /// Count the flows that match a filter.
    ///
    /// `POST /flows/count`
    fn count_flows(
        context: &Self::Context,
        body: types::CountFlowsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Delete the flows that match a filter.
    ///
    /// `POST /flows/bulk_delete`
    fn bulk_delete_flows(
        context: &Self::Context,
        body: types::BulkDeleteFlowsBody,
    ) -> Result<reply::Done<types::FlowBulkDeleteResponse>, ApiError>;
}
/// The operations under `logs`, one method each.
pub trait LogsApi: ServerContext {
    /// Store log lines.
    ///
    /// `POST /logs/`
    fn create_logs(
        context: &Self::Context,
        body: Vec<types::LogCreate>,
    ) -> Result<reply::Created<serde_json::Value>, ApiError>;
    /// List the log lines that match a filter.
    ///
    /// `POST /logs/filter`
    fn read_logs(
        context: &Self::Context,
        body: types::ReadLogsBody,
    ) -> Result<reply::Done<Vec<types::Log>>, ApiError>;
}
/// The operations under `task_run_states`, one method each.
pub trait TaskRunStatesApi: ServerContext {
    /// Read one state of a task run.
    ///
    /// `GET /task_run_states/{id}`
    fn read_task_run_state(
        context: &Self::Context,
        path: ReadTaskRunStatePath,
    ) -> Result<reply::Done<types::State>, ApiError>;
    /// List the states that a task run has been in, oldest first.
    ///
    /// `GET /task_run_states/`
    fn read_task_run_states(
        context: &Self::Context,
        query: ReadTaskRunStatesQuery,
    ) -> Result<reply::Done<Vec<types::State>>, ApiError>;
}
/// The operations under `task_runs`, one method each.
pub trait TaskRunsApi: ServerContext {
    /// Create a task run.
    ///
    /// `POST /task_runs/`
    fn create_task_run(
        context: &Self::Context,
        body: types::TaskRunCreate,
    ) -> Result<reply::DoneOrCreated<types::TaskRun>, ApiError>;
    /// Read a task run.
    ///
    /// `GET /task_runs/{id}`
    fn read_task_run(
        context: &Self::Context,
        path: ReadTaskRunPath,
    ) -> Result<reply::Done<types::TaskRun>, ApiError>;
    /// Change a task run.
    ///
    /// `PATCH /task_runs/{id}`
    fn update_task_run(
        context: &Self::Context,
        path: UpdateTaskRunPath,
        body: types::TaskRunUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a task run.
    ///
    /// `DELETE /task_runs/{id}`
    fn delete_task_run(
        context: &Self::Context,
        path: DeleteTaskRunPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the task runs that match a filter.
    ///
    /// `POST /task_runs/filter`
    fn read_task_runs(
        context: &Self::Context,
        body: types::ReadTaskRunsBody,
    ) -> Result<reply::Done<Vec<types::TaskRun>>, ApiError>;
    /// Read one page of the task runs that match a filter.
    ///
    /// `POST /task_runs/paginate`
    fn paginate_task_runs(
        context: &Self::Context,
        body: types::PaginateTaskRunsBody,
    ) -> Result<reply::Done<types::TaskRunPaginationResponse>, ApiError>;
    /// Count the task runs that match a filter.
    ///
    /// `POST /task_runs/count`
    fn count_task_runs(
        context: &Self::Context,
        body: types::CountTaskRunsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Count task runs by state over intervals of time.
    ///
    /// `POST /task_runs/history`
    fn task_run_history(
        context: &Self::Context,
        body: types::TaskRunHistoryBody,
    ) -> Result<reply::Done<Vec<types::HistoryResponse>>, ApiError>;
    /// Propose a state to a task run.
    ///
    /// `POST /task_runs/{id}/set_state`
    fn set_task_run_state(
        context: &Self::Context,
        path: SetTaskRunStatePath,
        body: types::SetTaskRunStateBody,
    ) -> Result<reply::DoneOrCreated<types::OrchestrationResult>, ApiError>;
}
/// The operations under `variables`, one method each.
pub trait VariablesApi: ServerContext {
    /// Create a variable.
    ///
    /// `POST /variables/`
    fn create_variable(
        context: &Self::Context,
        body: types::VariableCreate,
    ) -> Result<reply::Created<types::Variable>, ApiError>;
    /// Read a variable.
    ///
    /// `GET /variables/{id}`
    fn read_variable(
        context: &Self::Context,
        path: ReadVariablePath,
    ) -> Result<reply::Done<types::Variable>, ApiError>;
    /// Change a variable.
    ///
    /// `PATCH /variables/{id}`
    fn update_variable(
        context: &Self::Context,
        path: UpdateVariablePath,
        body: types::VariableUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a variable.
    ///
    /// `DELETE /variables/{id}`
    fn delete_variable(
        context: &Self::Context,
        path: DeleteVariablePath,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read a variable by its name.
    ///
    /// `GET /variables/name/{name}`
    fn read_variable_by_name(
        context: &Self::Context,
        path: ReadVariableByNamePath,
    ) -> Result<reply::Done<types::Variable>, ApiError>;
    /// Change the variable of a name.
    ///
    /// `PATCH /variables/name/{name}`
    fn update_variable_by_name(
        context: &Self::Context,
        path: UpdateVariableByNamePath,
        body: types::VariableUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete the variable of a name.
    ///
    /// `DELETE /variables/name/{name}`
    fn delete_variable_by_name(
        context: &Self::Context,
        path: DeleteVariableByNamePath,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the variables that match a filter.
    ///
    /// `POST /variables/filter`
    fn read_variables(
        context: &Self::Context,
        body: types::ReadVariablesBody,
    ) -> Result<reply::Done<Vec<types::Variable>>, ApiError>;
    /// Count the variables that match a filter.
    ///
    /// `POST /variables/count`
    fn count_variables(
        context: &Self::Context,
        body: types::CountVariablesBody,
    ) -> Result<reply::Done<i64>, ApiError>;
}
/// The operations under `work_pools`, one method each.
pub trait WorkPoolsApi: ServerContext {
    /// Create a work pool with its default queue.
    ///
    /// `POST /work_pools/`
    fn create_work_pool(
        context: &Self::Context,
        body: types::WorkPoolCreate,
    ) -> Result<reply::Created<types::WorkPoolResponse>, ApiError>;
    /// Read a work pool.
    ///
    /// `GET /work_pools/{name}`
    fn read_work_pool(
        context: &Self::Context,
        path: ReadWorkPoolPath,
    ) -> Result<reply::Done<types::WorkPoolResponse>, ApiError>;
    /// Change a work pool.
    ///
    /// `PATCH /work_pools/{name}`
    fn update_work_pool(
        context: &Self::Context,
        path: UpdateWorkPoolPath,
        body: types::WorkPoolUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a work pool with its queues and workers.
    ///
    /// `DELETE /work_pools/{name}`
    fn delete_work_pool(
        context: &Self::Context,
        path: DeleteWorkPoolPath,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the work pools that match a filter.
    ///
    /// `POST /work_pools/filter`
    fn read_work_pools(
        context: &Self::Context,
        body: types::ReadWorkPoolsBody,
    ) -> Result<reply::Done<Vec<types::WorkPoolResponse>>, ApiError>;
    /// Count the work pools that match a filter.
    ///
    /// `POST /work_pools/count`
    fn count_work_pools(
        context: &Self::Context,
        body: types::CountWorkPoolsBody,
    ) -> Result<reply::Done<i64>, ApiError>;
    /// Read how a work pool's slots are taken.
    ///
    /// `POST /work_pools/{name}/concurrency_status`
    fn read_work_pool_concurrency_status(
        context: &Self::Context,
        path: ReadWorkPoolConcurrencyStatusPath,
        body: types::ReadWorkPoolConcurrencyStatusBody,
    ) -> Result<reply::Done<types::WorkPoolConcurrencyStatus>, ApiError>;
    /// List the flow runs that a worker of the pool should start.
    ///
    /// `POST /work_pools/{name}/get_scheduled_flow_runs`
    fn get_scheduled_flow_runs(
        context: &Self::Context,
        path: GetScheduledFlowRunsPath,
        body: types::GetScheduledFlowRunsBody,
    ) -> Result<reply::Done<Vec<types::WorkerFlowRunResponse>>, ApiError>;
    /// Create a queue in a work pool.
    ///
    /// `POST /work_pools/{work_pool_name}/queues`
    fn create_work_pool_queue(
        context: &Self::Context,
        path: CreateWorkPoolQueuePath,
        body: types::WorkQueueCreate,
    ) -> Result<reply::Created<types::WorkQueueResponse>, ApiError>;
    /// Read a queue of a work pool.
    ///
    /// `GET /work_pools/{work_pool_name}/queues/{name}`
    fn read_work_pool_queue(
        context: &Self::Context,
        path: ReadWorkPoolQueuePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError>;
    /// Change a queue of a work pool.
    ///
    /// `PATCH /work_pools/{work_pool_name}/queues/{name}`
    fn update_work_pool_queue(
        context: &Self::Context,
        path: UpdateWorkPoolQueuePath,
        body: types::WorkQueueUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a queue of a work pool.
    ///
    /// `DELETE /work_pools/{work_pool_name}/queues/{name}`
    fn delete_work_pool_queue(
        context: &Self::Context,
        path: DeleteWorkPoolQueuePath,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the queues of a work pool that match a filter.
    ///
    /// `POST /work_pools/{work_pool_name}/queues/filter`
    fn read_work_pool_queues(
        context: &Self::Context,
        path: ReadWorkPoolQueuesPath,
        body: types::ReadWorkPoolQueuesBody,
    ) -> Result<reply::Done<Vec<types::WorkQueueResponse>>, ApiError>;
    /// Tell that a worker is alive.
    ///
    /// `POST /work_pools/{work_pool_name}/workers/heartbeat`
    fn worker_heartbeat(
        context: &Self::Context,
        path: WorkerHeartbeatPath,
        body: types::WorkerHeartbeatBody,
    ) -> Result<reply::NoContent, ApiError>;
    /// List the workers of a work pool that match a filter.
    ///
    /// `POST /work_pools/{work_pool_name}/workers/filter`
    fn read_workers(
        context: &Self::Context,
        path: ReadWorkersPath,
        body: types::ReadWorkersBody,
    ) -> Result<reply::Done<Vec<types::WorkerResponse>>, ApiError>;
    /// Forget a worker.
    ///
    /// `DELETE /work_pools/{work_pool_name}/workers/{name}`
    fn delete_worker(
        context: &Self::Context,
        path: DeleteWorkerPath,
    ) -> Result<reply::NoContent, ApiError>;
}
/// The operations under `work_queues`, one method each.
pub trait WorkQueuesApi: ServerContext {
    /// Create a work queue outside a named pool.
    ///
    /// `POST /work_queues/`
    fn create_work_queue(
        context: &Self::Context,
        body: types::WorkQueueCreate,
    ) -> Result<reply::Created<types::WorkQueueResponse>, ApiError>;
    /// Read a work queue.
    ///
    /// `GET /work_queues/{id}`
    fn read_work_queue(
        context: &Self::Context,
        path: ReadWorkQueuePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError>;
    /// Change a work queue.
    ///
    /// `PATCH /work_queues/{id}`
    fn update_work_queue(
        context: &Self::Context,
        path: UpdateWorkQueuePath,
        body: types::WorkQueueUpdate,
    ) -> Result<reply::NoContent, ApiError>;
    /// Delete a work queue.
    ///
    /// `DELETE /work_queues/{id}`
    fn delete_work_queue(
        context: &Self::Context,
        path: DeleteWorkQueuePath,
    ) -> Result<reply::NoContent, ApiError>;
    /// Read a work queue by its name.
    ///
    /// `GET /work_queues/name/{name}`
    fn read_work_queue_by_name(
        context: &Self::Context,
        path: ReadWorkQueueByNamePath,
    ) -> Result<reply::Done<types::WorkQueueResponse>, ApiError>;
    /// List the flow runs that an agent should start from a queue.
    ///
    /// `POST /work_queues/{id}/get_runs`
    fn read_work_queue_runs(
        context: &Self::Context,
        path: ReadWorkQueueRunsPath,
        body: types::ReadWorkQueueRunsBody,
    ) -> Result<reply::Done<Written<Vec<types::FlowRunResponse>>>, ApiError>;
    /// List the work queues that match a filter.
    ///
    /// `POST /work_queues/filter`
    fn read_work_queues(
        context: &Self::Context,
        body: types::ReadWorkQueuesBody,
    ) -> Result<reply::Done<Vec<types::WorkQueueResponse>>, ApiError>;
    /// Read whether a work queue keeps up.
    ///
    /// `GET /work_queues/{id}/status`
    fn read_work_queue_status(
        context: &Self::Context,
        path: ReadWorkQueueStatusPath,
    ) -> Result<reply::Done<types::WorkQueueStatusDetail>, ApiError>;
    /// Read how a work queue's slots are taken.
    ///
    /// `POST /work_queues/{id}/concurrency_status`
    fn read_work_queue_concurrency_status(
        context: &Self::Context,
        path: ReadWorkQueueConcurrencyStatusPath,
        body: types::ReadWorkQueueConcurrencyStatusBody,
    ) -> Result<reply::Done<types::WorkQueueConcurrencyStatus>, ApiError>;
}
/// What a server of the document does: all of its tags.
///
/// An operation that the document gains is a method that an
/// implementation lacks: it does not compile until it is written.
pub trait PrefectApi: AdminApi + ArtifactsApi + AutomationsApi + BlockDocumentsApi + CollectionsApi + ConcurrencyLimitsApi + ConcurrencyLimitsV2Api + DeploymentsApi + EventsApi + FlowRunStatesApi + FlowRunsApi + FlowsApi + LogsApi + TaskRunStatesApi + TaskRunsApi + VariablesApi + WorkPoolsApi + WorkQueuesApi {}
impl<
    A: AdminApi + ArtifactsApi + AutomationsApi + BlockDocumentsApi + CollectionsApi
        + ConcurrencyLimitsApi + ConcurrencyLimitsV2Api + DeploymentsApi + EventsApi
        + FlowRunStatesApi + FlowRunsApi + FlowsApi + LogsApi + TaskRunStatesApi
        + TaskRunsApi + VariablesApi + WorkPoolsApi + WorkQueuesApi,
> PrefectApi for A {}
/// Hands a call to the method of its operation.
pub fn dispatch<A: PrefectApi>(
    context: &A::Context,
    call: &Call<'_>,
) -> Result<Reply, ApiError> {
    match call.operation() {
        Operation::ReadVersion => A::read_version(context)?.into_reply(),
        Operation::ReadDefaultResultStorage => {
            A::read_default_result_storage(context)?.into_reply()
        }
        Operation::HealthCheck => A::health_check(context)?.into_reply(),
        Operation::Hello => A::hello(context)?.into_reply(),
        Operation::PerformReadinessCheck => {
            A::perform_readiness_check(context)?.into_reply()
        }
        Operation::ServerVersion => A::server_version(context)?.into_reply(),
        Operation::CreateCsrfToken => {
            A::create_csrf_token(context, call.query()?)?.into_reply()
        }
        Operation::CreateArtifact => {
            A::create_artifact(context, call.body()?)?.into_reply()
        }
        Operation::ReadArtifact => {
            A::read_artifact(
                    context,
                    ReadArtifactPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateArtifact => {
            A::update_artifact(
                    context,
                    UpdateArtifactPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteArtifact => {
            A::delete_artifact(
                    context,
                    DeleteArtifactPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadLatestArtifact => {
            A::read_latest_artifact(
                    context,
                    ReadLatestArtifactPath {
                        key: call.text("key")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadArtifacts => {
            A::read_artifacts(context, call.body()?)?.into_reply()
        }
        Operation::ReadLatestArtifacts => {
            A::read_latest_artifacts(context, call.body()?)?.into_reply()
        }
        Operation::CountArtifacts => {
            A::count_artifacts(context, call.body()?)?.into_reply()
        }
        Operation::CountLatestArtifacts => {
            A::count_latest_artifacts(context, call.body()?)?.into_reply()
        }
        Operation::ReadAutomation => {
            A::read_automation(
                    context,
                    ReadAutomationPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadAutomations => {
            A::read_automations(context, call.body()?)?.into_reply()
        }
        Operation::CountAutomations => {
            A::count_automations(context, call.body()?)?.into_reply()
        }
        Operation::ReadAutomationsRelatedToResource => {
            A::read_automations_related_to_resource(
                    context,
                    ReadAutomationsRelatedToResourcePath {
                        resource_id: call.text("resource_id")?,
                    },
                )?
                .into_reply()
        }
        Operation::DeleteAutomationsOwnedByResource => {
            A::delete_automations_owned_by_resource(
                    context,
                    DeleteAutomationsOwnedByResourcePath {
                        resource_id: call.text("resource_id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadBlockDocuments => {
            A::read_block_documents(context, call.body()?)?.into_reply()
        }
        Operation::CountBlockDocuments => {
            A::count_block_documents(context, call.body()?)?.into_reply()
        }
        Operation::ReadBlockDocument => {
            A::read_block_document(
                    context,
                    ReadBlockDocumentPath {
                        id: call.uuid("id")?,
                    },
                    call.query()?,
                )?
                .into_reply()
        }
        Operation::ReadBlockDocumentsForBlockType => {
            A::read_block_documents_for_block_type(
                    context,
                    ReadBlockDocumentsForBlockTypePath {
                        slug: call.text("slug")?,
                    },
                    call.query()?,
                )?
                .into_reply()
        }
        Operation::ReadBlockDocumentByNameForBlockType => {
            A::read_block_document_by_name_for_block_type(
                    context,
                    ReadBlockDocumentByNameForBlockTypePath {
                        slug: call.text("slug")?,
                        block_document_name: call.text("block_document_name")?,
                    },
                    call.query()?,
                )?
                .into_reply()
        }
        Operation::ReadViewContent => {
            A::read_view_content(
                    context,
                    ReadViewContentPath {
                        view: call.text("view")?,
                    },
                )?
                .into_reply()
        }
        Operation::CreateConcurrencyLimit => {
            A::create_concurrency_limit(context, call.body()?)?.into_reply()
        }
        Operation::ReadConcurrencyLimit => {
            A::read_concurrency_limit(
                    context,
                    ReadConcurrencyLimitPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::DeleteConcurrencyLimit => {
            A::delete_concurrency_limit(
                    context,
                    DeleteConcurrencyLimitPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadConcurrencyLimitByTag => {
            A::read_concurrency_limit_by_tag(
                    context,
                    ReadConcurrencyLimitByTagPath {
                        tag: call.text("tag")?,
                    },
                )?
                .into_reply()
        }
        Operation::DeleteConcurrencyLimitByTag => {
            A::delete_concurrency_limit_by_tag(
                    context,
                    DeleteConcurrencyLimitByTagPath {
                        tag: call.text("tag")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadConcurrencyLimits => {
            A::read_concurrency_limits(context, call.body()?)?.into_reply()
        }
        Operation::ResetConcurrencyLimitByTag => {
            A::reset_concurrency_limit_by_tag(
                    context,
                    ResetConcurrencyLimitByTagPath {
                        tag: call.text("tag")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::CreateConcurrencyLimitV2 => {
            A::create_concurrency_limit_v2(context, call.body()?)?.into_reply()
        }
        Operation::ReadConcurrencyLimitV2 => {
            A::read_concurrency_limit_v2(
                    context,
                    ReadConcurrencyLimitV2Path {
                        id_or_name: call.text("id_or_name")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateConcurrencyLimitV2 => {
            A::update_concurrency_limit_v2(
                    context,
                    UpdateConcurrencyLimitV2Path {
                        id_or_name: call.text("id_or_name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteConcurrencyLimitV2 => {
            A::delete_concurrency_limit_v2(
                    context,
                    DeleteConcurrencyLimitV2Path {
                        id_or_name: call.text("id_or_name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadConcurrencyLimitsV2 => {
            A::read_concurrency_limits_v2(context, call.body()?)?.into_reply()
        }
        Operation::BulkIncrementActiveSlots => {
            A::bulk_increment_active_slots(context, call.body()?)?.into_reply()
        }
        Operation::BulkDecrementActiveSlots => {
            A::bulk_decrement_active_slots(context, call.body()?)?.into_reply()
        }
        Operation::IncrementConcurrencyLimitsWithLease => {
            A::increment_concurrency_limits_with_lease(context, call.body()?)?
                .into_reply()
        }
        Operation::DecrementConcurrencyLimitsWithLease => {
            A::decrement_concurrency_limits_with_lease(context, call.body()?)?
                .into_reply()
        }
        Operation::RenewConcurrencyLease => {
            A::renew_concurrency_lease(
                    context,
                    RenewConcurrencyLeasePath {
                        lease_id: call.variable("lease_id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::CreateDeployment => {
            A::create_deployment(context, call.body()?)?.into_reply()
        }
        Operation::ReadDeployment => {
            A::read_deployment(
                    context,
                    ReadDeploymentPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateDeployment => {
            A::update_deployment(
                    context,
                    UpdateDeploymentPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteDeployment => {
            A::delete_deployment(
                    context,
                    DeleteDeploymentPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadDeploymentByName => {
            A::read_deployment_by_name(
                    context,
                    ReadDeploymentByNamePath {
                        flow_name: call.text("flow_name")?,
                        deployment_name: call.text("deployment_name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadDeployments => {
            A::read_deployments(context, call.body()?)?.into_reply()
        }
        Operation::PaginateDeployments => {
            A::paginate_deployments(context, call.body()?)?.into_reply()
        }
        Operation::CountDeployments => {
            A::count_deployments(context, call.body()?)?.into_reply()
        }
        Operation::BulkDeleteDeployments => {
            A::bulk_delete_deployments(context, call.body()?)?.into_reply()
        }
        Operation::GetScheduledFlowRunsForDeployments => {
            A::get_scheduled_flow_runs_for_deployments(context, call.body()?)?
                .into_reply()
        }
        Operation::ScheduleDeployment => {
            A::schedule_deployment(
                    context,
                    ScheduleDeploymentPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::PauseDeployment => {
            A::pause_deployment(
                    context,
                    PauseDeploymentPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ResumeDeployment => {
            A::resume_deployment(
                    context,
                    ResumeDeploymentPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::CreateFlowRunFromDeployment => {
            A::create_flow_run_from_deployment(
                    context,
                    CreateFlowRunFromDeploymentPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::BulkCreateFlowRunsFromDeployment => {
            A::bulk_create_flow_runs_from_deployment(
                    context,
                    BulkCreateFlowRunsFromDeploymentPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::WorkQueueCheckForDeployment => {
            A::work_queue_check_for_deployment(
                    context,
                    WorkQueueCheckForDeploymentPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadDeploymentSchedules => {
            A::read_deployment_schedules(
                    context,
                    ReadDeploymentSchedulesPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::CreateDeploymentSchedules => {
            A::create_deployment_schedules(
                    context,
                    CreateDeploymentSchedulesPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::UpdateDeploymentSchedule => {
            A::update_deployment_schedule(
                    context,
                    UpdateDeploymentSchedulePath {
                        id: call.uuid("id")?,
                        schedule_id: call.uuid("schedule_id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteDeploymentSchedule => {
            A::delete_deployment_schedule(
                    context,
                    DeleteDeploymentSchedulePath {
                        id: call.uuid("id")?,
                        schedule_id: call.uuid("schedule_id")?,
                    },
                )?
                .into_reply()
        }
        Operation::CreateEvents => A::create_events(context, call.body()?)?.into_reply(),
        Operation::ReadEvents => A::read_events(context, call.body()?)?.into_reply(),
        Operation::ReadEventsPage => {
            A::read_events_page(context, call.query()?)?.into_reply()
        }
        Operation::CountEvents => {
            A::count_events(
                    context,
                    CountEventsPath {
                        countable: call.variable("countable")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ReadFlowRunState => {
            A::read_flow_run_state(
                    context,
                    ReadFlowRunStatePath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadFlowRunStates => {
            A::read_flow_run_states(context, call.query()?)?.into_reply()
        }
        Operation::CreateFlowRun => {
            A::create_flow_run(context, call.body()?)?.into_reply()
        }
        Operation::ReadFlowRun => {
            A::read_flow_run(
                    context,
                    ReadFlowRunPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateFlowRun => {
            A::update_flow_run(
                    context,
                    UpdateFlowRunPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteFlowRun => {
            A::delete_flow_run(
                    context,
                    DeleteFlowRunPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadFlowRuns => A::read_flow_runs(context, call.body()?)?.into_reply(),
        Operation::PaginateFlowRuns => {
            A::paginate_flow_runs(context, call.body()?)?.into_reply()
        }
        Operation::CountFlowRuns => {
            A::count_flow_runs(context, call.body()?)?.into_reply()
        }
        Operation::AverageFlowRunLateness => {
            A::average_flow_run_lateness(context, call.body()?)?.into_reply()
        }
        Operation::FlowRunHistory => {
            A::flow_run_history(context, call.body()?)?.into_reply()
        }
        Operation::BulkDeleteFlowRuns => {
            A::bulk_delete_flow_runs(context, call.body()?)?.into_reply()
        }
        Operation::BulkSetFlowRunState => {
            A::bulk_set_flow_run_state(context, call.body()?)?.into_reply()
        }
        Operation::SetFlowRunState => {
            A::set_flow_run_state(
                    context,
                    SetFlowRunStatePath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ResumeFlowRun => {
            A::resume_flow_run(
                    context,
                    ResumeFlowRunPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::UpdateFlowRunLabels => {
            A::update_flow_run_labels(
                    context,
                    UpdateFlowRunLabelsPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ReadFlowRunGraphV1 => {
            A::read_flow_run_graph_v1(
                    context,
                    ReadFlowRunGraphV1Path {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadFlowRunGraphV2 => {
            A::read_flow_run_graph_v2(
                    context,
                    ReadFlowRunGraphV2Path {
                        id: call.uuid("id")?,
                    },
                    call.query()?,
                )?
                .into_reply()
        }
        Operation::DownloadLogs => {
            A::download_logs(
                    context,
                    DownloadLogsPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::CreateFlowRunInput => {
            A::create_flow_run_input(
                    context,
                    CreateFlowRunInputPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ReadFlowRunInput => {
            A::read_flow_run_input(
                    context,
                    ReadFlowRunInputPath {
                        id: call.uuid("id")?,
                        key: call.text("key")?,
                    },
                )?
                .into_reply()
        }
        Operation::DeleteFlowRunInput => {
            A::delete_flow_run_input(
                    context,
                    DeleteFlowRunInputPath {
                        id: call.uuid("id")?,
                        key: call.text("key")?,
                    },
                )?
                .into_reply()
        }
        Operation::FilterFlowRunInput => {
            A::filter_flow_run_input(
                    context,
                    FilterFlowRunInputPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::CreateFlow => A::create_flow(context, call.body()?)?.into_reply(),
        Operation::ReadFlow => {
            A::read_flow(
                    context,
                    ReadFlowPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateFlow => {
            A::update_flow(
                    context,
                    UpdateFlowPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteFlow => {
            A::delete_flow(
                    context,
                    DeleteFlowPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadFlowByName => {
            A::read_flow_by_name(
                    context,
                    ReadFlowByNamePath {
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadFlows => A::read_flows(context, call.body()?)?.into_reply(),
        Operation::PaginateFlows => {
            A::paginate_flows(context, call.body()?)?.into_reply()
        }
        Operation::CountFlows => A::count_flows(context, call.body()?)?.into_reply(),
        Operation::BulkDeleteFlows => {
            A::bulk_delete_flows(context, call.body()?)?.into_reply()
        }
        Operation::CreateLogs => A::create_logs(context, call.body()?)?.into_reply(),
        Operation::ReadLogs => A::read_logs(context, call.body()?)?.into_reply(),
        Operation::ReadTaskRunState => {
            A::read_task_run_state(
                    context,
                    ReadTaskRunStatePath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadTaskRunStates => {
            A::read_task_run_states(context, call.query()?)?.into_reply()
        }
        Operation::CreateTaskRun => {
            A::create_task_run(context, call.body()?)?.into_reply()
        }
        Operation::ReadTaskRun => {
            A::read_task_run(
                    context,
                    ReadTaskRunPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateTaskRun => {
            A::update_task_run(
                    context,
                    UpdateTaskRunPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteTaskRun => {
            A::delete_task_run(
                    context,
                    DeleteTaskRunPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadTaskRuns => A::read_task_runs(context, call.body()?)?.into_reply(),
        Operation::PaginateTaskRuns => {
            A::paginate_task_runs(context, call.body()?)?.into_reply()
        }
        Operation::CountTaskRuns => {
            A::count_task_runs(context, call.body()?)?.into_reply()
        }
        Operation::TaskRunHistory => {
            A::task_run_history(context, call.body()?)?.into_reply()
        }
        Operation::SetTaskRunState => {
            A::set_task_run_state(
                    context,
                    SetTaskRunStatePath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::CreateVariable => {
            A::create_variable(context, call.body()?)?.into_reply()
        }
        Operation::ReadVariable => {
            A::read_variable(
                    context,
                    ReadVariablePath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateVariable => {
            A::update_variable(
                    context,
                    UpdateVariablePath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteVariable => {
            A::delete_variable(
                    context,
                    DeleteVariablePath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadVariableByName => {
            A::read_variable_by_name(
                    context,
                    ReadVariableByNamePath {
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateVariableByName => {
            A::update_variable_by_name(
                    context,
                    UpdateVariableByNamePath {
                        name: call.text("name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteVariableByName => {
            A::delete_variable_by_name(
                    context,
                    DeleteVariableByNamePath {
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadVariables => {
            A::read_variables(context, call.body()?)?.into_reply()
        }
        Operation::CountVariables => {
            A::count_variables(context, call.body()?)?.into_reply()
        }
        Operation::CreateWorkPool => {
            A::create_work_pool(context, call.body()?)?.into_reply()
        }
        Operation::ReadWorkPool => {
            A::read_work_pool(
                    context,
                    ReadWorkPoolPath {
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateWorkPool => {
            A::update_work_pool(
                    context,
                    UpdateWorkPoolPath {
                        name: call.text("name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteWorkPool => {
            A::delete_work_pool(
                    context,
                    DeleteWorkPoolPath {
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadWorkPools => {
            A::read_work_pools(context, call.body()?)?.into_reply()
        }
        Operation::CountWorkPools => {
            A::count_work_pools(context, call.body()?)?.into_reply()
        }
        Operation::ReadWorkPoolConcurrencyStatus => {
            A::read_work_pool_concurrency_status(
                    context,
                    ReadWorkPoolConcurrencyStatusPath {
                        name: call.text("name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::GetScheduledFlowRuns => {
            A::get_scheduled_flow_runs(
                    context,
                    GetScheduledFlowRunsPath {
                        name: call.text("name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::CreateWorkPoolQueue => {
            A::create_work_pool_queue(
                    context,
                    CreateWorkPoolQueuePath {
                        work_pool_name: call.text("work_pool_name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ReadWorkPoolQueue => {
            A::read_work_pool_queue(
                    context,
                    ReadWorkPoolQueuePath {
                        work_pool_name: call.text("work_pool_name")?,
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateWorkPoolQueue => {
            A::update_work_pool_queue(
                    context,
                    UpdateWorkPoolQueuePath {
                        work_pool_name: call.text("work_pool_name")?,
                        name: call.text("name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteWorkPoolQueue => {
            A::delete_work_pool_queue(
                    context,
                    DeleteWorkPoolQueuePath {
                        work_pool_name: call.text("work_pool_name")?,
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadWorkPoolQueues => {
            A::read_work_pool_queues(
                    context,
                    ReadWorkPoolQueuesPath {
                        work_pool_name: call.text("work_pool_name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::WorkerHeartbeat => {
            A::worker_heartbeat(
                    context,
                    WorkerHeartbeatPath {
                        work_pool_name: call.text("work_pool_name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ReadWorkers => {
            A::read_workers(
                    context,
                    ReadWorkersPath {
                        work_pool_name: call.text("work_pool_name")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteWorker => {
            A::delete_worker(
                    context,
                    DeleteWorkerPath {
                        work_pool_name: call.text("work_pool_name")?,
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::CreateWorkQueue => {
            A::create_work_queue(context, call.body()?)?.into_reply()
        }
        Operation::ReadWorkQueue => {
            A::read_work_queue(
                    context,
                    ReadWorkQueuePath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::UpdateWorkQueue => {
            A::update_work_queue(
                    context,
                    UpdateWorkQueuePath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::DeleteWorkQueue => {
            A::delete_work_queue(
                    context,
                    DeleteWorkQueuePath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadWorkQueueByName => {
            A::read_work_queue_by_name(
                    context,
                    ReadWorkQueueByNamePath {
                        name: call.text("name")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadWorkQueueRuns => {
            A::read_work_queue_runs(
                    context,
                    ReadWorkQueueRunsPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
        Operation::ReadWorkQueues => {
            A::read_work_queues(context, call.body()?)?.into_reply()
        }
        Operation::ReadWorkQueueStatus => {
            A::read_work_queue_status(
                    context,
                    ReadWorkQueueStatusPath {
                        id: call.uuid("id")?,
                    },
                )?
                .into_reply()
        }
        Operation::ReadWorkQueueConcurrencyStatus => {
            A::read_work_queue_concurrency_status(
                    context,
                    ReadWorkQueueConcurrencyStatusPath {
                        id: call.uuid("id")?,
                    },
                    call.body()?,
                )?
                .into_reply()
        }
    }
}
