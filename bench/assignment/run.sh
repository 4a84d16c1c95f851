#!/usr/bin/env bash
# Compares the assignment solver with scipy: installs scipy into a folder of its own, builds the solver, runs
# compare.py. Needs cargo, python3 with venv, and the network once. Options go to compare.py.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=${VENV:-target/bench-venv}
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet scipy numpy
fi

cargo build --quiet --release --locked -p jinlin-matcher --example assignment
target=${CARGO_TARGET_DIR:-target}
exec "$venv/bin/python" bench/assignment/compare.py "$target/release/examples/assignment" "$@"
