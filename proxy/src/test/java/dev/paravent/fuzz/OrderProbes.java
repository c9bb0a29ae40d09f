package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements whose public answer could depend on the order in which the server comes to the rows of
 * an {@link OrderSources}: who comes first, who fails first, whether a search goes on. They name no
 * protected constant and return no protected value. Confined to one thread.
 */
final class OrderProbes {
  /** Persons up to this one are in more than one table. */
  private static final int PERSONS = 11;

  /** Values that differ from row to row and compare as equal. */
  private static final List<String> LOOKS =
      List.of(
          "case v.id when A then 1.0 when B then 1.00 end",
          "case v.id when A then 0.0::float8 when B then -0.0::float8 end",
          "case v.id when A then interval '1 month' when B then interval '30 days' end",
          "case v.id when A then 'ab' when B then 'AB' end collate ci",
          "reverse(case v.id when A then 'ab' when B then 'AB' end)::ci_text",
          "case v.id when A then array[1.0] when B then array[1.00] end",
          "case v.id when A then '{\"a\": 1.0}'::jsonb when B then '{\"a\": 1.00}'::jsonb end",
          "case v.id when A then time with time zone '10:00+00' when B then time with time zone '10:00:00+00' end");

  /** Numbers that fail for one row, or for two in unlike ways. */
  private static final List<String> FAILURES =
      List.of(
          "case v.id when A then 1 / (v.id - v.id) when B then ('x' || v.id)::int end",
          "case v.id when A then 1 when B then 1 / (v.id - v.id) else 1 end",
          "case v.id when A then 1 else (('x' || v.id)::int) end",
          "1 / (v.id - A)",
          "case v.id when A then (select 1 / (v.id - v.id)) when B then (select i.id from insurer i where i.id > v.id - v.id) end",
          "case v.id when A then length(repeat('x', (v.id - v.id - 1)::int)) when B then 1 / (v.id - v.id) end",
          "case v.id when A then length(lpad('x', (1000000000 * (v.id / v.id))::int * 2)) when B then 1 / (v.id - v.id) end",
          "case v.id when A then extract(day from make_date(2000, (13 * (v.id / v.id))::int, 1))::int when B then ('x' || v.id)::int end",
          "case v.id when A then ascii(chr((v.id - v.id)::int)) when B then 1 / (v.id - v.id) end",
          "case v.id when A then (array[1])[v.id - v.id] / (v.id - v.id) when B then substr('abc', 1, (v.id - v.id - 1)::int)::int end",
          "case v.id when A then (sqrt((v.id - v.id - 1)::numeric))::int when B then 1 / (v.id - v.id) end",
          "case v.id when A then (ln((v.id - v.id)::numeric))::int when B then ('x' || v.id)::int end",
          "case v.id when A then (v.id + 9223372036854775000)::int when B then 1 / (v.id - v.id) end",
          "case v.id when A then ('x' || v.id)::regclass::oid::int when B then 1 / (v.id - v.id) end",
          "case v.id when A then numnode((v.id || '''')::tsquery) when B then 1 / (v.id - v.id) end",
          "(case v.id when A then 1e400::numeric else 1 end > 0.5::float8)::int",
          "(case v.id when A then 1e400::numeric else 1 end in (select 0.5::float8))::int",
          "(nullif(case v.id when A then 1e400::numeric else 1 end, 0.5::float8) is not null)::int",
          "(select count(*) from (values (case v.id when A then 1e400::numeric else 1 end), (0.5::float8)) w)::int",
          "length(date_trunc('year', case v.id when A then date '5000000-01-01' else date '2000-01-01' end)::text)",
          "length(date_part('year', case v.id when A then date '5000000-01-01' else date '2000-01-01' end)::text)",
          "length(age(case v.id when A then date '5000000-01-01' else date '2000-01-01' end)::text)",
          "length(age(case v.id when A then timestamp 'infinity' else timestamp '2000-01-01' end, timestamp 'infinity')::text)",
          "length(case v.id when A then '\\xff'::bytea else '\\x61'::bytea end, 'UTF8')",
          "(case v.id when A then '\\xff'::bytea else '{}'::bytea end is json)::int",
          "(select count(*) from (select 1 limit case v.id when A then -1 else 1 end) w)::int",
          "(select count(*) over (rows case v.id when A then -1 else 1 end preceding))::int",
          "(select count(*) from insurer tablesample bernoulli (case v.id when A then -1 else 100 end))::int",
          "cardinality((select array_agg(x) from (values (array[1]), (case v.id when A then array[1, 2] else array[2] end)) w(x)))",
          "(select count(*) from (select case v.id when A then date '5000000-01-01' else date '2000-01-01' end as x) w"
              + " join (select timestamp '2000-01-01' as x) y using (x) where x is not null)::int");

  /** {@code @} is a source, {@code !} a failure, {@code ~} a look. */
  private static final List<String> SHAPES =
      List.of(
          "select id from @ limit 1",
          "select id from @ offset 1",
          "select id from @ order by k limit 1",
          "select id from @ order by k % 2, k / 100 limit 1",
          "select id, row_number() over () from @",
          "select id, lag(id) over (order by k % 1) from @",
          "select id, first_value(id) over () from @",
          "select id, ntile(2) over () from @",
          "select id, sum(id) over (rows between unbounded preceding and current row exclude current row) from @",
          "select id, nth_value(id, 1) over (rows between current row and unbounded following) from @",
          "select array_agg(id) from @",
          "select string_agg(id::text, ',') from @",
          "select string_agg(id::text, ',' order by k % 1) from @",
          "select (array_agg(id))[1] from @",
          "select json_agg(id)::text, jsonb_object_agg('a', id)::text from @",
          "select json_object_agg(id, k)::text from @",
          "select json_arrayagg(id)::text from @",
          "select any_value(id) from @",
          "select xmlagg(xmlelement(name a, id))::text from @",
          "select max(~)::text from @",
          "select min(~)::text from @",
          "select (mode() within group (order by ~))::text from @",
          "select (percentile_disc(0.1) within group (order by ~))::text from @",
          "select (~)::text from @ group by ~",
          "select (x)::text from (select distinct ~ as x from @) t",
          "select (x)::text from (select ~ as x from @ union select ~ from @) t where x is not null",
          "select (x)::text from (select ~ as x from @ intersect select ~ from @) t where x is not null",
          "select (max(x) over ())::text from (select ~ as x from @) t",
          "select (first_value(x) over (order by x))::text from (select ~ as x from @) t",
          "select (dense_rank() over (order by x))::text, (lag(x) over (order by x))::text from (select ~ as x from @) t",
          "select distinct on (x) x::text, id from (select ~ as x, id from @) t",
          "select sum(case id when A then 1e300::float8 when B then -1e300::float8 else 1 end + k)::text from @",
          "select avg(case id when A then 0.1::float8 when B then 1e17::float8 else 3 end * k)::text from @",
          "select sum(case id when A then 9223372036854775807 when B then -9223372036854775807 else 1 end)::text from @",
          "select stddev(id::float8 / 3)::text, corr(id::float8, k::float8)::text from @",
          "select exists (select 1 from @ where ! > 0)",
          "select exists (select ! from @ limit 1)",
          "select exists (select 1 from @ group by id having max(!) > 0)",
          "select 1 = any (select ! from @)",
          "select 1 <> all (select ! from @)",
          "select 1 not in (select ! from @)",
          "select (select ! from @ limit 1)",
          "select coalesce((select ! from @ where id = A), (select ! from @ where id = B))",
          "select ! from @",
          "select ! from @ limit 1",
          "select id, ! from @ order by id",
          "select id, ! from @ order by id limit 1",
          "select max(!) from @",
          "select bool_or(! > 0) from @",
          "select count(*) filter (where ! > 0) from @",
          "select count(*) from @ where !  > 0",
          "select count(*) from (select id from @ where ! > 0 limit 1) t",
          "select id from @ group by id having max(!) > 0",
          "select i.id from insurer i where exists (select 1 from @ where ! >= i.id)",
          "select i.id from insurer i where i.id in (select ! from @)",
          "select i.id from insurer i join @ on ! = i.id",
          "select i.id from insurer i left join @ on ! = i.id where v.id is null",
          "select i.id, l.id from insurer i left join lateral (select id from @ where ! = i.id limit 1) l on true",
          "select t.id from (select id, ! as x from @) t where t.x > 0",
          "select t.id from (select id, ! as x from @ order by id) t limit 1",
          "select id, max(!) over () from @",
          "select id, sum(!) over (order by id) from @",
          "select (array(select ! from @))[1]",
          "select generate_series(1, !) from @",
          "select id, unnest(array[!, 1]) from @ limit 1",
          "with c as (select id, ! as x from @) select id from c where x > 0 limit 1",
          "with c as materialized (select id, ! as x from @) select exists (select 1 from c)",
          "select name from insurer where id = (select 1 + id % 3 from @ limit 1)",
          "select id from @ union all select id from insurer limit 1",
          "select id from @ for update of v limit 1",
          "values ((select id from @ limit 1))",
          "insert into book select 100 + row_number() over (), id::text from @ returning id, entry",
          "insert into book select 100, id::text from @ on conflict (id) do nothing returning entry",
          "insert into book select 100 + ! , id::text from @",
          "insert into book (id, entry) select id + 100, (!)::text from @ on conflict do nothing",
          "insert into book select 101, string_agg(id::text, ',') from @ returning entry",
          "with w as (insert into book select 100 + id, k::text from @ returning id) select array_agg(id) from w",
          "update book b set entry = v.id::text from @ where b.id = 1 returning b.entry",
          "update book b set entry = (select id::text from @ limit 1) where b.id = 1 returning b.entry",
          "update patient set city = (!)::text from @ where patient.id = v.id",
          "update patient p set city = 'x' where p.id in (A, B) and p.nir is not null and 1 / (p.id - A) >= 0",
          "update patient p set city = 'x' from claim c where c.patient_nir = p.nir and p.id in (A, B)"
              + " returning p.id, c.status",
          "delete from book b using @ where b.id = v.id and ! > 0",
          "delete from claim c where c.patient_nir is not null and c.patient_id in (A, B) and 1 / (c.patient_id - A) >= 0",
          "merge into book b using @ on b.id = 100 when not matched then insert values (100 + v.id, 'x') returning b.id",
          "merge into book b using @ on b.id = v.id when matched then update set entry = v.k::text"
              + " when not matched then insert values (v.id, (!)::text)",
          "merge into book b using @ on b.id = 1 when matched then update set entry = v.id::text returning b.entry");

  /** Statements of one transaction; the last one's answer counts. */
  private static final List<List<String>> SCRIPTS =
      List.of(
          List.of("declare c cursor for select id from @", "fetch 1 from c"),
          List.of("declare c cursor for select ! from @", "fetch 1 from c"),
          List.of("declare c cursor for select id from @ where ! > 0", "move 1 in c"),
          List.of("declare c scroll cursor for select id from @", "fetch last from c"),
          List.of("create temp table t as select id, k from @", "select array_agg(id) from t"),
          List.of(
              "create temp table t (id bigint, n serial)",
              "insert into t (id) select id from @",
              "select id, n from t order by id"),
          List.of(
              "create temp table t (id bigint, n bigint generated always as identity)",
              "insert into t (id) select id from @",
              "select id, n from t order by id"),
          List.of(
              "update patient set last_name = last_name where nir is not null and id in (A, B)",
              "select id from patient where id in (A, B) limit 1"),
          List.of(
              "update patient p set city = city from @ where v.id = p.id",
              "select string_agg(id::text, ',') from patient where id in (A, B)"),
          List.of(
              "insert into book select 100 + id, k::text from @ on conflict do nothing",
              "select string_agg(id::text, ',') from book where id > 100"),
          List.of("savepoint s", "select ! from @", "rollback to s", "select 1"),
          List.of("prepare q as select ! from @", "execute q"),
          List.of("prepare q as select id from @ limit 1", "execute q"));

  private final Dice dice;
  private final OrderSources sources;
  private final List<int[]> pairs = new ArrayList<>();

  OrderProbes(Dice dice, Decoy decoy) {
    this.dice = dice;
    this.sources = new OrderSources(dice);
    for (int a = 0; a < PERSONS; a++) {
      for (int b = a + 1; b < PERSONS; b++) {
        if (areTurned(decoy, a, b)) {
          pairs.add(new int[] {a + 1, b + 1});
        }
      }
    }
  }

  /** Whether the NIRs and the birth dates of two persons are in another order in the decoy. */
  private static boolean areTurned(Decoy decoy, int a, int b) {
    Decoy.Person one = decoy.truth().get(a);
    Decoy.Person two = decoy.truth().get(b);
    Decoy.Person other = decoy.other().get(a);
    Decoy.Person another = decoy.other().get(b);
    return one.nir().compareTo(two.nir()) < 0 != other.nir().compareTo(another.nir()) < 0
        && one.born().isBefore(two.born()) != other.born().isBefore(another.born());
  }

  /** The statements of one transaction. */
  List<String> any() {
    List<String> shape = dice.chance(0.15) ? dice.pick(SCRIPTS) : List.of(dice.pick(SHAPES));
    // no index on the id is read where the condition hides it
    String source = sources.any();
    if (dice.chance(0.75)) {
      source = source.replace(" in (A, B)", " + 0 in (A, B)");
    }
    String failure = dice.pick(FAILURES);
    String look = dice.pick(LOOKS);
    int[] pair = dice.pick(pairs);
    boolean turned = dice.chance(0.5);
    int a = pair[turned ? 1 : 0];
    int b = pair[turned ? 0 : 1];
    List<String> statements = new ArrayList<>();
    for (String text : shape) {
      statements.add(
          text.replace("@", source)
              .replace("!", "(" + failure + ")")
              .replace("~", look)
              .replaceAll("\\bA\\b", Integer.toString(a))
              .replaceAll("\\bB\\b", Integer.toString(b)));
    }
    return statements;
  }
}
