package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.approximate;
import static dev.paravent.sql.pg.Trees.binary;
import static dev.paravent.sql.pg.Trees.call;
import static dev.paravent.sql.pg.Trees.cast;
import static dev.paravent.sql.pg.Trees.id;
import static dev.paravent.sql.pg.Trees.number;
import static dev.paravent.sql.pg.Trees.parameter;
import static dev.paravent.sql.pg.Trees.row;
import static dev.paravent.sql.pg.Trees.text;
import static dev.paravent.sql.pg.Trees.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.api.Test;

class PgEqualityTest {
  private static void same(SqlNode left, SqlNode right) {
    assertThat(PgEquality.equal(left, right)).isTrue();
    assertThat(PgEquality.equal(right, left)).isTrue();
  }

  private static void differ(SqlNode left, SqlNode right) {
    assertThat(PgEquality.equal(left, right)).isFalse();
    assertThat(PgEquality.equal(right, left)).isFalse();
  }

  @Test
  void tellsFunctionsBySchemaAndCase() {
    same(call(id("a", "f")), call(id("a", "f")));
    differ(call(id("a", "f")), call(id("b", "f")));
    differ(call(id("f")), call(id("F")));
    differ(call(id("f"), id("x")), call(id("f"), id("x"), id("x")));
  }

  @Test
  void tellsOperatorsBySchema() {
    SqlNode qualified =
        new PgOperation.Binary(
            new OperatorName("pg_catalog", "="), id("a"), id("b"), SqlParserPos.ZERO);
    differ(binary(id("a"), "=", id("b")), qualified);
    differ(binary(id("a"), "=", id("b")), binary(id("b"), "=", id("a")));
  }

  @Test
  void tellsConstantsByTypeAndScale() {
    differ(number("1"), text("1"));
    differ(number("1.0"), number("1.00"));
    differ(number("1"), approximate("1e0"));
    differ(parameter(1), parameter(2));
    differ(number("1"), parameter(1));
  }

  @Test
  void tellsTypesByModifiers() {
    same(cast(id("a"), type("bpchar", number("1"))), cast(id("a"), type("bpchar", number("1"))));
    differ(cast(id("a"), type("bpchar", number("1"))), cast(id("a"), type("bpchar")));
  }

  @Test
  void tellsRowsByTheirWord() {
    differ(
        row(id("a"), id("b")), new PgExpr.Row(true, List.of(id("a"), id("b")), SqlParserPos.ZERO));
  }

  @Test
  void ignoresPositions() {
    same(id("a"), new org.apache.calcite.sql.SqlIdentifier("a", new SqlParserPos(1, 7)));
  }
}
