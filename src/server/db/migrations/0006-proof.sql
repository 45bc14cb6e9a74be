-- What proves that a request comes from its device. `sig`: the device's public key. `mark`: made with a key that is in no
-- database (login-key.ts), so that a line which somebody writes in here makes no login. `ended`: how a login ended,
-- left by its owner or closed; empty for those that ended before. Old logins get theirs at the first start (adopt.ts).
alter table login add column sig text;
alter table login add column mark text;
alter table login add column ended text;

-- With which device a link was made: it ends with that one.
alter table link add column made_on text;

-- Nonces of signed requests, each taken once. Only where several servers share a database: one alone remembers by itself.
create table nonce (
  nonce text not null primary key,
  at text not null
);
