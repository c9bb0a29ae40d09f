package dev.paravent.fuzz;

import java.util.List;

/**
 * What the attacker sends first. {@code {P}} stands for pairs and {@code {R}} for rows of
 * beneficiary with dates of its choice, {@code {1}} for one of them.
 */
final class Attacks {
  private Attacks() {}

  /** Expressions over a person p that would tell its date if they were answered. */
  static final List<String> EXPRESSIONS =
      List.of(
          "p.birth_date",
          "p.birth_year",
          "p.birth_date::text",
          "p.birth_date::timestamp",
          "to_char(p.birth_date, 'YYYYMMDD')",
          "extract(year from p.birth_date)",
          "extract(epoch from p.birth_date)",
          "extract(year from age(p.birth_date))",
          "date_part('doy', p.birth_date)",
          "date_trunc('year', p.birth_date)",
          "p.birth_date - date '1900-01-01'",
          "p.birth_date + 0",
          "p.birth_date + interval '1 day'",
          "age(p.birth_date)",
          "greatest(p.birth_date, date '1960-01-01')",
          "least(p.birth_date, (select max(q.birth_date) from patient q))",
          "coalesce(p.birth_date, date '1960-01-01')",
          "case when p.birth_date < date '1960-01-01' then 1 else 2 end",
          "case when p.id > 0 then p.birth_date else date '1960-01-01' end",
          "nullif(p.birth_date, date '1960-01-01')",
          "row_number() over (order by p.birth_date)",
          "rank() over (order by p.birth_date)",
          "ntile(100) over (order by p.birth_date)",
          "percent_rank() over (order by p.birth_date)",
          "lag(p.id) over (order by p.birth_date)",
          "lag(p.birth_date, 1, date '1960-01-01') over (order by p.id)",
          "count(*) over (order by p.birth_date)",
          "count(*) over (order by p.birth_date range between unbounded preceding and current row)",
          "max(p.birth_date) over (order by p.id)",
          "(select count(*) from patient q where q.birth_date < p.birth_date)",
          "(select count(*) from generate_series(date '1925-01-01', p.birth_date, '1 day') g)",
          "(select g::date from generate_series(date '1925-01-01', date '2010-01-01', interval '1 day') g"
              + " where g::date = p.birth_date)",
          "width_bucket(p.birth_date, array[date '1940-01-01', date '1960-01-01', date '1980-01-01'])",
          "hashtext(p.birth_date::text)",
          "md5(p.birth_date::text)",
          "daterange(p.birth_date, null)",
          "lower(daterange(p.birth_date, null))",
          "array[p.birth_date, date '1960-01-01']",
          "array_position(array[date '1960-01-01', date '1970-01-01'], p.birth_date)",
          "row_to_json(p)",
          "to_jsonb(p)",
          "p::text",
          "json_build_object('d', p.birth_date)",
          "format('%s', p.birth_date)",
          "concat(p.birth_date)",
          "quote_literal(p.birth_date)",
          "num_nulls(nullif(p.birth_date, date '1960-01-01'))",
          "isfinite(p.birth_date)",
          "make_date(extract(year from p.birth_date)::int, 1, 1)",
          "(p.birth_date, p.birth_date) overlaps (date '1925-01-01', date '1960-01-01')",
          "p.birth_date in (select a.birth_date from person_archive a)",
          "p.birth_date is distinct from (select a.birth_date from beneficiary a where a.id = 1)",
          "pg_column_size(p.birth_date)",
          "p.birth_date::date::varchar(4)",
          "(select b.id from beneficiary b where b.birth_date > p.birth_date order by b.birth_date limit 1)",
          "p.nir",
          "substr(p.nir, 2, 4)",
          "p.nir_full",
          "p.nir_key");

  /** Conditions on a person p that would part the early from the late. */
  static final List<String> CONDITIONS =
      List.of(
          "p.birth_date < date '1965-01-01'",
          "p.birth_date between '1925-01-01' and '1965-01-01'",
          "not p.birth_date >= '1965-01-01'",
          "p.birth_date < any (array[date '1965-01-01'])",
          "p.birth_date <= all (select birth_date from beneficiary)",
          "p.birth_date = any (array(select g::date from generate_series(date '1925-01-01', date '1965-01-01', interval '1 day') g))",
          "p.birth_date in (select date '1925-01-01' + g from generate_series(0, 14000) g)",
          "exists (select from generate_series(0, 14000) g where date '1925-01-01' + g = p.birth_date)",
          "(p.birth_date, p.id) < (date '1965-01-01', 0)",
          "p.birth_date::text like '19[2-5]%'",
          "p.birth_date::text < '1965'",
          "p.birth_year < 1965",
          "p.birth_year in (1930, 1931, 1932, 1940, 1941, 1942, 1950, 1951, 1952)",
          "p.birth_year = 1950 or p.birth_year = 1951 or p.birth_year = 1952",
          "date_trunc('decade', p.birth_date) = '1950-01-01'",
          "daterange('1925-01-01', '1965-01-01') @> p.birth_date",
          "p.birth_date <> all (array(select birth_date from beneficiary where id < 300))",
          "(select p.birth_date < date '1965-01-01')",
          "coalesce(p.birth_date < date '1965-01-01', false)",
          "p in (select q from patient q where q.birth_date < '1965-01-01')",
          "p.id in (select q.id from patient q order by q.birth_date limit 1500)",
          "p.id in (select q.id from patient q where q.birth_date is not null limit 1500)",
          "p.id in (select q.id from beneficiary q where q.birth_date is not null limit 1500)",
          "p.nir < '14'",
          "p.nir like '10%'");

  /** Statements that return ids or tokens, in an order that would tell. */
  static final List<String> ORDERS =
      List.of(
          "select p.id from patient p order by p.birth_date",
          "select p.id from patient p order by p.birth_date, p.id limit 1000",
          "select p.id from patient p order by 1 + 0 * extract(year from p.birth_date)::int",
          "select p.id from patient p where p.birth_date is not null",
          "select p.id from patient p group by p.birth_date, p.id",
          "select p.id from patient p join beneficiary b on b.birth_date = p.birth_date and b.id = p.id",
          "select p.id, min(p.birth_date) from patient p group by p.id order by 2",
          "select distinct p.birth_date, p.id from patient p",
          "select distinct on (p.birth_date) p.birth_date, p.id from patient p",
          "select max(p.id) from patient p group by p.birth_date",
          "select p.id from patient p where p.birth_date is not null union select b.patient_id from beneficiary b where b.birth_date is not null",
          "select b.patient_id from beneficiary b where b.birth_date is not null and b.patient_id > 0",
          "select unnest(array(select p.id from patient p where p.birth_date is not null))",
          "select unnest(array_agg(p.id order by p.birth_date)) from patient p",
          "update beneficiary b set rank = 1 where b.birth_date is not null returning b.patient_id",
          "delete from beneficiary b where b.birth_date is not null returning b.patient_id",
          "merge into beneficiary b using patient p on b.birth_date = p.birth_date when matched then update set rank = 2 returning b.patient_id",
          "insert into public.portal_note (id, author) select p.id, 'x' from patient p where p.birth_date is not null returning id");

  /** Statements whose rows are (clear date, token) or (id, clear date). */
  static final List<String> DICTIONARIES =
      List.of(
          "select v.l, v.d from (values {P}) v(l, d)",
          "select l, coalesce(null, d) from (values {P}) v(l, d)",
          "select null::text, birth_date from patient where id < 0 union all select l, d from (values {P}) v(l, d)",
          "select l, d from (values {P}) v(l, d) union all select null::text, birth_date from patient where id < 0",
          "select l, x from (values {P}) v(l, d) cross join lateral (select case when p.id < 0 then p.birth_date else v.d end as x from patient p where p.id = 1) s",
          "select l, lag(birth_date, 1, d) over (partition by l) from (values {P}) v(l, d), patient p where p.id = 1",
          "select v.l, d from (values {P}) v(l, d) left join patient p using (birth_date)",
          "select v.l, birth_date from patient p full join (values {P}) v(l, birth_date) using (birth_date)",
          "select v.l, p.birth_date from patient p join (values {P}) v(l, d) on p.birth_date = v.d",
          "select p.id, v.l from patient p join (values {P}) v(l, d) on p.birth_date = v.d",
          "select p.id, v.l from patient p join (values {P}) v(l, d) on p.birth_date is not distinct from v.d",
          "select p.id, v.l from patient p, (values {P}) v(l, d) where p.birth_date = v.d",
          "select p.id, (select v.l from (values {P}) v(l, d) where v.d = p.birth_date limit 1) from patient p",
          "with v(l, d) as (values {P}) select p.id, v.l from patient p join v on p.birth_date = v.d",
          "select p.id, g::date::text from patient p join generate_series(date '1925-01-01', date '2010-01-01', interval '1 day') g on g::date = p.birth_date",
          "insert into beneficiary (id, patient_id, rank, relationship, birth_date) select 9000000 + n, 1, 1, l, d from (select row_number() over () as n, l, d from (values {P}) v(l, d)) s returning relationship, birth_date",
          "insert into beneficiary (id, patient_id, rank, relationship, birth_date) select 9000000 + g, 1, 1, (date '1925-01-01' + g)::text, date '1925-01-01' + g from generate_series(0, 31000) g returning relationship, birth_date",
          "insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R} returning relationship, birth_date",
          "with n as (insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R} returning relationship, birth_date) select p.id, n.relationship from patient p join n using (birth_date)",
          "with n as (insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R} returning relationship, birth_date) select n.relationship, n.birth_date from n union all select null, birth_date from patient where id < 0",
          "merge into beneficiary a using (values {P}) v(l, d) on a.birth_date = v.d when matched then update set relationship = v.l returning a.patient_id, v.l",
          "update beneficiary a set relationship = v.l from (values {P}) v(l, d) where a.birth_date = v.d returning a.patient_id, v.l",
          "update patient p set last_name = v.l from (values {P}) v(l, d) where p.birth_date = v.d returning p.id, v.l",
          "insert into beneficiary (id, patient_id, rank, birth_date) select 8000000 + p.id, p.id, 1, date '{1}' from patient p on conflict (patient_id, birth_date) do update set rank = 2 returning patient_id, '{1}'",
          "insert into beneficiary (id, patient_id, rank, birth_date) select 8000000 + p.id * 40000 + g, p.id, 1, date '1925-01-01' + g from patient p, generate_series(0, 31000) g where p.id < 5 on conflict do nothing returning patient_id, birth_date");

  /** Several statements of one transaction; the last one's rows are as of a dictionary. */
  static final List<List<String>> SCRIPTS =
      List.of(
          List.of(
              "insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R}",
              "select p.id, a.relationship from patient p join beneficiary a using (birth_date) where a.id >= 9000000"),
          List.of(
              "savepoint s",
              "insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R}",
              "select p.id, a.relationship from patient p, beneficiary a where a.birth_date = p.birth_date and a.id >= 9000000"),
          List.of(
              "insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R}",
              "savepoint s",
              "rollback to s",
              "select max(p.id), max(relationship) from (select id, birth_date, null as relationship from patient union all select null, birth_date, relationship from beneficiary where id >= 9000000) p group by birth_date"),
          List.of(
              "insert into beneficiary (id, patient_id, rank, relationship, birth_date) values {R}",
              "select relationship, birth_date from beneficiary where id >= 9000000"),
          List.of(
              "update beneficiary set birth_date = date '1925-01-01' + id::int",
              "select (date '1925-01-01' + id::int)::text, birth_date from beneficiary"),
          List.of(
              "create temp table mine as select (date '1925-01-01' + g)::text as l, date '1925-01-01' + g as birth_date from generate_series(0, 31000) g",
              "select p.id, m.l from patient p join mine m using (birth_date)"),
          List.of(
              "update patient p set last_name = p.birth_date::text",
              "select id, last_name from patient"),
          List.of(
              "insert into public.portal_note (num, body) select id, birth_date::text from patient",
              "select num, body from public.portal_note where num > 0"),
          List.of(
              "update beneficiary a set birth_date = p.birth_date from patient p where a.id = p.id",
              "select a.patient_id, a.birth_date::text from beneficiary a"));
}
