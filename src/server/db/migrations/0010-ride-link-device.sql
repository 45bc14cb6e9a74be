-- With which device a link for a ride was made: as any other link it ends with that one (0006-proof.sql).
alter table ride_link add column made_on text;
