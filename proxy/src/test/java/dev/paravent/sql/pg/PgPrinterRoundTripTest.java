package dev.paravent.sql.pg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every statement that the parser accepts, through the printer and back. */
class PgPrinterRoundTripTest {
  private static final PgParser PARSER = new PgParser();

  private static List<SqlNode> trees() {
    List<String> texts = new ArrayList<>(StatementFiles.corpus());
    texts.addAll(StatementFiles.read("executable.sql"));
    List<SqlNode> trees = new ArrayList<>();
    for (String text : texts) {
      try {
        for (ParsedStatement statement : PARSER.parse(text)) {
          if (!(statement.tree() instanceof PgUtility.Unsupported)) {
            trees.add(statement.tree());
          }
        }
      } catch (PgSyntaxException e) {
        // a text that is invalid on purpose, or a statement that is refused: nothing to print
        continue;
      }
    }
    assertThat(trees).hasSizeGreaterThan(400);
    return trees;
  }

  /** DATE '..' is printed as CAST('..' AS date): all but CYCLE read the two alike. */
  private static SqlNode withoutTypedLiterals(SqlNode tree) {
    return requireNonNull(
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                SqlNode copy = super.visit(call);
                return copy instanceof PgExpr.Cast cast
                    ? new PgExpr.Cast(PgExpr.CastForm.CAST, cast.operand, cast.type, Trees.POS)
                    : copy;
              }
            }));
  }

  @Test
  void readsBackAsTheSameTree() {
    for (SqlNode tree : trees()) {
      String printed = PgPrinter.print(tree);
      SqlNode again = PARSER.parseStatement(printed);
      assertThat(PgEquality.equal(withoutTypedLiterals(again), withoutTypedLiterals(tree)))
          .as(printed)
          .isTrue();
      assertThat(PgPrinter.print(again)).isEqualTo(printed);
    }
  }

  @Test
  void copiesWholeThroughCalcitesShuttle() {
    for (SqlNode tree : trees()) {
      SqlNode copy =
          tree.accept(
              new SqlShuttle() {
                @Override
                public SqlNode visit(SqlIdentifier identifier) {
                  return new SqlIdentifier(identifier.names, identifier.getParserPosition());
                }
              });
      assertThat(copy).isNotNull();
      assertThat(PgEquality.equal(copy, tree)).as(PgPrinter.print(tree)).isTrue();
    }
  }

  @Test
  void showsEveryNameToCalcitesVisitor() {
    for (SqlNode tree : trees()) {
      List<SqlIdentifier> seen = new ArrayList<>();
      tree.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier identifier) {
              seen.add(identifier);
              return null;
            }
          });
      List<SqlIdentifier> expected = new ArrayList<>();
      walk(tree, expected);
      assertThat(seen).as(PgPrinter.print(tree)).hasSameSizeAs(expected);
    }
  }

  /** The test's own walk, over the parts instead of the operands. */
  private static void walk(@Nullable Object part, List<SqlIdentifier> names) {
    if (part instanceof SqlIdentifier identifier) {
      names.add(identifier);
    } else if (part instanceof PgNode node) {
      walk(node.parts(), names);
    } else if (part instanceof List<?> list) {
      list.forEach(element -> walk(element, names));
    }
  }
}
