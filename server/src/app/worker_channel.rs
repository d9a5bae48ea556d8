//! What a worker on its socket asks of the application.

use std::sync::Arc;

use prefect_mock_api::types;

use super::work_pools::is_reserved;
use super::{App, Error, Result, WorkPoolView};
use crate::domain::job_variables;
use crate::domain::work_pool::{WorkPool, WorkQueue};

/// How a worker introduces itself.
#[derive(Debug, Clone)]
pub struct WorkerIntroduction {
    /// Its name.
    pub name: String,
    /// How often it means to tell that it is alive, in seconds.
    pub heartbeat_interval_seconds: i64,
    /// The queues that it works on; all of them if none is named.
    pub work_queue_names: Vec<String>,
    /// Whether to make the pool if it is not there.
    pub create_pool_if_not_found: bool,
    /// The pool as the worker would make it, of which the template is also for a pool
    /// that has none. `None` if it would be refused as the body of a request.
    pub pool: Option<types::WorkPoolCreate>,
}

/// What a worker is told in return.
#[derive(Debug, Clone)]
pub struct WorkerWelcome {
    /// Its pool.
    pub pool: WorkPoolView,
    /// The queues that it works on, each once.
    pub queues: Vec<Arc<WorkQueue>>,
}

impl App {
    /// Takes a worker in: finds its pool and queues, and counts as its heartbeat. A
    /// pool that is not there is made if the worker wants that, and one without a
    /// template gets the worker's.
    ///
    /// # Errors
    ///
    /// `Missing` for the pool or a queue, `Protected` for a pool of a reserved name
    /// that would have to be made. For the template `Invalid` or `NotFound` if its
    /// defaults do not fit, and `Internal` if it is none.
    pub fn introduce_worker(
        &self,
        pool: &str,
        worker: WorkerIntroduction,
    ) -> Result<WorkerWelcome> {
        let template_error = || Error::Internal("the worker's job template is none".to_owned());
        let offered = worker.pool.as_ref();
        let template = offered.and_then(|pool| pool.base_job_template.as_ref());
        let check_template = || {
            let template = template.ok_or_else(template_error)?;
            job_variables::check_defaults(template).map_err(|error| {
                error.while_doing("Validation failed for work pool's job variable defaults")
            })
        };
        self.transaction(|tx| {
            let found = tx.tables.work_pools.by_name(pool).cloned();
            let pool = match found {
                Some(found) => found,
                None if !worker.create_pool_if_not_found => {
                    return Err(Error::Missing("work_pool_not_found".to_owned()));
                }
                None if is_reserved(pool) => {
                    return Err(Error::Protected(
                        "work_pool_creation_unauthorized".to_owned(),
                    ));
                }
                None => {
                    check_template()?;
                    tx.create_work_pool(offered.cloned().ok_or_else(template_error)?)
                }
            };
            let queues = tx.queues_of_worker(&pool, &worker.work_queue_names)?;
            let wants_template = pool.base_job_template.is_empty()
                && offered.is_none_or(|_| template.is_some_and(|template| !template.is_empty()));
            if wants_template {
                check_template()?;
                let with_template = tx.put_work_pool(WorkPool {
                    base_job_template: template.cloned().unwrap_or_default().into(),
                    ..WorkPool::clone(&pool)
                });
                tx.record_work_pool_changes(&pool, &with_template);
            }
            let pool = tx.heartbeat(
                &pool.name,
                worker.name,
                Some(worker.heartbeat_interval_seconds),
            )?;
            Ok(WorkerWelcome {
                pool: tx.tables.work_pool_view(&pool),
                queues,
            })
        })
    }
}

impl super::Transaction<'_> {
    fn queues_of_worker(&self, pool: &WorkPool, names: &[String]) -> Result<Vec<Arc<WorkQueue>>> {
        let of_pool = || self.tables.work_queues.of_pool(pool.id);
        if names.is_empty() {
            let mut queues: Vec<_> = of_pool().cloned().collect();
            queues.sort_by_key(|queue| queue.priority);
            return Ok(queues);
        }
        let mut queues: Vec<Arc<WorkQueue>> = Vec::new();
        for name in names {
            let queue = of_pool().find(|queue| queue.name == *name);
            let queue = queue.ok_or_else(|| Error::Missing("work_queue_not_found".to_owned()))?;
            if queues.iter().all(|known| known.id != queue.id) {
                queues.push(Arc::clone(queue));
            }
        }
        Ok(queues)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::app::fixture::{Fixture, body};
    use crate::domain::work_pool::{WorkPoolStatus, WorkerStatus};

    fn worker(template: Value) -> WorkerIntroduction {
        let pool = json!({"name": "p", "type": "process", "base_job_template": template});
        WorkerIntroduction {
            name: "w".to_owned(),
            heartbeat_interval_seconds: 30,
            work_queue_names: Vec::new(),
            create_pool_if_not_found: false,
            pool: Some(body(pool)),
        }
    }

    fn template() -> Value {
        json!({"job_configuration": {}, "variables": {"properties": {"x": {"default": 1}}}})
    }

    fn with_pool(template: Value) -> Fixture {
        let fixture = Fixture::new();
        let pool = json!({"name": "p", "type": "process", "base_job_template": template});
        fixture.app.create_work_pool(body(pool)).unwrap();
        fixture
    }

    #[test]
    fn a_worker_that_comes_is_online_and_its_pool_ready() {
        let fixture = with_pool(template());
        let welcome = fixture
            .app
            .introduce_worker("p", worker(json!({})))
            .unwrap();
        assert_eq!(welcome.pool.pool.status, Some(WorkPoolStatus::Ready));
        assert_eq!(json!(welcome.pool.pool.base_job_template), template());
        let names = welcome.queues.iter().map(|queue| queue.name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["default"]);
        let workers = fixture.app.read_workers("p", &body(json!({}))).unwrap();
        assert_eq!(workers[0].status, WorkerStatus::Online);
        assert_eq!(workers[0].heartbeat_interval_seconds, Some(30));
    }

    #[test]
    fn a_pool_without_a_template_gets_the_workers() {
        let fixture = with_pool(json!({}));
        let welcome = fixture
            .app
            .introduce_worker("p", worker(json!({})))
            .unwrap();
        assert!(welcome.pool.pool.base_job_template.is_empty());
        let welcome = fixture
            .app
            .introduce_worker("p", worker(template()))
            .unwrap();
        assert_eq!(json!(welcome.pool.pool.base_job_template), template());
    }

    #[test]
    fn a_pool_is_made_only_if_the_worker_wants_that() {
        let fixture = Fixture::new();
        let introduce = |pool: &str, create| {
            let worker = WorkerIntroduction {
                create_pool_if_not_found: create,
                ..worker(template())
            };
            fixture.app.introduce_worker(pool, worker)
        };
        assert!(matches!(introduce("p", false), Err(Error::Missing(_))));
        assert!(matches!(
            introduce("Prefect-p", true),
            Err(Error::Protected(_))
        ));
        let made = introduce("p", true).unwrap().pool.pool;
        assert_eq!(
            (made.name.as_str(), made.pool_type.as_str()),
            ("p", "process")
        );
    }

    #[test]
    fn queues_are_found_by_their_names_once_each() {
        let fixture = with_pool(template());
        let introduce = |names: &[&str]| {
            let worker = WorkerIntroduction {
                work_queue_names: names.iter().map(|name| (*name).to_owned()).collect(),
                ..worker(json!({}))
            };
            fixture.app.introduce_worker("p", worker)
        };
        assert_eq!(introduce(&["default", "default"]).unwrap().queues.len(), 1);
        assert!(matches!(introduce(&["no"]), Err(Error::Missing(_))));
    }

    #[test]
    fn a_template_that_is_none_matters_only_where_it_is_needed() {
        let without = || WorkerIntroduction {
            pool: None,
            create_pool_if_not_found: true,
            ..worker(json!({}))
        };
        let fixture = with_pool(template());
        assert!(fixture.app.introduce_worker("p", without()).is_ok());
        let refused = fixture.app.introduce_worker("new", without());
        assert!(matches!(refused, Err(Error::Internal(_))));
        let fixture = with_pool(json!({}));
        let refused = fixture.app.introduce_worker("p", without());
        assert!(matches!(refused, Err(Error::Internal(_))));
    }
}
