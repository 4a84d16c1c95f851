//! Two oracles for assignment problems that share nothing with the solver: all plans tried, and a textbook
//! minimum-cost flow by Bellman-Ford.

/// A problem in plain numbers.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// The slot costs of each provider.
    pub providers: Vec<Vec<i64>>,
    pub needs: Vec<CaseNeed>,
}

#[derive(Debug, Clone, Default)]
pub struct CaseNeed {
    pub places: u8,
    pub unmatched: i64,
    pub edges: Vec<(u32, i64)>,
}

/// The least total, by trying every plan.
pub fn exhaustive(case: &Case) -> i64 {
    let mut used = vec![0; case.providers.len()];
    best_from(case, &mut used, 0, 0, 0)
}

/// The least total of the needs from this one on, whose edges before `edge` are decided.
fn best_from(case: &Case, used: &mut [usize], need: usize, edge: usize, filled: u8) -> i64 {
    let Some(current) = case.needs.get(need) else {
        return 0;
    };
    let Some((provider, cost)) = current.edges.get(edge) else {
        let empty = i64::from(current.places - filled) * current.unmatched;
        return empty + best_from(case, used, need + 1, 0, 0);
    };
    let without = best_from(case, used, need, edge + 1, filled);
    let provider = *provider as usize;
    let slot = case.providers[provider].get(used[provider]).copied();
    let Some(slot) = slot.filter(|_| filled < current.places) else {
        return without;
    };
    used[provider] += 1;
    let with = cost + slot + best_from(case, used, need, edge + 1, filled + 1);
    used[provider] -= 1;
    without.min(with)
}

struct Arc {
    to: usize,
    capacity: i64,
    cost: i64,
}

/// A network; an arc and its reverse are neighbours in the list.
struct Network {
    arcs: Vec<Arc>,
    from: Vec<usize>,
    nodes: usize,
}

impl Network {
    fn add(&mut self, from: usize, to: usize, capacity: i64, cost: i64) {
        self.arcs.push(Arc { to, capacity, cost });
        self.from.push(from);
        let back = Arc {
            to: from,
            capacity: 0,
            cost: -cost,
        };
        self.arcs.push(back);
        self.from.push(to);
    }

    /// Sends as much as possible from the first node to the last, one unit after the other, each the cheapest way.
    fn flow(&mut self) -> i64 {
        let mut total = 0;
        loop {
            let mut distance = vec![i64::MAX; self.nodes];
            let mut by = vec![usize::MAX; self.nodes];
            distance[0] = 0;
            let mut changed = true;
            while changed {
                changed = false;
                for (arc, from) in self.from.iter().enumerate() {
                    let Arc { to, capacity, cost } = self.arcs[arc];
                    if capacity > 0
                        && distance[*from] < i64::MAX
                        && distance[*from] + cost < distance[to]
                    {
                        (distance[to], by[to], changed) = (distance[*from] + cost, arc, true);
                    }
                }
            }
            let mut node = self.nodes - 1;
            if distance[node] == i64::MAX {
                return total;
            }
            total += distance[node];
            while node > 0 {
                let arc = by[node];
                self.arcs[arc].capacity -= 1;
                self.arcs[arc ^ 1].capacity += 1;
                node = self.from[arc];
            }
        }
    }
}

/// The least total, by a minimum-cost flow: source, needs, providers, sink.
pub fn bellman_ford(case: &Case) -> i64 {
    let (needs, providers) = (case.needs.len(), case.providers.len());
    let sink = needs + providers + 1;
    let mut network = Network {
        arcs: vec![],
        from: vec![],
        nodes: sink + 1,
    };
    for (number, need) in case.needs.iter().enumerate() {
        let places = i64::from(need.places);
        network.add(0, 1 + number, places, 0);
        network.add(1 + number, sink, places, need.unmatched);
        for (provider, cost) in &need.edges {
            network.add(1 + number, 1 + needs + *provider as usize, 1, *cost);
        }
    }
    for (number, slots) in case.providers.iter().enumerate() {
        for slot in slots {
            network.add(1 + needs + number, sink, 1, *slot);
        }
    }
    network.flow()
}
