package dev.paravent.policies;

import dev.paravent.policies.ClassGrant.Compare;
import dev.paravent.policies.ClassGrant.Lookup;
import dev.paravent.policies.ClassGrant.OnMalformed;
import dev.paravent.policies.ClassGrant.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what an AccessPolicy grants for one class, with the defaults of the class. */
final class ClassGrantReader {
  static final List<String> KEYS =
      List.of(
          "read",
          "constant",
          "generalise",
          "lookup",
          "write",
          "compare",
          "copy",
          "order",
          "onOrder",
          "minmax",
          "derive",
          "onMalformed",
          "acceptDictionary");
  static final Vocabulary<Lookup> LOOKUPS = ofEnum(Lookup.values());
  static final Vocabulary<Write> WRITES = ofEnum(Write.values());
  static final Vocabulary<Compare> COMPARES = ofEnum(Compare.values());
  static final Vocabulary<OnMalformed> ON_MALFORMED = ofEnum(OnMalformed.values());
  static final Vocabulary<Boolean> COPIES = Vocabulary.of("allow", true, "deny", false);
  static final Vocabulary<Boolean> ORDERS = Vocabulary.of("hidden", false, "allow", true);

  static final Vocabulary<Boolean> ON_ORDERS = Vocabulary.of("error", false, "drop", true);

  static final Vocabulary<Boolean> MIN_MAXES = Vocabulary.of("deny", false, "allow", true);

  /** The wider band unless the policy says otherwise. */
  static final Vocabulary<AgeBand> DERIVES = derives();

  private final ProblemCollector problems;
  private final YamlValue values;
  private final ShownReader shown;

  ClassGrantReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
    this.shown = new ShownReader(problems);
  }

  private static <E extends Enum<E>> Vocabulary<E> ofEnum(E[] values) {
    return Vocabulary.of(values, value -> value.name().toLowerCase(Locale.ROOT));
  }

  private static Vocabulary<AgeBand> derives() {
    Map<String, AgeBand> words = new LinkedHashMap<>();
    words.put("age-band", AgeBand.TEN);
    words.put("age-band-5", AgeBand.FIVE);
    words.put("age-band-10", AgeBand.TEN);
    return new Vocabulary<>(words);
  }

  Optional<ClassGrant> read(ProtectedClass protectedClass, Node node) {
    return YamlFields.closed(node, protectedClass.label(), KEYS, problems)
        .map(fields -> grant(protectedClass, fields));
  }

  private ClassGrant grant(ProtectedClass protectedClass, YamlFields fields) {
    boolean small = protectedClass.isDictionarySized();
    Shown read = shown.read(protectedClass, fields);
    boolean replaced = ShownReader.replaces(read);
    ClassGrant grant =
        new ClassGrant(
            read,
            fields.read("lookup", words(LOOKUPS)).orElse(Set.of()),
            fields.read("write", words(WRITES)).orElse(Set.of()),
            fields
                .read("compare", words(COMPARES))
                .orElse(replaced ? Set.of() : defaultCompare(small)),
            fields.read("copy", word(COPIES)).orElse(!small && !replaced),
            fields.read("order", word(ORDERS)).orElse(false),
            fields.read("onOrder", word(ON_ORDERS)).orElse(false),
            fields.read("minmax", word(MIN_MAXES)).orElse(false),
            fields.read("derive", (node, key) -> ageBand(protectedClass, node, key)),
            fields.read("onMalformed", word(ON_MALFORMED)).orElse(OnMalformed.NULL),
            fields.read("acceptDictionary", values::text).map(String::strip));
    shown.checkWrites(read, fields, grant.write());
    if (grant.orderAllowed()) {
      fields
          .field("onOrder")
          .ifPresent(
              field ->
                  problems.error(
                      field.at(), "order: allow sorts by values, so 'onOrder' has no effect"));
    }
    if (grant.lookup().contains(Lookup.CONFIRM) && protectedClass == ProtectedClass.FR_NIR) {
      fields
          .field("lookup")
          .ifPresent(
              field ->
                  problems.error(
                      Position.of(field.value()),
                      "lookup: confirm is one clear value beside one clear fr.nir; fr.nir itself "
                          + "has token and clear"));
    }
    return grant;
  }

  private Optional<AgeBand> ageBand(ProtectedClass held, Node node, String key) {
    Optional<Set<AgeBand>> bands = values.words(node, key, DERIVES);
    if (bands.isPresent() && held != ProtectedClass.BIRTH_DATE) {
      problems.error(
          Position.of(node), "derive: ages are those of birth-date, not of " + held.label());
    } else if (bands.isPresent() && bands.get().size() > 1) {
      problems.error(Position.of(node), "derive: expected one width of age bands");
    }
    return bands.flatMap(words -> words.stream().reduce(AgeBand::wider));
  }

  /** FLOW-RULES "Comparing": joins and groups over few values decode them. */
  private static Set<Compare> defaultCompare(boolean small) {
    return small ? Set.of(Compare.CONSTANT) : Set.of(Compare.values());
  }

  private <E> BiFunction<Node, String, Optional<E>> word(Vocabulary<E> vocabulary) {
    return (node, key) -> values.word(node, key, vocabulary);
  }

  private <E> BiFunction<Node, String, Optional<Set<E>>> words(Vocabulary<E> vocabulary) {
    return (node, key) -> values.words(node, key, vocabulary);
  }
}
