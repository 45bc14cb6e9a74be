-- Who the contact persons are is for young experts to know, and not for the fee office: they get a scope of young experts
-- alone. What 0008 put in the project's goes out of it, on every device that has it. As there, the text of the row tells one.

insert into scope (id, head) select distinct 'experts:' || r.project, 0 from role r where r.project <> '' on conflict (id) do nothing;

insert into member (scope, person, until)
select 'experts:' || r.project, r.person, null from role r where r.role = 'expert'
on conflict (scope, person) do nothing;

insert into feed (scope, kind, id, seq, since, gone)
select 'experts:' || n.project, 'person', n.id, n.place, n.place, 0
from (
  select r.project as project, r.id as id, row_number() over (partition by r.project order by r.id) as place
  from row r where r.kind = 'person' and r.body like '%"roles":["contact"]%'
) n;

update scope set head = (select max(f.seq) from feed f where f.scope = scope.id)
where id in (select f.scope from feed f where f.scope like 'experts:%');

-- The next numbers of the project's own, in the order of their ids.
update feed set gone = 1, seq = (select s.head from scope s where s.id = feed.scope) + (
  select count(*) from feed f join row r on r.kind = f.kind and r.id = f.id
  where f.scope = feed.scope and f.kind = 'person' and f.id <= feed.id and r.body like '%"roles":["contact"]%')
where scope like 'project:%' and kind = 'person'
  and id in (select r.id from row r where r.kind = 'person' and r.body like '%"roles":["contact"]%');

update scope set head = (select max(f.seq) from feed f where f.scope = scope.id)
where id like 'project:%' and head < (select max(f.seq) from feed f where f.scope = scope.id);
