package dev.paravent.fuzz;

import java.util.List;

/**
 * FROM items of a few rows with columns id and k, neither of them protected, that the server may
 * read in the order of protected values. {@code A} and {@code B} stand for ids of two persons,
 * {@code @} for a source inside. Confined to one thread.
 */
final class OrderSources {
  private static final int DEEPEST = 2;

  /** Of rows of tables and views. */
  private static final List<String> STORED =
      List.of(
          "(select id, id as k from patient where nir is not null and id in (A, B))",
          "(select id, id as k from patient where birth_date is not null and id in (A, B))",
          "(select id, id % 2 as k from patient where nir <> '1' and id in (A, B))",
          "(select id, 1 as k, nir from patient where id in (A, B))",
          "(select id, count(*) over (partition by nir) as k from patient where id in (A, B))",
          "(select id, count(*) over (partition by birth_date) as k from patient where id in (A, B))",
          "(select min(id) as id, count(*) as k from patient where id in (A, B) group by nir)",
          "(select max(id) as id, count(distinct city) as k from patient where id in (A, B) group by nir)",
          "(select id, max(insurer_id) as k from patient where id in (A, B) group by nir, id)",
          "(select id, count(*) as k from patient where id in (A, B) group by grouping sets ((nir, id)))",
          "(select distinct nir, id, 1 as k from patient where id in (A, B))",
          "(select distinct on (nir) id, 1 as k from patient where id in (A, B))",
          "(select distinct on (birth_date) id, 1 as k from patient where id in (A, B))",
          "(select id, 1 as k from patient where id in (A, B) order by nir)",
          "(select p.id, c.id as k from patient p join claim c on c.patient_nir = p.nir where p.id in (A, B))",
          "(select p.id, 1 as k from patient p join patient q using (nir) where p.id in (A, B))",
          "(select p.id, q.id as k from patient p left join patient q on q.nir = p.nir where p.id in (A, B))",
          "(select p.id, c.id as k from claim c right join patient p on p.nir = c.patient_nir and c.status = 'open'"
              + " where p.id in (A, B))",
          "(select p.id, b.rank as k from patient p full join beneficiary b on b.nir15 = p.nir_full where p.id in (A, B))",
          "(select p.id, b.rank as k from patient p, beneficiary b where b.birth_date = p.birth_date and p.id in (A, B))",
          "(select id, 1 as k from patient where nir in (select patient_nir from claim) and id in (A, B))",
          "(select id, 1 as k from patient where nir not in (select payee_nir from payment where payee_nir is not null)"
              + " and id in (A, B))",
          "(select id, 1 as k from patient p where exists (select from claim c where c.patient_nir = p.nir) and id in (A, B))",
          "(select id, 1 as k from patient p where not exists (select from payment y where y.payee_nir = p.nir)"
              + " and id in (A, B))",
          "(select id, 1 as k from (select nir, id from patient where id in (A, B) union select nir, id from patient"
              + " where id in (A, B)) u)",
          "(select id, 1 as k from (select nir, id from patient where id in (A, B) intersect select nir, id from patient) u)",
          "(select id, 1 as k from (select nir, id from patient where id in (A, B) except select nir, -1 from patient) u)",
          "(select id, 1 as k from (select birth_date, id from patient where id in (A, B) union all select birth_date, id"
              + " from archive where id < 0) u)",
          "(select ref as id, 1 as k from v_patient where number is not null and ref in (A, B))",
          "(select ref as id, 1 as k from v_view where born is not null and ref in (A, B))",
          "(select id, rank as k from v_holder where holder is not null and id / 10 in (A, B))",
          "(select patient_id as id, id as k from claim where patient_nir is not null and patient_id in (A, B))",
          "(select patient_id as id, 1 as k from claim where patient_nir is not null and patient_id in (A, B)"
              + " group by patient_nir, patient_id)",
          "(select id, 1 as k from contract where covered_nirs is not null and id in (A, B))",
          "(select c.id, 1 as k from contract c, unnest(c.covered_nirs) n join patient p on p.nir = n where c.id in (A, B))",
          "(select id, claim_id as k from payment where payee_nir is not null and id in (A, B))",
          "(select id, id as k from archive where nir is not null and id between 3 and 6)",
          "(select id, id as k from archive where birth_date is not null and id between 15 and 17)",
          "(select p.id, i.id as k from insurer i, lateral (select id from patient where nir is not null"
              + " and id in (A, B)) p where i.id = 1)",
          "(select p.id, l.k from patient p cross join lateral (select c.id as k from claim c where c.patient_nir = p.nir"
              + " limit 1) l where p.id in (A, B))",
          "(select u.id, 1 as k from unnest(array(select id from patient where nir is not null and id in (A, B))) u(id))",
          "(select u.id, o as k from unnest((select array_agg(id) from patient where nir is not null and id in (A, B)))"
              + " with ordinality u(id, o))",
          "(select id, (select count(*) from claim c where c.patient_nir = p.nir) as k from patient p where id in (A, B))",
          "(select A as id, 1 as k union all select B, 1)");

  /** Of rows of another source. */
  private static final List<String> DERIVED =
      List.of(
          "(select id, k from @ where k > 0)",
          "(select id, k from @ offset 0)",
          "(select id, row_number() over () as k from @)",
          "(select id, row_number() over (order by k) as k from @)",
          "(select id, count(*) over (order by k rows unbounded preceding) as k from @)",
          "(select id, coalesce(lag(id) over (), 0) as k from @)",
          "(select id, max(k) as k from @ group by id)",
          "(select distinct id, k from @)",
          "(select id, k from @ limit 1)",
          "(select id, k from @ order by k limit 1)",
          "(select id, k from @ order by id)",
          "(select id, k from @ order by k fetch first 1 rows with ties)",
          "(select id, k from @ union all select 0, 0)",
          "(select id, k from @ union select 0, 0)",
          "(select id, k from @ except select 0, 0)",
          "(select v.id, i.id as k from @ join insurer i on i.id <= 2)",
          "(select v.id, i.id as k from insurer i left join @ on i.id = 1 where v.id is not null)",
          "(select v.id, p.insurer_id as k from @ join patient p on p.id = v.id)",
          "(select v.id, p.insurer_id as k from @ join patient p on p.id = v.id and p.nir is not null)",
          "(select u.id, u.o as k from unnest(array(select id from @)) with ordinality u(id, o))",
          "(select l.id, l.k from insurer i, lateral (select id, k from @ where id > i.id - 4 limit 1) l)",
          "(with c as (select id, k from @) select id, k from c)",
          "(with c as materialized (select id, k from @) select id, k from c)",
          "(with recursive r(id, k) as (select id, 1 from @ union all select id, k + 1 from r where k < 2)"
              + " select id, k from r)",
          "(with recursive r(id, k) as (select id, 1 from @ union all (select id, k + 1 from r where k < 2 limit 1))"
              + " select id, k from r where k = 2)",
          "(select id, k from @ group by grouping sets ((id, k), (id)) having k is not null)",
          "(select x.id, x.k from rows from (unnest(array(select id from @)), generate_series(1, 2)) x(id, k))");

  private final Dice dice;

  OrderSources(Dice dice) {
    this.dice = dice;
  }

  /** A FROM item with the alias v. */
  String any() {
    return any(DEEPEST) + " v";
  }

  private String any(int depth) {
    if (depth == 0 || dice.chance(0.4)) {
      return dice.pick(STORED);
    }
    String derived = dice.pick(DERIVED);
    return derived.replace("@", any(depth - 1) + " v");
  }
}
