-- A third-party payer's database, as small as it can be and still be recognised.
create schema payment;

create table payment.insurer (
  id int primary key,
  name text not null,
  kind text not null);

create table payment.patient (
  id bigint primary key,
  nir varchar(13) not null unique,
  nir_key char(2) not null,
  birth_date date not null,
  last_name text not null,
  first_name text not null,
  city text not null,
  insurer_id int not null references payment.insurer,
  policy_cover text not null);

create table payment.claim (
  id bigint primary key,
  patient_id bigint not null,
  patient_nir varchar(13) not null,
  care_date date not null,
  act text not null,
  total_amount numeric(10, 2) not null,
  status text not null);

create role portal_app login password 'portal';
create role paravent_catalog login password 'catalog';
grant usage on schema payment to portal_app;
grant select, insert, update, delete on all tables in schema payment to portal_app;
