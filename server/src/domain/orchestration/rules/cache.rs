//! Task runs that share results by a cache key.

use crate::domain::orchestration::context::TaskRunKind;
use crate::domain::orchestration::transition::Transition;
use crate::domain::orchestration::{Effect, Outcome};
use crate::domain::state::{StateType, name};

use super::Rule;

/// Enters a cached state instead of running, if there is one for the key.
pub(crate) struct CacheRetrieval;

impl Rule<TaskRunKind> for CacheRetrieval {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Running)
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let details = &proposed.details;
        if details
            .more
            .cache_key
            .as_deref()
            .unwrap_or_default()
            .is_empty()
            || details.more.refresh_cache == Some(true)
        {
            return;
        }
        if let Some(cached) = transition.context.facts.cached_state {
            let copy = cached.to_proposed().named(name::CACHED);
            transition.reject_with(copy, "Retrieved state from cache");
        }
    }
}

/// Keeps completed states under their key, if it is not too long.
pub(crate) struct CacheInsertion;

impl Rule<TaskRunKind> for CacheInsertion {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Completed)
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let longest = transition.context.settings.longest_cache_key;
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let length = |key: &String| key.chars().count();
        if proposed.details.more.cache_key.as_ref().map_or(0, length) > longest {
            // The state is entered all the same; only the answer says otherwise.
            transition.outcome = Outcome::Reject {
                state: Some(proposed.clone()),
                reason: format!(
                    "Cache key exceeded maximum allowed length of {longest} characters."
                ),
            };
        }
    }

    fn after(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let Some(state) = transition.proposed() else {
            return;
        };
        if let Some(cache_key) = &state.details.more.cache_key
            && !cache_key.is_empty()
        {
            let effect = Effect::CacheState {
                cache_key: cache_key.clone(),
                cache_expiration: state.details.more.cache_expiration,
                state_id: state.id,
            };
            transition.effects.push(effect);
        }
    }
}
