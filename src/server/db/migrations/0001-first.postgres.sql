create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_no_change before update or delete on ledger for each row execute function ledger_is_append_only();
create trigger ledger_no_truncate before truncate on ledger for each statement execute function ledger_is_append_only();

-- Text goes by its bytes, as in SQLite: the same order in both, and no index that breaks when the system's rules of
-- sorting change under it (glibc 2.28 did that to many).
do $$
declare one record;
begin
  for one in select table_name, column_name from information_schema.columns where table_schema = current_schema() and data_type = 'text' loop
    execute format('alter table %I alter column %I type text collate "C"', one.table_name, one.column_name);
  end loop;
end $$;
