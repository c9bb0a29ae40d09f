-- Definitions that hold values of a canary, each in a place of its own. Run by a superuser after schema.sql.
create type care.mood as enum ('low', 'high');
create domain care.coded as text default '2070876351419' constraint coded_no check (value <> '2070876351419');
create function care.find(wanted text default '2070876351419', since date default '1907-08-23', n int default 3)
  returns text language sql as $$ select '2070876351419' || wanted $$;
create function care.find_all() returns text begin atomic select '2070876351419'::text; end;
create aggregate care.collect (text) (sfunc = textcat, stype = text, initcond = '2070876351419');
create table care.drawer (
  id int generated always as identity primary key,
  code text default '2070876351419', opened date default '1907-08-23', mood care.mood default 'low',
  label text not null default '', counter int default 0, below int default -1, made_at timestamptz default now(),
  serial_no serial, tags text[] default '{}', coded care.coded, upper_label text generated always as (upper(label)) stored,
  masked text generated always as (replace(label, '2070876351419', '')) stored,
  constraint drawer_code check (code <> '2070876351419'), constraint drawer_label check (length(label) < 100),
  constraint drawer_counter exclude (counter with =));
comment on table care.drawer is 'a table of the test';
insert into care.drawer (label, coded, code) values ('first', 'x', 'y');
alter table care.drawer add column later text default '2070876351419';
create unique index drawer_once on care.drawer (label) include (mood, counter);
create index drawer_some on care.drawer (code desc nulls last) where code = '2070876351419';
create index drawer_said on care.drawer (replace(code, '2070876351419', ''));
create statistics care.drawer_spread on (replace(code, '2070876351419', '')), label from care.drawer;
create table care.drawer_item (
  drawer_id int references care.drawer on delete cascade, rank int, label text references care.drawer (label)
  deferrable initially deferred, primary key (drawer_id, rank));
create table care.shelf (nir text, n int) partition by list (nir);
create table care.shelf_one partition of care.shelf for values in ('2070876351419');
create table care.shelf_rest partition of care.shelf default;
create table care.heap (n int, day date) partition by range (n, (extract(year from day)));
create table care.heap_1 partition of care.heap for values from (1, minvalue) to (100, maxvalue);
create view care.v_drawer as select id, label, counter from care.drawer;
create view care.v_drawer_some as select id, label from care.drawer where code <> '2070876351419';
create rule drawer_rule as on delete to care.drawer where old.code = '2070876351419' do instead nothing;
create trigger drawer_guard before update on care.drawer for each row
  when (new.code = '2070876351419') execute function care.visit_guard('2070876351419');
create trigger drawer_plain before insert on care.drawer_item for each row execute function care.visit_guard();
create policy drawer_rows on care.drawer using (code <> '2070876351419') with check (code <> '1907-08-23');
create foreign data wrapper afar options (note '2070876351419');
create server far foreign data wrapper afar options (host '2070876351419');
create user mapping for desk_app server far options (password '2070876351419');
create foreign table care.far (id int, nir text options (column_name '2070876351419')) server far options (path '2070876351419');
create publication drawers for table care.drawer where (code = '2070876351419');
create subscription drawers connection 'host=far password=2070876351419' publication drawers with (connect = false);
create function care.told() returns event_trigger language plpgsql as $$ begin perform '2070876351419'; end $$;
create event trigger told on ddl_command_end when tag in ('CREATE CAST') execute function care.told();
alter role desk_app set app.secret = '2070876351419';
alter database care set app.word = '1907-08-23';
create text search dictionary care.words (template = simple, stopwords = 'english');
create text search configuration care.wording (copy = simple);
create collation care.folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create cast (care.mood as int) with inout;
select lo_create(900001);
grant all on all tables in schema care to desk_app;
grant select on care.drawer to public;
alter default privileges in schema care grant select on tables to desk_app;
