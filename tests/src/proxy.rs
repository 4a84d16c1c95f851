//! A wire that can be cut: what stands behind it is away for as long as the test likes.

use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Hands connections of a local port on to a server, except while it is cut.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    whole: Arc<watch::Sender<bool>>,
}

impl Proxy {
    /// A wire to `host:port`.
    ///
    /// # Panics
    /// When no port is to be had.
    pub async fn to(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("the port").port();
        let whole = Arc::new(watch::Sender::new(true));
        let (target, state) = (target.to_owned(), Arc::clone(&whole));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let state = state.subscribe();
                // While it is cut, whoever connects is dropped at once.
                if *state.borrow() {
                    tokio::spawn(hand_on(client, target.clone(), state));
                }
            }
        });
        Self { port, whole }
    }

    /// The port to connect to, on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection, and every one that is tried.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Mends the wire.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}

async fn hand_on(mut client: TcpStream, target: String, mut whole: watch::Receiver<bool>) {
    let Ok(mut server) = TcpStream::connect(target).await else {
        return;
    };
    tokio::select! {
        _ = copy_bidirectional(&mut client, &mut server) => {}
        _ = whole.wait_for(|whole| !whole) => {}
    }
}
