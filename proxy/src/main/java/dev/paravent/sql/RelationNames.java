package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.catalog.TemporaryCatalog;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What relations are called, and whether policy lets them be named. Confined to one analysis. */
final class RelationNames {
  private final FlowContext context;
  private boolean readsFiltered;

  RelationNames(FlowContext context) {
    this.context = context;
  }

  /** The relation that a name means; null if it is none. */
  @Nullable Relation relation(SqlIdentifier name) {
    List<String> names = name.names;
    if (names.size() == 1) {
      return unqualified(names.get(0), name);
    }
    if (names.size() == 2) {
      return qualified(names.get(0), names.get(1));
    }
    if (names.size() == 3 && names.get(0).equals(context.catalog().database())) {
      return qualified(names.get(1), names.get(2));
    }
    return null;
  }

  /**
   * The server would look for a temporary table first, whatever else has the name. That nobody
   * takes one for the other, a name that means both is refused.
   */
  private @Nullable Relation unqualified(String name, SqlNode at) {
    Optional<Relation> found = context.catalog().relation("pg_catalog", name);
    for (int i = 0; found.isEmpty() && i < context.searchPath().size(); i++) {
      found = context.catalog().relation(context.searchPath().get(i), name);
    }
    Optional<Relation> temporary = context.catalog().temporary(name);
    if (found.isPresent() && temporary.isPresent()) {
      throw new FlowException(
          Violation.AMBIGUOUS_NAME,
          "%s is a temporary table and one of %s: name it with its schema"
              .formatted(name, found.get().schema()),
          at);
    }
    return found.or(() -> temporary).orElse(null);
  }

  private @Nullable Relation qualified(String schema, String name) {
    return (schema.equals(TemporaryCatalog.SCHEMA)
            ? context.catalog().temporary(name)
            : context.catalog().relation(schema, name))
        .orElse(null);
  }

  /** The relation that a name means, if policy lets it be named and shows all of its rows. */
  Relation visible(SqlIdentifier name) {
    return context.isTrusted()
        ? filtered(name)
        : FilteredRelations.required(filtered(name), context, false, name);
  }

  /** The relation that a name means, if policy lets it be named, whichever rows it shows. */
  Relation filtered(SqlIdentifier name) {
    Relation relation = relation(name);
    if (relation == null) {
      throw new FlowException(
          Violation.UNKNOWN_RELATION,
          "relation " + FlowContext.quoted(name) + " does not exist",
          name);
    }
    if (context.isTrusted()) {
      readsFiltered |= !(context.surroundings().visibleRows(relation) instanceof VisibleRows.All);
      return relation;
    }
    return switch (context.surroundings().relationUse(relation)) {
      case VISIBLE -> FilteredRelations.required(relation, context, true, name);
      case UNCLASSIFIED ->
          throw new FlowException(
              Violation.UNCLASSIFIED_RELATION,
              "relation " + relation.schema() + "." + relation.name() + " is named by no policy",
              name);
      case SYSTEM ->
          throw new FlowException(
              Violation.SYSTEM_OBJECT,
              "system relation " + relation.schema() + "." + relation.name() + " may hold data",
              name);
    };
  }

  /** Whether trusted text reads a relation of which not every row may be seen. */
  boolean readFiltered() {
    return readsFiltered;
  }
}
