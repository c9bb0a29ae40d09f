-- A small care register with every kind of copy that real ones have. Temp table canary(id, surname,
-- nir, birth_date) is there before; the roles are, too.
create schema care authorization desk_owner;
create schema trail authorization desk_owner;
set role desk_owner;

create domain care.nir_text as varchar(15) constraint nir_text_form check (value ~ '^[0-9AB]{13,15}$');
create type care.identity as (nir text, born date);
create function care.key_of(nir text) returns text language sql immutable as
$$ select lpad((97 - replace(replace(nir, '2A', '19'), '2B', '18')::bigint % 97)::text, 2, '0') $$;

create table care.person (
  id bigint primary key,
  nir char(13) not null constraint person_nir_once unique,
  nir_key char(2) not null,
  nir15 text generated always as (nir::text || nir_key::text) stored,
  nir_virtual text generated always as (nir::text) virtual,
  birth_date date not null constraint person_birth_sane check (birth_date between '1850-01-01' and '2100-01-01'),
  birth_year int generated always as (extract(year from birth_date)::int) stored,
  surname text not null,
  town text,
  note text,
  version int not null default 1,
  constraint person_key_right check (nir_key = care.key_of(nir)));
create table care.dependant (
  id bigint primary key, person_id bigint not null references care.person, nir care.nir_text not null,
  born date, kind text);
create table care.household (id bigint primary key, label text, members varchar(15)[]);
create table care.visit (
  id bigint primary key, person_id bigint not null,
  person_nir char(13) not null constraint visit_person references care.person (nir) on update cascade,
  visited_on date, fee numeric(8, 2), details jsonb, remark text);
create table care.refund (id bigint, visit_id bigint, payee varchar(15), paid_on date, amount numeric(8, 2))
  partition by range (paid_on);
create table care.refund_2026 partition of care.refund for values from ('2026-01-01') to ('2027-01-01');
create table care.refund_rest partition of care.refund default;
create table care.cohort (id bigint, born date, label text not null) partition by range (born);
create table care.cohort_1900_1929 partition of care.cohort for values from ('1900-01-01') to ('1930-01-01');
create table care.cohort_1930_1999 partition of care.cohort for values from ('1930-01-01') to ('2000-01-01');
create table care.former (nir varchar(15), born date, name text);
create table care.former_1990 (batch int) inherits (care.former);
create table care.number_copy (id bigint primary key, nir_number bigint);
create table care.insurer (id int primary key, name text not null, opened_on date);
create table care.note_box (id bigserial primary key, author text, body text, made_on date, amount numeric);
create table care.bell (id bigserial primary key, tune text);
create table care.echo (id bigserial primary key, body text);
create table trail.journal (id bigserial primary key, what text, row_data jsonb);

insert into care.person (id, nir, nir_key, birth_date, surname, town, note)
select id, nir, care.key_of(nir), birth_date, surname, (array['Brest', 'Sète', 'Nice'])[1 + id % 3], 'file ' || id
from (select i as id,
             (1 + i % 2) || to_char(date '1941-01-01' + i * 271, 'YYMM') || lpad((11 + i % 79)::text, 2, '0')
               || lpad((101 + i * 7)::text, 3, '0') || lpad((13 + i * 11)::text, 3, '0') as nir,
             date '1941-01-01' + i * 271 as birth_date, 'Surname' || i as surname
      from generate_series(1, 60) i
      union all select id, nir, birth_date, surname from canary) p
order by id;
insert into care.dependant select id * 10, id, nir15, birth_date, 'child' from care.person;
insert into care.household select id, 'home ' || id, array[nir15, null] from care.person;
insert into care.visit
select id * 100, id, nir, date '2026-03-01', 30.5,
       jsonb_build_object('person', jsonb_build_object('nir', nir15, 'born', birth_date), 'bill', 'B' || id), 'seen'
from care.person;
insert into care.refund select id, id * 100, nir15, date '2026-04-01', 12.5 from care.person;
insert into care.cohort select id, birth_date, 'c' || id from care.person;
insert into care.former_1990 select nir15, birth_date, surname, 1 from care.person where id > 50;
insert into care.number_copy select id, translate(nir, 'AB', '00')::bigint from care.person;
insert into care.insurer values (1, 'Mutuelle du Large', '1931-06-01'), (2, 'Prévoyance des Monts', '1950-01-01');
insert into care.note_box (author, body) values ('desk', 'first'), ('desk', 'second');
insert into trail.journal (what, row_data) select 'import', to_jsonb(p) from care.person p where id > 9000;

create index person_birth on care.person (birth_date);
create index person_nir_start on care.person (left(nir, 5));
create index refund_payee on care.refund (payee);
create statistics care.person_spread (mcv, ndistinct) on birth_year, nir_key from care.person;

create view care.v_person as select id as number, nir as nss, birth_date as ddn, surname from care.person;
create view care.v_person_twice as select number, nss, ddn from care.v_person where surname is not null;
create view care.v_person_derived as
  select id, left(nir, 5) as stem, extract(year from birth_date)::int as year, to_char(birth_date, 'DD/MM/YYYY') as day
  from care.person;
create view care.v_visit as
  select v.id, p.nir || ' ' || p.nir_key as nss, p.birth_date, p.surname from care.visit v join care.person p on p.id = v.person_id;
create view care.v_union as select nir::text as value from care.person union all select payee from care.refund;
create materialized view care.mv_person as select id, nir15 as nss, birth_date, town from care.person;
create materialized view care.mv_hidden as select id, reverse(nir15) as secret from care.person;

create function care.nir_of(wanted bigint) returns text language sql stable security definer as
$$ select nir15 from care.person where id = wanted $$;
create function care.born_on(wanted bigint) returns date language sql stable as
$$ select birth_date from care.person where id = wanted $$;
create function care.everybody() returns setof care.identity language plpgsql security definer as
$$ begin return query select nir15, birth_date from care.person; end $$;
create function care.as_json(wanted bigint) returns jsonb language sql stable as
$$ select to_jsonb(p) from care.person p where id = wanted $$;
create function care.card(wanted bigint, out nss text, out ddn text) language sql stable as
$$ select nir15, to_char(birth_date, 'YYYYMMDD') from care.person where id = wanted $$;
create function care.label(p care.person) returns text language sql immutable as $$ select p.surname || '/' || p.nir $$;
create function care.run(query text) returns setof text language plpgsql security definer as
$$ begin return query execute query; end $$;
create function care.open_people(c refcursor) returns refcursor language plpgsql as
$$ begin open c for select nir, birth_date from care.person; return c; end $$;
create procedure care.announce(wanted bigint) language plpgsql as
$$ declare r record; begin select * into r from care.person where id = wanted;
   raise notice 'person % born %', r.nir15, r.birth_date; end $$;
create function care.fits(wanted text) returns boolean language sql stable security definer as
$$ select exists (select from care.person where nir like wanted || '%') $$;
create aggregate care.glue (text) (sfunc = textcat, stype = text, initcond = '');
create function care.same_start(a text, b text) returns boolean language sql immutable as $$ select left(a, 5) = left(b, 5) $$;
create operator care.=~= (leftarg = text, rightarg = text, function = care.same_start);

create function trail.keep() returns trigger language plpgsql security definer as
$$ begin insert into trail.journal (what, row_data) values (tg_op, to_jsonb(new)); return new; end $$;
create trigger person_trail after insert or update on care.person for each row execute function trail.keep();
create function care.visit_guard() returns trigger language plpgsql as
$$ begin
  if new.fee > 9000 then
    raise exception 'fee too high for %', new.person_nir using detail = new.person_nir, hint = new.person_nir;
  end if;
  if new.fee = 88 then
    insert into drawer values (new.person_nir); -- of no schema: whoever has such a table gets it
  end if;
  return new;
end $$;
create trigger visit_guard before insert or update on care.visit for each row execute function care.visit_guard();
-- What a careless owner's trigger may say, by the tune that is rung.
create function care.ring() returns trigger language plpgsql security definer as
$$ declare r care.person; begin
  select * into r from care.person where id = 9001;
  case new.tune
    when 'notice' then raise notice 'nir % born %', r.nir15, r.birth_date;
    when 'warning' then raise warning 'nir %', r.nir15 using errcode = '25001', detail = r.birth_date::text;
    when 'info' then raise info 'nir %', r.nir15;
    when 'error' then raise exception 'nir %', r.nir15;
    when 'state' then raise exception 'x' using errcode = upper(substr(r.nir, 1, 5));
    when 'constraint' then raise exception 'x' using errcode = '23505', constraint = r.nir15, column = r.birth_date::text,
      table = r.nir, schema = r.nir15, datatype = r.nir15;
    when 'token' then raise exception 'TOKEN_UNKNOWN %', r.nir15;
    when 'notify' then perform pg_notify('bell', r.nir15 || r.birth_date);
    when 'name' then perform set_config('application_name', r.nir15, false);
    when 'path' then perform set_config('search_path', '"' || r.nir15 || '"', false);
    when 'zone' then perform set_config('timezone', '<' || 'A' || 'BC>-01:00', false);
    when 'encoding' then perform set_config('client_encoding', 'LATIN1', false);
    when 'style' then perform set_config('datestyle', 'German', false);
    when 'strings' then perform set_config('standard_conforming_strings', 'off', false);
    else null;
  end case;
  return new;
end $$;
create trigger bell_ring before insert on care.bell for each row execute function care.ring();
create rule echo_more as on insert to care.echo do also select nir15, birth_date from care.person;
comment on column care.person.nir is 'protected';

grant usage on schema care, trail to desk_app, steward;
grant select, insert, update, delete on all tables in schema care, trail to desk_app, steward;
grant usage, select on all sequences in schema care, trail to desk_app, steward;
grant execute on all functions in schema care to desk_app, steward;
grant execute on all procedures in schema care to desk_app, steward;
reset role;
analyze;
