create schema payment;
create schema report;
create collation payment.case_blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create domain payment.nir_text as varchar(15) check (length(value) >= 13);
create domain payment.nir as payment.nir_text not null;
create type payment.state as enum ('open', 'paid');
create type payment.address as (street text, city varchar(40));

create table payment.patient (
  id bigint generated always as identity primary key,
  nir payment.nir,
  birth_date date not null,
  last_name text collate payment.case_blind unique,
  first_name text,
  dropped int,
  full_name text generated always as (first_name || ' ' || nir::text) stored,
  home payment.address,
  tags text[],
  state payment.state default 'open'
);
alter table payment.patient drop column dropped;
create unique index patient_nir on payment.patient (nir) include (state);
create unique index patient_open on payment.patient (birth_date) where state = 'open';
create index patient_name on payment.patient (id, lower(first_name));
create index patient_words on payment.patient using gin (to_tsvector('simple', first_name));
create index patient_blocks on payment.patient using brin (birth_date);
create index patient_row on payment.patient ((patient is null));
create unique index patient_pattern on payment.patient (first_name text_pattern_ops);

create table payment.claim (
  id bigint not null,
  patient_id bigint references payment.patient,
  day date not null,
  primary key (id, day)
) partition by range (day);
create table payment.claim_2025 partition of payment.claim
  for values from ('2025-01-01') to ('2026-01-01');

create table payment.person (id int primary key, name text);
create table payment.doctor (rpps text) inherits (payment.person);

create view report.open_patient as
  select id, nir, birth_date from payment.patient where state = 'open';
create view report.old_patient as
  select * from report.open_patient where birth_date < '1950-01-01';
create materialized view report.patient_count as
  select state, count(*) as number from payment.patient group by state;

create function payment.split(nir text, out sex text, out int, variadic extra int[] default '{}')
  language sql as $$ select substr(nir, 1, 1), 1 $$;
create function payment.patients(day date) returns setof payment.patient
  language sql stable as $$ select * from payment.patient where birth_date = day $$;
create function payment.near(text, text) returns boolean
  language plpgsql as $$ begin return $1 = $2; end $$;
create operator payment.=~ (leftarg = text, rightarg = text, function = payment.near);
create procedure payment.close_all() language sql as $$ update payment.patient set state = 'paid' $$;
create aggregate payment.longest (text) (sfunc = textcat, stype = text);
create cast (payment.state as integer) with inout as assignment;
