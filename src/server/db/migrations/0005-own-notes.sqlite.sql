-- What young people wrote on the checklist for themselves alone gets rows of its own, which stand in their own scope. In
-- the team's feed nothing may tell that there ever was such a note, on what or when: so the lines go, and every device
-- begins anew, which takes them away there, too (0002-epoch.sql).
insert into epoch (number) select (select coalesce(max(number), 0) + 1 from epoch) where exists (select 1 from row where kind = 'answer');

insert into row (kind, id, project, version, body, made_by)
  select 'note', id, project, 1, json_object('kind', 'note', 'id', id, 'project', json_extract(body, '$.project'), 'invitation', json_extract(body, '$.invitation'),
    'person', json_extract(body, '$.person'), 'item', json_extract(body, '$.item'), 'sealed', json_extract(body, '$.note')), made_by
  from row where kind = 'answer' and json_extract(body, '$.audience') = 'me' and json_extract(body, '$.note') is not null;

insert into feed (scope, kind, id, seq, since, gone)
  select s.id, 'note', r.id, s.head + row_number() over (partition by s.id order by r.id), s.head + row_number() over (partition by s.id order by r.id), 0
  from row r join scope s on s.id = 'person:' || json_extract(r.body, '$.person') where r.kind = 'note';
update scope set head = (select max(seq) from feed where feed.scope = scope.id) where id in (select scope from feed where kind = 'note');

-- An answer that was nothing but such a note, or that says nothing any more, goes altogether.
delete from row where kind = 'answer' and json_extract(body, '$.audience') = 'me' and json_extract(body, '$.answer') is null and json_extract(body, '$.reply') is null;
update row set body = json_set(body, '$.note', null) where kind = 'answer' and json_extract(body, '$.audience') = 'me';
delete from feed where kind = 'answer' and not exists (select 1 from row where row.kind = 'answer' and row.id = feed.id);
delete from feed where kind = 'answer' and gone = 1;
