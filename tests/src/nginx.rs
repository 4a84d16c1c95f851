//! The proxy of docker-compose.yml: a real nginx with the committed configuration, in front of two replicas.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::wait::eventually;

/// How many free ports are tried: somebody else may take one between finding it and listening on it.
const ATTEMPTS: usize = 10;

/// A running nginx, stopped when dropped. All it writes is in a folder of its own.
#[derive(Debug)]
pub struct Nginx {
    child: Child,
    address: String,
    folder: TempDir,
}

impl Nginx {
    /// Starts `deploy/nginx.conf` in front of two replicas (`host:port`, or their addresses), with `changes` in it:
    /// each a part of the file and what stands in its place.
    ///
    /// # Panics
    /// When nginx is not installed or does not start, or when the file has no such part.
    pub async fn in_front_of(replicas: [&str; 2], changes: &[(&str, &str)]) -> Self {
        for _ in 0..ATTEMPTS {
            let folder = open_folder();
            let address = format!("127.0.0.1:{}", free_port());
            let file = folder.path().join("nginx.conf");
            let text = rendered(folder.path(), &address, replicas, changes);
            std::fs::write(&file, text).expect("nginx's configuration can be written");
            let mut nginx = Self {
                child: start(folder.path(), &file),
                address: format!("http://{address}"),
                folder,
            };
            if nginx.answers().await {
                return nginx;
            }
        }
        panic!("nginx found no port in {ATTEMPTS} attempts");
    }

    /// Where it answers: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it has logged of requests so far; a request is logged when its answer has ended.
    ///
    /// # Panics
    /// When a line is not the JSON that collectors of logs expect.
    #[must_use]
    pub fn requests(&self) -> Vec<Value> {
        let log = std::fs::read_to_string(self.folder.path().join("access.log"));
        let log = log.expect("nginx's log of requests");
        let lines = log.split_inclusive('\n');
        // The last line may be half written.
        let whole = lines.filter(|line| line.ends_with('\n'));
        whole
            .map(|line| serde_json::from_str(line).expect("a line of nginx's log is JSON"))
            .collect()
    }

    /// The logged request with this id, once it is there.
    pub async fn request(&self, id: &str) -> Value {
        eventually("nginx logs the request", async || {
            let mut requests = self.requests().into_iter();
            requests.find(|request| request["request_id"] == id)
        })
        .await
    }

    /// Waits for its own answer; false when it ended because somebody else has the port.
    async fn answers(&mut self) -> bool {
        let http = crate::signed_in::http_client();
        let health = format!("{}/proxy-health", self.address);
        let ended = eventually("nginx answers", async || {
            if let Some(status) = self.child.try_wait().expect("nginx's status") {
                return Some(Some(status));
            }
            let answer = http.get(&health).send().await.ok()?;
            (answer.status() == 200).then_some(None)
        })
        .await;
        let Some(status) = ended else {
            return true;
        };
        let said = std::fs::read_to_string(self.folder.path().join("start.log"));
        let said = said.unwrap_or_default();
        assert!(
            said.contains("Address already in use"),
            "nginx ended at once ({status}): {said}"
        );
        false
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // SIGTERM and not the SIGKILL of the standard library: the master process ends its workers, and only it can.
        let ask = format!("kill -TERM {}", self.child.id());
        let asked = Command::new("sh").arg("-c").arg(ask).status();
        if !asked.is_ok_and(|status| status.success()) {
            drop(self.child.kill());
        }
        drop(self.child.wait());
    }
}

/// A folder that nginx's workers may pass through: started by root they belong to another user.
fn open_folder() -> TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let passable = std::fs::Permissions::from_mode(0o711);
    let mut builder = tempfile::Builder::new();
    let folder = builder.prefix("jinlin-nginx.").permissions(passable);
    folder.tempdir().expect("a folder for nginx")
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("the port").port()
}

/// The committed configuration, rendered by the script that the check of the deployment uses, too.
fn rendered(folder: &Path, listen: &str, replicas: [&str; 2], changes: &[(&str, &str)]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/render-nginx");
    let replicas = replicas.map(|replica| replica.trim_start_matches("http://"));
    let output = Command::new(script)
        .arg(folder)
        .arg(listen)
        .args(replicas)
        .output()
        .expect("scripts/render-nginx can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "scripts/render-nginx: {said}");
    let mut text = String::from_utf8(output.stdout).expect("the configuration is text");
    for (part, other) in changes {
        assert!(text.contains(part), "deploy/nginx.conf has no {part}");
        text = text.replace(part, other);
    }
    text
}

fn start(folder: &Path, file: &Path) -> Child {
    let start_log = folder.join("start.log");
    let log = std::fs::File::create(&start_log).expect("nginx's first log");
    Command::new(program())
        .args(["-g", "daemon off;"])
        .arg("-e")
        .arg(&start_log)
        .arg("-p")
        .arg(folder)
        .arg("-c")
        .arg(file)
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("the log's handle"))
        .stderr(log)
        .spawn()
        .expect("nginx can be run")
}

/// The nginx program; Debian's is not in the PATH of everybody.
fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
    std::env::split_paths(&path)
        .chain(usual)
        .map(|folder| folder.join("nginx"))
        .find(|program| program.is_file())
        .expect("nginx is missing: run the tests with `make test`, which installs it, or install nginx-light")
}
