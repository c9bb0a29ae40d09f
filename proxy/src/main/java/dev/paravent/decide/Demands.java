package dev.paravent.decide;

import dev.paravent.policies.AccessPolicy;
import dev.paravent.policies.ClassGrant;
import dev.paravent.policies.ColumnRule;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.sql.Analysis;
import dev.paravent.sql.EndUserValue;
import dev.paravent.sql.Fact;
import dev.paravent.sql.Origin;
import dev.paravent.sql.ServerText;
import dev.paravent.sql.Slot;
import dev.paravent.sql.pg.Budget;
import dev.paravent.sql.pg.PgTokens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the server's parameters and says what each must be (FLOW-RULES, "Parameters and
 * literals"): every occurrence that meets a protected column is a parameter of its own. Confined to
 * one decision.
 */
final class Demands implements ServerText.Numbering {
  private static final int BOOLEAN = 16;
  private static final Set<Integer> TEXTS = Set.of(25, 1043); // cast by the statement itself

  private final AccessPolicy access;
  private final Protection protection;
  private final Analysis analysis;
  private final List<Integer> declaredTypes;
  private final List<@Nullable Object> order = new ArrayList<>();
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final PgTokens tokens;
  private final Budget budget;
  private final FactIndex facts;
  private final List<Integer> literalTokens = new ArrayList<>();
  private final List<Integer> subjectTokens = new ArrayList<>();
  private boolean literals;
  private int subjectToken = -1;

  /** A client parameter outside protected places. */
  private record ClientKey(int index) {}

  /** The flag of a slot. */
  private record FlagKey(Slot slot) {}

  Demands(
      AccessPolicy access,
      Protection protection,
      Analysis analysis,
      List<Integer> declaredTypes,
      PgTokens tokens,
      Budget budget) {
    this.budget = budget;
    this.facts = new FactIndex(analysis);
    this.tokens = tokens;
    this.access = access;
    this.protection = protection;
    this.analysis = analysis;
    this.declaredTypes = declaredTypes;
  }

  @Override
  public int client(int index) {
    return number(new ClientKey(index));
  }

  @Override
  public int constant(Slot slot) {
    Slot.Protection demanded = slot.protection();
    if (demanded != null && demanded.companionOf() != null) {
      constant(demanded.companionOf());
    }
    literals |= slot.parameter() < 0;
    return number(slot);
  }

  @Override
  public int tokenFlag(Slot slot) {
    constant(slot);
    return number(new FlagKey(slot));
  }

  @Override
  public int endUser(EndUserValue value) {
    return number(value);
  }

  private int number(Object key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = order.size();
    order.add(key);
    numbers.put(key, number);
    return number;
  }

  boolean holdsLiterals() {
    return literals;
  }

  /** The parameters in order. Called after the text is printed. */
  List<ServerParameter> parameters() {
    List<ServerParameter> parameters = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      subjectToken = -1;
      literalTokens.add(
          order.get(i) instanceof Slot slot && !slot.isNegative() ? slot.token(tokens) : -1);
      parameters.add(
          switch (order.get(i)) {
            case ClientKey client ->
                new ServerParameter(
                    clientType(client.index()), new ServerParameter.Client(client.index()));
            case FlagKey flag ->
                new ServerParameter(BOOLEAN, new ServerParameter.TokenFlag(constant(flag.slot())));
            case EndUserValue value ->
                new ServerParameter(value.type(), new ServerParameter.OfEndUser(value.attribute()));
            case Slot slot -> protectedParameter(slot);
            case null, default -> throw new IllegalStateException("an unknown parameter");
          });
      subjectTokens.add(subjectToken);
    }
    return parameters;
  }

  /** For each parameter the client's token that it takes its value from; -1 for none. */
  List<Integer> literalTokens() {
    return literalTokens;
  }

  /**
   * For each parameter the client's token that holds the subject key of its demand; -1 for none.
   */
  List<Integer> subjectTokens() {
    return subjectTokens;
  }

  /**
   * For each parameter the client's token that it was made for, where it is one occurrence's own;
   * otherwise -1.
   */
  List<Integer> occurrences() {
    List<Integer> occurrences = new ArrayList<>(order.size());
    for (Object key : order) {
      Slot slot = key instanceof FlagKey flag ? flag.slot() : key instanceof Slot own ? own : null;
      occurrences.add(slot == null ? -1 : slot.occurrence(tokens));
    }
    return occurrences;
  }

  /**
   * An undeclared parameter that also meets a protected column is of that column's type everywhere.
   */
  private int clientType(int index) {
    if (index < declaredTypes.size() && declaredTypes.get(index) != 0) {
      return 0;
    }
    List<Slot> occurrences = facts.protectedOccurrences(index);
    budget.step(occurrences.size());
    for (Slot slot : occurrences) {
      Slot.Protection demanded = slot.protection();
      if (demanded != null && numbers.containsKey(slot)) {
        return demanded.typeOid();
      }
    }
    return 0;
  }

  private ServerParameter protectedParameter(Slot slot) {
    Slot.Protection demanded = slot.protection();
    if (demanded == null) {
      throw new IllegalStateException("a parameter without a demand");
    }
    if (demanded.companionOf() != null && demanded.companionPart() != null) {
      return new ServerParameter(
          demanded.typeOid(),
          new ServerParameter.CompanionOf(
              constant(demanded.companionOf()), ColumnRule.Part.valueOf(demanded.companionPart())));
    }
    String text = slot.takenText();
    if (demanded.document() != null) {
      DocumentDemand document = document(slot, demanded.document());
      return new ServerParameter(
          demanded.typeOid(),
          text == null
              ? new ServerParameter.ClientDocument(slot.parameter(), document)
              : new ServerParameter.LiteralDocument(text, document));
    }
    Demand demand = demand(slot, demanded.valueClass(), demanded.array());
    return new ServerParameter(
        demanded.typeOid(),
        text == null
            ? new ServerParameter.ClientProtected(slot.parameter(), demand)
            : new ServerParameter.LiteralProtected(text, demand));
  }

  private DocumentDemand document(Slot slot, Slot.Document document) {
    Map<ProtectedClass, Demand> members = new EnumMap<>(ProtectedClass.class);
    for (String valueClass : document.map().valueClasses()) {
      ProtectedClass protectedClass = Protection.classOf(valueClass);
      members.put(
          protectedClass,
          access.classes().containsKey(protectedClass)
              ? demand(slot, valueClass, false)
              : refused(protectedClass));
    }
    return new DocumentDemand(DocumentMaps.written(document.map()), members, document.overwrites());
  }

  /** What a member of a class that is not granted must be: nothing. */
  private static Demand refused(ProtectedClass protectedClass) {
    return new Demand(
        protectedClass, false, false, Demand.Clear.REFUSED, -1, false, true, Demand.Subject.NONE);
  }

  private Demand demand(Slot slot, String valueClass, boolean array) {
    ProtectedClass protectedClass = Protection.classOf(valueClass);
    ClassGrant grant = access.classes().get(protectedClass);
    if (grant == null) {
      throw new IllegalStateException("a demand of a class that is not granted");
    }
    boolean bound = protection.isBound(valueClass);
    boolean looksUp = false;
    boolean writes = false;
    boolean token = true;
    Demand.Clear clear = Demand.Clear.ALLOWED;
    int confirmedBy = -1;
    Demand.Subject subject = Demand.Subject.NONE;
    List<Fact> own = facts.of(slot);
    budget.step(1 + own.size());
    for (Fact fact : own) {
      if (fact instanceof Fact.LookUp lookUp && lookUp.valueClass().equals(valueClass)) {
        looksUp = true;
        token &= grant.lookup().contains(ClassGrant.Lookup.TOKEN);
        if (!grant.lookup().contains(ClassGrant.Lookup.CLEAR)) {
          Slot pair =
              clear == Demand.Clear.ALLOWED && grant.lookup().contains(ClassGrant.Lookup.CONFIRM)
                  ? confirming(lookUp)
                  : null;
          clear = pair == null ? Demand.Clear.REFUSED : Demand.Clear.CONFIRM;
          confirmedBy = pair == null ? -1 : numbers.getOrDefault(pair, -1);
        }
        if (bound) {
          subject =
              lookUp.conjunct() ? subject(lookUp.origin(), lookUp.block()) : Demand.Subject.NONE;
          token &= subject.isKnown();
        }
      } else if (fact instanceof Fact.Write write && write.valueClass().equals(valueClass)) {
        writes = true;
        token &= mayWriteToken(write);
        if (bound) {
          subject = subject(write.row(), write.block());
          token &= subject.isKnown();
        }
        if (!grant.write().contains(ClassGrant.Write.CLEAR)) {
          clear = Demand.Clear.REFUSED;
        }
      }
    }
    if (clear == Demand.Clear.CONFIRM && confirmedBy < 0 || !looksUp && !writes) {
      clear = Demand.Clear.REFUSED;
    }
    return new Demand(
        protectedClass,
        array,
        token && (looksUp || writes),
        clear,
        confirmedBy,
        looksUp,
        writes,
        subject);
  }

  /** Whether a guard stands where the token enters, and what it accepts is granted. */
  private boolean mayWriteToken(Fact.Write write) {
    return switch (write.target()) {
      case INSERT -> protection.writesTokens(write.valueClass());
      case UPDATE ->
          protection.writesTokens(write.valueClass())
              || protection.returnsTokens(write.valueClass());
      case UNGUARDED -> false;
    };
  }

  /**
   * The constant of the one NIR look-up that stands beside this one: same block, same row, both
   * conjuncts. Null if there is none or either is not alone.
   */
  private @Nullable Slot confirming(Fact.LookUp lookUp) {
    Origin origin = lookUp.origin();
    if (!lookUp.conjunct() || origin == null || origin.member()) {
      return null;
    }
    Slot found = null;
    int same = 0;
    List<Fact.LookUp> ofRow = facts.ofRow(lookUp.block(), origin);
    budget.step(ofRow.size());
    for (Fact.LookUp other : ofRow) {
      Origin beside = other.origin();
      if (other.valueClass().equals(lookUp.valueClass())) {
        same++;
      } else if (other.valueClass().equals(ProtectedClass.FR_NIR.label())) {
        if (found != null || !other.conjunct() || beside == null || beside.member()) {
          return null;
        }
        found = other.slot();
      }
    }
    for (Fact fact : facts.of(lookUp.slot())) {
      boolean elsewhere =
          fact instanceof Fact.LookUp other
              && other.valueClass().equals(lookUp.valueClass())
              && !isOfRow(other, lookUp.block(), origin);
      same += elsewhere ? 1 : 0;
    }
    return same == 1 ? found : null;
  }

  private static boolean isOfRow(Fact.LookUp lookUp, int block, Origin row) {
    Origin own = lookUp.origin();
    return own != null
        && lookUp.block() == block
        && own.variable() == row.variable()
        && own.inner() == row.inner();
  }

  /**
   * Whether a parameter can be read as the key: the client says that it is an integer, or a text
   * that the statement casts, or the server infers so from the column.
   */
  private boolean isIntegerKey(int parameter, int relation) {
    int declared = parameter < declaredTypes.size() ? declaredTypes.get(parameter) : 0;
    return declared == 0
        ? protection.isIntegerSubject(relation)
        : Protection.isInteger(declared) || TEXTS.contains(declared);
  }

  /** Where the subject key of a column's row comes from: a conjunct {@code key = constant}. */
  private Demand.Subject subject(@Nullable Origin origin, int block) {
    if (origin == null) {
      return Demand.Subject.NONE;
    }
    int column = protection.subjectNumber(origin.relation());
    budget.step(analysis.pins().size());
    for (Analysis.Pin pin : analysis.pins()) {
      Slot slot = pin.slot();
      if (column > 0
          && slot != null
          && slot.protection() == null
          && pin.block() == block
          && pin.variable() == origin.variable()
          && pin.column() == column) {
        // an integer is one whatever its value; anything else is looked at
        boolean integer = slot.isInteger();
        String text = integer ? slot.takenText() : slot.text();
        if (text == null) {
          if (!isIntegerKey(slot.parameter(), origin.relation())) {
            return Demand.Subject.NONE;
          }
          Integer number = numbers.get(new ClientKey(slot.parameter()));
          return number == null ? Demand.Subject.NONE : new Demand.Subject(number, 0, false);
        }
        subjectToken = integer ? slot.token(tokens) : -1;
        return text.matches("-?[0-9]{1,18}")
            ? new Demand.Subject(-1, Long.parseLong(text), true)
            : Demand.Subject.NONE;
      }
    }
    return Demand.Subject.NONE;
  }
}
