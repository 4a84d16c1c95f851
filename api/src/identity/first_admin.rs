//! The first admin: nobody can give the role through the API before somebody holds it, so whoever runs the server does.

use super::{Phone, grants, persons, store};
use crate::divisions::ScopeRef;
use crate::platform::access::Role;
use crate::platform::audit::Actor;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// Makes whoever signs in with `phone` an admin of the city, with an account where there is none yet. Answers whether they were none before.
///
/// # Errors
/// The database's.
pub async fn make_admin(state: &AppState, phone: &Phone) -> Result<bool, Problem> {
    let scope = ScopeRef::Division(state.settings.city.code.clone());
    state
        .db
        .write_txn(async |txn| {
            let index = state.vault.blind_index("phone", phone.digits());
            let account = match store::find_account_by_phone(txn, &index).await? {
                Some(account) => account,
                None => {
                    let by = persons::SignInBy::Phone(phone.clone());
                    persons::create_account(txn, state, &by).await?
                }
            };
            let grant = persons::new_grant(state, account.person_id, Role::Admin, &scope, None);
            let id = grant.id.clone().take();
            if !store::insert_grant(txn, grant).await? {
                return Ok(false);
            }
            let actor = Actor::system("make_admin");
            grants::announce(txn, state, &actor, account.person_id, id).await?;
            Ok::<_, Problem>(true)
        })
        .await
}
