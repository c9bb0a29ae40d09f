-- What the client scenarios work on. Owned by a role that is nobody's client.
create schema shop;
create type shop.mood as enum ('sad', 'calm', 'glad');
create type shop.place as (street text, number int4);
create domain shop.positive as int4 check (value > 0);
create table shop.every_type (
  id int4 primary key,
  c_bool bool, c_int2 int2, c_int4 int4, c_int8 int8, c_float4 float4, c_float8 float8,
  c_numeric numeric, c_money numeric(12, 2), c_text text, c_varchar varchar(40), c_char char(6), c_bytea bytea,
  c_date date, c_time time, c_timetz timetz, c_timestamp timestamp, c_timestamptz timestamptz, c_interval interval,
  c_uuid uuid, c_json json, c_jsonb jsonb, c_inet inet, c_cidr cidr, c_macaddr macaddr, c_bit varbit(12),
  c_point point, c_range int4range, c_tsrange tstzrange, c_mood shop.mood, c_place shop.place,
  c_positive shop.positive, c_name name, c_xml xml,
  a_int4 int4[], a_text text[], a_date date[], a_numeric numeric[], a_bool bool[], a_mood shop.mood[],
  a_grid int4[][]
);
create table shop.article (
  id serial primary key,
  label text not null unique,
  price numeric(8, 2) check (price >= 0),
  stock int4 default 0,
  updated timestamptz
);
create table shop.line (
  id int8 generated always as identity primary key,
  article_id int4 not null references shop.article deferrable initially immediate,
  amount int4 not null constraint amount_is_positive check (amount > 0)
);
create table shop.blob (id int4 primary key, body text, raw bytea);
create table shop.number (n int4 primary key);
insert into shop.number select generate_series(1, 5000);
create view shop.cheap as select id, label, price from shop.article where price < 10;
analyze;
grant usage on schema shop to app;
grant select, insert, update, delete on all tables in schema shop to app;
grant usage, select, update on all sequences in schema shop to app;
