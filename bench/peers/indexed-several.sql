\set i random(0, 1999)
select f.id
from (select * from need where kind = 0 and id = :i) n,
  lateral (
    select p.id from ready p
    where p.skill = n.rarest and p.skills & n.skills = n.skills
      and p.certificate >= n.certificate and p.week & n.week = n.week and st_dwithin(p.place, n.place, 5000, false)
    order by p.place <-> n.place limit 10
  ) f;
