//! Rows of divisions.

/// Divisions of a year.
pub mod division {
    use sea_orm::entity::prelude::*;

    /// One node of the tree.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "divisions")]
    pub struct Model {
        /// Year of the list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        /// Statistical code: 4, 6, 9 or 12 digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        /// Official name.
        pub name: String,
        /// Kind.
        pub kind: String,
        /// The node above, by code.
        pub parent_code: Option<String>,
        /// WGS-84 longitude of the centre.
        pub lon: Option<f64>,
        /// WGS-84 latitude of the centre.
        pub lat: Option<f64>,
        /// Where the centre comes from; `synthetic` for made-up ones.
        pub place_source: Option<String>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Real boundaries, where they were imported.
pub mod shape {
    use sea_orm::entity::prelude::*;

    /// One boundary.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "division_shapes")]
    pub struct Model {
        /// Year of the list.
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        /// Code.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        /// `GeoJSON` geometry, WGS-84.
        pub geojson: String,
        /// Where it comes from.
        pub source: String,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Management zones.
pub mod zone {
    use sea_orm::entity::prelude::*;

    /// One zone: an overlay of streets without a county code.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "management_zones")]
    pub struct Model {
        /// Code of our own.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        /// Chinese name.
        pub name: String,
        /// English name.
        pub name_en: String,
        /// Where it comes from.
        pub source: String,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who administers a street, where that is not the county of its code.
pub mod administration {
    use sea_orm::entity::prelude::*;

    /// One versioned edge; days are civil, `YYYY-MM-DD`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "administrations")]
    pub struct Model {
        /// The street.
        #[sea_orm(primary_key, auto_increment = false)]
        pub street_code: String,
        /// A zone's or county's code.
        pub administered_by: String,
        /// First day.
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: String,
        /// Last day; open when null.
        pub valid_until: Option<String>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
