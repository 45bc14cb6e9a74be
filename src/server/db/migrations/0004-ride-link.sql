-- One-use links for adults who promise a ride. Proofs are kept as SHA-256 only. The line goes when the session is over.
create table ride_link (
  proof_hash text not null primary key,
  ride text not null,
  person text not null,
  expires text not null,
  used_at text
);
create index ride_link_ride on ride_link (ride);
