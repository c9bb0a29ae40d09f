package dev.paravent.policies;

/** A column of a schema-qualified relation, as PostgreSQL stores the three names. */
public record ColumnName(ObjectName relation, String column) {
  public static ColumnName of(String schema, String relation, String column) {
    return new ColumnName(new ObjectName(schema, relation), column);
  }

  @Override
  public String toString() {
    return relation + "." + column;
  }
}
