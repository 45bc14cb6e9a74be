-- Which life of the database this is: a line for each time that it was restored from a backup, in seconds since 1970. The
-- largest counts; none is 0. What a device remembers as its place means something within one life only.
create table epoch (
  number bigint not null primary key
);
