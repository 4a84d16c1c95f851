//! The access table: every operation of the API, who may do it, and on which records.
//!
//! This is the one place that says so. Handlers take [`Access<Operation>`](crate::platform::access::Access), `openapi.yaml`
//! shows each row as `x-access`, and the black-box tests call every operation as every role.
//!
//! Everybody with an account is a `Resident`; a row names further roles only where they reach more than that.

use crate::platform::access::operations;

operations! {
    // -- sign-in ----------------------------------------------------------------------------------------------------
    /// Sends a one-time code to a phone.
    RequestCode = "request_code", PUBLIC, [];
    /// Signs in by phone and one-time code.
    CreateSession = "create_session", PUBLIC, [];
    /// Signs in by a WeChat code.
    CreateWechatSession = "create_wechat_session", PUBLIC, [];
    /// Exchanges a refresh token.
    RefreshSession = "refresh_session", PUBLIC, [];
    /// Signs out.
    EndSession = "end_session", SIGNED_IN, [Resident: Own];
    /// Shows the own account.
    ShowMe = "show_me", SIGNED_IN, [Resident: Own];
    /// Changes the own profile.
    UpdateMe = "update_me", SIGNED_IN, [Resident: Own];

    // -- grants -----------------------------------------------------------------------------------------------------
    /// Lists who holds which role.
    ListGrants = "list_grants", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Gives a role.
    CreateGrant = "create_grant", SIGNED_IN, [CountyOfficer: Scope, CityOfficer: Scope, Admin: Any];
    /// Takes a role away, at once.
    RevokeGrant = "revoke_grant", SIGNED_IN, [CountyOfficer: Scope, CityOfficer: Scope, Admin: Any];

    // -- divisions and reference data -------------------------------------------------------------------------------
    /// Lists divisions.
    ListDivisions = "list_divisions", PUBLIC, [];
    /// Finds the community of a point.
    LocateDivision = "locate_division", PUBLIC, [];
    /// Shows one division.
    ShowDivision = "show_division", PUBLIC, [];
    /// Shows the taxonomy of needs and skills.
    ShowTaxonomy = "show_taxonomy", PUBLIC, [];
}
