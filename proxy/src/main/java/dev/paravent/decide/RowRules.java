package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.TemporaryCatalog;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.AssertionGrant;
import dev.paravent.policies.ObjectName;
import dev.paravent.policies.Policy;
import dev.paravent.policies.RowFilter;
import dev.paravent.sql.EndUserValue;
import dev.paravent.sql.FlowException;
import dev.paravent.sql.RowCondition;
import dev.paravent.sql.VisibleRows;
import dev.paravent.sql.pg.PgSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy's row filters compiled to the catalog's relations. What is above a relation filters it
 * as well; where a filter cannot be used, or would be passed by, the relation is refused.
 * Thread-safe.
 */
public final class RowRules {
  private static final Logger LOG = LoggerFactory.getLogger(RowRules.class);
  private static final int INTEGER = 20;
  private static final int TEXT = 25;

  private final AccessPolicy access;
  private final Catalog catalog;
  private final Protection protection;
  private final boolean complete;
  private final Map<Integer, VisibleRows> known = new ConcurrentHashMap<>();

  private RowRules(AccessPolicy access, Catalog catalog, Protection protection) {
    this.access = access;
    this.catalog = catalog;
    this.protection = protection;
    boolean all = true;
    for (ObjectName name : access.rows().keySet()) {
      boolean exists = catalog.relation(name.schema(), name.name()).isPresent();
      if (!exists) {
        LOG.error("event=row_filter_unusable relation={} problem=\"no such relation\"", name);
      }
      all &= exists;
    }
    this.complete = all;
  }

  static RowRules of(AccessPolicy access, Catalog catalog, Protection protection) {
    return new RowRules(access, catalog, protection);
  }

  /**
   * What is wrong with the filters of a policy whatever the database is, each with its place: file,
   * line and column.
   */
  public static List<String> problems(Policy policy) {
    Set<String> problems = new LinkedHashSet<>();
    for (AccessPolicy access : policy.access()) {
      for (List<RowFilter> filters : access.rows().values()) {
        for (RowFilter filter : filters) {
          try {
            parse(filter, access);
          } catch (PgSyntaxException | FlowException wrong) {
            problems.add(filter.place() + ": rows: " + wrong.getMessage());
          }
        }
      }
    }
    return List.copyOf(problems);
  }

  /**
   * Whether every relation with a filter was found. One that was renamed may be any that only its
   * schema makes public.
   */
  boolean areComplete() {
    return complete;
  }

  /** Which rows of the relation may be seen. */
  VisibleRows of(Relation relation) {
    if (access.rows().isEmpty() || relation.schema().equals(TemporaryCatalog.SCHEMA)) {
      return VisibleRows.ALL;
    }
    VisibleRows rows = known.get(relation.oid());
    if (rows == null) {
      rows = compute(relation);
      known.put(relation.oid(), rows);
    }
    return rows;
  }

  private VisibleRows compute(Relation relation) {
    Set<RowFilter> filters = new LinkedHashSet<>();
    collect(relation, 0, filters);
    if (hasOthersBelow(relation, filters, 0)) {
      return new VisibleRows.Refused(
          "rows of what inherits from this relation are filtered, its own are not");
    }
    if (!filters.isEmpty()) {
      return where(relation, filters);
    }
    boolean passesBy =
        relation.viewDefinition() != null && protection.view(relation).readsFiltered();
    return passesBy
        ? new VisibleRows.Refused("this view reads a relation whose rows are filtered")
        : VisibleRows.ALL;
  }

  private List<RowFilter> own(Relation relation) {
    return access
        .rows()
        .getOrDefault(new ObjectName(relation.schema(), relation.name()), List.of());
  }

  private void collect(Relation relation, int depth, Set<RowFilter> filters) {
    filters.addAll(own(relation));
    for (int parent : relation.parents()) {
      if (depth < Protection.MAX_DEPTH) {
        catalog.relation(parent).ifPresent(above -> collect(above, depth + 1, filters));
      }
    }
  }

  /** Rows of a child come with those of each parent, which knows nothing of the child's filters. */
  private boolean hasOthersBelow(Relation relation, Set<RowFilter> filters, int depth) {
    for (int child : relation.children()) {
      Relation below = catalog.relation(child).orElse(null);
      Set<RowFilter> others = new LinkedHashSet<>();
      if (below != null) {
        collect(below, depth, others);
      }
      if (depth > Protection.MAX_DEPTH
          || !filters.containsAll(others)
          || below != null && hasOthersBelow(below, filters, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private VisibleRows where(Relation relation, Set<RowFilter> filters) {
    List<RowCondition> conditions = new ArrayList<>();
    for (RowFilter filter : filters) {
      try {
        RowCondition condition = parse(filter, access);
        condition.check(relation, catalog, protection);
        conditions.add(condition);
      } catch (RuntimeException | StackOverflowError wrong) {
        boolean says = wrong instanceof FlowException || wrong instanceof PgSyntaxException;
        LOG.error(
            "event=row_filter_unusable relation={}.{} place={} problem=\"{}\"",
            relation.schema(),
            relation.name(),
            filter.place(),
            says ? wrong.getMessage() : wrong.getClass().getName());
        return new VisibleRows.Refused("the row filter of this relation cannot be used");
      }
    }
    return new VisibleRows.Where(conditions);
  }

  private static RowCondition parse(RowFilter filter, AccessPolicy access) {
    List<EndUserValue> values = new ArrayList<>();
    for (String name : filter.attributes()) {
      AssertionGrant.Attribute attribute =
          access.assertions().map(grant -> grant.attributes().get(name)).orElse(null);
      if (attribute == null) {
        throw new IllegalStateException("an attribute that the policy does not take");
      }
      values.add(
          new EndUserValue(
              name,
              switch (attribute.type()) {
                case INTEGER -> INTEGER;
                case TEXT -> TEXT;
              }));
    }
    return RowCondition.parse(filter.sql(), values);
  }
}
