package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.sql.pg.OperatorName;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgFrom;
import dev.paravent.sql.pg.PgOperation;
import dev.paravent.sql.pg.PgQuery;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Guards the writing of tokens (FLOW-RULES, "Writing"): a token has no redundancy, so a wrong,
 * foreign or stale one decodes to another value. The printed value raises an error that carries
 * {@link #MARKER} unless the decoded value is the row's own or one that the registry knows.
 */
final class WriteGuard {
  /** What the server's error message holds when a guard refuses. */
  static final String MARKER = "TOKEN_UNKNOWN";

  /** As {@link #MARKER}, where a row would be written that is not to be seen. */
  static final String HIDDEN = "ROW_FILTERED";

  private static final String NIR = ProtectedClass.FR_NIR.label();
  private static final SqlParserPos ZERO = SqlParserPos.ZERO;

  private final FlowContext context;

  /** What all guards call the registry: none stands in another, and rows of one shape are alike. */
  private @Nullable String registryAlias;

  WriteGuard(FlowContext context) {
    this.context = context;
  }

  /** Whether a token may be written here, and be checked. */
  boolean canGuard(String valueClass, @Nullable SqlNode current) {
    return knows(valueClass) || current != null && mayReturn(valueClass);
  }

  private boolean mayReturn(String valueClass) {
    return context.surroundings().writesTokens(valueClass)
        || context.surroundings().returnsTokens(valueClass);
  }

  /** Whether tokens of values that are not the row's own may be written. */
  private boolean knows(String valueClass) {
    return context.surroundings().writesTokens(valueClass)
        && context.surroundings().registry(valueClass) != null;
  }

  /** Whether tokens of the class among the members of a written document can be checked. */
  boolean canGuard(String valueClass, DocumentMap map) {
    return context.surroundings().writesTokens(valueClass)
        && context.surroundings().registry(valueClass) != null
        && map.paths(valueClass).isPresent();
  }

  /**
   * A document with its guard: where a token is in it, every member of a class that can be checked
   * must be one that the registry knows. Null if there is nothing to check.
   */
  @Nullable SqlNode guardedDocument(SqlNode value, Slot slot, DocumentMap map, int type) {
    List<SqlNode> known = new ArrayList<>();
    for (String valueClass : map.valueClasses()) {
      Surroundings.Registry registry = context.surroundings().registry(valueClass);
      if (registry != null && canGuard(valueClass, map)) {
        for (List<String> path : map.paths(valueClass).orElseThrow()) {
          SqlNode member = member(value, path);
          known.add(
              new PgOperation.Or(
                  List.of(
                      new PgOperation.Is(PgOperation.Test.NULL, false, member, ZERO),
                      known(member, valueClass, Types.TEXT, registry)),
                  ZERO));
        }
      }
    }
    if (known.isEmpty()) {
      return null;
    }
    SqlNode all = known.size() == 1 ? known.get(0) : new PgOperation.And(known, ZERO);
    SqlNode when =
        new PgExpr.When(
            new PgOperation.And(
                List.of(new TokenFlagNode(slot), new PgOperation.Not(all, ZERO)), ZERO),
            raise(MARKER, type),
            ZERO);
    return new PgExpr.Case(null, List.of(when), value, ZERO);
  }

  private SqlNode member(SqlNode value, List<String> path) {
    List<SqlNode> keys = new ArrayList<>();
    path.forEach(key -> keys.add(SqlLiteral.createCharString(key, ZERO)));
    return new PgOperation.Binary(
        new OperatorName("pg_catalog", "#>>"),
        value,
        cast(new PgExpr.Array(keys, ZERO), context.types().array(Types.TEXT)),
        ZERO);
  }

  /** The value with its guard; {@code current} is the row's column in an UPDATE. */
  SqlNode guarded(
      SqlNode value, Slot slot, String valueClass, int type, @Nullable SqlNode current) {
    List<SqlNode> unknown = new ArrayList<>();
    unknown.add(new TokenFlagNode(slot));
    if (current != null) {
      unknown.add(new PgOperation.IsDistinct(false, value, current, ZERO));
    }
    Surroundings.Registry registry = context.surroundings().registry(valueClass);
    if (registry != null && knows(valueClass)) {
      unknown.add(new PgOperation.Not(known(value, valueClass, type, registry), ZERO));
    }
    SqlNode when = new PgExpr.When(new PgOperation.And(unknown, ZERO), raise(MARKER, type), ZERO);
    return new PgExpr.Case(null, List.of(when), value, ZERO);
  }

  /**
   * Whether the registry knows the value. A NIR with its key is known where the one without it is;
   * columns of text and of numbers are compared as texts, for a text may be no number.
   */
  private SqlNode known(
      SqlNode value, String valueClass, int type, Surroundings.Registry registry) {
    String alias = registryAlias == null ? context.uniqueAlias("registry") : registryAlias;
    registryAlias = alias;
    SqlNode table =
        new PgFrom.Table(
            new SqlIdentifier(List.of(registry.schema(), registry.relation()), ZERO),
            false,
            new PgFrom.Alias(alias, List.of(), List.of(), ZERO),
            null,
            ZERO);
    SqlNode column = VisibleColumn.reference(alias, registry.column());
    boolean alike = Types.isNumber(type) == Types.isNumber(registry.type());
    SqlNode compared = alike ? value : cast(value, Types.TEXT);
    List<SqlNode> forms = new ArrayList<>(List.of(compared));
    if (valueClass.equals(NIR)) {
      SqlNode shortForm =
          RowOrder.function(
              "left", List.of(cast(value, Types.TEXT), SqlLiteral.createExactNumeric("13", ZERO)));
      forms.add(alike && Types.isNumber(type) ? cast(shortForm, registry.type()) : shortForm);
    }
    SqlNode among =
        new PgOperation.In(false, alike ? column : cast(column, Types.TEXT), forms, ZERO);
    SqlNode visible = visible(registry, alias, value);
    SqlNode found = visible == null ? among : new PgOperation.And(List.of(among, visible), ZERO);
    SqlNode one = new PgQuery.Item(SqlLiteral.createExactNumeric("1", ZERO), null, ZERO);
    return new PgExpr.Exists(
        new PgQuery.Select(
            false,
            List.of(),
            List.of(one),
            List.of(table),
            found,
            false,
            List.of(),
            null,
            List.of(),
            ZERO),
        ZERO);
  }

  /** The condition of the registry's own rows; null if all are visible. */
  private @Nullable SqlNode visible(Surroundings.Registry registry, String alias, SqlNode at) {
    Relation relation =
        context.catalog().relation(registry.schema(), registry.relation()).orElse(null);
    return relation == null ? null : context.filteredRelations().condition(relation, alias, at);
  }

  /** Fails when it is evaluated and not before: random() keeps the planner from folding it. */
  SqlNode raise(String marker, int type) {
    SqlNode text =
        new PgOperation.Binary(
            OperatorName.of("||"),
            SqlLiteral.createCharString(marker, ZERO),
            cast(RowOrder.random(), Types.TEXT),
            ZERO);
    return cast(cast(cast(text, Types.INT4), Types.TEXT), type);
  }

  private SqlNode cast(SqlNode node, int type) {
    SqlDataTypeSpec spec =
        context
            .types()
            .spec(type)
            .orElseThrow(
                () -> new FlowException(Violation.UNKNOWN_TYPE, "type does not exist", node));
    return new PgExpr.Cast(PgExpr.CastForm.CAST, node, spec, ZERO);
  }
}
