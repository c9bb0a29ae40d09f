package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A value expression that is not an operation. Immutable. */
public abstract sealed class PgExpr extends PgNode {
  PgExpr(SqlParserPos pos) {
    super(pos);
  }

  /** Grouping constructs of GROUP BY. */
  public enum GroupingKind {
    EMPTY,
    LIST,
    ROLLUP,
    CUBE,
    SETS
  }

  /** How a cast is written; the result column of the forms is named alike. */
  public enum CastForm {
    CAST,
    TYPED_LITERAL
  }

  /**
   * operand::type, CAST(operand AS type), or a typed literal such as DATE '2024-01-01' (its operand
   * is a character literal).
   */
  public static final class Cast extends PgExpr {
    public final CastForm form;
    public final SqlNode operand;
    public final SqlDataTypeSpec type;

    public Cast(CastForm form, SqlNode operand, SqlDataTypeSpec type, SqlParserPos pos) {
      super(pos);
      this.form = form;
      this.operand = operand;
      this.type = type;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(form, operand, type);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Cast(
          parts.required(CastForm.class),
          parts.required(SqlNode.class),
          parts.required(SqlDataTypeSpec.class),
          pos);
    }
  }

  /** base followed by subscripts, slices, field names or a final star. */
  public static final class Indirection extends PgExpr {
    public final SqlNode base;
    public final List<SqlNode> steps;

    public Indirection(SqlNode base, List<SqlNode> steps, SqlParserPos pos) {
      super(pos);
      this.base = base;
      this.steps = List.copyOf(steps);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(base, steps);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Indirection(parts.required(SqlNode.class), parts.nodes(), pos);
    }
  }

  /** .name of an {@link Indirection}. */
  public static final class Field extends PgExpr {
    public final String name;

    public Field(String name, SqlParserPos pos) {
      super(pos);
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Field(parts.required(String.class), pos);
    }
  }

  /** .* of an {@link Indirection}. */
  public static final class AllFields extends PgExpr {
    public AllFields(SqlParserPos pos) {
      super(pos);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList();
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new AllFields(pos);
    }
  }

  /** [index] of an {@link Indirection}. */
  public static final class Subscript extends PgExpr {
    public final SqlNode index;

    public Subscript(SqlNode index, SqlParserPos pos) {
      super(pos);
      this.index = index;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(index);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Subscript(parts.required(SqlNode.class), pos);
    }
  }

  /** [low:high] of an {@link Indirection}. */
  public static final class Slice extends PgExpr {
    public final @Nullable SqlNode low;
    public final @Nullable SqlNode high;

    public Slice(@Nullable SqlNode low, @Nullable SqlNode high, SqlParserPos pos) {
      super(pos);
      this.low = low;
      this.high = high;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(low, high);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Slice(parts.optional(SqlNode.class), parts.optional(SqlNode.class), pos);
    }
  }

  /** ROW(..) (explicit) or (a, b). */
  public static final class Row extends PgExpr {
    public final boolean explicit;
    public final List<SqlNode> items;

    public Row(boolean explicit, List<SqlNode> items, SqlParserPos pos) {
      super(pos);
      this.explicit = explicit;
      this.items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(explicit, items);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Row(parts.flag(), parts.nodes(), pos);
    }
  }

  /** ARRAY[..]; a nested array is one of these without the word. */
  public static final class Array extends PgExpr {
    public final List<SqlNode> items;

    public Array(List<SqlNode> items, SqlParserPos pos) {
      super(pos);
      this.items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(items);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Array(parts.nodes(), pos);
    }
  }

  /** ARRAY(query). */
  public static final class ArrayQuery extends PgExpr {
    public final SqlNode query;

    public ArrayQuery(SqlNode query, SqlParserPos pos) {
      super(pos);
      this.query = query;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(query);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new ArrayQuery(parts.required(SqlNode.class), pos);
    }
  }

  /** EXISTS (query). */
  public static final class Exists extends PgExpr {
    public final SqlNode query;

    public Exists(SqlNode query, SqlParserPos pos) {
      super(pos);
      this.query = query;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(query);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Exists(parts.required(SqlNode.class), pos);
    }
  }

  /** (query) as a value. */
  public static final class Subquery extends PgExpr {
    public final SqlNode query;

    public Subquery(SqlNode query, SqlParserPos pos) {
      super(pos);
      this.query = query;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(query);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Subquery(parts.required(SqlNode.class), pos);
    }
  }

  /** CASE [operand] WHEN .. ELSE .. END. */
  public static final class Case extends PgExpr {
    public final @Nullable SqlNode operand;
    public final List<SqlNode> whens;
    public final @Nullable SqlNode otherwise;

    public Case(
        @Nullable SqlNode operand,
        List<SqlNode> whens,
        @Nullable SqlNode otherwise,
        SqlParserPos pos) {
      super(pos);
      this.operand = operand;
      this.whens = List.copyOf(whens);
      this.otherwise = otherwise;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operand, whens, otherwise);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Case(
          parts.optional(SqlNode.class), parts.nodes(), parts.optional(SqlNode.class), pos);
    }
  }

  /** WHEN condition THEN result. */
  public static final class When extends PgExpr {
    public final SqlNode condition;
    public final SqlNode result;

    public When(SqlNode condition, SqlNode result, SqlParserPos pos) {
      super(pos);
      this.condition = condition;
      this.result = result;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(condition, result);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new When(parts.required(SqlNode.class), parts.required(SqlNode.class), pos);
    }
  }

  /** name => value in a function call. */
  public static final class NamedArg extends PgExpr {
    public final String name;
    public final SqlNode value;

    public NamedArg(String name, SqlNode value, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.value = value;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, value);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new NamedArg(parts.required(String.class), parts.required(SqlNode.class), pos);
    }
  }

  /** (), (a, b), ROLLUP, CUBE or GROUPING SETS in GROUP BY. */
  public static final class GroupingSet extends PgExpr {
    public final GroupingKind kind;
    public final List<SqlNode> items;

    public GroupingSet(GroupingKind kind, List<SqlNode> items, SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, items);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new GroupingSet(parts.required(GroupingKind.class), parts.nodes(), pos);
    }
  }

  /** B'101' or X'1F'; {@code digits} are checked by the lexer. */
  public static final class BitString extends PgExpr {
    public final boolean hexadecimal;
    public final String digits;

    public BitString(boolean hexadecimal, String digits, SqlParserPos pos) {
      super(pos);
      this.hexadecimal = hexadecimal;
      this.digits = digits;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(hexadecimal, digits);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new BitString(parts.flag(), parts.required(String.class), pos);
    }
  }

  /** DEFAULT in VALUES or SET. */
  public static final class Default extends PgExpr {
    public Default(SqlParserPos pos) {
      super(pos);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList();
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Default(pos);
    }
  }

  /** CURRENT OF cursor. */
  public static final class CurrentOf extends PgExpr {
    public final String cursor;

    public CurrentOf(String cursor, SqlParserPos pos) {
      super(pos);
      this.cursor = cursor;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(cursor);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new CurrentOf(parts.required(String.class), pos);
    }
  }
}
