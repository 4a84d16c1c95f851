//! A client: an address, perhaps a token, and one function a method.

use std::net::IpAddr;

use reqwest::Method;
use serde::Serialize;

use crate::request::Request;
use crate::signed_in::http_client_at;

/// Sends requests to one replica, as somebody or as nobody.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    address: String,
    token: Option<String>,
}

impl Client {
    /// A client without a token.
    pub fn new(http: reqwest::Client, address: &str) -> Self {
        Self {
            http,
            address: address.to_owned(),
            token: None,
        }
    }

    /// A client without a token, of whatever answers at an address.
    #[must_use]
    pub fn anonymous(address: &str) -> Self {
        Self::new(http_client_at(None), address)
    }

    /// The same client with an access token.
    pub fn with_token(&self, token: impl Into<String>) -> Self {
        Self {
            token: Some(token.into()),
            ..self.clone()
        }
    }

    /// The same client at another replica.
    pub fn at(&self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            ..self.clone()
        }
    }

    /// The same client calling from another address of this machine, such as 127.0.0.2 (on Linux all of 127.0.0.0/8 is).
    pub fn calling_from(&self, address: IpAddr) -> Self {
        Self {
            http: http_client_at(Some(address)),
            ..self.clone()
        }
    }

    /// Its access token.
    ///
    /// # Panics
    /// When it has none.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("a client with a token")
    }

    /// `GET path`.
    pub fn get(&self, path: &str) -> Request {
        self.request(Method::GET, path)
    }

    /// `POST path` with a JSON body.
    pub fn post(&self, path: &str, body: impl Serialize) -> Request {
        self.request(Method::POST, path).json(body)
    }

    /// `PUT path` with a JSON body.
    pub fn put(&self, path: &str, body: impl Serialize) -> Request {
        self.request(Method::PUT, path).json(body)
    }

    /// `PATCH path` with a JSON body.
    pub fn patch(&self, path: &str, body: impl Serialize) -> Request {
        self.request(Method::PATCH, path).json(body)
    }

    /// `DELETE path`.
    pub fn delete(&self, path: &str) -> Request {
        self.request(Method::DELETE, path)
    }

    /// Any method, without a body.
    pub fn request(&self, method: Method, path: &str) -> Request {
        let request = self.http.request(method, format!("{}{path}", self.address));
        Request::new(match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        })
    }
}
