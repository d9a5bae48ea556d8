//! Flows, found by id or by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Record, Table};
use crate::domain::flow::Flow;
use crate::domain::ids::FlowId;

impl Record for Flow {
    type Id = FlowId;

    fn id(&self) -> FlowId {
        self.id
    }
}

/// Flows. A name belongs to one flow at most.
#[derive(Debug, Default)]
pub struct Flows {
    rows: Table<Flow>,
    by_name: BTreeMap<String, FlowId>,
}

impl Flows {
    /// The flow of an id.
    pub fn get(&self, id: FlowId) -> Option<&Arc<Flow>> {
        self.rows.get(id)
    }

    /// The flow of a name.
    pub fn by_name(&self, name: &str) -> Option<&Arc<Flow>> {
        self.get(*self.by_name.get(name)?)
    }

    /// Every flow, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Flow>> {
        self.rows.iter()
    }

    /// Puts a flow in; its name has to be free or its own.
    pub fn put(&mut self, flow: Flow) -> Arc<Flow> {
        let flow = Arc::new(flow);
        if let Some(before) = self.rows.put(Arc::clone(&flow)) {
            self.by_name.remove(&before.name);
        }
        self.by_name.insert(flow.name.clone(), flow.id);
        flow
    }

    /// Takes a flow out.
    pub fn remove(&mut self, id: FlowId) -> Option<Arc<Flow>> {
        let flow = self.rows.remove(id)?;
        self.by_name.remove(&flow.name);
        Some(flow)
    }
}
