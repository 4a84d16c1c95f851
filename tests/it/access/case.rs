//! What a fixture says: how to call an operation, and what kind of operation it is.

use std::pin::Pin;

use serde_json::Value;

use super::world::{Actor, World};

/// Where the record lies that the operation is called on, seen from the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The caller's own, far from the divisions of the caller's grant.
    Own,
    /// Of a task whose team the caller is on, far from those divisions.
    Team,
    /// Somebody else's, in the divisions of the caller's grant.
    Scope,
    /// Somebody else's, beside those divisions.
    Beside,
    /// An emergency that the caller is asked to call back about, far from those divisions. Only operations with that relation are
    /// called on one.
    Called,
}

impl Place {
    pub const ALL: [Self; 5] = [
        Self::Own,
        Self::Team,
        Self::Scope,
        Self::Beside,
        Self::Called,
    ];
}

/// What an operation does when the role has it and the record is out of reach.
#[derive(Debug, Clone)]
pub enum Kind {
    /// It touches no record that could be out of reach.
    Free,
    /// It is refused with this status and code; 404 `not_found` nearly always.
    Record(u16, &'static str),
    /// It is a list that does not show the record, whose id this is.
    List(String),
}

/// A body.
#[derive(Debug, Clone)]
pub enum Body {
    None,
    Json(Value),
    Bytes(&'static str, Vec<u8>),
}

/// One valid call.
#[derive(Debug, Clone)]
pub struct Case {
    pub kind: Kind,
    pub parameters: Vec<(String, String)>,
    pub query: String,
    pub body: Body,
    pub headers: Vec<(&'static str, &'static str)>,
    pub if_match: Option<i64>,
    pub token: Option<String>,
}

impl Case {
    fn new(kind: Kind) -> Option<Self> {
        Some(Self {
            kind,
            parameters: Vec::new(),
            query: String::new(),
            body: Body::None,
            headers: Vec::new(),
            if_match: None,
            token: None,
        })
    }

    /// A call that touches no record.
    pub fn free() -> Option<Self> {
        Self::new(Kind::Free)
    }

    /// A call on one record that is 404 out of reach.
    pub fn record() -> Option<Self> {
        Self::new(Kind::Record(404, "not_found"))
    }

    /// A call on one record, refused out of reach by another answer than 404.
    pub fn refused_with(status: u16, code: &'static str) -> Option<Self> {
        Self::new(Kind::Record(status, code))
    }

    /// A list that shows `id` exactly when it is within reach.
    pub fn list(id: impl ToString) -> Option<Self> {
        Self::new(Kind::List(id.to_string()))
    }
}

/// Additions to a [`Case`]; on the option, so that fixtures end in one expression. No case stays no case.
pub trait CaseExt {
    /// A path parameter.
    fn parameter(self, name: &str, value: impl ToString) -> Self;
    /// The query string, without `?`.
    fn query(self, query: &str) -> Self;
    /// A JSON body.
    fn json(self, body: Value) -> Self;
    /// Another body.
    fn bytes(self, content_type: &'static str, body: &[u8]) -> Self;
    /// `If-Match`.
    fn if_match(self, version: &Value) -> Self;
    /// A header.
    fn header(self, name: &'static str, value: &'static str) -> Self;
    /// The token of somebody of the same role who has what the actor has not, if there is one.
    fn caller(self, token: Option<&str>) -> Self;
    /// Another token of the same caller, for operations that end a session.
    fn token(self, token: &str) -> Self;
}

impl CaseExt for Option<Case> {
    fn parameter(mut self, name: &str, value: impl ToString) -> Self {
        if let Some(case) = &mut self {
            case.parameters.push((name.to_owned(), value.to_string()));
        }
        self
    }

    fn query(mut self, query: &str) -> Self {
        if let Some(case) = &mut self {
            case.query = format!("?{query}");
        }
        self
    }

    fn json(mut self, body: Value) -> Self {
        if let Some(case) = &mut self {
            case.body = Body::Json(body);
        }
        self
    }

    fn bytes(mut self, content_type: &'static str, body: &[u8]) -> Self {
        if let Some(case) = &mut self {
            case.body = Body::Bytes(content_type, body.to_vec());
        }
        self
    }

    fn if_match(mut self, version: &Value) -> Self {
        if let Some(case) = &mut self {
            case.if_match = Some(version.as_i64().expect("a version"));
        }
        self
    }

    fn header(mut self, name: &'static str, value: &'static str) -> Self {
        if let Some(case) = &mut self {
            case.headers.push((name, value));
        }
        self
    }

    fn caller(self, token: Option<&str>) -> Self {
        match token {
            Some(token) => self.token(token),
            None => self,
        }
    }

    fn token(mut self, token: &str) -> Self {
        if let Some(case) = &mut self {
            case.token = Some(token.to_owned());
        }
        self
    }
}

/// A case under construction.
pub type Making<'a> = Pin<Box<dyn Future<Output = Option<Case>> + 'a>>;

/// How to call one operation validly; `None` where a place makes no sense for it.
#[derive(Clone, Copy)]
pub struct Fixture {
    pub operation: &'static str,
    pub make: for<'a> fn(&'a World, &'a Actor, Place) -> Making<'a>,
}

/// Declares the fixtures of a slice: for each operation a block that makes a fresh [`Case`] for a caller and a place.
macro_rules! fixtures {
    ($( $operation:ident($world:ident, $actor:ident, $place:ident) $body:block )*) => {
        /// The fixtures of this slice.
        pub fn fixtures() -> Vec<$crate::access::case::Fixture> {
            vec![$(
                $crate::access::case::Fixture {
                    operation: stringify!($operation),
                    make: |$world, $actor, $place| Box::pin(async move {
                        let _ = ($world, $actor, $place);
                        $body
                    }),
                },
            )*]
        }
    };
}
pub(crate) use fixtures;
