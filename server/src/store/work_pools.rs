//! Work pools, work queues and workers, found by id or by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Record, Table};
use crate::domain::ids::{WorkPoolId, WorkQueueId, WorkerId};
use crate::domain::work_pool::{WorkPool, WorkQueue, Worker};

impl Record for WorkPool {
    type Id = WorkPoolId;

    fn id(&self) -> WorkPoolId {
        self.id
    }
}

impl Record for WorkQueue {
    type Id = WorkQueueId;

    fn id(&self) -> WorkQueueId {
        self.id
    }
}

impl Record for Worker {
    type Id = WorkerId;

    fn id(&self) -> WorkerId {
        self.id
    }
}

/// Work pools. A name belongs to one at most.
#[derive(Debug, Default)]
pub struct WorkPools {
    rows: Table<WorkPool>,
    by_name: BTreeMap<String, WorkPoolId>,
}

impl WorkPools {
    /// The pool of an id.
    pub fn get(&self, id: WorkPoolId) -> Option<&Arc<WorkPool>> {
        self.rows.get(id)
    }

    /// The pool of a name.
    pub fn by_name(&self, name: &str) -> Option<&Arc<WorkPool>> {
        self.get(*self.by_name.get(name)?)
    }

    /// Every pool, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<WorkPool>> {
        self.rows.iter()
    }

    /// Puts a pool in; its name has to be free or its own.
    pub fn put(&mut self, pool: WorkPool) -> Arc<WorkPool> {
        let pool = Arc::new(pool);
        if let Some(before) = self.rows.put(Arc::clone(&pool)) {
            self.by_name.remove(&before.name);
        }
        self.by_name.insert(pool.name.clone(), pool.id);
        pool
    }

    /// Takes a pool out. Its queues and workers are the caller's to take out.
    pub fn remove(&mut self, id: WorkPoolId) -> Option<Arc<WorkPool>> {
        let pool = self.rows.remove(id)?;
        self.by_name.remove(&pool.name);
        Some(pool)
    }
}

/// What belongs to a pool and has a name there.
trait InPool: Record {
    fn pool_and_name(&self) -> (WorkPoolId, String);
}

impl InPool for WorkQueue {
    fn pool_and_name(&self) -> (WorkPoolId, String) {
        (self.work_pool_id, self.name.clone())
    }
}

impl InPool for Worker {
    fn pool_and_name(&self) -> (WorkPoolId, String) {
        (self.work_pool_id, self.name.clone())
    }
}

/// Records that belong to pools. In a pool, a name belongs to one at most.
#[derive(Debug)]
struct PoolMembers<R: Record> {
    rows: Table<R>,
    by_name: BTreeMap<(WorkPoolId, String), R::Id>,
}

impl<R: InPool> PoolMembers<R> {
    fn by_name(&self, pool: WorkPoolId, name: &str) -> Option<&Arc<R>> {
        self.rows.get(*self.by_name.get(&(pool, name.to_owned()))?)
    }

    fn of_pool(&self, pool: WorkPoolId) -> impl Iterator<Item = &Arc<R>> {
        self.by_name
            .range((pool, String::new())..)
            .take_while(move |((one, _), _)| *one == pool)
            .filter_map(|(_, id)| self.rows.get(*id))
    }

    fn put(&mut self, record: R) -> Arc<R> {
        let record = Arc::new(record);
        if let Some(before) = self.rows.put(Arc::clone(&record)) {
            self.by_name.remove(&before.pool_and_name());
        }
        self.by_name.insert(record.pool_and_name(), record.id());
        record
    }

    fn remove(&mut self, id: R::Id) -> Option<Arc<R>> {
        let record = self.rows.remove(id)?;
        self.by_name.remove(&record.pool_and_name());
        Some(record)
    }
}

macro_rules! pool_members {
    ($(#[$doc:meta])* $name:ident of $record:ident by $id:ident) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name(PoolMembers<$record>);

        impl Default for $name {
            fn default() -> Self {
                Self(PoolMembers { rows: Table::default(), by_name: BTreeMap::new() })
            }
        }

        impl $name {
            /// The record of an id.
            pub fn get(&self, id: $id) -> Option<&Arc<$record>> {
                self.0.rows.get(id)
            }

            /// The record of a pool by its name.
            pub fn by_name(&self, pool: WorkPoolId, name: &str) -> Option<&Arc<$record>> {
                self.0.by_name(pool, name)
            }

            /// The records of a pool, by name.
            pub fn of_pool(&self, pool: WorkPoolId) -> impl Iterator<Item = &Arc<$record>> {
                self.0.of_pool(pool)
            }

            /// Every record, by id.
            pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<$record>> {
                self.0.rows.iter()
            }

            /// Puts a record in; its name has to be free in its pool, or its own.
            pub fn put(&mut self, record: $record) -> Arc<$record> {
                self.0.put(record)
            }

            /// Takes a record out.
            pub fn remove(&mut self, id: $id) -> Option<Arc<$record>> {
                self.0.remove(id)
            }
        }
    };
}

pool_members! {
    /// Work queues. In a pool, a name belongs to one at most.
    WorkQueues of WorkQueue by WorkQueueId
}

pool_members! {
    /// Workers. In a pool, a name belongs to one at most.
    Workers of Worker by WorkerId
}
