-- Who the contact persons are, young experts see too: they have to know whom they can turn to before they are paired. A
-- contact person has no other role (domain/person.ts), so that the text of the row tells one.

insert into scope (id, head)
select distinct 'project:' || r.project, 0 from row r
where r.kind = 'person' and r.body like '%"roles":["contact"]%'
on conflict (id) do nothing;

insert into feed (scope, kind, id, seq, since, gone)
select 'project:' || n.project, 'person', n.id, s.head + n.place, s.head + n.place, 0
from (
  select r.project as project, r.id as id, row_number() over (partition by r.project order by r.id) as place
  from row r
  where r.kind = 'person' and r.body like '%"roles":["contact"]%'
    and not exists (select 1 from feed f where f.scope = 'project:' || r.project and f.kind = 'person' and f.id = r.id)
) n
join scope s on s.id = 'project:' || n.project;

update scope set head = (select max(f.seq) from feed f where f.scope = scope.id)
where id like 'project:%' and head < (select max(f.seq) from feed f where f.scope = scope.id);
