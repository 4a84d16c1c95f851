"""Compares our assignment solver with scipy's sparse LAP: equal totals, and the times side by side.

Usage: compare.py SOLVER [--small N] [--only small|large]

SOLVER is the example `assignment` of the matcher, built for release. Cases come from seeds, so every machine has the same ones. Both
times are taken inside the process that solves: ours without reading and building, scipy's without building
its matrix (both are printed apart), each the least of RUNS. scipy gets what it needs to solve the same problem: a column for
each unit of a capacity, and for each need a column of its own that stands for staying unmatched.
Exits with 1 where a total differs or a goal is missed.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching
from scipy.spatial import cKDTree

RUNS = 3
GOAL_MIB = 500


class Case:
    """Needs with edges (provider, cost) in rows, capacities, and what staying unmatched costs."""

    def __init__(self, capacities, row_ends, providers, costs, unmatched):
        self.capacities = capacities
        self.row_ends = row_ends
        self.providers = providers
        self.costs = costs
        self.unmatched = unmatched

    @property
    def needs(self):
        return len(self.row_ends)

    def row(self, need):
        start = self.row_ends[need - 1] if need else 0
        return slice(int(start), int(self.row_ends[need]))

    def document(self):
        edges = np.column_stack([self.providers, self.costs]).tolist()
        needs = [{"edges": edges[self.row(need)]} for need in range(self.needs)]
        return {
            "mode": "costs",
            "capacities": self.capacities.tolist(),
            "unmatched": int(self.unmatched),
            "needs": needs,
        }

    def matrix(self):
        """One column for each slot, then one for each need to stay unmatched. scipy takes no explicit zeros for
        edges, so every cost is raised by `shift`, which every complete matching pays once per need."""
        shift = 1 - int(min(self.costs.min(initial=1), self.unmatched, 1))
        slot_starts = np.concatenate([[0], np.cumsum(self.capacities)])
        repeats = self.capacities[self.providers]
        need_of_edge = np.repeat(
            np.arange(self.needs), np.diff(np.concatenate([[0], self.row_ends]))
        )
        rows = np.repeat(need_of_edge, repeats)
        first = np.repeat(slot_starts[self.providers], repeats)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        slots = int(slot_starts[-1])
        own = np.arange(self.needs)
        rows = np.concatenate([rows, own])
        columns = np.concatenate([first + within, slots + own])
        costs = np.concatenate(
            [np.repeat(self.costs, repeats), np.full(self.needs, self.unmatched)]
        )
        matrix = csr_matrix(
            ((costs + shift).astype(float), (rows, columns)), shape=(self.needs, slots + self.needs)
        )
        return matrix, shift, slots


def city(needs, providers, seed, unmatched, scale=1, degree=50, reach=5_000.0):
    """Twenty clusters in 60 km; each need's nearest `degree` providers within `reach`; capacities 1 to 5."""
    random = np.random.default_rng(seed)
    centres = np.column_stack([random.uniform(0, 60e3, 20), random.uniform(0, 60e3, 20)])

    def places(count):
        cluster = random.integers(0, 20, count)
        spread = random.uniform(1_500, 5_000, 20)[cluster][:, None]
        return centres[cluster] + random.normal(size=(count, 2)) * spread

    need_places, provider_places = places(needs), places(providers)
    capacities = random.integers(1, 6, providers)
    tree = cKDTree(provider_places)
    metres, near = tree.query(need_places, k=min(degree, providers), distance_upper_bound=reach)
    found = np.isfinite(metres)
    costs = np.rint((metres[found] + 1) * scale).astype(np.int64)
    ends = np.cumsum(found.sum(axis=1))
    return Case(capacities, ends, near[found].astype(np.int64), costs, unmatched)


def changed(case, seed, share=0.01):
    """The same case with some needs replaced by others: the edges of a random need, a little dearer."""
    random = np.random.default_rng(seed)
    replaced = set(random.choice(case.needs, max(1, int(case.needs * share)), replace=False).tolist())
    providers, costs, ends = [], [], []
    for need in range(case.needs):
        row = case.row(int(random.integers(case.needs)) if need in replaced else need)
        more = random.integers(0, 500, row.stop - row.start) if need in replaced else 0
        providers.append(case.providers[row])
        costs.append(case.costs[row] + more)
        ends.append((ends[-1] if ends else 0) + row.stop - row.start)
    return Case(
        case.capacities, np.array(ends), np.concatenate(providers), np.concatenate(costs), case.unmatched
    )


def small(seed):
    """A random case of any kind: plentiful, scarce, many ties, capacities of 0."""
    random = np.random.default_rng(seed)
    needs, providers = int(random.integers(1, 40)), int(random.integers(1, 20))
    capacities = random.integers(0, 4, providers)
    dearest = int(random.choice([3, 50, 10_000]))
    rows = [
        np.sort(random.choice(providers, int(random.integers(0, min(providers, 8) + 1)), replace=False))
        for _ in range(needs)
    ]
    ends = np.cumsum([len(row) for row in rows])
    chosen = np.concatenate(rows).astype(np.int64)
    costs = random.integers(0, dearest + 1, len(chosen))
    unmatched = int(random.choice([dearest // 2, dearest + 1, dearest * 100]))
    return Case(capacities, ends, chosen, costs.astype(np.int64), unmatched)


def by_scipy(case):
    begun = time.perf_counter()
    matrix, shift, slots = case.matrix()
    build_s = time.perf_counter() - begun
    solve_s = float("inf")
    for _ in range(RUNS):
        begun = time.perf_counter()
        rows, columns = min_weight_full_bipartite_matching(matrix)
        solve_s = min(solve_s, time.perf_counter() - begun)
    total = int(np.asarray(matrix[rows, columns]).sum()) - shift * case.needs
    return {"total": total, "unmatched": int((columns >= slots).sum()), "build_s": build_s, "solve_s": solve_s}


def by_us(solver, folder, *cases):
    files = []
    for number, case in enumerate(cases):
        file = Path(folder) / f"case-{number}.json"
        file.write_text(json.dumps(case.document()))
        files.append(str(file))
    answer = subprocess.run([solver, *files], check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def compare_small(solver, folder, count):
    different = 0
    for seed in range(count):
        case, after = small(seed), small(seed)
        after.costs = np.roll(after.costs, 1)
        changed_case = changed(case, seed, 0.2) if len(case.costs) else case
        ours = by_us(solver, folder, case, after)
        step = by_us(solver, folder, case, changed_case)["after"]
        if len({step["scratch_total"], step["from_last_total"], step["round_total"]}) > 1:
            different += 1
            print(f"seed {seed}, some needs changed: {step}")
        expected = [by_scipy(case)["total"], by_scipy(after)["total"]]
        found = [ours["total"], ours["after"]["scratch_total"]]
        again = ours["after"]["from_last_total"]
        proven = ours["proven"] and ours["after"]["proven"]
        if found != expected or again != expected[1] or not proven:
            different += 1
            print(f"seed {seed}: scipy {expected}, we {found}, from the last plan {again}")
    print(f"small random cases: {count}, of which {different} differ\n")
    return different == 0


def compare_large(solver, folder):
    cases = [
        ("2,000 x 5,000", city(2_000, 5_000, 1, 20_000), 5, 5),
        ("2,000 x 700, scarce", city(2_000, 700, 1, 20_000), None, 5),
        ("20,000 x 7,000, scarce", city(20_000, 7_000, 1, 20_000), 10, 5),
        ("the same in mm", city(20_000, 7_000, 1, 20_000_000, scale=1_000), 10, 5),
        ("the same, unmatched last", city(20_000, 7_000, 1, 20_000 * 6_000), 10, 5),
        ("20,000 x 30,000", city(20_000, 30_000, 2, 20_000), 5, 5),
    ]
    print("| case | edges | unmatched | total | scipy s | ours s | ratio | MiB | 1 % changed: from nothing s | from the last plan s | in a round s | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    fine = True
    for number, (name, case, goal, goal_after) in enumerate(cases):
        ours = by_us(solver, folder, case, changed(case, 100 + number))
        theirs = by_scipy(case)
        after = ours["after"]
        ratio = theirs["solve_s"] / ours["solve_s"]
        ratio_after = after["scratch_s"] / after["round_s"]
        print(
            f"| {name} | {ours['edges']:,} | {theirs['unmatched']:,} | {ours['total']:,} | {theirs['solve_s']:.4f}"
            f" | {ours['solve_s']:.4f} | {ratio:.1f} | {ours['peak_mib']} | {after['scratch_s']:.4f}"
            f" | {after['from_last_s']:.4f} | {after['round_s']:.5f} | {ratio_after:.1f} |",
            flush=True,
        )
        equal = ours["total"] == theirs["total"] and after["scratch_total"] == after["from_last_total"] == after["round_total"]
        proven = ours["proven"] and after["proven"]
        reached = (goal is None or ratio >= goal) and (goal_after is None or ratio_after >= goal_after)
        if not (equal and proven and reached and ours["peak_mib"] < GOAL_MIB):
            fine = False
            print(f"{name}: scipy's total is {theirs['total']:,}; equal {equal}, proven {proven}, goals reached {reached}")
    print(f"\nBeside solving: the last case took us {ours['read_s']:.2f} s to read and {ours['build_s']:.2f} s to build,"
          f" and scipy's matrix {theirs['build_s']:.2f} s.")
    return fine


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("solver")
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--only", choices=["small", "large"])
    options = parser.parse_args()
    print(f"scipy {scipy.__version__}, numpy {np.__version__}, {platform.machine()}\n")
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        if options.only != "large":
            fine &= compare_small(options.solver, folder, options.small)
        if options.only != "small":
            fine &= compare_large(options.solver, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"The process with scipy had up to {peak} MiB, the cases' own lists included.")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
