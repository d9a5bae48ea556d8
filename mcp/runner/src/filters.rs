//! Prefect's filters, as far as the tools use them.

use prefect_rest::{Field, types};
use uuid::Uuid;

/// Work pools of these names; all, if none are said.
pub(crate) fn work_pools(names: Option<&[String]>) -> Field<types::WorkPoolFilter> {
    let Some(names) = names else {
        return Field::Absent;
    };
    let name = types::WorkPoolFilterName {
        any: names.to_vec().into(),
    };
    types::WorkPoolFilter {
        name: name.into(),
        ..types::WorkPoolFilter::default()
    }
    .into()
}

/// One flow run.
pub(crate) fn flow_run(id: Uuid) -> types::FlowRunFilter {
    let id = types::FlowRunFilterId {
        any: vec![id].into(),
        ..types::FlowRunFilterId::default()
    };
    types::FlowRunFilter {
        id: id.into(),
        ..types::FlowRunFilter::default()
    }
}
