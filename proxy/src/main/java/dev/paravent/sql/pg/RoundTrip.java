package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * What became of a text that was read, printed and read again. Immutable.
 *
 * @param misplacedInto whether SELECT INTO stands in it where PostgreSQL refuses it later: it
 *     cannot be printed
 * @param printed each statement as the server would get it
 * @param equal whether what was printed says the same
 */
public record RoundTrip(boolean misplacedInto, List<String> printed, boolean equal) {
  public RoundTrip {
    printed = List.copyOf(printed);
  }

  /**
   * Reads, prints and reads again.
   *
   * @throws PgSyntaxException if the text is not accepted
   */
  public static RoundTrip of(PgParser parser, String text) {
    List<String> printed = new ArrayList<>();
    boolean equal = true;
    for (ParsedStatement statement : parser.parse(text)) {
      if (statement.tree() instanceof PgUtility.Unsupported) {
        return new RoundTrip(true, List.of(), false);
      }
      String sql = PgPrinter.print(statement.tree());
      printed.add(sql);
      equal &= saysTheSame(parser, statement.tree(), sql);
    }
    return new RoundTrip(false, printed, equal);
  }

  private static boolean saysTheSame(PgParser parser, SqlNode tree, String printed) {
    try {
      return PgEquality.equal(
          withoutTypedLiterals(tree), withoutTypedLiterals(parser.parseStatement(printed)));
    } catch (PgSyntaxException unread) {
      return false;
    }
  }

  /** DATE '..' is printed as CAST('..' AS date), which is another tree of the same meaning. */
  private static @Nullable SqlNode withoutTypedLiterals(SqlNode tree) {
    return tree.accept(
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            SqlNode copy = super.visit(call);
            return copy instanceof PgExpr.Cast cast
                ? new PgExpr.Cast(PgExpr.CastForm.CAST, cast.operand, cast.type, SqlParserPos.ZERO)
                : copy;
          }
        });
  }
}
