package dev.paravent.sql.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.jspecify.annotations.Nullable;

/**
 * A tree as one line: the class and its parts, without the parts that are null, false, empty or an
 * attribute's usual value.
 */
final class PgTreeDump {
  private static final Set<String> USUAL = Set.of("NONE", "DEFAULT", "BLOCK", "INNER");

  private PgTreeDump() {}

  static String of(@Nullable Object part) {
    if (part == null) {
      return "null";
    }
    if (part instanceof PgNode node) {
      return node.getClass().getSimpleName() + parts(node.parts());
    }
    if (part instanceof List<?> list) {
      return "[" + String.join(" ", list.stream().map(PgTreeDump::of).toList()) + "]";
    }
    if (part instanceof SqlIdentifier name) {
      return String.join(".", name.names.stream().map(n -> n.isEmpty() ? "*" : n).toList());
    }
    if (part instanceof SqlDynamicParam parameter) {
      return "$" + (parameter.getIndex() + 1);
    }
    if (part instanceof SqlDataTypeSpec spec) {
      return type(PgTypeName.of(spec));
    }
    if (part instanceof SqlLiteral literal) {
      boolean string =
          literal.getTypeName().getFamily() == org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
      return string ? "'" + literal.getValueAs(String.class) + "'" : literal.toValue();
    }
    if (part instanceof OperatorName name) {
      return name.schema() == null ? name.symbol() : name.schema() + "." + name.symbol();
    }
    return part.toString();
  }

  private static String parts(List<? extends @Nullable Object> parts) {
    List<String> shown = new ArrayList<>();
    for (Object part : parts) {
      boolean absent =
          part == null
              || part.equals(false)
              || (part instanceof List<?> list && list.isEmpty())
              || (part instanceof Enum<?> value && USUAL.contains(value.name()));
      if (!absent) {
        shown.add(of(part));
      }
    }
    return shown.isEmpty() ? "" : "(" + String.join(", ", shown) + ")";
  }

  private static String type(PgTypeName type) {
    StringBuilder text = new StringBuilder(type.isSetOf() ? "setof " : "");
    text.append(String.join(".", type.names()));
    if (!type.modifiers().isEmpty()) {
      text.append(of(type.modifiers()));
    }
    if (type.intervalFields() != null) {
      text.append(' ').append(type.intervalFields());
    }
    type.dimensions().forEach(d -> text.append(d < 0 ? "[]" : "[" + d + "]"));
    return text.toString();
  }
}
