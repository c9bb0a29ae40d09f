package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which INSERTs have rows of one shape. */
@NullMarked
class FoldedRowsTest {
  private static PgTokens tokens(String sql) {
    return PgLexer.scan(sql, ParserLimits.DEFAULTS);
  }

  private static @Nullable FoldedRows rows(String sql) {
    return FoldedRows.of(tokens(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t values (1), (2), (3)",
        "insert into t values (1), (2), (3);",
        "insert into t (a, \"values\") values (1, 2), (3, 4), (5, 6) returning a",
        "insert into t values (f((1), 'x')), (f((2), 'y')), (f((3), '')) on conflict do nothing",
        "insert into t values ($1), ($2), ($3)",
        "insert into t values ($2, $1), ($3, $1), ($4, $1) returning $5::int",
        "insert into t values ($1, $1), ($3, $3), ($5, $5)",
      })
  void knowsThreeRows(String sql) {
    FoldedRows rows = Objects.requireNonNull(rows(sql));
    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.analysedText(tokens(sql))).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "insert",
        "insert into t values",
        "insert into t values (1",
        "insert into t values (1), (2), (3",
        "insert into t values (1), (2), (3),",
        "insert into t values (1), (2)",
        "insert into t values (1), (2), (3.0)",
        "insert into t values (a), (b), (c)",
        "insert into t values (1), (2), (3); select 1",
        "insert into t values (1), (2), (3) order by 1",
        "insert into t values (1), (2), (3) union values (4)",
        "insert into t values ((select 1)), ((select 2)), ((select 3))",
        "insert into t select * from (values (1), (2), (3)) v",
        "insert into t select 1 union values (1), (2), (3)",
        "with w as (select 1) insert into t values (1), (2), (3)",
        "values (1), (2), (3)",
        "insert into t values ($1), ($3), ($2)",
        "insert into t values ($1), ($2), ($4)",
        "insert into t values ($3), ($2), ($1)",
        "insert into t values ($1, $2), ($2, $3), ($3, $4)",
        "insert into t values ($1), ($2), ($3) returning $3::int",
        "insert into t values ($1, $2), ($3, $2), ($5, $2)",
      })
  void knowsNoOthers(String sql) {
    assertThat(rows(sql)).isNull();
  }

  @Test
  void leavesOutTheRowsAfterTheThird() {
    String sql =
        "insert into t values ($1, 1) , ($2, 2),($3, 3)  , ($4,4), ( $5 , 5 ) returning $6";
    FoldedRows rows = Objects.requireNonNull(rows(sql));
    assertThat(rows.analysedText(tokens(sql)))
        .isEqualTo("insert into t values ($1, 1) , ($2, 2),($3, 3) returning $6");
    assertThat(rows.parameters()).isEqualTo(6);
    assertThat(rows.types(List.of(23, 23, 23, 23, 23, 25))).isEqualTo(List.of(23, 25));
    assertThat(rows.types(List.of(23, 23, 23, 23, 25, 25))).isNull();
    assertThat(rows.types(List.of(23, 23))).isNull();
    assertThat(rows.types(List.of())).isEmpty();
  }

  /** Two fingerprints are equal where nothing but the number of rows and values differ. */
  @Test
  void fingerprintsDoNotCountRows() {
    Fingerprint three = fingerprint("insert into t values ($1, 'a'), ($2, 'b'), ($3, 'c')");
    assertThat(fingerprint("insert into T values ($1,''),($2,''),($3,''),($4,'x')"))
        .isEqualTo(three);
    assertThat(
            List.of(
                fingerprint("insert into t values ($2, 'a'), ($3, 'b'), ($4, 'c')"),
                fingerprint("insert into t values ($1, 'a'), ($3, 'b'), ($5, 'c')"),
                fingerprint("insert into t values ($1, 'a'), ($1, 'b'), ($1, 'c')"),
                fingerprint("insert into t values ($1, 1), ($2, 2), ($3, 3)"),
                fingerprint("insert into t values ($1, 'a'), ($2, 'b'), ($3, 'c') returning a"),
                Fingerprint.of(tokens("insert into t values ($1, 'a'), ($2, 'b'), ($3, 'c')")),
                Fingerprint.of(tokens("insert into t values ($1, 'a')"))))
        .doesNotHaveDuplicates()
        .doesNotContain(three);
  }

  private static @Nullable Fingerprint fingerprint(String sql) {
    FoldedRows rows = Objects.requireNonNull(rows(sql));
    return Fingerprint.of(tokens(sql), rows);
  }
}
