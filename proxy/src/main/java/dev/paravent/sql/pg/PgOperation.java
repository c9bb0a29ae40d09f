package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** An operation on values: operators and predicates. Immutable. */
public abstract sealed class PgOperation extends PgNode {
  PgOperation(SqlParserPos pos) {
    super(pos);
  }

  /** ANY (also written SOME) or ALL. */
  public enum Quantifier {
    ANY,
    ALL
  }

  /** The three pattern predicates. */
  public enum LikeKind {
    LIKE,
    ILIKE,
    SIMILAR
  }

  /** What IS tests. */
  public enum Test {
    NULL,
    TRUE,
    FALSE,
    UNKNOWN,
    DOCUMENT,
    NORMALIZED,
    NFC_NORMALIZED,
    NFD_NORMALIZED,
    NFKC_NORMALIZED,
    NFKD_NORMALIZED,
    JSON,
    JSON_VALUE,
    JSON_ARRAY,
    JSON_OBJECT,
    JSON_SCALAR
  }

  /** left operator right. */
  public static final class Binary extends PgOperation {
    public final OperatorName operator;
    public final SqlNode left;
    public final SqlNode right;

    public Binary(OperatorName operator, SqlNode left, SqlNode right, SqlParserPos pos) {
      super(pos);
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operator, left, right);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Binary(
          parts.required(OperatorName.class),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          pos);
    }
  }

  /** operator operand. */
  public static final class Prefix extends PgOperation {
    public final OperatorName operator;
    public final SqlNode operand;

    public Prefix(OperatorName operator, SqlNode operand, SqlParserPos pos) {
      super(pos);
      this.operator = operator;
      this.operand = operand;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operator, operand);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Prefix(parts.required(OperatorName.class), parts.required(SqlNode.class), pos);
    }
  }

  /** A conjunction of two or more, flattened. */
  public static final class And extends PgOperation {
    public final List<SqlNode> operands;

    public And(List<SqlNode> operands, SqlParserPos pos) {
      super(pos);
      this.operands = List.copyOf(operands);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operands);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new And(parts.nodes(), pos);
    }
  }

  /** A disjunction of two or more, flattened. */
  public static final class Or extends PgOperation {
    public final List<SqlNode> operands;

    public Or(List<SqlNode> operands, SqlParserPos pos) {
      super(pos);
      this.operands = List.copyOf(operands);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operands);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Or(parts.nodes(), pos);
    }
  }

  /** NOT operand. */
  public static final class Not extends PgOperation {
    public final SqlNode operand;

    public Not(SqlNode operand, SqlParserPos pos) {
      super(pos);
      this.operand = operand;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operand);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Not(parts.required(SqlNode.class), pos);
    }
  }

  /** left operator ANY | ALL (array or query). */
  public static final class Quantified extends PgOperation {
    public final OperatorName operator;
    public final SqlNode left;
    public final Quantifier quantifier;
    public final SqlNode right;

    public Quantified(
        OperatorName operator,
        SqlNode left,
        Quantifier quantifier,
        SqlNode right,
        SqlParserPos pos) {
      super(pos);
      this.operator = operator;
      this.left = left;
      this.quantifier = quantifier;
      this.right = right;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operator, left, quantifier, right);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Quantified(
          parts.required(OperatorName.class),
          parts.required(SqlNode.class),
          parts.required(Quantifier.class),
          parts.required(SqlNode.class),
          pos);
    }
  }

  /** left [NOT] IN (values). */
  public static final class In extends PgOperation {
    public final boolean negated;
    public final SqlNode left;
    public final List<SqlNode> values;

    public In(boolean negated, SqlNode left, List<SqlNode> values, SqlParserPos pos) {
      super(pos);
      this.negated = negated;
      this.left = left;
      this.values = List.copyOf(values);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(negated, left, values);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new In(parts.flag(), parts.required(SqlNode.class), parts.nodes(), pos);
    }
  }

  /** left [NOT] IN (query). */
  public static final class InQuery extends PgOperation {
    public final boolean negated;
    public final SqlNode left;
    public final SqlNode query;

    public InQuery(boolean negated, SqlNode left, SqlNode query, SqlParserPos pos) {
      super(pos);
      this.negated = negated;
      this.left = left;
      this.query = query;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(negated, left, query);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new InQuery(
          parts.flag(), parts.required(SqlNode.class), parts.required(SqlNode.class), pos);
    }
  }

  /** value [NOT] BETWEEN [SYMMETRIC] low AND high. */
  public static final class Between extends PgOperation {
    public final boolean negated;
    public final boolean symmetric;
    public final SqlNode value;
    public final SqlNode low;
    public final SqlNode high;

    public Between(
        boolean negated,
        boolean symmetric,
        SqlNode value,
        SqlNode low,
        SqlNode high,
        SqlParserPos pos) {
      super(pos);
      this.negated = negated;
      this.symmetric = symmetric;
      this.value = value;
      this.low = low;
      this.high = high;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(negated, symmetric, value, low, high);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Between(
          parts.flag(),
          parts.flag(),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          pos);
    }
  }

  /** value [NOT] LIKE | ILIKE | SIMILAR TO pattern [ESCAPE escape]. */
  public static final class Like extends PgOperation {
    public final LikeKind kind;
    public final boolean negated;
    public final SqlNode value;
    public final SqlNode pattern;
    public final @Nullable SqlNode escape;

    public Like(
        LikeKind kind,
        boolean negated,
        SqlNode value,
        SqlNode pattern,
        @Nullable SqlNode escape,
        SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.negated = negated;
      this.value = value;
      this.pattern = pattern;
      this.escape = escape;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, negated, value, pattern, escape);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Like(
          parts.required(LikeKind.class),
          parts.flag(),
          parts.required(SqlNode.class),
          parts.required(SqlNode.class),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** operand IS [NOT] test. */
  public static final class Is extends PgOperation {
    public final Test test;
    public final boolean negated;
    public final SqlNode operand;

    public Is(Test test, boolean negated, SqlNode operand, SqlParserPos pos) {
      super(pos);
      this.test = test;
      this.negated = negated;
      this.operand = operand;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(test, negated, operand);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Is(parts.required(Test.class), parts.flag(), parts.required(SqlNode.class), pos);
    }
  }

  /** left IS [NOT] DISTINCT FROM right; {@code negated} is IS NOT DISTINCT FROM. */
  public static final class IsDistinct extends PgOperation {
    public final boolean negated;
    public final SqlNode left;
    public final SqlNode right;

    public IsDistinct(boolean negated, SqlNode left, SqlNode right, SqlParserPos pos) {
      super(pos);
      this.negated = negated;
      this.left = left;
      this.right = right;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(negated, left, right);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new IsDistinct(
          parts.flag(), parts.required(SqlNode.class), parts.required(SqlNode.class), pos);
    }
  }

  /** (row) OVERLAPS (row). */
  public static final class Overlaps extends PgOperation {
    public final SqlNode left;
    public final SqlNode right;

    public Overlaps(SqlNode left, SqlNode right, SqlParserPos pos) {
      super(pos);
      this.left = left;
      this.right = right;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(left, right);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Overlaps(parts.required(SqlNode.class), parts.required(SqlNode.class), pos);
    }
  }

  /** operand COLLATE name. */
  public static final class Collate extends PgOperation {
    public final SqlNode operand;
    public final SqlIdentifier collation;

    public Collate(SqlNode operand, SqlIdentifier collation, SqlParserPos pos) {
      super(pos);
      this.operand = operand;
      this.collation = collation;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operand, collation);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Collate(parts.required(SqlNode.class), parts.required(SqlIdentifier.class), pos);
    }
  }

  /** operand AT TIME ZONE zone; a null zone is AT LOCAL. */
  public static final class AtTimeZone extends PgOperation {
    public final SqlNode operand;
    public final @Nullable SqlNode zone;

    public AtTimeZone(SqlNode operand, @Nullable SqlNode zone, SqlParserPos pos) {
      super(pos);
      this.operand = operand;
      this.zone = zone;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(operand, zone);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new AtTimeZone(parts.required(SqlNode.class), parts.optional(SqlNode.class), pos);
    }
  }
}
