package dev.paravent.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements that the parsers are timed with: both read all of them. */
public enum QueryShape {
  POINT_LOOKUP("select id, nir, last_name from payment.patient where id = 17"),
  THREE_WAY_JOIN(
      """
      select p.id, p.last_name, c.total, i.name
      from payment.patient p
      join payment.claim c on c.patient_id = p.id
      left join payment.insurer i on i.id = c.insurer_id
      where p.id = 17 and c.total > 100.50 and i.name in ('A', 'B', 'C')
      order by c.total desc
      limit 20
      """),
  CTE_OF_20_COLUMNS(cte()),
  /** pgjdbc's DatabaseMetaData.getPrimaryKeys. */
  DRIVER_METADATA(
      """
      SELECT result."TABLE_CAT", result."TABLE_SCHEM", result."TABLE_NAME",
       result."COLUMN_NAME", result."KEY_SEQ", result."PK_NAME"
      FROM (SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM",
       ct.relname AS "TABLE_NAME", a.attname AS "COLUMN_NAME",
       information_schema._pg_expandarray(i.indkey) AS "KEYS", ci.relname AS "PK_NAME",
       i.indkey AS "KEY_SEQ", a.attnum AS "A_ATTNUM"
      FROM pg_catalog.pg_class ct
       JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid)
       JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)
       JOIN pg_catalog.pg_index i ON (a.attrelid = i.indrelid)
       JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid)
      WHERE true AND n.nspname = 'payment' AND ct.relname = 'patient' AND i.indisprimary) result
      WHERE result."A_ATTNUM" = result."KEY_SEQ"
      ORDER BY result."TABLE_NAME", result."PK_NAME", result."KEY_SEQ"
      """),
  INSERT_OF_50_ROWS(insert());

  private final String sql;

  QueryShape(String sql) {
    this.sql = sql;
  }

  public String sql() {
    return sql;
  }

  private static String cte() {
    String columns =
        IntStream.range(0, 20).mapToObj(i -> "t.c" + i).collect(Collectors.joining(", "));
    String sums =
        IntStream.range(0, 20)
            .mapToObj(i -> "sum(w.c" + i + ") as s" + i)
            .collect(Collectors.joining(", "));
    return "with w as (select "
        + columns
        + ", t.label from payment.reading t where t.c0 between 1 and 10 and t.label like 'a%')"
        + " select w.label, "
        + sums
        + " from w where w.c1 > 0 or w.c2 is not null group by w.label"
        + " having count(*) > 1 order by 2 desc, w.label";
  }

  private static String insert() {
    return "insert into payment.claim_line (id, claim_id, code, amount, note) values "
        + IntStream.range(0, 50)
            .mapToObj(i -> "(" + i + ", 17, 'C" + i + "', " + i + ".50, 'note " + i + "')")
            .collect(Collectors.joining(", "));
  }
}
