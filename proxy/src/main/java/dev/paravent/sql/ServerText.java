package dev.paravent.sql;

import dev.paravent.sql.pg.PgPrinter;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Prints an analysed statement for the server: protected constants become parameters. */
public final class ServerText {
  private ServerText() {}

  /** Numbers the server's parameters, from 0, in the order in which they are asked for. */
  public interface Numbering {
    /** The client's parameter where it meets nothing protected. */
    int client(int index);

    /** A constant that meets a protected column. */
    int constant(Slot slot);

    /** Whether that constant is a token. */
    int tokenFlag(Slot slot);
  }

  /** The text; every parameter in it was numbered. */
  public static String print(Analysis analysis, Numbering numbering) {
    SqlNode numbered = analysis.tree().accept(new Numberer(numbering));
    if (numbered == null) {
      throw new IllegalStateException("a statement without a tree");
    }
    return PgPrinter.print(numbered);
  }

  private static final class Numberer extends SqlShuttle {
    private final Numbering numbering;

    Numberer(Numbering numbering) {
      this.numbering = numbering;
    }

    @Override
    public @Nullable SqlNode visit(SqlDynamicParam param) {
      return switch (param) {
        case TokenFlagNode flag -> parameter(numbering.tokenFlag(flag.slot()));
        case SlotNode node -> slot(node.slot());
        default -> throw new IllegalStateException("a parameter that was not analysed");
      };
    }

    private SqlNode slot(Slot slot) {
      if (slot.protection() != null) {
        return parameter(numbering.constant(slot));
      }
      return slot.parameter() >= 0 ? parameter(numbering.client(slot.parameter())) : slot.node();
    }

    private static SqlNode parameter(int number) {
      return new SqlDynamicParam(number, SqlParserPos.ZERO);
    }
  }
}
