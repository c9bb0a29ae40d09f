package dev.paravent.sql.pg;

import static dev.paravent.sql.pg.Trees.POS;
import static dev.paravent.sql.pg.Trees.array;
import static dev.paravent.sql.pg.Trees.at;
import static dev.paravent.sql.pg.Trees.binary;
import static dev.paravent.sql.pg.Trees.call;
import static dev.paravent.sql.pg.Trees.cast;
import static dev.paravent.sql.pg.Trees.field;
import static dev.paravent.sql.pg.Trees.id;
import static dev.paravent.sql.pg.Trees.interval;
import static dev.paravent.sql.pg.Trees.limited;
import static dev.paravent.sql.pg.Trees.number;
import static dev.paravent.sql.pg.Trees.row;
import static dev.paravent.sql.pg.Trees.select;
import static dev.paravent.sql.pg.Trees.special;
import static dev.paravent.sql.pg.Trees.steps;
import static dev.paravent.sql.pg.Trees.subquery;
import static dev.paravent.sql.pg.Trees.text;
import static dev.paravent.sql.pg.Trees.type;
import static dev.paravent.sql.pg.Trees.typed;
import static dev.paravent.sql.pg.Trees.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The server is asked what it calls each expression. */
class ColumnNamesIT {
  private static final String RELATION =
      " FROM (SELECT 1 AS a, CAST('b' AS text) AS b, CAST('{{1,2},{3,4}}' AS int[]) AS c,"
          + " now() AS d) AS t GROUP BY a, b, c, d, t";

  @Test
  void namesColumnsLikeTheServer() throws Exception {
    List<SqlNode> trees = new ArrayList<>();
    names(trees);
    casts(trees);
    calls(trees);
    json(trees);
    operations(trees);
    subqueries(trees);
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (SqlNode tree : trees) {
        String sql = "SELECT " + PgPrinter.print(tree) + RELATION;
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(ColumnNames.of(tree)).as(sql).isEqualTo(rows.getMetaData().getColumnLabel(1));
        }
      }
    }
  }

  @Test
  void refusesToNameAStar() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ColumnNames.of(subquery(select(id("t", "")))));
  }

  private static void names(List<SqlNode> trees) {
    trees.add(id("a"));
    trees.add(id("t", "a"));
    trees.add(number("1"));
    trees.add(text("x"));
    trees.add(SqlLiteral.createBoolean(true, POS));
    trees.add(SqlLiteral.createNull(POS));
    trees.add(new PgExpr.BitString(false, "1", POS));
    trees.add(steps(id("c"), at(1), at(2)));
    trees.add(steps(id("t"), field("a")));
    trees.add(steps(cast(text("{1}"), array("int4", -1)), at(1)));
    trees.add(row(number("1"), number("2")));
    trees.add(new PgExpr.Row(true, List.of(), POS));
    trees.add(steps(row(number("1"), number("2")), field("f1")));
    trees.add(new PgExpr.Array(List.of(number("1")), POS));
    trees.add(steps(new PgExpr.Array(List.of(number("1")), POS), at(1)));
  }

  private static void casts(List<SqlNode> trees) {
    trees.add(cast(number("1"), type("int4")));
    trees.add(cast(id("a"), type("text")));
    trees.add(cast(cast(number("1"), type("int8")), type("text")));
    trees.add(cast(new PgExpr.Array(List.of(), POS), array("int4", -1)));
    trees.add(cast(steps(id("c"), at(1), at(1)), type("int8")));
    trees.add(cast(binary(id("a"), "+", number("1")), type("int8")));
    trees.add(cast(subquery(select(number("1"))), type("int8")));
    trees.add(cast(choice(id("a")), type("int8")));
    trees.add(cast(choice(null), type("int8")));
    trees.add(typed(type("date"), "2024-01-01"));
    trees.add(typed(type("bpchar", number("1")), "x"));
    trees.add(typed(interval("DAY"), "1"));
    trees.add(typed(type("interval", number("3")), "1 s"));
  }

  private static SqlNode choice(@Nullable SqlNode otherwise) {
    SqlNode when = new PgExpr.When(SqlLiteral.createBoolean(true, POS), number("1"), POS);
    return new PgExpr.Case(null, List.of(when), otherwise, POS);
  }

  private static void calls(List<SqlNode> trees) {
    trees.add(choice(null));
    trees.add(choice(number("2")));
    trees.add(choice(id("a")));
    trees.add(choice(cast(number("2"), type("int4"))));
    trees.add(choice(cast(id("b"), type("int4"))));
    trees.add(choice(subquery(select(number("1")))));
    trees.add(choice(choice(null)));
    trees.add(call(id("pg_catalog", "now")));
    trees.add(cast(call(id("now")), type("date")));
    trees.add(steps(call(id("pg_get_keywords")), field("word")));
    for (PgCall.KeywordKind kind : PgCall.KeywordKind.values()) {
      if (kind == PgCall.KeywordKind.MERGE_ACTION) {
        continue; // for RETURNING of MERGE only
      }
      trees.add(
          new PgCall.Keyword(
              kind,
              switch (kind) {
                case COALESCE, GREATEST, LEAST, NULLIF -> List.of(id("a"), number("3"));
                case GROUPING -> List.of(id("a"));
                default -> List.of();
              },
              POS));
    }
    trees.add(special(PgCall.SpecialKind.EXTRACT, text("year"), id("d")));
    trees.add(special(PgCall.SpecialKind.OVERLAY, id("b"), text("x"), number("1"), null));
    trees.add(special(PgCall.SpecialKind.POSITION, text("x"), id("b")));
    trees.add(special(PgCall.SpecialKind.SUBSTRING, id("b"), null, number("1")));
    trees.add(special(PgCall.SpecialKind.SUBSTRING_SIMILAR, id("b"), text("x"), text("#")));
    trees.add(special(PgCall.SpecialKind.TRIM_BOTH, null, id("b")));
    trees.add(special(PgCall.SpecialKind.TRIM_LEADING, text("x"), id("b")));
    trees.add(special(PgCall.SpecialKind.TRIM_TRAILING, null, id("b")));
    trees.add(special(PgCall.SpecialKind.NORMALIZE, id("b"), text("NFD")));
    trees.add(special(PgCall.SpecialKind.COLLATION_FOR, id("b")));
  }

  private static void json(List<SqlNode> trees) {
    PgParser parser = new PgParser();
    for (String text :
        List.of(
            "json_object('a' : 1)",
            "json_array(1)",
            "json_array(select 1)",
            "json_objectagg('a' : 1)",
            "json_arrayagg(1)",
            "json('1')",
            "json_scalar(1)",
            "json_serialize('1')",
            "json_exists(jsonb '1', '$')",
            "json_value(jsonb '1', '$')",
            "json_query(jsonb '1', '$')",
            "json_array(1)::text",
            "treat(1 as int)",
            "trim(leading 'b' from 'abc')")) {
      trees.add(parser.parseExpression(text));
    }
  }

  @Test
  void namesColumnsLikeOlderServers() {
    PgParser parser = new PgParser();
    SqlNode extract = parser.parseExpression("extract(year from d)");
    assertThat(ColumnNames.of(extract, new ServerVersion(13))).isEqualTo("date_part");
    assertThat(ColumnNames.of(extract, new ServerVersion(14))).isEqualTo("extract");
    SqlNode truth = parser.parseExpression("true");
    assertThat(ColumnNames.of(truth, new ServerVersion(14))).isEqualTo("bool");
    assertThat(ColumnNames.of(truth, new ServerVersion(15))).isEqualTo(ColumnNames.NONE);
    assertThat(ColumnNames.of(parser.parseExpression("xmlroot(a, version '1')")))
        .isEqualTo("xmlroot");
  }

  private static void operations(List<SqlNode> trees) {
    trees.add(binary(id("a"), "+", number("1")));
    trees.add(new PgOperation.Collate(id("b"), id("C"), POS));
    trees.add(new PgOperation.Collate(text("b"), id("C"), POS));
    trees.add(new PgOperation.AtTimeZone(id("d"), text("UTC"), POS));
    trees.add(new PgOperation.AtTimeZone(id("d"), null, POS));
    trees.add(new PgOperation.Overlaps(row(id("d"), id("d")), row(id("d"), id("d")), POS));
    for (PgOperation.Test test : PgOperation.Test.values()) {
      SqlNode operand =
          switch (test) {
            case NULL, TRUE, FALSE, UNKNOWN -> binary(id("a"), "=", number("1"));
            default -> id("b");
          };
      if (test != PgOperation.Test.DOCUMENT) { // the embedded server has no libxml
        trees.add(new PgOperation.Is(test, false, operand, POS));
        trees.add(new PgOperation.Is(test, true, operand, POS));
      }
    }
    trees.add(new PgOperation.In(false, id("a"), List.of(number("1")), POS));
    trees.add(new PgOperation.InQuery(true, id("a"), select(number("1")), POS));
    trees.add(new PgOperation.IsDistinct(true, id("a"), number("1"), POS));
    trees.add(new PgOperation.Between(false, true, id("a"), number("2"), number("1"), POS));
    trees.add(
        new PgOperation.Like(PgOperation.LikeKind.SIMILAR, true, id("b"), text("x"), null, POS));
  }

  private static void subqueries(List<SqlNode> trees) {
    trees.add(subquery(select(number("1"))));
    trees.add(subquery(select(id("a"))));
    trees.add(subquery(select(cast(number("1"), type("int8")))));
    trees.add(subquery(limited(union(select(id("a")), select(number("1"))), 1)));
    trees.add(
        subquery(
            new PgQuery.Values(List.of(new PgExpr.Row(false, List.of(number("1")), POS)), POS)));
    trees.add(new PgExpr.Exists(select(number("1")), POS));
    trees.add(new PgExpr.ArrayQuery(select(number("1")), POS));
  }
}
