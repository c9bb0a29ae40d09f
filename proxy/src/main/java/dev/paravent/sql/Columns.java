package dev.paravent.sql;

import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.policies.Shown;
import dev.paravent.sql.pg.PgExpr;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What a column reference means. */
final class Columns {
  /** Name and type of each (PostgreSQL heap.c). */
  private static final Map<String, Integer> SYSTEM_COLUMNS =
      Map.of("ctid", 27, "xmin", 28, "xmax", 28, "cmin", 29, "cmax", 29, "tableoid", 26);

  private final FlowContext context;

  Columns(FlowContext context) {
    this.context = context;
  }

  /** The column that a name means. */
  Expr column(SqlIdentifier name, Scope scope) {
    boolean star = name.names.get(name.names.size() - 1).isEmpty();
    VisibleColumn column = star ? null : find(name, scope);
    if (column != null) {
      return use(column, name);
    }
    RangeVariable whole =
        name.names.size() == 1 || star && name.names.size() == 2
            ? scope.variable(null, name.names.get(0))
            : name.names.size() == 2 ? scope.variable(name.names.get(0), name.names.get(1)) : null;
    if (whole != null) {
      return wholeRow(whole, name, scope);
    }
    throw name.names.size() == 1 ? unknown(name) : noTable(name);
  }

  /** The range variable of {@code r.*} or {@code schema.r.*}; null if the name is no such star. */
  @Nullable RangeVariable ofStar(SqlIdentifier name, Scope scope) {
    List<String> names = name.names;
    if (!names.get(names.size() - 1).isEmpty()) {
      return null;
    }
    return switch (names.size()) {
      case 2 -> scope.variable(null, names.get(0));
      case 3 -> scope.variable(names.get(0), names.get(1));
      default -> null;
    };
  }

  /** The column that a name means, null if it is none (it may be a whole row). */
  @Nullable VisibleColumn find(SqlIdentifier name, Scope scope) {
    List<String> names = name.names;
    if (names.get(names.size() - 1).isEmpty()) {
      return null; // a star
    }
    return switch (names.size()) {
      case 1 -> {
        VisibleColumn column = scope.column(names.get(0));
        yield column == null ? systemColumn(scope.onlyRelation(), names.get(0)) : column;
      }
      case 2 -> ofVariable(scope.variable(null, names.get(0)), names.get(1), name);
      case 3 -> ofVariable(scope.variable(names.get(0), names.get(1)), names.get(2), name);
      default -> throw unknown(name);
    };
  }

  private @Nullable VisibleColumn ofVariable(
      @Nullable RangeVariable variable, String column, SqlIdentifier at) {
    if (variable == null) {
      return null;
    }
    VisibleColumn found = variable.only(column, context.budget());
    found = found == null ? systemColumn(variable, column) : found;
    if (found == null) {
      throw unknown(at);
    }
    return found;
  }

  /**
   * A system column of a stored relation; null if the variable has none. They tell where and when
   * rows were written, which is nobody's secret where every column is public.
   */
  private @Nullable VisibleColumn systemColumn(@Nullable RangeVariable variable, String name) {
    Integer type = SYSTEM_COLUMNS.get(name);
    if (type == null || variable == null) {
      return null;
    }
    Relation relation = variable.relation();
    boolean shown =
        relation != null
            && (isPlain(relation) || name.equals("tableoid") && isSystemTable(relation));
    if (!shown) {
      return null;
    }
    return new VisibleColumn(
        name, VisibleColumn.reference(variable.alias(), name), Label.PUBLIC, type, -1);
  }

  /** Whether each of its rows has the relation's own OID for tableoid. */
  private static boolean isSystemTable(Relation relation) {
    return relation.kind() == Relation.Kind.TABLE
        && relation.children().isEmpty()
        && SystemRelations.isSystemSchema(relation.schema());
  }

  private boolean isPlain(Relation relation) {
    boolean stored =
        switch (relation.kind()) {
          case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW -> true;
          case VIEW, FOREIGN_TABLE, SEQUENCE, COMPOSITE_TYPE -> false;
        };
    return stored
        && context.surroundings().visibleRows(relation) instanceof VisibleRows.All
        && !SystemRelations.isSystemSchema(relation.schema())
        && isPublic(relation)
        && relation.children().stream()
            .allMatch(child -> context.catalog().relation(child).filter(this::isPlain).isPresent());
  }

  private boolean isPublic(Relation relation) {
    return relation.columns().stream()
        .allMatch(column -> context.surroundings().label(relation, column) instanceof Label.Public);
  }

  /** Uses a column by name: a withheld one is refused. */
  Expr use(VisibleColumn column, SqlNode at) {
    Label label = column.label();
    if (!context.isTrusted() && label instanceof Label.Withheld withheld) {
      switch (withheld.reason()) {
        case SYSTEM -> {
          return new Expr(nullOf(column.type()), Label.Constant.NULL, column.type());
        }
        case SYSTEM_CODE -> {
          return new Expr(code(column), Label.PUBLIC, column.type());
        }
        case UNNAMED -> {}
      }
    }
    if (label.isProtected()) {
      context.block().touches = true;
    }
    if (!context.isTrusted()) {
      new Casts(context).refuseCodedParts(column.type(), at);
      if (label instanceof Label.Withheld) {
        throw new FlowException(
            Violation.UNCLASSIFIED_COLUMN,
            "column " + column.name() + " is named by no policy",
            at);
      }
      if (label instanceof Label.Derived derived) {
        throw new FlowException(
            Violation.PROTECTED_DERIVED,
            "column " + column.name() + " is computed from protected values: " + derived.why(),
            at);
      }
      if (label instanceof Label.Mixed) {
        throw new FlowException(
            Violation.PROTECTED_MIXED,
            "column " + column.name() + " mixes protected values with others",
            at);
      }
      if (label instanceof Label.Identity identity) {
        Shown shown = context.surroundings().shown(identity.valueClass());
        if (!shown.isToken()) {
          Expr substitute = new Substitutes(context).of(shown, column, identity, at);
          context.noteSubstitute(substitute.node(), new Substitute(identity, shown));
          return substitute;
        }
      }
    }
    return new Expr(column.reference(), label, column.type());
  }

  /** A column of code, where it holds no constants, as a value of the column's type. */
  private SqlNode code(VisibleColumn column) {
    SqlNode text = SystemCode.withoutConstants(column.reference());
    return context
        .types()
        .spec(column.type())
        .<SqlNode>map(spec -> new PgExpr.Cast(PgExpr.CastForm.CAST, text, spec, SqlParserPos.ZERO))
        .orElse(text);
  }

  /**
   * A parsed expression of the system catalogs, as pg_get_expr takes it; null for anything else.
   */
  @Nullable Expr nodeTree(SqlNode node, Scope scope) {
    VisibleColumn column =
        node instanceof SqlIdentifier name && !name.isStar() ? find(name, scope) : null;
    return column != null
            && column.type() == Types.NODE_TREE
            && column.label() instanceof Label.Withheld withheld
            && withheld.reason() == Label.Withheld.Reason.SYSTEM
        ? new Expr(column.reference(), Label.PUBLIC, column.type())
        : null;
  }

  /** NULL of that type. */
  SqlNode nullOf(int type) {
    SqlNode nullLiteral = org.apache.calcite.sql.SqlLiteral.createNull(SqlParserPos.ZERO);
    return context
        .types()
        .spec(type)
        .<SqlNode>map(
            spec -> new PgExpr.Cast(PgExpr.CastForm.CAST, nullLiteral, spec, SqlParserPos.ZERO))
        .orElse(nullLiteral);
  }

  /** A whole row is printed as a bare name, which must mean nothing else at its place. */
  private Expr wholeRow(RangeVariable variable, SqlIdentifier at, Scope scope) {
    boolean allPublic =
        variable.columns().stream().noneMatch(column -> column.label().isProtected());
    if (!allPublic) {
      context.block().touches = true;
      Label label =
          context.derived(
              Violation.PROTECTED_WHOLE_ROW, "a whole row would hold protected values", at);
      return new Expr(at, label, Types.NOT_INFERRED);
    }
    if (SYSTEM_COLUMNS.containsKey(variable.alias()) || scope.hasColumn(variable.alias())) {
      throw new FlowException(Violation.AMBIGUOUS_NAME, "a whole row is named like a column", at);
    }
    for (VisibleColumn column : variable.columns()) {
      context.usePublicly(column.label(), at);
    }
    return new Expr(
        new SqlIdentifier(List.of(variable.alias()), at.getParserPosition()),
        Label.PUBLIC,
        variable.relation() == null || context.filteredRelations().isFiltered(variable.id())
            ? Types.NOT_INFERRED
            : context.types().rowOf(variable.relation()));
  }

  /**
   * What is null just where a row with protected columns is, which an outer join leaves out: the
   * system column that every stored row has and that reads no other. Null for anything else.
   */
  @Nullable Expr presence(SqlNode node, Scope scope) {
    if (!(node instanceof SqlIdentifier name)) {
      return null;
    }
    boolean star = name.names.get(name.names.size() - 1).isEmpty();
    RangeVariable row =
        star
            ? ofStar(name, scope)
            : name.names.size() == 1 && scope.column(name.names.get(0)) == null
                ? scope.variable(null, name.names.get(0))
                : null;
    Relation relation = row == null ? null : row.relation();
    if (row == null
        || relation == null
        || context.filteredRelations().isFiltered(row.id())
        || row.columns().stream().allMatch(column -> column.label() instanceof Label.Public)) {
      return null;
    }
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW ->
          new Expr(VisibleColumn.reference(row.alias(), "tableoid"), Label.PUBLIC, Types.OID);
      case VIEW, FOREIGN_TABLE, SEQUENCE, COMPOSITE_TYPE -> null;
    };
  }

  private FlowException unknown(SqlIdentifier name) {
    String last = name.names.get(name.names.size() - 1);
    if (SYSTEM_COLUMNS.containsKey(last)) {
      return systemColumn(name);
    }
    return new FlowException(
        Violation.UNKNOWN_COLUMN, "column " + FlowContext.quoted(name) + " does not exist", name);
  }

  /** A qualified name whose qualifier is no range variable in sight. */
  private static FlowException noTable(SqlIdentifier name) {
    List<String> qualifier = name.names.subList(0, name.names.size() - 1);
    return new FlowException(
        Violation.MISSING_FROM_ENTRY,
        "missing FROM-clause entry for table \"" + String.join(".", qualifier) + "\"",
        name);
  }

  private static FlowException systemColumn(SqlNode at) {
    return new FlowException(
        Violation.SYSTEM_OBJECT, "system columns tell where and when rows were written", at);
  }
}
