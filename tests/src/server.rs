//! One running process of the real binary.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::wait::{eventually, within};

/// The variables of our own environment that a server inherits; everything else would make tests depend on who runs them.
const INHERITED: [&str; 4] = ["PATH", "HOME", "TMPDIR", "LLVM_PROFILE_FILE"];

/// How long a start may take.
const START_PATIENCE: Duration = Duration::from_secs(180);

/// A server process: killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    environment: Vec<(String, String)>,
    arguments: Vec<String>,
    log: PathBuf,
    folder: PathBuf,
    address: String,
}

/// The `jinlin` program: `$JINLIN_BIN`, else the one that the same build put beside this test.
///
/// # Panics
/// When there is none, telling how to make it.
#[must_use]
pub fn program() -> PathBuf {
    let program = std::env::var_os("JINLIN_BIN").map_or_else(
        || {
            let test = std::env::current_exe().expect("the path of this test");
            let folder = test
                .parent()
                .and_then(Path::parent)
                .expect("a test lies in target/<profile>/deps");
            folder.join("jinlin")
        },
        PathBuf::from,
    );
    assert!(
        program.is_file(),
        "there is no jinlin program at {}. Run `make test`, or: cargo build --features jinlin-api/test-support -p jinlin-api",
        program.display()
    );
    program
}

/// A command of the program with nothing in its environment that the caller did not put there, run in `folder`.
#[must_use]
pub fn command(folder: &Path, environment: &[(String, String)], arguments: &[String]) -> Command {
    let mut command = Command::new(program());
    command
        .env_clear()
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null());
    for name in INHERITED {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.envs(environment.iter().map(|(name, value)| (name, value)));
    command
}

impl Server {
    /// Starts a server in `folder` and waits until it listens. Its log goes to `<name>.log` there.
    ///
    /// # Panics
    /// When it ends instead; the message holds its log.
    pub async fn start(
        folder: &Path,
        name: &str,
        environment: Vec<(String, String)>,
        arguments: Vec<String>,
    ) -> Self {
        let log = folder.join(format!("{name}.log"));
        let (child, address) = spawn(folder, &log, &environment, &arguments).await;
        Self {
            child,
            environment,
            arguments,
            log,
            folder: folder.to_owned(),
            address,
        }
    }

    /// Where it answers: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Everything it has logged so far, over all its starts.
    ///
    /// # Panics
    /// When the log cannot be read.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("the server's log")
    }

    /// The log's JSON lines. Anything else in it (a panic, a library's print) is left out; [`log`](Self::log) has it.
    #[must_use]
    pub fn log_lines(&self) -> Vec<Value> {
        self.log()
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }

    /// Asks it to stop and waits for the end.
    ///
    /// # Panics
    /// When it does not end within half a minute.
    pub async fn sigterm(&mut self) -> ExitStatus {
        self.signal_term();
        self.ended().await
    }

    /// Only asks it to stop: for tests with a request under way.
    ///
    /// # Panics
    /// When the signal cannot be sent.
    pub fn signal_term(&self) {
        // The standard library sends SIGKILL only; every shell has the rest.
        let sent = Command::new("sh")
            .arg("-c")
            .arg(format!("kill -TERM {}", self.child.id()))
            .status();
        assert!(
            sent.expect("sh can be run").success(),
            "SIGTERM could not be sent"
        );
    }

    /// Waits for the end.
    ///
    /// # Panics
    /// When it does not come within half a minute.
    pub async fn ended(&mut self) -> ExitStatus {
        eventually("the server ends", async || {
            self.child.try_wait().expect("the server's status")
        })
        .await
    }

    /// Kills it without warning, as a power cut would.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub fn kill9(&mut self) {
        self.child.kill().expect("the server can be killed");
        self.child.wait().expect("the server has ended");
    }

    /// Starts it again, with the same state and settings, on a new port. It must have ended.
    pub async fn restart(&mut self) {
        let (child, address) =
            spawn(&self.folder, &self.log, &self.environment, &self.arguments).await;
        (self.child, self.address) = (child, address);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is fine.
        drop(self.child.kill());
        drop(self.child.wait());
        if std::thread::panicking() {
            say_where_logs_are(&self.log);
        }
    }
}

/// A failed test shows the end of the server's log, because its folder is about to go.
fn say_where_logs_are(log: &Path) {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    let end = lines
        .get(lines.len().saturating_sub(40)..)
        .unwrap_or_default();
    eprintln!(
        "---- the last lines of {}:\n{}\n----",
        log.display(),
        end.join("\n")
    );
}

async fn spawn(
    folder: &Path,
    log: &Path,
    environment: &[(String, String)],
    arguments: &[String],
) -> (Child, String) {
    let out = OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .expect("the server's log can be written");
    let begin = usize::try_from(out.metadata().expect("the log's size").len())
        .expect("a log fits in memory");
    let errors: File = out.try_clone().expect("the log's handle");
    let child = command(folder, environment, arguments)
        .stdout(out)
        .stderr(errors)
        .spawn()
        .expect("the jinlin program can be run");
    let mut starting = Starting(Some(child));
    // A demo city is loaded before it listens: seconds, but of a machine that may do much else.
    let address = within(START_PATIENCE, "the server listens", async || {
        let text = std::fs::read_to_string(log).expect("the server's log");
        let fresh = text.get(begin..).unwrap_or_default();
        let child = starting.0.as_mut().expect("the child is being started");
        let ended = child.try_wait().expect("the server's status");
        assert!(
            ended.is_none(),
            "the server ended at once ({ended:?}):\n{fresh}"
        );
        fresh.lines().find_map(listening_address)
    })
    .await;
    let child = starting.0.take().expect("the child has been started");
    (child, format!("http://{address}"))
}

/// A child that is killed when its start fails.
struct Starting(Option<Child>);

impl Drop for Starting {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// The address in the line that the server logs when it listens.
fn listening_address(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    (line.get("message")? == "listening")
        .then(|| line.get("address")?.as_str().map(ToOwned::to_owned))
        .flatten()
}
