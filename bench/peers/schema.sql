-- The data of bench/knn in PostGIS. Twice: as anybody would store it, with one GiST index; and as well indexed as we know
-- how, with a row for each skill of those who are available, so that one index leads to skill and place together.
create extension postgis;
create extension btree_gist;

create unlogged table loaded (
  id int, lon float8, lat float8, skills bigint, volunteer boolean, available boolean, certificate smallint, week bit(336)
);
\copy loaded from 'providers.tsv'
create table provider as
  select id, skills, volunteer, available, certificate, week, st_makepoint(lon, lat)::geography as place from loaded;
create index provider_place on provider using gist (place);

create table ready as
  select p.id, s::smallint as skill, p.skills, p.certificate, p.week, p.place
  from provider p, generate_series(0, 23) s
  where p.available and p.volunteer and p.skills & (1::bigint << s) <> 0;
create index ready_skill_place on ready using gist (skill, place);
create table holders as select skill, count(*) as holders from ready group by skill;

create table need (
  kind smallint, id int, lon float8, lat float8, skills bigint, certificate smallint, first int, slots int, expected text,
  week bit(336), place geography(point), rarest smallint, primary key (kind, id)
);
\copy need (kind, id, lon, lat, skills, certificate, first, slots, expected) from 'needs.tsv'
update need n set
  place = st_makepoint(lon, lat)::geography,
  week = (repeat('0', first) || repeat('1', slots) || repeat('0', 336 - first - slots))::bit(336),
  rarest = (
    select c.skill from holders c where n.skills & (1::bigint << c.skill) <> 0 order by c.holders limit 1
  )
where kind = 1 or id < 2000;
delete from need where place is null;
vacuum analyze;
