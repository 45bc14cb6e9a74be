-- As 0005-own-notes.sqlite.sql, where the reasons stand.
insert into epoch (number) select (select coalesce(max(number), 0) + 1 from epoch) where exists (select 1 from row where kind = 'answer');

insert into row (kind, id, project, version, body, made_by)
  select 'note', id, project, 1, json_build_object('kind', 'note', 'id', id, 'project', body::jsonb ->> 'project', 'invitation', body::jsonb ->> 'invitation',
    'person', body::jsonb ->> 'person', 'item', body::jsonb ->> 'item', 'sealed', body::jsonb ->> 'note')::text, made_by
  from row where kind = 'answer' and body::jsonb ->> 'audience' = 'me' and body::jsonb ->> 'note' is not null;

insert into feed (scope, kind, id, seq, since, gone)
  select s.id, 'note', r.id, s.head + row_number() over (partition by s.id order by r.id), s.head + row_number() over (partition by s.id order by r.id), 0
  from row r join scope s on s.id = 'person:' || (r.body::jsonb ->> 'person') where r.kind = 'note';
update scope set head = (select max(seq) from feed where feed.scope = scope.id) where id in (select scope from feed where kind = 'note');

delete from row where kind = 'answer' and body::jsonb ->> 'audience' = 'me' and body::jsonb ->> 'answer' is null and body::jsonb ->> 'reply' is null;
update row set body = jsonb_set(body::jsonb, '{note}', 'null')::text where kind = 'answer' and body::jsonb ->> 'audience' = 'me';
delete from feed where kind = 'answer' and not exists (select 1 from row where row.kind = 'answer' and row.id = feed.id);
delete from feed where kind = 'answer' and gone = 1;
