package dev.paravent.sql;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgCall;
import dev.paravent.sql.pg.PgDml;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.ServerVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds whether running a text may touch a relation with a protected column, through views,
 * partitions and functions with a body as well. Confined to one analysis.
 */
final class ProtectedRelations {
  private final Catalog catalog;
  private final Surroundings surroundings;
  private final Set<Integer> seen = new HashSet<>();
  private boolean found;

  ProtectedRelations(Catalog catalog, Surroundings surroundings) {
    this.catalog = catalog;
    this.surroundings = surroundings;
  }

  /** Whether an analysed tree, in which every name is qualified, may touch one. */
  boolean areIn(SqlNode tree) {
    tree.accept(new Finder());
    return found;
  }

  private final class Finder extends SqlBasicVisitor<@Nullable Void> {
    @Override
    public @Nullable Void visit(SqlCall call) {
      switch (call) {
        case PgFrom.Table table -> name(table.name);
        case PgDml.Insert insert -> name(insert.table);
        case PgCall.Function function -> function(function.name);
        default -> {
          // only these name what is read or run
        }
      }
      return super.visit(call);
    }
  }

  private void name(SqlIdentifier name) {
    List<String> names = name.names;
    if (names.size() == 1) {
      return; // a common table expression, whose query is in the tree
    }
    Relation relation =
        catalog.relation(names.get(names.size() - 2), names.get(names.size() - 1)).orElse(null);
    if (relation == null) {
      found = true;
    } else {
      relation(relation);
    }
  }

  private void relation(Relation relation) {
    if (!seen.add(relation.oid()) || found) {
      return;
    }
    found =
        !(surroundings.visibleRows(relation) instanceof VisibleRows.All)
            || surroundings.tellsOrder(relation)
            || relation.columns().stream()
                .anyMatch(column -> surroundings.label(relation, column).isProtected());
    for (int child : relation.children()) {
      catalog.relation(child).ifPresentOrElse(this::relation, () -> found = true);
    }
    if (relation.viewDefinition() != null && !found) {
      try {
        new PgParser(ParserLimits.DEFAULTS, ServerVersion.of(catalog.serverVersion()))
            .parseStatement(relation.viewDefinition())
            .accept(new Finder());
      } catch (RuntimeException unread) {
        found = true;
      }
    }
  }

  /** A function of the user's may be inlined, and then its body is explained. */
  private void function(SqlIdentifier name) {
    found |= name.names.size() > 1 && !name.names.get(0).equals("pg_catalog");
  }
}
