//! Fixtures of divisions and reference data, which everybody may read.

use super::case::{Case, CaseExt as _, fixtures};
use crate::places::COMMUNITY;

fixtures! {
    list_divisions(world, actor, place) {
        Case::free()
    }

    locate_division(world, actor, place) {
        Case::free().query("lon=104.08&lat=30.65&crs=wgs84")
    }

    show_division(world, actor, place) {
        Case::free().parameter("code", COMMUNITY)
    }

    show_taxonomy(world, actor, place) {
        Case::free()
    }
}
