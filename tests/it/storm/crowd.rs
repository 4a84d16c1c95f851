//! The people of the storm, and what they do all at once.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use futures_util::future::join_all;
use futures_util::{StreamExt as _, stream};
use jinlin_tests::{Answer, City, Client, Request, eventually};
use reqwest::Method;
use serde_json::{Value, json};

use super::{NEEDS, VOLUNTEERS, WORKERS};
use crate::notifications::jpush::phone_of;
use crate::scene::{Provider, Scene, escort, text, welfare_check, with};

/// How many requests are under way at once while people register.
const AT_ONCE: usize = 16;
/// How often somebody looks for work before they have had enough.
const LOOKS: usize = 12;

/// Where the replicas listen now.
#[derive(Debug, Clone)]
pub struct Addresses(Arc<RwLock<Vec<String>>>);

impl Addresses {
    pub fn of(city: &City) -> Self {
        let all = city.replicas().iter();
        let all = all.map(|server| server.address().to_owned()).collect();
        Self(Arc::new(RwLock::new(all)))
    }

    /// A replica was started again.
    pub fn moved(&self, number: usize, address: &str) {
        self.0.write().unwrap()[number] = address.to_owned();
    }

    fn pick(&self, number: usize) -> String {
        let all = self.0.read().unwrap();
        all[number % all.len()].clone()
    }
}

/// Who is there, and what they were told.
#[derive(Debug, Clone)]
pub struct Crowd {
    pub workers: Vec<Provider>,
    pub volunteers: Vec<Provider>,
    resident: Client,
    /// (provider, task) of every acceptance, claim and joining that was acknowledged.
    pub acknowledged: Arc<Mutex<BTreeSet<(String, String)>>>,
    /// Tasks that were acknowledged to be posted.
    pub posted: Arc<AtomicUsize>,
    answers: Arc<AtomicUsize>,
}

impl Crowd {
    /// Registers everybody.
    pub async fn gather(scene: &Scene) -> Self {
        let workers: Vec<Provider> = stream::iter(0..WORKERS)
            .map(|_| scene.responder_unsettled(json!({ "capacity": 3 })))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let volunteers = stream::iter(0..VOLUNTEERS)
            .map(|_| scene.volunteer_unsettled(json!({ "capacity": 2 })))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        scene.settle().await;
        // Offers are pushed to the workers, and to the resident who comes.
        let _ = phone_of(&scene.resident, "resident").await;
        stream::iter(workers.iter().enumerate())
            .for_each_concurrent(AT_ONCE, |(number, worker): (usize, &Provider)| async move {
                let _ = phone_of(worker, &number.to_string()).await;
            })
            .await;
        Self {
            workers,
            volunteers,
            resident: (*scene.resident).clone(),
            acknowledged: Arc::default(),
            posted: Arc::default(),
            answers: Arc::default(),
        }
    }

    /// How many answers everybody has had so far.
    pub fn heard(&self) -> usize {
        self.answers.load(Ordering::Acquire)
    }

    /// Everybody at once: needs are posted, offers accepted, tasks claimed from the list, places joined, some given back.
    pub async fn race(&self, addresses: &Addresses) {
        let posting = async {
            stream::iter(0..NEEDS)
                .for_each_concurrent(AT_ONCE, |number| self.post(addresses, number))
                .await;
        };
        let working = join_all((0..self.workers.len()).map(|number| self.work(addresses, number)));
        let helping =
            join_all((0..self.volunteers.len()).map(|number| self.help(addresses, number)));
        tokio::join!(posting, working, helping);
    }

    async fn post(&self, addresses: &Addresses, number: usize) {
        let need = if number.is_multiple_of(2) {
            with(&escort(), welfare_check())
        } else {
            escort()
        };
        let key = format!("storm-{number}");
        let answer = self
            .send(addresses, number, |address| {
                self.resident.at(address).post("/v1/needs", &need).key(&key)
            })
            .await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        self.posted.fetch_add(1, Ordering::AcqRel);
    }

    async fn work(&self, addresses: &Addresses, number: usize) {
        let worker = &self.workers[number];
        for look in 0..LOOKS {
            let turn = number * 7 + look;
            let offers = "/v1/offers?state=open&limit=100";
            let list = self.read(addresses, turn, worker, offers).await;
            for offer in list["items"].as_array().into_iter().flatten() {
                let path = format!("/v1/offers/{}/accept", text(offer, "id"));
                self.take(addresses, turn + 1, worker, &path, text(offer, "task_id"))
                    .await;
            }
            if look % 3 == 2 {
                self.claim_nearby(addresses, turn, worker).await;
            }
        }
    }

    async fn claim_nearby(&self, addresses: &Addresses, turn: usize, worker: &Provider) {
        let place = "/v1/tasks/nearby?lon=104.10488&lat=30.58241&crs=wgs84";
        let list = self.read(addresses, turn, worker, place).await;
        let tasks = list["items"].as_array().cloned().unwrap_or_default();
        if let Some(task) = tasks.get(turn % tasks.len().max(1)) {
            let task = text(task, "task_id").to_owned();
            let path = format!("/v1/tasks/{task}/claim");
            self.take(addresses, turn + 2, worker, &path, &task).await;
        }
    }

    async fn help(&self, addresses: &Addresses, number: usize) {
        let volunteer = &self.volunteers[number];
        for look in 0..LOOKS / 2 {
            let turn = number * 5 + look;
            let offers = "/v1/offers?state=open&limit=100";
            let list = self.read(addresses, turn, volunteer, offers).await;
            for offer in list["items"].as_array().into_iter().flatten() {
                let path = format!("/v1/offers/{}/accept", text(offer, "id"));
                self.take(
                    addresses,
                    turn + 1,
                    volunteer,
                    &path,
                    text(offer, "task_id"),
                )
                .await;
            }
        }
    }

    async fn read(&self, addresses: &Addresses, turn: usize, who: &Provider, path: &str) -> Value {
        let client: &Client = who;
        let answer = self
            .send(addresses, turn, |address| client.at(address).get(path))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json
    }

    /// Tries to take or join a task; notes it when that was acknowledged. The key makes a repetition the same request.
    async fn take(
        &self,
        addresses: &Addresses,
        turn: usize,
        who: &Provider,
        path: &str,
        task: &str,
    ) {
        let client: &Client = who;
        let key = format!("{}-{path}", who.id);
        let answer = self
            .send(addresses, turn, |address| {
                client.at(address).request(Method::POST, path).key(&key)
            })
            .await;
        if answer.status == 200 {
            let pair = (who.id.clone(), task.to_owned());
            self.acknowledged.lock().unwrap().insert(pair);
        } else {
            assert!([404, 409].contains(&answer.status), "{}", answer.text());
        }
    }

    /// Sends a request to one replica after the other until one answers. Only an error of the connection, and a replica that says it
    /// cannot now, are a reason to try again.
    async fn send(
        &self,
        addresses: &Addresses,
        turn: usize,
        request: impl Fn(&str) -> Request,
    ) -> Answer {
        let mut attempt = 0;
        eventually("a replica answers", async || {
            let address = addresses.pick(turn + attempt);
            attempt += 1;
            let answer = request(&address).try_send().await.ok()?;
            let cannot_now = answer.status == 503 || answer.json["code"] == "request_running";
            (!cannot_now).then(|| {
                self.answers.fetch_add(1, Ordering::AcqRel);
                answer
            })
        })
        .await
    }
}
