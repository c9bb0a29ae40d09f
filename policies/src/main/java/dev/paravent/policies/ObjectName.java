package dev.paravent.policies;

/** A schema-qualified name of a relation, sequence or function, as PostgreSQL stores it. */
public record ObjectName(String schema, String name) implements Comparable<ObjectName> {
  @Override
  public int compareTo(ObjectName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
