//! What each query of the document asks for: its body, as [`Criteria`].

use prefect_mock_api::types;

use super::Criteria;

/// Reads the filters of bodies that have the same ones. `$get` is `value` where
/// a filter may be null, and `as_ref` where it may only be absent.
macro_rules! criteria_of {
    ($($body:ident),+ by $get:ident: $filters:tt) => {
        $(criteria_of!(@one $body $get $filters);)+
    };
    (@one $body:ident $get:ident { $($kind:ident = $field:ident),+ $(,)? }) => {
        impl<'a> From<&'a types::$body> for Criteria<'a> {
            fn from(body: &'a types::$body) -> Self {
                let mut criteria = Self::default();
                $(criteria.$kind = body.$field.$get();)+
                criteria
            }
        }
    };
}

criteria_of! {
    AverageFlowRunLatenessBody, CountDeploymentsBody, CountFlowRunsBody,
    PaginateDeploymentsBody, PaginateFlowRunsBody, ReadDeploymentsBody, ReadFlowRunsBody
    by value: {
        flows = flows, flow_runs = flow_runs, task_runs = task_runs, deployments = deployments,
        work_pools = work_pools, work_queues = work_pool_queues,
    }
}

criteria_of! {
    FlowRunHistoryBody by value: {
        flows = flows, flow_runs = flow_runs, task_runs = task_runs, deployments = deployments,
        work_pools = work_pools, work_queues = work_queues,
    }
}

criteria_of! {
    PaginateFlowsBody by value: {
        flows = flows, flow_runs = flow_runs, task_runs = task_runs, deployments = deployments,
        work_pools = work_pools,
    }
}

criteria_of! {
    CountFlowsBody, ReadFlowsBody by as_ref: {
        flows = flows, flow_runs = flow_runs, task_runs = task_runs, deployments = deployments,
        work_pools = work_pools,
    }
}

criteria_of! {
    PaginateTaskRunsBody, ReadTaskRunsBody by value: {
        flows = flows, flow_runs = flow_runs, task_runs = task_runs, deployments = deployments,
    }
}

criteria_of! {
    CountTaskRunsBody, TaskRunHistoryBody by as_ref: {
        flows = flows, flow_runs = flow_runs, task_runs = task_runs, deployments = deployments,
    }
}
