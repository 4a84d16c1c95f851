//! What the proxy does with a replica that takes a request and goes away without an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jinlin_tests::{Client, Nginx};
use reqwest::Method;
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

/// A replica that dies of every request, after having it whole; and how many it has had.
async fn dying() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("the port").to_string();
    let had = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&had);
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut request = [0; 16 * 1024];
            if connection
                .read(&mut request)
                .await
                .is_ok_and(|bytes| bytes > 0)
            {
                count.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    (address, had)
}

/// What only reads is tried at the other replica, too; what writes is sent once, since nobody knows whether it was done.
#[tokio::test]
async fn only_what_reads_is_sent_again() {
    let ((one, one_had), (two, two_had)) = (dying().await, dying().await);
    let had = || one_had.load(Ordering::SeqCst) + two_had.load(Ordering::SeqCst);
    for (method, sent) in [(Method::POST, 1), (Method::PATCH, 1), (Method::GET, 2)] {
        // Replicas that failed twice are left out for some seconds: each method meets a proxy that remembers nothing.
        let fresh = Nginx::in_front_of([&one, &two], &[]).await;
        let before = had();
        let client = Client::anonymous(fresh.address());
        let request = client.request(method.clone(), "/v1/needs");
        let answer = request.json(json!({ "category": "companionship" })).await;
        answer.expect_problem(503, "unavailable");
        assert_eq!(had() - before, sent, "{method}");
    }
}
