//! What docker-compose.yml puts in front of the replicas: a real nginx with the committed deploy/nginx.conf.

mod addresses;
mod replicas;
mod streams;
mod twice;

use jinlin_tests::{City, Nginx};

/// The proxy in front of a city's two replicas, as it is deployed.
async fn in_front_of(city: &City) -> Nginx {
    changed(city, &[]).await
}

/// The same with parts of its configuration changed.
async fn changed(city: &City, changes: &[(&str, &str)]) -> Nginx {
    let replicas = [city.replica(0).address(), city.replica(1).address()];
    Nginx::in_front_of(replicas, changes).await
}
