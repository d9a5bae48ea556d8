//! The plans of deployments, each read once for all of its runs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::plan::{PLAN_LABEL, Plan};
use crate::domain::deployment::Deployment;
use crate::domain::ids::DeploymentId;

/// The plans that were asked for, by deployment. A run keeps the plan that it has
/// started with.
#[derive(Debug, Default)]
pub(super) struct Plans {
    read: BTreeMap<DeploymentId, ReadPlan>,
}

/// A plan with the text that it was read from.
#[derive(Debug)]
struct ReadPlan {
    text: String,
    plan: Arc<Plan>,
}

impl Plans {
    /// The plan that a deployment carries now; one without tasks if it carries none.
    pub(super) fn of(&mut self, deployment: &Deployment) -> Arc<Plan> {
        let labels = deployment.labels.as_ref();
        let label = labels.and_then(|labels| labels.get(PLAN_LABEL));
        let Some(text) = label.and_then(|label| label.as_str()) else {
            return Arc::default();
        };
        match self.read.get(&deployment.id) {
            Some(known) if known.text == text => Arc::clone(&known.plan),
            _ => {
                let plan = Arc::new(Plan::read(text).unwrap_or_default());
                let read = ReadPlan {
                    text: text.to_owned(),
                    plan: Arc::clone(&plan),
                };
                self.read.insert(deployment.id, read);
                plan
            }
        }
    }

    /// Lets go of a deployment that has changed, or is gone.
    pub(super) fn forget(&mut self, id: DeploymentId) {
        self.read.remove(&id);
    }

    /// Lets go of the deployments that are not to be kept.
    pub(super) fn retain(&mut self, is_kept: impl Fn(DeploymentId) -> bool) {
        self.read.retain(|id, _| is_kept(*id));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::Plans;
    use crate::app::fixture::Fixture;
    use crate::domain::deployment::Deployment;
    use crate::domain::ids::WorkQueueId;
    use crate::simulator::plan::PLAN_LABEL;

    fn deployment(tasks: &[&str]) -> Deployment {
        let fixture = Fixture::new();
        let queue = WorkQueueId::new(uuid::Uuid::nil());
        let id = fixture.deployment("deployment", queue);
        let tasks: Vec<_> = tasks
            .iter()
            .map(|id| json!({"id": id, "task_key": "t"}))
            .collect();
        let plan = json!({"tasks": tasks}).to_string();
        Deployment {
            labels: json!({ PLAN_LABEL: plan }).as_object().cloned(),
            ..Deployment::clone(fixture.app.read().deployments.get(id).unwrap())
        }
    }

    #[test]
    fn a_plan_is_read_once_until_it_changes() {
        let mut plans = Plans::default();
        let before = deployment(&["a"]);
        let plan = plans.of(&before);
        assert_eq!(plan.tasks.len(), 1);
        assert!(Arc::ptr_eq(&plan, &plans.of(&before)));
        let after = Deployment {
            id: before.id,
            ..deployment(&["a", "b"])
        };
        assert_eq!(plans.of(&after).tasks.len(), 2);
        let without = Deployment {
            labels: None,
            ..after
        };
        assert_eq!(plans.of(&without).tasks.len(), 0);
    }

    #[test]
    fn what_is_let_go_is_not_kept() {
        let mut plans = Plans::default();
        let deployment = deployment(&["a"]);
        plans.of(&deployment);
        plans.retain(|id| id == deployment.id);
        assert_eq!(plans.read.len(), 1);
        plans.forget(deployment.id);
        assert!(plans.read.is_empty());
        plans.of(&deployment);
        plans.retain(|_| false);
        assert!(plans.read.is_empty());
    }
}
