package dev.paravent.decide;

import dev.paravent.catalog.Catalog;
import dev.paravent.catalog.Column;
import dev.paravent.catalog.FunctionInventory;
import dev.paravent.catalog.PgType;
import dev.paravent.catalog.Relation;
import dev.paravent.catalog.SystemRelations;
import dev.paravent.catalog.TemporaryCatalog;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.AgeBand;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.Classification;
import dev.paravent.policies.ColumnName;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.ObjectName;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.policies.Shown;
import dev.paravent.policies.TokenFace;
import dev.paravent.sql.DocumentMap;
import dev.paravent.sql.FlowAnalysis;
import dev.paravent.sql.Label;
import dev.paravent.sql.Surroundings;
import dev.paravent.sql.VisibleRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy's names compiled to the catalog's objects, for one principal. A name that stops
 * resolving closes its relation: a rename never launders. Thread-safe.
 */
final class Protection implements Surroundings {
  static final int MAX_DEPTH = 32;
  private static final int JSON = 114;
  private static final int JSONB = 3802;

  private final Classification classification;
  private final Catalog catalog;
  private final AccessPolicy access;
  private final FunctionInventory functions;
  private final SystemRelations systemRelations;
  private final OpenDatabase open;
  private final SubjectKeys subjects;
  private final RowRules rows;
  private final Map<Long, Label> labels = new ConcurrentHashMap<>();
  private final Map<Integer, FlowAnalysis.ViewFlow> views = new ConcurrentHashMap<>();
  private final ThreadLocal<Integer> viewDepth = ThreadLocal.withInitial(() -> 0);

  Protection(
      Classification classification,
      Catalog catalog,
      AccessPolicy access,
      FunctionInventory functions,
      SystemRelations systemRelations) {
    this.classification = classification;
    this.subjects = new SubjectKeys(classification, catalog);
    this.catalog = catalog;
    this.access = access;
    this.functions = functions;
    this.systemRelations = systemRelations;
    this.open = new OpenDatabase(classification, catalog, access, this);
    this.rows = RowRules.of(access, catalog, this);
  }

  @Override
  public boolean protectsNothing() {
    return open.holdsNothingProtected();
  }

  @Override
  public Label label(Relation relation, Column column) {
    if (relation.schema().equals(TemporaryCatalog.SCHEMA)) {
      return Label.PUBLIC; // nothing else could be written into it
    }
    long key = (long) relation.oid() << 32 | column.number();
    Label known = labels.get(key);
    if (known == null) {
      known = compute(relation, column, 0);
      labels.put(key, known);
    }
    return known;
  }

  private Label compute(Relation relation, Column column, int depth) {
    if (open.shows(relation)) {
      return Label.PUBLIC;
    }
    if (SystemRelations.isSystemSchema(relation.schema())) {
      return switch (systemRelations.use(relation.schema(), relation.name(), column.name())) {
        case SHOWN -> Label.PUBLIC;
        case CODE ->
            protectsNothing()
                ? Label.PUBLIC
                : new Label.Withheld(Label.Withheld.Reason.SYSTEM_CODE);
        case DATA ->
            protectsNothing() ? Label.PUBLIC : new Label.Withheld(Label.Withheld.Reason.SYSTEM);
        case SETTING, NULLED -> new Label.Withheld(Label.Withheld.Reason.SYSTEM);
      };
    }
    Label classified = classified(relation, column, depth);
    if (classified != null) {
      return classified;
    }
    if (relation.viewDefinition() != null) {
      return viewLabel(relation, column);
    }
    for (int number : column.generatedFrom()) {
      boolean fromProtected =
          relation
              .column(number)
              .filter(source -> compute(relation, source, depth + 1).isProtected())
              .isPresent();
      if (fromProtected) {
        return new Label.Derived("it is generated from a protected column");
      }
    }
    if (RowTypes.holdProtected(catalog, this::compute, baseType(column.typeOid()), depth)) {
      return new Label.Derived("its type is the row of a relation with protected columns");
    }
    return isPublic(relation, column, depth)
        ? Label.PUBLIC
        : new Label.Withheld(Label.Withheld.Reason.UNNAMED);
  }

  /** The label that the policy gives the column or one of the same name above it; null if none. */
  private @Nullable Label classified(Relation relation, Column column, int depth) {
    ColumnRule rule = rule(relation, column.name(), depth);
    if (rule == null) {
      return null;
    }
    return switch (rule) {
      case ColumnRule.Identity identity -> identity(identity.protectedClass(), column);
      case ColumnRule.Companion companion ->
          new Label.Companion(
              companion.protectedClass().label(),
              companion.part().name(),
              null,
              relation.column(companion.of().column()).map(Column::number).orElse(0));
      case ColumnRule.Json json -> document(json, column);
    };
  }

  private @Nullable ColumnRule rule(Relation relation, String column, int depth) {
    ColumnRule above = ruleAbove(relation, column, depth);
    return above != null ? above : ruleBelow(relation, column, depth);
  }

  /** Rows of what inherits from a relation are rows of it. */
  private @Nullable ColumnRule ruleBelow(Relation relation, String column, int depth) {
    for (int child : relation.children()) {
      Relation below = catalog.relation(child).orElse(null);
      if (below == null || depth > MAX_DEPTH) {
        continue;
      }
      ColumnRule own = classification.columns().get(name(below, column));
      ColumnRule rule = own != null ? own : ruleBelow(below, column, depth + 1);
      if (rule != null) {
        return rule;
      }
    }
    return null;
  }

  private @Nullable ColumnRule ruleAbove(Relation relation, String column, int depth) {
    ColumnRule rule = classification.columns().get(name(relation, column));
    if (rule != null || depth > MAX_DEPTH) {
      return rule;
    }
    for (int parent : relation.parents()) {
      Optional<Relation> above = catalog.relation(parent);
      ColumnRule inherited = above.isPresent() ? ruleAbove(above.get(), column, depth + 1) : null;
      if (inherited != null) {
        return inherited;
      }
    }
    return null;
  }

  private Label identity(ProtectedClass protectedClass, Column column) {
    int base = baseType(column.typeOid());
    Optional<PgType> type = catalog.type(base);
    boolean array = type.filter(t -> t.elementType() != 0 && t.category() == 'A').isPresent();
    int element = array ? baseType(type.map(PgType::elementType).orElse(0)) : base;
    boolean supported = ColumnType.of(protectedClass, element).isPresent();
    if (!supported || !column.deterministicCollation()) {
      return new Label.Derived("its type or collation is not supported");
    }
    boolean mayBeShort = column.typeModifier() >= 0 || base != column.typeOid();
    if (protectedClass == ProtectedClass.TEXT && mayBeShort) {
      return new Label.Derived("its tokens are longer than its type allows (expected: text)");
    }
    return new Label.Identity(protectedClass.label(), array, false, null);
  }

  private Label document(ColumnRule.Json json, Column column) {
    int base = baseType(column.typeOid());
    DocumentMap map = base == JSON || base == JSONB ? DocumentMaps.map(json.rule(), access) : null;
    return map == null
        ? new Label.Derived("its type is not that of a document")
        : new Label.Document(map, false, null);
  }

  private int baseType(int oid) {
    int current = oid;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      PgType type = catalog.type(current).orElse(null);
      if (type == null || !type.isDomain()) {
        return current;
      }
      current = type.baseType();
    }
    return current;
  }

  @Override
  public boolean tellsOrder(Relation relation) {
    return relation.viewDefinition() != null
        && !SystemRelations.isSystemSchema(relation.schema())
        && view(relation).tellsOrder();
  }

  @Override
  public boolean filtersByProtected(Relation relation) {
    return relation.viewDefinition() != null
        && !SystemRelations.isSystemSchema(relation.schema())
        && view(relation).filters();
  }

  @Override
  public boolean filtersRows() {
    return !access.rows().isEmpty();
  }

  @Override
  public VisibleRows visibleRows(Relation relation) {
    return rows.of(relation);
  }

  @Override
  public boolean mayFail(Relation view) {
    return view.viewDefinition() == null || view(view).mayFail();
  }

  /** What a view's definition says of it. */
  FlowAnalysis.ViewFlow view(Relation view) {
    FlowAnalysis.ViewFlow known = views.get(view.oid());
    if (known == null) {
      int depth = viewDepth.get();
      if (depth > MAX_DEPTH) {
        return new FlowAnalysis.ViewFlow(List.of(), true, true, true, true);
      }
      viewDepth.set(depth + 1);
      try {
        known = new FlowAnalysis(catalog, this).view(view);
      } finally {
        viewDepth.set(depth);
      }
      views.put(view.oid(), known);
    }
    return known;
  }

  private Label viewLabel(Relation view, Column column) {
    List<Label> known = view(view).labels();
    int index = view.columns().indexOf(column);
    return index >= 0 && index < known.size()
        ? known.get(index)
        : new Label.Derived("its view has other columns");
  }

  private boolean isPublic(Relation relation, Column column, int depth) {
    if (isPublicWhole(relation)
        || classification.publicColumns().contains(name(relation, column.name()))) {
      return true;
    }
    if (depth > MAX_DEPTH) {
      return false;
    }
    for (int parent : relation.parents()) {
      Optional<Relation> above = catalog.relation(parent);
      boolean publicAbove =
          above
              .flatMap(r -> r.column(column.name()))
              .filter(c -> isPublic(above.get(), c, depth + 1))
              .isPresent();
      if (publicAbove) {
        return true;
      }
    }
    return false;
  }

  private boolean isPublicWhole(Relation relation) {
    // stored data of unknown origin: a materialised view is public by its own name only
    return classification.publicObjects().contains(name(relation))
        || (classification.isPublicSchema(relation.schema())
            && rows.areComplete()
            && relation.kind() != Relation.Kind.MATERIALIZED_VIEW);
  }

  private static ObjectName name(Relation relation) {
    return new ObjectName(relation.schema(), relation.name());
  }

  private static ColumnName name(Relation relation, String column) {
    return new ColumnName(name(relation), column);
  }

  @Override
  public RelationUse relationUse(Relation relation) {
    if (relation.schema().equals(TemporaryCatalog.SCHEMA) || open.shows(relation)) {
      return RelationUse.VISIBLE;
    }
    if (SystemRelations.isSystemSchema(relation.schema())) {
      return systemRelations.visibleColumns(relation.schema(), relation.name()).isPresent()
          ? RelationUse.VISIBLE
          : RelationUse.SYSTEM;
    }
    ObjectName name = name(relation);
    boolean broken =
        classification.columns().keySet().stream()
            .anyMatch(
                column ->
                    column.relation().equals(name) && relation.column(column.column()).isEmpty());
    if (broken || PartitionKeys.chooseByProtected(catalog, this::label, relation, 0)) {
      return RelationUse.UNCLASSIFIED;
    }
    if (relation.viewDefinition() != null || isPublicWhole(relation)) {
      return RelationUse.VISIBLE;
    }
    boolean named =
        relation.columns().stream()
            .anyMatch(column -> !(label(relation, column) instanceof Label.Withheld));
    return named ? RelationUse.VISIBLE : RelationUse.UNCLASSIFIED;
  }

  @Override
  public FunctionUse functionUse(String schema, String name, int arguments) {
    if (SystemRelations.isSystemSchema(schema)) {
      return open.use(functions.of(catalog, schema, name, arguments));
    }
    return classification.publicObjects().contains(new ObjectName(schema, name))
            || open.runs(schema, name)
        ? FunctionUse.SAFE
        : FunctionUse.REFUSED;
  }

  @Override
  public boolean isPublicSequence(String schema, String name) {
    return catalog
        .relation(schema, name)
        .filter(relation -> relation.kind() == Relation.Kind.SEQUENCE)
        .filter(this::isPublicWhole)
        .isPresent();
  }

  @Override
  public boolean isReadableSetting(String name) {
    return Settings.isReadable(name, protectsNothing());
  }

  @Override
  public boolean isFreeSetting(String name) {
    return Settings.isFree(name, protectsNothing());
  }

  @Override
  public List<String> readableSettings() {
    return Settings.readable();
  }

  @Override
  public @Nullable String settingColumn(Relation relation) {
    if (!SystemRelations.isSystemSchema(relation.schema())) {
      return null;
    }
    return systemRelations.settingColumn(relation.schema(), relation.name());
  }

  private TokenFace face(ProtectedClass protectedClass) {
    return access
        .domain()
        .map(domain -> domain.face(protectedClass))
        .orElse(TokenFace.defaultOf(protectedClass));
  }

  @Override
  public boolean isBound(String valueClass) {
    return !face(classOf(valueClass)).isDeterministic();
  }

  static ProtectedClass classOf(String valueClass) {
    return ProtectedClass.ofLabel(valueClass)
        .orElseThrow(() -> new IllegalStateException("unknown value class"));
  }

  @Override
  public @Nullable String boundSubject(Relation relation, String valueClass) {
    if (!isBound(valueClass)) {
      return null;
    }
    return subjects.name(relation);
  }

  /** The number of the column with the subject key; 0 if there is none in the row itself. */
  int subjectNumber(int relationOid) {
    return subjects.of(relationOid).map(Column::number).orElse(0);
  }

  /** Whether the column with the subject key is an integer. */
  boolean isIntegerSubject(int relationOid) {
    return subjects
        .of(relationOid)
        .filter(column -> isInteger(baseType(column.typeOid())))
        .isPresent();
  }

  static boolean isInteger(int oid) {
    return oid == 20 || oid == 21 || oid == 23;
  }

  @Override
  public @Nullable Registry registry(String valueClass) {
    ColumnName column = classification.registry().get(classOf(valueClass));
    if (column == null) {
      return null;
    }
    return catalog
        .relation(column.relation().schema(), column.relation().name())
        .flatMap(relation -> relation.column(column.column()))
        .map(
            found ->
                new Registry(
                    column.relation().schema(),
                    column.relation().name(),
                    column.column(),
                    baseType(found.typeOid())))
        .orElse(null);
  }

  private Optional<ClassGrant> grant(String valueClass) {
    return Optional.ofNullable(access.classes().get(classOf(valueClass)));
  }

  @Override
  public boolean writesTokens(String valueClass) {
    return grant(valueClass).filter(g -> g.write().contains(ClassGrant.Write.TOKEN)).isPresent();
  }

  @Override
  public boolean returnsTokens(String valueClass) {
    return grant(valueClass).filter(ClassGrant::comparesTokens).isPresent();
  }

  @Override
  public boolean allowsMinMax(String valueClass) {
    return grant(valueClass).filter(g -> g.minMaxAllowed() || g.orderAllowed()).isPresent();
  }

  @Override
  public boolean dropsOrder(String valueClass) {
    return grant(valueClass).filter(ClassGrant::dropsOrder).isPresent();
  }

  @Override
  public boolean nullsDerivedOutputs() {
    return access.onRefusal() == AccessPolicy.OnRefusal.NULL;
  }

  @Override
  public Shown shown(String valueClass) {
    return grant(valueClass).map(ClassGrant::read).orElse(Shown.TOKEN); // refused as a token
  }

  @Override
  public int ageBand(String valueClass) {
    return grant(valueClass).flatMap(ClassGrant::ageBand).map(AgeBand::years).orElse(0);
  }

  /** Whether the server may attribute a field that leaves unchanged to this column (G4). */
  boolean isProtected(int relationOid, int columnNumber) {
    Relation relation = catalog.relation(relationOid).orElse(null);
    if (relation == null) {
      return true;
    }
    if (columnNumber <= 0) { // the whole row, or a system column
      return relation.columns().stream()
          .anyMatch(column -> label(relation, column) != Label.PUBLIC);
    }
    return relation
        .column(columnNumber)
        .map(column -> label(relation, column) != Label.PUBLIC)
        .orElse(true);
  }
}
