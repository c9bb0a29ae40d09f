package dev.paravent.decide;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statements that grow: {@code size} is how often they do what is expensive, and their text grows
 * no faster than that.
 *
 * <p>Each is at most {@code power} times as expensive when it is twice as long.
 */
enum HostileShape {
  CHAIN_OF_JOINED_STARS(
      Growth.WHATEVER,
      size ->
          "with c0 as (select * from claim)"
              + each(
                  size,
                  i -> ", c" + (i + 1) + " as (select a.*, b.* from c" + i + " a, c" + i + " b)")
              + " select 1 from c"
              + size),
  STARS_OF_A_WIDE_TABLE(
      Growth.LINEAR,
      size -> "select 1" + each(size, i -> ", (select 1 from (select * from wide) s" + i + ")")),
  WIDE_COMMON_TABLES(
      Growth.LINEAR,
      size ->
          "with c0 as (select * from wide)"
              + each(size, i -> ", c" + (i + 1) + " as (select * from c" + i + ")")
              + " select 1 from c"
              + size),
  NAMES_OF_A_WIDE_TABLE(
      Growth.LINEAR, size -> "select id" + each(size, i -> ", w1600 || w1") + " from wide, claim"),
  RECURSION_IN_THE_FIRST_ARM(
      Growth.QUADRATIC,
      size ->
          each(size, i -> "with recursive r" + i + "(n) as (")
              + "select null::text"
              + each(
                  size,
                  i -> {
                    int r = size - 1 - i;
                    return " union all select n || 'x' from r" + r + ") select n from r" + r;
                  })),
  RECURSION_IN_THE_SECOND_ARM(
      Growth.CUBIC,
      size ->
          each(
                  size,
                  i ->
                      "with recursive r"
                          + i
                          + "(a, b, c) as (select null::text, null::text, 'x' || '' union all (")
              + "select b, c, c from r"
              + (size - 1)
              + each(size, i -> ")) select b, c, a from r" + (size - 1 - i))),
  SHIFTED_LABELS(
      Growth.CUBIC,
      size ->
          "with recursive r as (select 'x' || '' as c0"
              + each(size, i -> ", null::text as c" + (i + 1))
              + " union all select c0"
              + each(size, i -> ", c" + i)
              + " from r) select c"
              + size
              + " from r"),
  ONE_ALIAS(Growth.LINEAR, size -> "select 1" + each(size, i -> ", (select 1 from claim a)")),
  JOIN_CHAIN_OF_ONE_NAME(
      Growth.QUADRATIC,
      size ->
          "select 1 from claim a" + each(size, i -> " natural join (select * from claim) b" + i)),
  CONSTANTS_OF_A_CASE(
      Growth.LINEAR,
      size ->
          "select id from patient where nir = case"
              + each(size, i -> " when id = " + i + " then '" + nir(i) + "'")
              + " end"),
  CONSTANTS_OF_AN_ARRAY(
      Growth.LINEAR,
      size ->
          "select id from patient where nir = any(array[''"
              + each(size, i -> ", '" + nir(i) + "'")
              + "])"),
  CONSTANTS_OF_CHAINED_TABLES(
      Growth.QUADRATIC,
      size ->
          "with c0 as (select 'a' as x, 'b' as y)"
              + each(
                  size,
                  i ->
                      ", c"
                          + (i + 1)
                          + " as (select coalesce(x, y, 'v"
                          + i
                          + "') as x, coalesce(y, x) as y from c"
                          + i
                          + ")")
              + " select x from c"
              + size),
  LIST(
      Growth.LINEAR,
      size ->
          "select id from patient where nir in (''" + each(size, i -> ", '" + nir(i) + "'") + ")"),
  ROWS(
      Growth.LINEAR,
      size ->
          "insert into patient (id, nir, birth_date, last_name) values (0, null, null, '')"
              + each(size, i -> ", (" + i + ", '" + nir(i) + "', '1980-01-01', 'name')")),
  ROWS_WITH_CONFLICT(
      Growth.LINEAR,
      size -> ROWS.text(size) + " on conflict (nir) do update set nir = excluded.nir"),
  ROWS_OF_VALUES(
      Growth.LINEAR, size -> "select * from (values ('')" + each(size, i -> ", ('x')") + ") v(x)"),
  LOOK_UPS_OF_ONE_ROW(
      Growth.QUADRATIC,
      size ->
          "select id from patient where nir = '"
              + nir(1)
              + "'"
              + each(size, i -> " and birth_date = '1980-01-01'")),
  SORT_KEYS_LIKE_OUTPUTS(
      Growth.CUBIC,
      size ->
          "select id"
              + each(size, i -> ", coalesce(last_name, 'a', 'b', 'c', 'd" + i + "')")
              + " from patient order by id"
              + each(size, i -> ", coalesce(last_name, 'a', 'b', 'c', 'e" + i + "')")),
  UPDATE_FROM_MANY(
      Growth.CUBIC,
      size ->
          "update patient p set last_name = '' from claim c0"
              + each(size, i -> ", claim c" + (i + 1))
              + " where p.id = 1 and c0.id = p.id"
              + each(size, i -> " and c" + (i + 1) + ".id = c" + i + ".id")),
  PATHS_OF_A_DOCUMENT(
      Growth.LINEAR,
      size -> "select id" + each(size, i -> ", payload->'a'->'b'->>'c'") + " from patient"),
  MERGED_COLUMNS(
      Growth.CUBIC,
      size ->
          "select 1"
              + each(size, i -> ", id")
              + " from claim a"
              + each(size, i -> " full join claim b" + i + " using (id)")),
  STATEMENTS(Growth.LINEAR, size -> "select 1" + each(size, i -> "; select id from patient")),
  COMMON_TABLES_IN_REVERSE(
      Growth.QUADRATIC,
      size ->
          "with recursive c"
              + size
              + " as (select 1 as x)"
              + each(
                  size,
                  i -> {
                    int c = size - 1 - i;
                    return ", c" + c + " as (select x from c" + (c + 1) + ")";
                  })
              + " select x from c0"),
  SIGNS(Growth.LINEAR, size -> "select 1 " + "+".repeat(size) + " 1");

  /** How many times the steps of twice the size may be. */
  enum Growth {
    LINEAR(2.6),
    QUADRATIC(5),
    CUBIC(10),
    /** What doubles at each step: it has to be refused. */
    WHATEVER(Double.MAX_VALUE);

    final double factor;

    Growth(double factor) {
      this.factor = factor;
    }
  }

  final Growth growth;
  private final IntFunction<String> text;

  HostileShape(Growth growth, IntFunction<String> text) {
    this.growth = growth;
    this.text = text;
  }

  String text(int size) {
    return text.apply(size);
  }

  private static String each(int size, IntFunction<String> part) {
    return IntStream.range(0, size).mapToObj(part).collect(Collectors.joining());
  }

  private static String nir(int number) {
    return Long.toString(1_800_175_000_000L + number);
  }
}
