// Generated from openapi/prefect.json by `cargo xtask gen`. Do not edit.

use crate::{OperationInfo, Segment, types};
/// One operation of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Read the version of the server, as a bare string.
    ReadVersion,
    /// Read which block stores results when a flow names none.
    ReadDefaultResultStorage,
    /// Tell whether the server answers.
    HealthCheck,
    /// Say hello.
    Hello,
    /// Tell whether the server's storage answers.
    PerformReadinessCheck,
    /// Read the version of the API.
    ServerVersion,
    /// Get a token for the writes of one client.
    CreateCsrfToken,
    /// Create an artifact.
    CreateArtifact,
    /// Read an artifact.
    ReadArtifact,
    /// Change an artifact.
    UpdateArtifact,
    /// Delete an artifact.
    DeleteArtifact,
    /// Read the newest artifact of a key.
    ReadLatestArtifact,
    /// List the artifacts that match a filter.
    ReadArtifacts,
    /// List the newest artifact of each key that matches a filter.
    ReadLatestArtifacts,
    /// Count the artifacts that match a filter.
    CountArtifacts,
    /// Count the keys whose newest artifact matches a filter.
    CountLatestArtifacts,
    /// Read an automation.
    ReadAutomation,
    /// List the automations that match a filter.
    ReadAutomations,
    /// Count the automations.
    CountAutomations,
    /// List the automations that concern a resource.
    ReadAutomationsRelatedToResource,
    /// Delete the automations that a resource owns.
    DeleteAutomationsOwnedByResource,
    /// List the block documents that match a filter.
    ReadBlockDocuments,
    /// Count the block documents that match a filter.
    CountBlockDocuments,
    /// Read a block document.
    ReadBlockDocument,
    /// List the block documents of a block type.
    ReadBlockDocumentsForBlockType,
    /// Read a block document by its type and name.
    ReadBlockDocumentByNameForBlockType,
    /// Read what is known of the workers and flows that packages offer.
    ReadViewContent,
    /// Limit the task runs of a tag, or change their limit.
    CreateConcurrencyLimit,
    /// Read the limit of a tag by its id.
    ReadConcurrencyLimit,
    /// Delete the limit of a tag by its id.
    DeleteConcurrencyLimit,
    /// Read the limit of a tag.
    ReadConcurrencyLimitByTag,
    /// Delete the limit of a tag.
    DeleteConcurrencyLimitByTag,
    /// List the limits of tags.
    ReadConcurrencyLimits,
    /// Set which task runs hold the slots of a tag.
    ResetConcurrencyLimitByTag,
    /// Create a global concurrency limit.
    CreateConcurrencyLimitV2,
    /// Read a global concurrency limit.
    ReadConcurrencyLimitV2,
    /// Change a global concurrency limit.
    UpdateConcurrencyLimitV2,
    /// Delete a global concurrency limit.
    DeleteConcurrencyLimitV2,
    /// List the global concurrency limits.
    ReadConcurrencyLimitsV2,
    /// Take slots of several limits at once.
    BulkIncrementActiveSlots,
    /// Give back slots of several limits.
    BulkDecrementActiveSlots,
    /// Take slots of several limits at once, under a lease.
    IncrementConcurrencyLimitsWithLease,
    /// Give back the slots of a lease.
    DecrementConcurrencyLimitsWithLease,
    /// Prolong a lease.
    RenewConcurrencyLease,
    /// Create a deployment, or update the one of this name.
    CreateDeployment,
    /// Read a deployment.
    ReadDeployment,
    /// Change a deployment.
    UpdateDeployment,
    /// Delete a deployment.
    DeleteDeployment,
    /// Read a deployment by its flow's name and its own.
    ReadDeploymentByName,
    /// List the deployments that match a filter.
    ReadDeployments,
    /// Read one page of the deployments that match a filter.
    PaginateDeployments,
    /// Count the deployments that match a filter.
    CountDeployments,
    /// Delete the deployments that match a filter.
    BulkDeleteDeployments,
    /// List the scheduled runs of some deployments, soonest first.
    GetScheduledFlowRunsForDeployments,
    /// Make the runs of a deployment's schedules for a span of time.
    ScheduleDeployment,
    /// Stop a deployment's schedules and drop the runs they made.
    PauseDeployment,
    /// Let a paused deployment's schedules go on.
    ResumeDeployment,
    /// Create a flow run of a deployment.
    CreateFlowRunFromDeployment,
    /// Create several flow runs of a deployment.
    BulkCreateFlowRunsFromDeployment,
    /// List the work queues that would pick up a deployment's runs.
    WorkQueueCheckForDeployment,
    /// List the schedules of a deployment.
    ReadDeploymentSchedules,
    /// Add schedules to a deployment.
    CreateDeploymentSchedules,
    /// Change a schedule of a deployment.
    UpdateDeploymentSchedule,
    /// Delete a schedule of a deployment.
    DeleteDeploymentSchedule,
    /// Record events.
    CreateEvents,
    /// Read the first page of the events that match a filter, newest first.
    ReadEvents,
    /// Read the page of events that a page before it names.
    ReadEventsPage,
    /// Count the events that match a filter by day, time, event or resource.
    CountEvents,
    /// Read one state of a flow run.
    ReadFlowRunState,
    /// List the states that a flow run has been in, oldest first.
    ReadFlowRunStates,
    /// Create a flow run.
    CreateFlowRun,
    /// Read a flow run.
    ReadFlowRun,
    /// Change a flow run.
    UpdateFlowRun,
    /// Delete a flow run.
    DeleteFlowRun,
    /// List the flow runs that match a filter.
    ReadFlowRuns,
    /// Read one page of the flow runs that match a filter.
    PaginateFlowRuns,
    /// Count the flow runs that match a filter.
    CountFlowRuns,
    /// Average how late the matching flow runs started, in seconds.
    AverageFlowRunLateness,
    /// Count flow runs by state over intervals of time.
    FlowRunHistory,
    /// Delete the flow runs that match a filter.
    BulkDeleteFlowRuns,
    /// Propose one state to all flow runs that match a filter.
    BulkSetFlowRunState,
    /// Propose a state to a flow run.
    SetFlowRunState,
    /// Resume a paused flow run.
    ResumeFlowRun,
    /// Merge labels into those of a flow run.
    UpdateFlowRunLabels,
    /// Read the task runs of a flow run with what each depends on.
    ReadFlowRunGraphV1,
    /// Read a flow run's graph as the dashboard draws it.
    ReadFlowRunGraphV2,
    /// Download the logs of a flow run as CSV.
    DownloadLogs,
    /// Store an input for a flow run.
    CreateFlowRunInput,
    /// Read an input of a flow run.
    ReadFlowRunInput,
    /// Delete an input of a flow run.
    DeleteFlowRunInput,
    /// List the inputs of a flow run by the prefix of their keys.
    FilterFlowRunInput,
    /// Create a flow, or find the one of this name.
    CreateFlow,
    /// Read a flow.
    ReadFlow,
    /// Change a flow.
    UpdateFlow,
    /// Delete a flow.
    DeleteFlow,
    /// Read a flow by its name.
    ReadFlowByName,
    /// List the flows that match a filter.
    ReadFlows,
    /// Read one page of the flows that match a filter.
    PaginateFlows,
    /// Count the flows that match a filter.
    CountFlows,
    /// Delete the flows that match a filter.
    BulkDeleteFlows,
    /// Store log lines.
    CreateLogs,
    /// List the log lines that match a filter.
    ReadLogs,
    /// Read one state of a task run.
    ReadTaskRunState,
    /// List the states that a task run has been in, oldest first.
    ReadTaskRunStates,
    /// Create a task run.
    CreateTaskRun,
    /// Read a task run.
    ReadTaskRun,
    /// Change a task run.
    UpdateTaskRun,
    /// Delete a task run.
    DeleteTaskRun,
    /// List the task runs that match a filter.
    ReadTaskRuns,
    /// Read one page of the task runs that match a filter.
    PaginateTaskRuns,
    /// Count the task runs that match a filter.
    CountTaskRuns,
    /// Count task runs by state over intervals of time.
    TaskRunHistory,
    /// Propose a state to a task run.
    SetTaskRunState,
    /// Create a variable.
    CreateVariable,
    /// Read a variable.
    ReadVariable,
    /// Change a variable.
    UpdateVariable,
    /// Delete a variable.
    DeleteVariable,
    /// Read a variable by its name.
    ReadVariableByName,
    /// Change the variable of a name.
    UpdateVariableByName,
    /// Delete the variable of a name.
    DeleteVariableByName,
    /// List the variables that match a filter.
    ReadVariables,
    /// Count the variables that match a filter.
    CountVariables,
    /// Create a work pool with its default queue.
    CreateWorkPool,
    /// Read a work pool.
    ReadWorkPool,
    /// Change a work pool.
    UpdateWorkPool,
    /// Delete a work pool with its queues and workers.
    DeleteWorkPool,
    /// List the work pools that match a filter.
    ReadWorkPools,
    /// Count the work pools that match a filter.
    CountWorkPools,
    /// Read how a work pool's slots are taken.
    ReadWorkPoolConcurrencyStatus,
    /// List the flow runs that a worker of the pool should start.
    GetScheduledFlowRuns,
    /// Create a queue in a work pool.
    CreateWorkPoolQueue,
    /// Read a queue of a work pool.
    ReadWorkPoolQueue,
    /// Change a queue of a work pool.
    UpdateWorkPoolQueue,
    /// Delete a queue of a work pool.
    DeleteWorkPoolQueue,
    /// List the queues of a work pool that match a filter.
    ReadWorkPoolQueues,
    /// Tell that a worker is alive.
    WorkerHeartbeat,
    /// List the workers of a work pool that match a filter.
    ReadWorkers,
    /// Forget a worker.
    DeleteWorker,
    /// Create a work queue outside a named pool.
    CreateWorkQueue,
    /// Read a work queue.
    ReadWorkQueue,
    /// Change a work queue.
    UpdateWorkQueue,
    /// Delete a work queue.
    DeleteWorkQueue,
    /// Read a work queue by its name.
    ReadWorkQueueByName,
    /// List the flow runs that an agent should start from a queue.
    ReadWorkQueueRuns,
    /// List the work queues that match a filter.
    ReadWorkQueues,
    /// Read whether a work queue keeps up.
    ReadWorkQueueStatus,
    /// Read how a work queue's slots are taken.
    ReadWorkQueueConcurrencyStatus,
}
/// Every operation of the document, in its order: `OPERATIONS[operation as usize]`.
pub const OPERATIONS: &[OperationInfo] = &[
    OperationInfo {
        operation: Operation::ReadVersion,
        id: "read_version",
        method: "GET",
        path: "/admin/version",
        segments: &[Segment::Literal("admin"), Segment::Literal("version")],
    },
    OperationInfo {
        operation: Operation::ReadDefaultResultStorage,
        id: "read_default_result_storage",
        method: "GET",
        path: "/admin/storage",
        segments: &[Segment::Literal("admin"), Segment::Literal("storage")],
    },
    OperationInfo {
        operation: Operation::HealthCheck,
        id: "health_check",
        method: "GET",
        path: "/health",
        segments: &[Segment::Literal("health")],
    },
    OperationInfo {
        operation: Operation::Hello,
        id: "hello",
        method: "GET",
        path: "/hello",
        segments: &[Segment::Literal("hello")],
    },
    OperationInfo {
        operation: Operation::PerformReadinessCheck,
        id: "perform_readiness_check",
        method: "GET",
        path: "/ready",
        segments: &[Segment::Literal("ready")],
    },
    OperationInfo {
        operation: Operation::ServerVersion,
        id: "server_version",
        method: "GET",
        path: "/version",
        segments: &[Segment::Literal("version")],
    },
    OperationInfo {
        operation: Operation::CreateCsrfToken,
        id: "create_csrf_token",
        method: "GET",
        path: "/csrf-token",
        segments: &[Segment::Literal("csrf-token")],
    },
    OperationInfo {
        operation: Operation::CreateArtifact,
        id: "create_artifact",
        method: "POST",
        path: "/artifacts/",
        segments: &[Segment::Literal("artifacts")],
    },
    OperationInfo {
        operation: Operation::ReadArtifact,
        id: "read_artifact",
        method: "GET",
        path: "/artifacts/{id}",
        segments: &[Segment::Literal("artifacts"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateArtifact,
        id: "update_artifact",
        method: "PATCH",
        path: "/artifacts/{id}",
        segments: &[Segment::Literal("artifacts"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteArtifact,
        id: "delete_artifact",
        method: "DELETE",
        path: "/artifacts/{id}",
        segments: &[Segment::Literal("artifacts"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadLatestArtifact,
        id: "read_latest_artifact",
        method: "GET",
        path: "/artifacts/{key}/latest",
        segments: &[
            Segment::Literal("artifacts"),
            Segment::Text("key"),
            Segment::Literal("latest"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadArtifacts,
        id: "read_artifacts",
        method: "POST",
        path: "/artifacts/filter",
        segments: &[Segment::Literal("artifacts"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::ReadLatestArtifacts,
        id: "read_latest_artifacts",
        method: "POST",
        path: "/artifacts/latest/filter",
        segments: &[
            Segment::Literal("artifacts"),
            Segment::Literal("latest"),
            Segment::Literal("filter"),
        ],
    },
    OperationInfo {
        operation: Operation::CountArtifacts,
        id: "count_artifacts",
        method: "POST",
        path: "/artifacts/count",
        segments: &[Segment::Literal("artifacts"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::CountLatestArtifacts,
        id: "count_latest_artifacts",
        method: "POST",
        path: "/artifacts/latest/count",
        segments: &[
            Segment::Literal("artifacts"),
            Segment::Literal("latest"),
            Segment::Literal("count"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadAutomation,
        id: "read_automation",
        method: "GET",
        path: "/automations/{id}",
        segments: &[Segment::Literal("automations"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadAutomations,
        id: "read_automations",
        method: "POST",
        path: "/automations/filter",
        segments: &[Segment::Literal("automations"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::CountAutomations,
        id: "count_automations",
        method: "POST",
        path: "/automations/count",
        segments: &[Segment::Literal("automations"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::ReadAutomationsRelatedToResource,
        id: "read_automations_related_to_resource",
        method: "GET",
        path: "/automations/related-to/{resource_id}",
        segments: &[
            Segment::Literal("automations"),
            Segment::Literal("related-to"),
            Segment::Text("resource_id"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteAutomationsOwnedByResource,
        id: "delete_automations_owned_by_resource",
        method: "DELETE",
        path: "/automations/owned-by/{resource_id}",
        segments: &[
            Segment::Literal("automations"),
            Segment::Literal("owned-by"),
            Segment::Text("resource_id"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadBlockDocuments,
        id: "read_block_documents",
        method: "POST",
        path: "/block_documents/filter",
        segments: &[Segment::Literal("block_documents"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::CountBlockDocuments,
        id: "count_block_documents",
        method: "POST",
        path: "/block_documents/count",
        segments: &[Segment::Literal("block_documents"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::ReadBlockDocument,
        id: "read_block_document",
        method: "GET",
        path: "/block_documents/{id}",
        segments: &[Segment::Literal("block_documents"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadBlockDocumentsForBlockType,
        id: "read_block_documents_for_block_type",
        method: "GET",
        path: "/block_types/slug/{slug}/block_documents",
        segments: &[
            Segment::Literal("block_types"),
            Segment::Literal("slug"),
            Segment::Text("slug"),
            Segment::Literal("block_documents"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadBlockDocumentByNameForBlockType,
        id: "read_block_document_by_name_for_block_type",
        method: "GET",
        path: "/block_types/slug/{slug}/block_documents/name/{block_document_name}",
        segments: &[
            Segment::Literal("block_types"),
            Segment::Literal("slug"),
            Segment::Text("slug"),
            Segment::Literal("block_documents"),
            Segment::Literal("name"),
            Segment::Text("block_document_name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadViewContent,
        id: "read_view_content",
        method: "GET",
        path: "/collections/views/{view}",
        segments: &[
            Segment::Literal("collections"),
            Segment::Literal("views"),
            Segment::Text("view"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateConcurrencyLimit,
        id: "create_concurrency_limit",
        method: "POST",
        path: "/concurrency_limits/",
        segments: &[Segment::Literal("concurrency_limits")],
    },
    OperationInfo {
        operation: Operation::ReadConcurrencyLimit,
        id: "read_concurrency_limit",
        method: "GET",
        path: "/concurrency_limits/{id}",
        segments: &[Segment::Literal("concurrency_limits"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteConcurrencyLimit,
        id: "delete_concurrency_limit",
        method: "DELETE",
        path: "/concurrency_limits/{id}",
        segments: &[Segment::Literal("concurrency_limits"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadConcurrencyLimitByTag,
        id: "read_concurrency_limit_by_tag",
        method: "GET",
        path: "/concurrency_limits/tag/{tag}",
        segments: &[
            Segment::Literal("concurrency_limits"),
            Segment::Literal("tag"),
            Segment::Text("tag"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteConcurrencyLimitByTag,
        id: "delete_concurrency_limit_by_tag",
        method: "DELETE",
        path: "/concurrency_limits/tag/{tag}",
        segments: &[
            Segment::Literal("concurrency_limits"),
            Segment::Literal("tag"),
            Segment::Text("tag"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadConcurrencyLimits,
        id: "read_concurrency_limits",
        method: "POST",
        path: "/concurrency_limits/filter",
        segments: &[Segment::Literal("concurrency_limits"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::ResetConcurrencyLimitByTag,
        id: "reset_concurrency_limit_by_tag",
        method: "POST",
        path: "/concurrency_limits/tag/{tag}/reset",
        segments: &[
            Segment::Literal("concurrency_limits"),
            Segment::Literal("tag"),
            Segment::Text("tag"),
            Segment::Literal("reset"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateConcurrencyLimitV2,
        id: "create_concurrency_limit_v2",
        method: "POST",
        path: "/v2/concurrency_limits/",
        segments: &[Segment::Literal("v2"), Segment::Literal("concurrency_limits")],
    },
    OperationInfo {
        operation: Operation::ReadConcurrencyLimitV2,
        id: "read_concurrency_limit_v2",
        method: "GET",
        path: "/v2/concurrency_limits/{id_or_name}",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Text("id_or_name"),
        ],
    },
    OperationInfo {
        operation: Operation::UpdateConcurrencyLimitV2,
        id: "update_concurrency_limit_v2",
        method: "PATCH",
        path: "/v2/concurrency_limits/{id_or_name}",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Text("id_or_name"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteConcurrencyLimitV2,
        id: "delete_concurrency_limit_v2",
        method: "DELETE",
        path: "/v2/concurrency_limits/{id_or_name}",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Text("id_or_name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadConcurrencyLimitsV2,
        id: "read_concurrency_limits_v2",
        method: "POST",
        path: "/v2/concurrency_limits/filter",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Literal("filter"),
        ],
    },
    OperationInfo {
        operation: Operation::BulkIncrementActiveSlots,
        id: "bulk_increment_active_slots",
        method: "POST",
        path: "/v2/concurrency_limits/increment",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Literal("increment"),
        ],
    },
    OperationInfo {
        operation: Operation::BulkDecrementActiveSlots,
        id: "bulk_decrement_active_slots",
        method: "POST",
        path: "/v2/concurrency_limits/decrement",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Literal("decrement"),
        ],
    },
    OperationInfo {
        operation: Operation::IncrementConcurrencyLimitsWithLease,
        id: "increment_concurrency_limits_with_lease",
        method: "POST",
        path: "/v2/concurrency_limits/increment-with-lease",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Literal("increment-with-lease"),
        ],
    },
    OperationInfo {
        operation: Operation::DecrementConcurrencyLimitsWithLease,
        id: "decrement_concurrency_limits_with_lease",
        method: "POST",
        path: "/v2/concurrency_limits/decrement-with-lease",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Literal("decrement-with-lease"),
        ],
    },
    OperationInfo {
        operation: Operation::RenewConcurrencyLease,
        id: "renew_concurrency_lease",
        method: "POST",
        path: "/v2/concurrency_limits/leases/{lease_id}/renew",
        segments: &[
            Segment::Literal("v2"),
            Segment::Literal("concurrency_limits"),
            Segment::Literal("leases"),
            Segment::Text("lease_id"),
            Segment::Literal("renew"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateDeployment,
        id: "create_deployment",
        method: "POST",
        path: "/deployments/",
        segments: &[Segment::Literal("deployments")],
    },
    OperationInfo {
        operation: Operation::ReadDeployment,
        id: "read_deployment",
        method: "GET",
        path: "/deployments/{id}",
        segments: &[Segment::Literal("deployments"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateDeployment,
        id: "update_deployment",
        method: "PATCH",
        path: "/deployments/{id}",
        segments: &[Segment::Literal("deployments"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteDeployment,
        id: "delete_deployment",
        method: "DELETE",
        path: "/deployments/{id}",
        segments: &[Segment::Literal("deployments"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadDeploymentByName,
        id: "read_deployment_by_name",
        method: "GET",
        path: "/deployments/name/{flow_name}/{deployment_name}",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Literal("name"),
            Segment::Text("flow_name"),
            Segment::Text("deployment_name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadDeployments,
        id: "read_deployments",
        method: "POST",
        path: "/deployments/filter",
        segments: &[Segment::Literal("deployments"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::PaginateDeployments,
        id: "paginate_deployments",
        method: "POST",
        path: "/deployments/paginate",
        segments: &[Segment::Literal("deployments"), Segment::Literal("paginate")],
    },
    OperationInfo {
        operation: Operation::CountDeployments,
        id: "count_deployments",
        method: "POST",
        path: "/deployments/count",
        segments: &[Segment::Literal("deployments"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::BulkDeleteDeployments,
        id: "bulk_delete_deployments",
        method: "POST",
        path: "/deployments/bulk_delete",
        segments: &[Segment::Literal("deployments"), Segment::Literal("bulk_delete")],
    },
    OperationInfo {
        operation: Operation::GetScheduledFlowRunsForDeployments,
        id: "get_scheduled_flow_runs_for_deployments",
        method: "POST",
        path: "/deployments/get_scheduled_flow_runs",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Literal("get_scheduled_flow_runs"),
        ],
    },
    OperationInfo {
        operation: Operation::ScheduleDeployment,
        id: "schedule_deployment",
        method: "POST",
        path: "/deployments/{id}/schedule",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("schedule"),
        ],
    },
    OperationInfo {
        operation: Operation::PauseDeployment,
        id: "pause_deployment",
        method: "POST",
        path: "/deployments/{id}/pause_deployment",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("pause_deployment"),
        ],
    },
    OperationInfo {
        operation: Operation::ResumeDeployment,
        id: "resume_deployment",
        method: "POST",
        path: "/deployments/{id}/resume_deployment",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("resume_deployment"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateFlowRunFromDeployment,
        id: "create_flow_run_from_deployment",
        method: "POST",
        path: "/deployments/{id}/create_flow_run",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("create_flow_run"),
        ],
    },
    OperationInfo {
        operation: Operation::BulkCreateFlowRunsFromDeployment,
        id: "bulk_create_flow_runs_from_deployment",
        method: "POST",
        path: "/deployments/{id}/create_flow_run/bulk",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("create_flow_run"),
            Segment::Literal("bulk"),
        ],
    },
    OperationInfo {
        operation: Operation::WorkQueueCheckForDeployment,
        id: "work_queue_check_for_deployment",
        method: "GET",
        path: "/deployments/{id}/work_queue_check",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("work_queue_check"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadDeploymentSchedules,
        id: "read_deployment_schedules",
        method: "GET",
        path: "/deployments/{id}/schedules",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("schedules"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateDeploymentSchedules,
        id: "create_deployment_schedules",
        method: "POST",
        path: "/deployments/{id}/schedules",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("schedules"),
        ],
    },
    OperationInfo {
        operation: Operation::UpdateDeploymentSchedule,
        id: "update_deployment_schedule",
        method: "PATCH",
        path: "/deployments/{id}/schedules/{schedule_id}",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("schedules"),
            Segment::Uuid("schedule_id"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteDeploymentSchedule,
        id: "delete_deployment_schedule",
        method: "DELETE",
        path: "/deployments/{id}/schedules/{schedule_id}",
        segments: &[
            Segment::Literal("deployments"),
            Segment::Uuid("id"),
            Segment::Literal("schedules"),
            Segment::Uuid("schedule_id"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateEvents,
        id: "create_events",
        method: "POST",
        path: "/events",
        segments: &[Segment::Literal("events")],
    },
    OperationInfo {
        operation: Operation::ReadEvents,
        id: "read_events",
        method: "POST",
        path: "/events/filter",
        segments: &[Segment::Literal("events"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::ReadEventsPage,
        id: "read_events_page",
        method: "GET",
        path: "/events/filter/next",
        segments: &[
            Segment::Literal("events"),
            Segment::Literal("filter"),
            Segment::Literal("next"),
        ],
    },
    OperationInfo {
        operation: Operation::CountEvents,
        id: "count_events",
        method: "POST",
        path: "/events/count-by/{countable}",
        segments: &[
            Segment::Literal("events"),
            Segment::Literal("count-by"),
            Segment::Text("countable"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadFlowRunState,
        id: "read_flow_run_state",
        method: "GET",
        path: "/flow_run_states/{id}",
        segments: &[Segment::Literal("flow_run_states"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadFlowRunStates,
        id: "read_flow_run_states",
        method: "GET",
        path: "/flow_run_states/",
        segments: &[Segment::Literal("flow_run_states")],
    },
    OperationInfo {
        operation: Operation::CreateFlowRun,
        id: "create_flow_run",
        method: "POST",
        path: "/flow_runs/",
        segments: &[Segment::Literal("flow_runs")],
    },
    OperationInfo {
        operation: Operation::ReadFlowRun,
        id: "read_flow_run",
        method: "GET",
        path: "/flow_runs/{id}",
        segments: &[Segment::Literal("flow_runs"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateFlowRun,
        id: "update_flow_run",
        method: "PATCH",
        path: "/flow_runs/{id}",
        segments: &[Segment::Literal("flow_runs"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteFlowRun,
        id: "delete_flow_run",
        method: "DELETE",
        path: "/flow_runs/{id}",
        segments: &[Segment::Literal("flow_runs"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadFlowRuns,
        id: "read_flow_runs",
        method: "POST",
        path: "/flow_runs/filter",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::PaginateFlowRuns,
        id: "paginate_flow_runs",
        method: "POST",
        path: "/flow_runs/paginate",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("paginate")],
    },
    OperationInfo {
        operation: Operation::CountFlowRuns,
        id: "count_flow_runs",
        method: "POST",
        path: "/flow_runs/count",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::AverageFlowRunLateness,
        id: "average_flow_run_lateness",
        method: "POST",
        path: "/flow_runs/lateness",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("lateness")],
    },
    OperationInfo {
        operation: Operation::FlowRunHistory,
        id: "flow_run_history",
        method: "POST",
        path: "/flow_runs/history",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("history")],
    },
    OperationInfo {
        operation: Operation::BulkDeleteFlowRuns,
        id: "bulk_delete_flow_runs",
        method: "POST",
        path: "/flow_runs/bulk_delete",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("bulk_delete")],
    },
    OperationInfo {
        operation: Operation::BulkSetFlowRunState,
        id: "bulk_set_flow_run_state",
        method: "POST",
        path: "/flow_runs/bulk_set_state",
        segments: &[Segment::Literal("flow_runs"), Segment::Literal("bulk_set_state")],
    },
    OperationInfo {
        operation: Operation::SetFlowRunState,
        id: "set_flow_run_state",
        method: "POST",
        path: "/flow_runs/{id}/set_state",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("set_state"),
        ],
    },
    OperationInfo {
        operation: Operation::ResumeFlowRun,
        id: "resume_flow_run",
        method: "POST",
        path: "/flow_runs/{id}/resume",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("resume"),
        ],
    },
    OperationInfo {
        operation: Operation::UpdateFlowRunLabels,
        id: "update_flow_run_labels",
        method: "PATCH",
        path: "/flow_runs/{id}/labels",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("labels"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadFlowRunGraphV1,
        id: "read_flow_run_graph_v1",
        method: "GET",
        path: "/flow_runs/{id}/graph",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("graph"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadFlowRunGraphV2,
        id: "read_flow_run_graph_v2",
        method: "GET",
        path: "/flow_runs/{id}/graph-v2",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("graph-v2"),
        ],
    },
    OperationInfo {
        operation: Operation::DownloadLogs,
        id: "download_logs",
        method: "GET",
        path: "/flow_runs/{id}/logs/download",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("logs"),
            Segment::Literal("download"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateFlowRunInput,
        id: "create_flow_run_input",
        method: "POST",
        path: "/flow_runs/{id}/input",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("input"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadFlowRunInput,
        id: "read_flow_run_input",
        method: "GET",
        path: "/flow_runs/{id}/input/{key}",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("input"),
            Segment::Text("key"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteFlowRunInput,
        id: "delete_flow_run_input",
        method: "DELETE",
        path: "/flow_runs/{id}/input/{key}",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("input"),
            Segment::Text("key"),
        ],
    },
    OperationInfo {
        operation: Operation::FilterFlowRunInput,
        id: "filter_flow_run_input",
        method: "POST",
        path: "/flow_runs/{id}/input/filter",
        segments: &[
            Segment::Literal("flow_runs"),
            Segment::Uuid("id"),
            Segment::Literal("input"),
            Segment::Literal("filter"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateFlow,
        id: "create_flow",
        method: "POST",
        path: "/flows/",
        segments: &[Segment::Literal("flows")],
    },
    OperationInfo {
        operation: Operation::ReadFlow,
        id: "read_flow",
        method: "GET",
        path: "/flows/{id}",
        segments: &[Segment::Literal("flows"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateFlow,
        id: "update_flow",
        method: "PATCH",
        path: "/flows/{id}",
        segments: &[Segment::Literal("flows"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteFlow,
        id: "delete_flow",
        method: "DELETE",
        path: "/flows/{id}",
        segments: &[Segment::Literal("flows"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadFlowByName,
        id: "read_flow_by_name",
        method: "GET",
        path: "/flows/name/{name}",
        segments: &[
            Segment::Literal("flows"),
            Segment::Literal("name"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadFlows,
        id: "read_flows",
        method: "POST",
        path: "/flows/filter",
        segments: &[Segment::Literal("flows"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::PaginateFlows,
        id: "paginate_flows",
        method: "POST",
        path: "/flows/paginate",
        segments: &[Segment::Literal("flows"), Segment::Literal("paginate")],
    },
    OperationInfo {
        operation: Operation::CountFlows,
        id: "count_flows",
        method: "POST",
        path: "/flows/count",
        segments: &[Segment::Literal("flows"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::BulkDeleteFlows,
        id: "bulk_delete_flows",
        method: "POST",
        path: "/flows/bulk_delete",
        segments: &[Segment::Literal("flows"), Segment::Literal("bulk_delete")],
    },
    OperationInfo {
        operation: Operation::CreateLogs,
        id: "create_logs",
        method: "POST",
        path: "/logs/",
        segments: &[Segment::Literal("logs")],
    },
    OperationInfo {
        operation: Operation::ReadLogs,
        id: "read_logs",
        method: "POST",
        path: "/logs/filter",
        segments: &[Segment::Literal("logs"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::ReadTaskRunState,
        id: "read_task_run_state",
        method: "GET",
        path: "/task_run_states/{id}",
        segments: &[Segment::Literal("task_run_states"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadTaskRunStates,
        id: "read_task_run_states",
        method: "GET",
        path: "/task_run_states/",
        segments: &[Segment::Literal("task_run_states")],
    },
    OperationInfo {
        operation: Operation::CreateTaskRun,
        id: "create_task_run",
        method: "POST",
        path: "/task_runs/",
        segments: &[Segment::Literal("task_runs")],
    },
    OperationInfo {
        operation: Operation::ReadTaskRun,
        id: "read_task_run",
        method: "GET",
        path: "/task_runs/{id}",
        segments: &[Segment::Literal("task_runs"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateTaskRun,
        id: "update_task_run",
        method: "PATCH",
        path: "/task_runs/{id}",
        segments: &[Segment::Literal("task_runs"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteTaskRun,
        id: "delete_task_run",
        method: "DELETE",
        path: "/task_runs/{id}",
        segments: &[Segment::Literal("task_runs"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadTaskRuns,
        id: "read_task_runs",
        method: "POST",
        path: "/task_runs/filter",
        segments: &[Segment::Literal("task_runs"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::PaginateTaskRuns,
        id: "paginate_task_runs",
        method: "POST",
        path: "/task_runs/paginate",
        segments: &[Segment::Literal("task_runs"), Segment::Literal("paginate")],
    },
    OperationInfo {
        operation: Operation::CountTaskRuns,
        id: "count_task_runs",
        method: "POST",
        path: "/task_runs/count",
        segments: &[Segment::Literal("task_runs"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::TaskRunHistory,
        id: "task_run_history",
        method: "POST",
        path: "/task_runs/history",
        segments: &[Segment::Literal("task_runs"), Segment::Literal("history")],
    },
    OperationInfo {
        operation: Operation::SetTaskRunState,
        id: "set_task_run_state",
        method: "POST",
        path: "/task_runs/{id}/set_state",
        segments: &[
            Segment::Literal("task_runs"),
            Segment::Uuid("id"),
            Segment::Literal("set_state"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateVariable,
        id: "create_variable",
        method: "POST",
        path: "/variables/",
        segments: &[Segment::Literal("variables")],
    },
    OperationInfo {
        operation: Operation::ReadVariable,
        id: "read_variable",
        method: "GET",
        path: "/variables/{id}",
        segments: &[Segment::Literal("variables"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateVariable,
        id: "update_variable",
        method: "PATCH",
        path: "/variables/{id}",
        segments: &[Segment::Literal("variables"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteVariable,
        id: "delete_variable",
        method: "DELETE",
        path: "/variables/{id}",
        segments: &[Segment::Literal("variables"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadVariableByName,
        id: "read_variable_by_name",
        method: "GET",
        path: "/variables/name/{name}",
        segments: &[
            Segment::Literal("variables"),
            Segment::Literal("name"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::UpdateVariableByName,
        id: "update_variable_by_name",
        method: "PATCH",
        path: "/variables/name/{name}",
        segments: &[
            Segment::Literal("variables"),
            Segment::Literal("name"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteVariableByName,
        id: "delete_variable_by_name",
        method: "DELETE",
        path: "/variables/name/{name}",
        segments: &[
            Segment::Literal("variables"),
            Segment::Literal("name"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadVariables,
        id: "read_variables",
        method: "POST",
        path: "/variables/filter",
        segments: &[Segment::Literal("variables"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::CountVariables,
        id: "count_variables",
        method: "POST",
        path: "/variables/count",
        segments: &[Segment::Literal("variables"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::CreateWorkPool,
        id: "create_work_pool",
        method: "POST",
        path: "/work_pools/",
        segments: &[Segment::Literal("work_pools")],
    },
    OperationInfo {
        operation: Operation::ReadWorkPool,
        id: "read_work_pool",
        method: "GET",
        path: "/work_pools/{name}",
        segments: &[Segment::Literal("work_pools"), Segment::Text("name")],
    },
    OperationInfo {
        operation: Operation::UpdateWorkPool,
        id: "update_work_pool",
        method: "PATCH",
        path: "/work_pools/{name}",
        segments: &[Segment::Literal("work_pools"), Segment::Text("name")],
    },
    OperationInfo {
        operation: Operation::DeleteWorkPool,
        id: "delete_work_pool",
        method: "DELETE",
        path: "/work_pools/{name}",
        segments: &[Segment::Literal("work_pools"), Segment::Text("name")],
    },
    OperationInfo {
        operation: Operation::ReadWorkPools,
        id: "read_work_pools",
        method: "POST",
        path: "/work_pools/filter",
        segments: &[Segment::Literal("work_pools"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::CountWorkPools,
        id: "count_work_pools",
        method: "POST",
        path: "/work_pools/count",
        segments: &[Segment::Literal("work_pools"), Segment::Literal("count")],
    },
    OperationInfo {
        operation: Operation::ReadWorkPoolConcurrencyStatus,
        id: "read_work_pool_concurrency_status",
        method: "POST",
        path: "/work_pools/{name}/concurrency_status",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("name"),
            Segment::Literal("concurrency_status"),
        ],
    },
    OperationInfo {
        operation: Operation::GetScheduledFlowRuns,
        id: "get_scheduled_flow_runs",
        method: "POST",
        path: "/work_pools/{name}/get_scheduled_flow_runs",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("name"),
            Segment::Literal("get_scheduled_flow_runs"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateWorkPoolQueue,
        id: "create_work_pool_queue",
        method: "POST",
        path: "/work_pools/{work_pool_name}/queues",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("queues"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadWorkPoolQueue,
        id: "read_work_pool_queue",
        method: "GET",
        path: "/work_pools/{work_pool_name}/queues/{name}",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("queues"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::UpdateWorkPoolQueue,
        id: "update_work_pool_queue",
        method: "PATCH",
        path: "/work_pools/{work_pool_name}/queues/{name}",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("queues"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteWorkPoolQueue,
        id: "delete_work_pool_queue",
        method: "DELETE",
        path: "/work_pools/{work_pool_name}/queues/{name}",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("queues"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadWorkPoolQueues,
        id: "read_work_pool_queues",
        method: "POST",
        path: "/work_pools/{work_pool_name}/queues/filter",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("queues"),
            Segment::Literal("filter"),
        ],
    },
    OperationInfo {
        operation: Operation::WorkerHeartbeat,
        id: "worker_heartbeat",
        method: "POST",
        path: "/work_pools/{work_pool_name}/workers/heartbeat",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("workers"),
            Segment::Literal("heartbeat"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadWorkers,
        id: "read_workers",
        method: "POST",
        path: "/work_pools/{work_pool_name}/workers/filter",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("workers"),
            Segment::Literal("filter"),
        ],
    },
    OperationInfo {
        operation: Operation::DeleteWorker,
        id: "delete_worker",
        method: "DELETE",
        path: "/work_pools/{work_pool_name}/workers/{name}",
        segments: &[
            Segment::Literal("work_pools"),
            Segment::Text("work_pool_name"),
            Segment::Literal("workers"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::CreateWorkQueue,
        id: "create_work_queue",
        method: "POST",
        path: "/work_queues/",
        segments: &[Segment::Literal("work_queues")],
    },
    OperationInfo {
        operation: Operation::ReadWorkQueue,
        id: "read_work_queue",
        method: "GET",
        path: "/work_queues/{id}",
        segments: &[Segment::Literal("work_queues"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::UpdateWorkQueue,
        id: "update_work_queue",
        method: "PATCH",
        path: "/work_queues/{id}",
        segments: &[Segment::Literal("work_queues"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::DeleteWorkQueue,
        id: "delete_work_queue",
        method: "DELETE",
        path: "/work_queues/{id}",
        segments: &[Segment::Literal("work_queues"), Segment::Uuid("id")],
    },
    OperationInfo {
        operation: Operation::ReadWorkQueueByName,
        id: "read_work_queue_by_name",
        method: "GET",
        path: "/work_queues/name/{name}",
        segments: &[
            Segment::Literal("work_queues"),
            Segment::Literal("name"),
            Segment::Text("name"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadWorkQueueRuns,
        id: "read_work_queue_runs",
        method: "POST",
        path: "/work_queues/{id}/get_runs",
        segments: &[
            Segment::Literal("work_queues"),
            Segment::Uuid("id"),
            Segment::Literal("get_runs"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadWorkQueues,
        id: "read_work_queues",
        method: "POST",
        path: "/work_queues/filter",
        segments: &[Segment::Literal("work_queues"), Segment::Literal("filter")],
    },
    OperationInfo {
        operation: Operation::ReadWorkQueueStatus,
        id: "read_work_queue_status",
        method: "GET",
        path: "/work_queues/{id}/status",
        segments: &[
            Segment::Literal("work_queues"),
            Segment::Uuid("id"),
            Segment::Literal("status"),
        ],
    },
    OperationInfo {
        operation: Operation::ReadWorkQueueConcurrencyStatus,
        id: "read_work_queue_concurrency_status",
        method: "POST",
        path: "/work_queues/{id}/concurrency_status",
        segments: &[
            Segment::Literal("work_queues"),
            Segment::Uuid("id"),
            Segment::Literal("concurrency_status"),
        ],
    },
];
/// The query of `create_csrf_token`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct CreateCsrfTokenQuery {
    /// The parameter `client`.
    pub client: String,
}
/// What the path of `read_artifact` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadArtifactPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_artifact` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateArtifactPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_artifact` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteArtifactPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_latest_artifact` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadLatestArtifactPath {
    /// The parameter `key`.
    pub key: String,
}
/// What the path of `read_automation` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadAutomationPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_automations_related_to_resource` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadAutomationsRelatedToResourcePath {
    /// The parameter `resource_id`.
    pub resource_id: String,
}
/// What the path of `delete_automations_owned_by_resource` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteAutomationsOwnedByResourcePath {
    /// The parameter `resource_id`.
    pub resource_id: String,
}
/// What the path of `read_block_document` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBlockDocumentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// The query of `read_block_document`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadBlockDocumentQuery {
    /// The parameter `include_secrets`.
    #[serde(default)]
    pub include_secrets: Option<bool>,
}
/// What the path of `read_block_documents_for_block_type` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBlockDocumentsForBlockTypePath {
    /// The parameter `slug`.
    pub slug: String,
}
/// The query of `read_block_documents_for_block_type`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadBlockDocumentsForBlockTypeQuery {
    /// The parameter `include_secrets`.
    #[serde(default)]
    pub include_secrets: Option<bool>,
}
/// What the path of `read_block_document_by_name_for_block_type` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBlockDocumentByNameForBlockTypePath {
    /// The parameter `slug`.
    pub slug: String,
    /// The parameter `block_document_name`.
    pub block_document_name: String,
}
/// The query of `read_block_document_by_name_for_block_type`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadBlockDocumentByNameForBlockTypeQuery {
    /// The parameter `include_secrets`.
    #[serde(default)]
    pub include_secrets: Option<bool>,
}
/// What the path of `read_view_content` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadViewContentPath {
    /// The parameter `view`.
    pub view: String,
}
/// What the path of `read_concurrency_limit` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadConcurrencyLimitPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_concurrency_limit` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteConcurrencyLimitPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_concurrency_limit_by_tag` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadConcurrencyLimitByTagPath {
    /// The parameter `tag`.
    pub tag: String,
}
/// What the path of `delete_concurrency_limit_by_tag` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteConcurrencyLimitByTagPath {
    /// The parameter `tag`.
    pub tag: String,
}
/// What the path of `reset_concurrency_limit_by_tag` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ResetConcurrencyLimitByTagPath {
    /// The parameter `tag`.
    pub tag: String,
}
/// What the path of `read_concurrency_limit_v2` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadConcurrencyLimitV2Path {
    /// The parameter `id_or_name`.
    pub id_or_name: String,
}
/// What the path of `update_concurrency_limit_v2` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateConcurrencyLimitV2Path {
    /// The parameter `id_or_name`.
    pub id_or_name: String,
}
/// What the path of `delete_concurrency_limit_v2` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteConcurrencyLimitV2Path {
    /// The parameter `id_or_name`.
    pub id_or_name: String,
}
/// What the path of `renew_concurrency_lease` names.
#[derive(Debug, Clone, PartialEq)]
pub struct RenewConcurrencyLeasePath {
    /// The parameter `lease_id`.
    pub lease_id: uuid::Uuid,
}
/// What the path of `read_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_deployment_by_name` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDeploymentByNamePath {
    /// The parameter `flow_name`.
    pub flow_name: String,
    /// The parameter `deployment_name`.
    pub deployment_name: String,
}
/// What the path of `schedule_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduleDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `pause_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct PauseDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `resume_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ResumeDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `create_flow_run_from_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateFlowRunFromDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `bulk_create_flow_runs_from_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkCreateFlowRunsFromDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `work_queue_check_for_deployment` names.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkQueueCheckForDeploymentPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_deployment_schedules` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDeploymentSchedulesPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `create_deployment_schedules` names.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateDeploymentSchedulesPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_deployment_schedule` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateDeploymentSchedulePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
    /// The parameter `schedule_id`.
    pub schedule_id: uuid::Uuid,
}
/// What the path of `delete_deployment_schedule` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteDeploymentSchedulePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
    /// The parameter `schedule_id`.
    pub schedule_id: uuid::Uuid,
}
/// The query of `read_events_page`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadEventsPageQuery {
    /// The parameter `page-token`.
    #[serde(rename = "page-token")]
    pub page_token: String,
}
/// What the path of `count_events` names.
#[derive(Debug, Clone, PartialEq)]
pub struct CountEventsPath {
    /// The parameter `countable`.
    pub countable: types::Countable,
}
/// What the path of `read_flow_run_state` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowRunStatePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// The query of `read_flow_run_states`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadFlowRunStatesQuery {
    /// The parameter `flow_run_id`.
    pub flow_run_id: uuid::Uuid,
}
/// What the path of `read_flow_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_flow_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateFlowRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_flow_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteFlowRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `set_flow_run_state` names.
#[derive(Debug, Clone, PartialEq)]
pub struct SetFlowRunStatePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `resume_flow_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ResumeFlowRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_flow_run_labels` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateFlowRunLabelsPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_flow_run_graph_v1` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowRunGraphV1Path {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_flow_run_graph_v2` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowRunGraphV2Path {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// The query of `read_flow_run_graph_v2`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadFlowRunGraphV2Query {
    /// The parameter `since`.
    #[serde(default)]
    pub since: Option<chrono::DateTime<chrono::Utc>>,
}
/// What the path of `download_logs` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DownloadLogsPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `create_flow_run_input` names.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateFlowRunInputPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_flow_run_input` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowRunInputPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
    /// The parameter `key`.
    pub key: String,
}
/// What the path of `delete_flow_run_input` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteFlowRunInputPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
    /// The parameter `key`.
    pub key: String,
}
/// What the path of `filter_flow_run_input` names.
#[derive(Debug, Clone, PartialEq)]
pub struct FilterFlowRunInputPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_flow` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_flow` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateFlowPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_flow` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteFlowPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_flow_by_name` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFlowByNamePath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `read_task_run_state` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadTaskRunStatePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// The query of `read_task_run_states`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct ReadTaskRunStatesQuery {
    /// The parameter `task_run_id`.
    pub task_run_id: uuid::Uuid,
}
/// What the path of `read_task_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadTaskRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_task_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateTaskRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_task_run` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteTaskRunPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `set_task_run_state` names.
#[derive(Debug, Clone, PartialEq)]
pub struct SetTaskRunStatePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_variable` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadVariablePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_variable` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateVariablePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_variable` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteVariablePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_variable_by_name` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadVariableByNamePath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `update_variable_by_name` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateVariableByNamePath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `delete_variable_by_name` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteVariableByNamePath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `read_work_pool` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkPoolPath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `update_work_pool` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateWorkPoolPath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `delete_work_pool` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteWorkPoolPath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `read_work_pool_concurrency_status` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkPoolConcurrencyStatusPath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `get_scheduled_flow_runs` names.
#[derive(Debug, Clone, PartialEq)]
pub struct GetScheduledFlowRunsPath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `create_work_pool_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateWorkPoolQueuePath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
}
/// What the path of `read_work_pool_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkPoolQueuePath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `update_work_pool_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateWorkPoolQueuePath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `delete_work_pool_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteWorkPoolQueuePath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `read_work_pool_queues` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkPoolQueuesPath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
}
/// What the path of `worker_heartbeat` names.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkerHeartbeatPath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
}
/// What the path of `read_workers` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkersPath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
}
/// What the path of `delete_worker` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteWorkerPath {
    /// The parameter `work_pool_name`.
    pub work_pool_name: String,
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `read_work_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkQueuePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `update_work_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateWorkQueuePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `delete_work_queue` names.
#[derive(Debug, Clone, PartialEq)]
pub struct DeleteWorkQueuePath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_work_queue_by_name` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkQueueByNamePath {
    /// The parameter `name`.
    pub name: String,
}
/// What the path of `read_work_queue_runs` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkQueueRunsPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_work_queue_status` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkQueueStatusPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
/// What the path of `read_work_queue_concurrency_status` names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadWorkQueueConcurrencyStatusPath {
    /// The parameter `id`.
    pub id: uuid::Uuid,
}
