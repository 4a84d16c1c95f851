# shellcheck shell=bash
# What every script here shares. Source it first: it sets strict mode and changes to the root of the repository.
#
#   source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# The feature that lets tests control the server's clock. Every check uses the same flags, so that cargo compiles each crate once.
# shellcheck disable=SC2034  # used by the scripts that source this file
TEST_FEATURES=(--features jinlin-api/test-support)

# say WORDS: tells what happens now (on standard error, so that a script's output stays clean).
say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

# die WORDS: says what went wrong and what to do next, and ends the script.
die() {
  printf '\033[1;31merror:\033[0m %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# need_tool NAME WHAT-TO-DO
need_tool() { have "$1" || die "'$1' is missing. $2"; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# as_root CMD...: as it is for root, else through a sudo that asks for no password.
as_root() {
  if is_root; then "$@"; else sudo -n "$@"; fi
}

can_be_root() { is_root || { have sudo && sudo -n true 2>/dev/null; }; }

package_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# try_apt_install WHY PACKAGE...: makes sure of Debian packages, or says why not and fails.
# What it installs is not started as a service, now or at the next boot: our scripts start private instances.
try_apt_install() {
  local why=$1 package missing=()
  shift
  have apt-get || {
    say "$why needs $*, and this is no Debian or Ubuntu: install the like of it with your own package manager."
    return 1
  }
  for package; do package_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  can_be_root || {
    say "$why needs Debian packages that only root can install. Run: sudo apt-get install ${missing[*]}"
    return 1
  }
  say "installing ${missing[*]} (for $why)"
  as_root sh -s -- "${missing[@]}" >&2 <<'ROOT_PART' || {
set -eu
policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.d/jinlin.conf ours=
cleanup() { for file in $ours; do rm -f "$file"; done; }
trap cleanup EXIT
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  ours="$policy"
fi
if [ ! -e "$cluster" ]; then
  mkdir -p "${cluster%/*}"
  echo 'create_main_cluster = false' >"$cluster"
  ours="$ours $cluster"
fi
install() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    install -y --no-install-recommends "$@" </dev/null
}
# A missing or outdated list of packages is the usual cause of a first failure.
install "$@" 2>/dev/null || { apt-get -qq update && install "$@"; }
if [ -d /run/systemd/system ]; then
  for package; do
    case $package in
      redis-server | nginx*) systemctl disable --quiet "${package%%-light}" || true ;;
    esac
  done
fi
ROOT_PART
    say "apt-get could not install ${missing[*]}. See its message above, or install them yourself."
    return 1
  }
}

# apt_install WHY PACKAGE...: the same, and ends the script when it cannot.
apt_install() { try_apt_install "$@" || die "$1 cannot go on without them."; }

# need_cargo: a Rust toolchain that is new enough.
need_cargo() {
  local wanted
  need_tool cargo "Install Rust with rustup (see https://rustup.rs), open a new shell, and run this again."
  wanted=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  cargo --version >/dev/null || die "cargo does not start here. With rustup, run: rustup toolchain install $wanted"
  if ! printf '%s\n' "$wanted" "$(cargo --version | cut -d' ' -f2)" | sort -VC; then
    die "this needs Rust $wanted, and $(command -v cargo) is $(cargo --version). Install Rust with rustup (see https://rustup.rs)."
  fi
}

# need_cc: SQLite and the cryptography are partly written in C.
need_cc() {
  have cc || apt_install "building SQLite and ring (a C compiler)" gcc libc6-dev
}

# target_dir: where cargo puts what it builds.
target_dir() {
  cargo metadata --format-version 1 --no-deps --locked --offline |
    sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

# build_jinlin: builds the server with the profile in PROFILE (dev unless set) and puts its path into JINLIN.
# Takes the path in JINLIN_BIN instead when that is set: the tests and CI have built it already.
build_jinlin() {
  local profile=${PROFILE:-dev}
  if [ -n "${JINLIN_BIN:-}" ]; then
    JINLIN=$JINLIN_BIN
  else
    need_cargo
    need_cc
    cargo build --locked --profile "$profile" -p jinlin-api --bin jinlin
    JINLIN=$(target_dir)/${profile/#dev/debug}/jinlin
  fi
  [ -x "$JINLIN" ] || die "there is no program at $JINLIN. Unset JINLIN_BIN to have it built."
}

# port_taken PORT: whether something listens on it on this machine.
port_taken() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port: one below the range from which the kernel takes ports for outgoing connections.
# Somebody may take it before the caller does: whoever starts a server on it checks, and tries another.
free_port() {
  local port
  for _ in {1..50}; do
    port=$((20000 + RANDOM % 12000))
    port_taken "$port" || {
      echo "$port"
      return
    }
  done
  die "found no free port between 20000 and 32000. Is something occupying them all?"
}

# stop_process PID [SIGNAL]: asks it to end, insists after 15 seconds, and waits for it. A negative PID is a process group.
stop_process() {
  local pid=$1 signal=${2:-TERM}
  kill -s "$signal" -- "$pid" 2>/dev/null || return 0
  for _ in {1..150}; do
    kill -0 -- "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -s KILL -- "$pid" 2>/dev/null || true
  wait "${pid#-}" 2>/dev/null || true
}
