package dev.paravent.sql.pg;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL type name: qualified name, modifiers, array dimensions. SQL's own spellings are
 * already PostgreSQL's names: {@code integer} is {@code pg_catalog.int4}, {@code char} is {@code
 * pg_catalog.bpchar} with modifier 1. Immutable.
 */
public final class PgTypeName extends SqlTypeNameSpec {
  private final List<String> names;
  private final List<SqlNode> modifiers;
  private final List<Integer> dimensions;
  private final @Nullable String intervalFields;
  private final boolean setOf;

  /**
   * Creates a type name.
   *
   * @param names one to three parts, as stored
   * @param modifiers literals (or identifiers) in parentheses; empty if none
   * @param dimensions one entry for each pair of brackets, -1 where it is empty
   * @param intervalFields such as {@code YEAR TO MONTH}, for intervals only
   */
  public PgTypeName(
      List<String> names,
      List<SqlNode> modifiers,
      List<Integer> dimensions,
      @Nullable String intervalFields,
      boolean setOf,
      SqlParserPos pos) {
    super(new SqlIdentifier(names, pos), pos);
    this.names = List.copyOf(names);
    this.modifiers = List.copyOf(modifiers);
    this.dimensions = List.copyOf(dimensions);
    this.intervalFields = intervalFields;
    this.setOf = setOf;
  }

  public List<String> names() {
    return names;
  }

  public List<SqlNode> modifiers() {
    return modifiers;
  }

  public List<Integer> dimensions() {
    return dimensions;
  }

  public @Nullable String intervalFields() {
    return intervalFields;
  }

  public boolean isSetOf() {
    return setOf;
  }

  /** The type name of a data type specification made by the parser. */
  public static PgTypeName of(SqlDataTypeSpec spec) {
    return (PgTypeName) spec.getTypeNameSpec();
  }

  public SqlDataTypeSpec toSpec() {
    return new SqlDataTypeSpec(this, getParserPos());
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    throw new IllegalStateException("PostgreSQL types are not validated by Calcite");
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("TYPE");
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
    return equals(other) ? litmus.succeed() : litmus.fail("types differ");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PgTypeName that
        && names.equals(that.names)
        && PgEquality.equal(modifiers, that.modifiers)
        && dimensions.equals(that.dimensions)
        && Objects.equals(intervalFields, that.intervalFields)
        && setOf == that.setOf;
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, dimensions, intervalFields, setOf);
  }
}
