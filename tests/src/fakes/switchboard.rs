//! What all fakes share: counting calls, failing on demand, holding answers back, and being a server at all.

use std::collections::{HashMap, VecDeque};
use std::net::TcpListener;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::dev::ServerHandle;
use actix_web::{App, FromRequest, Handler, HttpResponse, HttpServer, Responder, web};
use tokio::sync::watch;

/// A way to fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The service's own number for what is wrong, as WeChat has.
    Errcode(i64),
    /// The service's own word for what is wrong, as the SMS service has.
    Code(String),
    /// An HTTP status with a page, as something between us and the service would answer.
    Status(u16),
    /// 200 with a page that is no answer of the service's.
    Garbage,
}

/// Troubles, gates and counts by what is called.
#[derive(Debug, Default)]
pub struct Switchboard {
    troubles: Mutex<HashMap<String, VecDeque<Trouble>>>,
    gates: Mutex<HashMap<String, watch::Sender<bool>>>,
    calls: Mutex<HashMap<String, usize>>,
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Switchboard {
    /// The next calls fail so, one each.
    pub fn fail_next(&self, call: &str, troubles: impl IntoIterator<Item = Trouble>) {
        let mut queues = lock(&self.troubles);
        queues.entry(call.to_owned()).or_default().extend(troubles);
    }

    /// From now on answers to this call wait.
    pub fn hold(&self, call: &str) {
        self.gate(call).send_replace(false);
    }

    /// Lets held answers go.
    pub fn release(&self, call: &str) {
        self.gate(call).send_replace(true);
    }

    fn gate(&self, call: &str) -> watch::Sender<bool> {
        let mut gates = lock(&self.gates);
        let gate = gates
            .entry(call.to_owned())
            .or_insert_with(|| watch::Sender::new(true));
        gate.clone()
    }

    /// How often it was called.
    pub fn calls(&self, call: &str) -> usize {
        lock(&self.calls).get(call).copied().unwrap_or(0)
    }

    /// Counts a call and waits at its gate; answers how it is to fail, if it is.
    pub async fn enter(&self, call: &str) -> Option<Trouble> {
        *lock(&self.calls).entry(call.to_owned()).or_default() += 1;
        let mut gate = self.gate(call).subscribe();
        // An error means that the fake is gone, and nobody waits for the answer.
        drop(gate.wait_for(|open| *open).await);
        lock(&self.troubles).get_mut(call)?.pop_front()
    }
}

/// The page of something that is not the service.
pub fn page(status: u16) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).expect("an HTTP status");
    HttpResponse::build(status)
        .content_type("text/html")
        .body("<html>gateway</html>")
}

/// Serves `handler` for every address, on a port of its own; answers the address and what stops it.
pub fn serve<T, F, Args>(state: T, handler: F) -> (String, ServerHandle)
where
    T: Clone + Send + 'static,
    F: Handler<Args> + Send,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("the port");
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(state.clone()))
            .default_service(web::to(handler.clone()))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)
    .expect("the fake can listen")
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    (format!("http://{address}"), handle)
}
