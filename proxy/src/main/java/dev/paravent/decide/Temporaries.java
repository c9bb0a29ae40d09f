package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.TemporaryCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The temporary tables that a session has. Immutable.
 *
 * @param next a number that no table of the session was named with yet
 */
public record Temporaries(List<TemporaryTable> tables, int next) {
  /** A session that has never had one. */
  public static final Temporaries NONE = new Temporaries(List.of(), 0);

  static final int MOST = 500;

  public Temporaries {
    tables = List.copyOf(tables);
  }

  public Optional<TemporaryTable> find(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** These and one that was named with {@link #next}. */
  public Temporaries with(TemporaryTable table) {
    List<TemporaryTable> more = new ArrayList<>(tables);
    more.add(table);
    return new Temporaries(more, next + 1);
  }

  /** These without those that the client calls so. */
  public Temporaries without(Collection<String> names) {
    return new Temporaries(
        tables.stream().filter(table -> !names.contains(table.name())).toList(), next);
  }

  /** What the server is to call the next one. */
  String nextName() {
    return "paravent_" + next;
  }

  /** The catalog with these tables. */
  Catalog over(Catalog lasting) {
    if (tables.isEmpty()) {
      return lasting;
    }
    Map<String, Relation> byName = new HashMap<>();
    tables.forEach(table -> byName.put(table.name(), table.relation()));
    return new TemporaryCatalog(lasting, byName);
  }
}
