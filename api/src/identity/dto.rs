//! Identity in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::platform::access::Role;
use crate::platform::clock::Instant;
use crate::platform::ids::{AccountId, GrantId, PersonId, SessionId};

/// A phone that asks for a code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequestCode, example = json!({"phone": "12600000001"}))]
pub struct RequestCodeDto {
    /// Mainland mobile number.
    #[schema(example = "12600000001", max_length = 20)]
    pub phone: String,
}

/// A code is on its way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CodeSent)]
pub struct CodeSentDto {
    /// How long the code lives, in seconds.
    pub expires_in: u64,
    /// The terms whose version has to be sent with the first sign-in.
    #[schema(example = "2026-11")]
    pub terms_version: String,
}

/// Kinds of clients. Browsers get their refresh token as an `HttpOnly` cookie, the others in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    /// The WeChat mini-program.
    MiniProgram,
    /// A native app.
    App,
    /// The web app.
    H5,
    /// The officers' console.
    Console,
}

impl ClientKind {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MiniProgram => "mini_program",
            Self::App => "app",
            Self::H5 => "h5",
            Self::Console => "console",
        }
    }

    /// Whether the client is a web page in a browser.
    #[must_use]
    pub const fn is_browser(self) -> bool {
        match self {
            Self::MiniProgram | Self::App => false,
            Self::H5 | Self::Console => true,
        }
    }
}

/// Signing in by phone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateSession, example = json!({"phone": "12600000001", "code": "246810", "client": "app", "consent_version": "2026-11"}))]
pub struct CreateSessionDto {
    /// The phone that the code was sent to.
    #[schema(example = "12600000001", max_length = 20)]
    pub phone: String,
    /// The code.
    #[schema(example = "246810", max_length = 10)]
    pub code: String,
    /// What signs in.
    pub client: ClientKind,
    /// The terms' version that the person has agreed to; required at the first sign-in.
    #[schema(example = "2026-11", max_length = 20)]
    pub consent_version: Option<String>,
}

/// Signing in by WeChat.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateWechatSession, example = json!({"code": "from-wx-login", "consent_version": "2026-11"}))]
pub struct CreateWechatSessionDto {
    /// The code of `wx.login`.
    #[schema(max_length = 200)]
    pub code: String,
    /// The code of `getPhoneNumber`, if the person let WeChat tell their phone.
    #[schema(max_length = 200, example = "from-get-phone-number")]
    pub phone_code: Option<String>,
    /// The terms' version that the person has agreed to; required at the first sign-in.
    #[schema(example = "2026-11", max_length = 20)]
    pub consent_version: Option<String>,
}

/// A refresh token; browsers send none here, theirs is in the cookie.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RefreshSession, example = json!({"refresh_token": "what-the-session-answered"}))]
pub struct RefreshSessionDto {
    /// The token of the last answer.
    #[schema(max_length = 200)]
    pub refresh_token: Option<String>,
}

/// A signed-in session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionDto {
    /// Send it as `Authorization: Bearer …`.
    #[schema(example = "eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ…")]
    pub access_token: String,
    /// Its life, in seconds.
    pub expires_in: u64,
    /// For the next refresh; absent for browsers, which have it as a cookie. Works once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2mS7…")]
    pub refresh_token: Option<String>,
    /// The session.
    pub session_id: SessionId,
    /// The account.
    pub account_id: AccountId,
    /// The person.
    pub person_id: PersonId,
}

/// What kind of scope a grant has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    /// The person's own records.
    Own,
    /// A division and everything below it.
    Division,
    /// A management zone.
    Zone,
    /// An organisation.
    Organisation,
    /// A compound.
    Compound,
}

impl ScopeKind {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Division => "division",
            Self::Zone => "zone",
            Self::Organisation => "organisation",
            Self::Compound => "compound",
        }
    }
}

/// A role within a scope.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Grant)]
pub struct GrantDto {
    /// Id.
    pub id: GrantId,
    /// Who holds it.
    pub person_id: PersonId,
    /// The role.
    #[schema(value_type = Role)]
    pub role: String,
    /// Kind of scope.
    #[schema(value_type = ScopeKind)]
    pub scope_kind: String,
    /// Code or id of the scope; empty for `own`.
    #[schema(example = "510104035017")]
    pub scope: String,
    /// Since when.
    pub granted_at: Instant,
}

impl From<super::entity::grant::Model> for GrantDto {
    fn from(row: super::entity::grant::Model) -> Self {
        Self {
            id: row.id,
            person_id: row.person_id,
            role: row.role,
            scope_kind: row.scope_kind,
            scope: row.scope_ref,
            granted_at: row.granted_at,
        }
    }
}

/// Giving a role.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateGrant, example = json!({"person_id": "01912f3a-7c00-7000-8000-000000000001", "role": "community_officer", "scope_kind": "division", "scope": "510104035017"}))]
pub struct CreateGrantDto {
    /// To whom: somebody with an account.
    pub person_id: PersonId,
    /// The role.
    pub role: Role,
    /// Kind of scope.
    pub scope_kind: ScopeKind,
    /// Code or id of the scope.
    #[schema(example = "510104035017", max_length = 40)]
    pub scope: String,
}

/// A consent in force.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Consent)]
pub struct ConsentDto {
    /// To what.
    #[schema(example = "terms")]
    pub purpose: String,
    /// To which text.
    #[schema(example = "2026-11")]
    pub version: String,
    /// When.
    pub granted_at: Instant,
}

/// The own account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Me)]
pub struct MeDto {
    /// The account.
    pub account_id: AccountId,
    /// The person.
    pub person_id: PersonId,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// Phone, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "126****0001")]
    pub phone: Option<String>,
    /// Whether a WeChat is linked: sign-in and messages by it.
    pub wechat: bool,
    /// `female` or `male`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "female")]
    pub gender: Option<String>,
    /// Dialect codes.
    #[schema(example = json!(["sichuanese"]))]
    pub dialects: Vec<String>,
    /// Home community.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "510104035017")]
    pub community: Option<String>,
    /// Roles held.
    pub grants: Vec<GrantDto>,
    /// Consents given.
    pub consents: Vec<ConsentDto>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// A WeChat to link the own account to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ConnectWechat, example = json!({"code": "from-wx-login"}))]
pub struct ConnectWechatDto {
    /// The code of `wx.login`.
    #[schema(max_length = 200)]
    pub code: String,
}

/// A phone to link the own account to: with the one-time code that was sent to it, or by the code of WeChat's `getPhoneNumber`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ConnectPhone, example = json!({"phone": "12600000001", "code": "246810"}))]
pub struct ConnectPhoneDto {
    /// The phone; with `code`.
    #[schema(example = "12600000001", max_length = 20)]
    pub phone: Option<String>,
    /// The one-time code.
    #[schema(example = "246810", max_length = 10)]
    pub code: Option<String>,
    /// The code of `getPhoneNumber`, instead of both.
    #[schema(example = "from-get-phone-number", max_length = 200)]
    pub wechat_code: Option<String>,
}

/// Changes to the own profile; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UpdateMe, example = json!({"name": "陈邻秋", "gender": "female", "dialects": ["sichuanese"], "community": "510104035017"}))]
pub struct UpdateMeDto {
    /// Name, up to 40 characters.
    #[schema(max_length = 40, example = "陈邻秋")]
    pub name: Option<String>,
    /// `female` or `male`.
    #[schema(value_type = Option<String>, pattern = "^(female|male)$")]
    pub gender: Option<jinlin_matcher::Gender>,
    /// Dialect codes of the taxonomy.
    #[schema(max_items = 32)]
    pub dialects: Option<Vec<String>>,
    /// Home community, 12 digits.
    #[schema(example = "510104035017", max_length = 12)]
    pub community: Option<String>,
}
