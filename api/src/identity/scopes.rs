//! What the scope of a grant stands for: the records that its holder reaches, and the divisions whose officers may give it.

use sea_orm::{ConnectionTrait, DbErr};

use crate::divisions::ScopeRef;
use crate::platform::access::Areas;
use crate::platform::ids::{CompoundId, OrganisationId};
use crate::state::AppState;
use crate::{compounds, organisations};

/// What the holder of a grant reaches: divisions, one compound, or the compounds that an organisation manages.
///
/// # Errors
/// The database's.
pub async fn reach<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    scope: &ScopeRef,
) -> Result<Areas, DbErr> {
    let only = |compounds: Vec<CompoundId>| Areas {
        compounds,
        ..Areas::default()
    };
    Ok(match scope {
        ScopeRef::Own | ScopeRef::Division(_) | ScopeRef::Zone(_) => {
            state.divisions().areas_of(scope)
        }
        ScopeRef::Compound(id) => only(id.parse().ok().into_iter().collect()),
        ScopeRef::Organisation(id) => match id.parse::<OrganisationId>() {
            Ok(id) => {
                let mut managed = compounds::store::managed_by(db, id).await?;
                managed.sort_unstable();
                only(managed)
            }
            Err(_) => Areas::default(),
        },
    })
}

/// The divisions in which a scope lies: whoever covers them decides who holds it. `None` for a scope that does not exist, and
/// for the own records, which lie nowhere.
///
/// # Errors
/// The database's.
pub async fn seat<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    scope: &ScopeRef,
) -> Result<Option<Areas>, DbErr> {
    let community = |code: String| Areas {
        communities: vec![code],
        ..Areas::default()
    };
    let city = || Areas {
        all: true,
        ..Areas::default()
    };
    Ok(match scope {
        ScopeRef::Own => None,
        ScopeRef::Division(_) | ScopeRef::Zone(_) => {
            Some(state.divisions().areas_of(scope)).filter(|areas| !areas.is_empty())
        }
        ScopeRef::Compound(id) => match id.parse() {
            Ok(id) => {
                let row = compounds::store::find(db, id).await?;
                row.map(|row| community(row.community_code))
            }
            Err(_) => None,
        },
        ScopeRef::Organisation(id) => match id.parse() {
            Ok(id) => {
                let row = organisations::store::find(db, id).await?;
                row.map(|row| row.community_code.map_or_else(city, community))
            }
            Err(_) => None,
        },
    })
}
