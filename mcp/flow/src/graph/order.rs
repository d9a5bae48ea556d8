//! An order in which tasks can run, or the cycles that forbid one.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Tasks that wait for each other: each needs the next one, and the last needs the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cycle(pub(crate) Vec<usize>);

/// The level of each task; `needs` has, for each task, the places of those that it needs.
///
/// Costs time linear in tasks and dependencies. Places that no task has are ignored.
///
/// # Errors
/// One cycle for each group of tasks that wait for each other, beginning with the first of them in the plan.
pub(crate) fn levels(needs: &[&[usize]]) -> Result<Vec<usize>, Vec<Cycle>> {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(needs.len(), needs.len());
    let nodes: Vec<NodeIndex> = needs.iter().map(|_| graph.add_node(())).collect();
    for (node, needs) in nodes.iter().zip(needs) {
        for need in needs.iter().filter_map(|need| nodes.get(*need)) {
            graph.add_edge(*node, *need, ());
        }
    }
    let mut levels = vec![0; needs.len()];
    let mut cycles = Vec::new();
    // Components come with those they lead to first, which is: what is needed comes first.
    for component in kosaraju_scc(&graph) {
        let mut places: Vec<usize> = component.iter().map(|node| node.index()).collect();
        places.sort_unstable();
        let Some(first) = places.first().copied() else {
            continue;
        };
        let needed = needs.get(first).copied().unwrap_or_default();
        if places.len() > 1 || needed.contains(&first) {
            cycles.push(cycle(needs, first, &places));
            continue;
        }
        let level = needed
            .iter()
            .filter_map(|need| levels.get(*need))
            .map(|level| level + 1)
            .max();
        if let (Some(slot), Some(level)) = (levels.get_mut(first), level) {
            *slot = level;
        }
    }
    if cycles.is_empty() {
        return Ok(levels);
    }
    cycles.sort_by(|a, b| a.0.cmp(&b.0));
    Err(cycles)
}

/// Walks from `first` along dependencies inside the group until it comes to a task for the second time.
fn cycle(needs: &[&[usize]], first: usize, group: &[usize]) -> Cycle {
    let mut walked = vec![first];
    let mut here = first;
    loop {
        let needed = needs.get(here).copied().unwrap_or_default();
        let Some(next) = needed
            .iter()
            .copied()
            .find(|need| group.binary_search(need).is_ok())
        else {
            return Cycle(walked);
        };
        if let Some(start) = walked.iter().position(|place| *place == next) {
            let mut cycle = walked.split_off(start);
            let smallest = cycle.iter().enumerate().min_by_key(|(_, place)| **place);
            let turn = smallest.map_or(0, |(at, _)| at);
            cycle.rotate_left(turn);
            return Cycle(cycle);
        }
        walked.push(next);
        here = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn levels_of(needs: &[Vec<usize>]) -> Result<Vec<usize>, Vec<Cycle>> {
        levels(&needs.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn a_level_is_one_more_than_the_highest_needed() {
        let needs = [vec![], vec![0], vec![0, 1], vec![]];
        assert_eq!(levels_of(&needs), Ok(vec![0, 1, 2, 0]));
    }

    #[test]
    fn each_cycle_is_told_from_its_first_task() {
        let needs = [
            vec![],
            vec![2, 0],
            vec![3],
            vec![1],
            vec![5],
            vec![4],
            vec![4],
        ];
        assert_eq!(
            levels_of(&needs),
            Err(vec![Cycle(vec![1, 2, 3]), Cycle(vec![4, 5])])
        );
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let needs: Vec<Vec<usize>> = (0..100_000_usize)
            .map(|place| place.checked_sub(1).into_iter().collect())
            .collect();
        assert_eq!(levels_of(&needs).unwrap().last(), Some(&99_999));
    }

    proptest! {
        #[test]
        fn what_is_needed_has_a_lower_level(
            edges in prop::collection::vec((0..30_usize, 0..30_usize), 0..120),
        ) {
            // Edges from higher to lower places only: no cycles.
            let mut needs = vec![Vec::new(); 30];
            for (a, b) in edges {
                if a != b {
                    needs[a.max(b)].push(a.min(b));
                }
            }
            let levels = levels_of(&needs).unwrap();
            for (place, needed) in needs.iter().enumerate() {
                for need in needed {
                    prop_assert!(levels[*need] < levels[place]);
                }
                prop_assert!(levels[place] == 0 || needed.iter().any(|need| levels[*need] + 1 == levels[place]));
            }
        }

        #[test]
        fn a_cycle_is_a_cycle(
            edges in prop::collection::vec((0..12_usize, 0..12_usize), 0..60),
        ) {
            let mut needs = vec![Vec::new(); 12];
            for (a, b) in edges {
                needs[a].push(b);
            }
            if let Err(cycles) = levels_of(&needs) {
                for Cycle(places) in cycles {
                    for (at, place) in places.iter().enumerate() {
                        let next = places[(at + 1) % places.len()];
                        prop_assert!(needs[*place].contains(&next));
                    }
                }
            }
        }
    }
}
