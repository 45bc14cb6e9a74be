-- In the subset that SQLite and PostgreSQL both understand. Instants are UTC ISO text, days YYYY-MM-DD, money cents.

create table row (
  kind text not null,
  id text not null,
  project text not null,
  version bigint not null,
  body text not null,
  made_by text not null,
  primary key (kind, id)
);

-- Who may see what: a row stands in scopes, a scope has members. `head` counts the changes in a scope.
create table scope (
  id text not null primary key,
  head bigint not null
);

-- `until` is the head at which a person left; empty while they are in. It tells what their devices still have to drop.
create table member (
  scope text not null,
  person text not null,
  until bigint,
  primary key (scope, person)
);
create index member_person on member (person);

-- The change log, compacted by construction: one line for a row in a scope, moved to the head by every change.
-- `since` is the head at which the row first came into the scope.
create table feed (
  scope text not null,
  kind text not null,
  id text not null,
  seq bigint not null,
  since bigint not null,
  gone integer not null check (gone in (0, 1)),
  primary key (scope, kind, id),
  unique (scope, seq)
);
create index feed_row on feed (kind, id);
create index feed_since on feed (scope, since);

-- What was done with an operation, so that it is done once. A person's ids are their own.
create table applied (
  person text not null,
  op text not null,
  hash text not null,
  outcome text not null,
  at text not null,
  primary key (person, op)
);

-- Money, append-only. The key comes from the operation, so that one operation writes one line about a fee.
create table ledger (
  person text not null,
  op text not null,
  fee text not null,
  project text not null,
  event text not null,
  cents bigint not null,
  day text not null,
  at text not null,
  primary key (person, op, fee)
);
create index ledger_fee on ledger (fee);

-- One person is on one side of a project: the second key makes it so whatever the order, and also at the same moment.
create table side (
  project text not null,
  person text not null,
  side text not null check (side in ('team', 'outside', 'expert')),
  primary key (project, person),
  unique (project, person, side)
);
create table role (
  project text not null,
  person text not null,
  role text not null check (role in ('expert', 'coordinator', 'contact', 'fees')),
  side text not null,
  primary key (project, person, role),
  foreign key (project, person, side) references side (project, person, side),
  check ((role = 'contact' and side = 'outside') or (role = 'expert' and side = 'expert') or (role in ('coordinator', 'fees') and side = 'team'))
);
create index role_person on role (person);

-- Tokens, proofs and claims are kept as SHA-256 only.
create table login (
  device text not null primary key,
  person text not null,
  token_hash text not null,
  claim_hash text not null,
  added text not null,
  seen text not null,
  revoked text
);
create index login_person on login (person);

create table link (
  proof_hash text not null primary key,
  person text not null,
  made_by text,
  expires text not null,
  used_at text,
  claim_hash text,
  device text
);
