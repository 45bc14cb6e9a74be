-- The last number that was given in each series (a year) of a project. A line comes when a series is first numbered here.
create table numbering (
  project text not null,
  series text not null,
  last integer not null,
  primary key (project, series)
);
