package dev.paravent.policies;

import dev.paravent.policies.TokenDomain.Permutation;
import dev.paravent.policies.TokenDomain.Scope;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code spec} of a TokenDomain document. */
final class TokenDomainReader {
  static final List<String> KEYS = List.of("scope", "key", "permutation", "classes");
  static final List<String> FACE_KEYS = List.of("face", "bindTo", "numbers");
  static final Vocabulary<Scope> SCOPES =
      Vocabulary.of(Scope.values(), scope -> scope.name().toLowerCase(Locale.ROOT));
  static final Vocabulary<Permutation> PERMUTATIONS =
      Vocabulary.of("ff1", Permutation.FF1, "swap-or-not", Permutation.SWAP_OR_NOT);
  static final Vocabulary<NirNumbers> NIR_NUMBERS =
      Vocabulary.of(NirNumbers.values(), NirNumbers::label);
  private static final Vocabulary<Boolean> BIND_TO = new Vocabulary<>(Map.of("subject", true));
  private static final String DEFAULT_KEY = "master";
  private static final long LARGEST_SWAP_OR_NOT = 1L << 40; // numbers, crypto's limit

  private final ProblemCollector problems;
  private final YamlValue values;

  TokenDomainReader(ProblemCollector problems) {
    this.problems = problems;
    this.values = new YamlValue(problems);
  }

  Optional<TokenDomain> read(String name, Node spec) {
    Optional<YamlFields> fields = YamlFields.closed(spec, "TokenDomain", KEYS, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<Scope> scope =
        fields.get().required("scope").flatMap(node -> values.word(node, "scope", SCOPES));
    String key = fields.get().read("key", values::text).orElse(DEFAULT_KEY);
    Permutation permutation =
        fields
            .get()
            .read("permutation", (node, what) -> values.word(node, what, PERMUTATIONS))
            .orElse(Permutation.FF1);
    Map<ProtectedClass, TokenFace> faces = defaultFaces();
    Set<NirNumbers> nirNumbers = EnumSet.copyOf(NirNumbers.DEFAULT);
    for (Map.Entry<ProtectedClass, Node> entry :
        ClassEntries.of(fields.get(), problems).entrySet()) {
      ProtectedClass held = entry.getKey();
      Optional<YamlFields> choices =
          YamlFields.closed(entry.getValue(), held.label(), FACE_KEYS, problems);
      Optional<TokenFace> face = choices.flatMap(present -> face(held, present));
      face.ifPresent(chosen -> faces.put(held, chosen));
      choices
          .flatMap(present -> numbers(held, present))
          .ifPresent(
              chosen -> {
                nirNumbers.clear();
                nirNumbers.addAll(chosen.value());
                face.ifPresent(shown -> checkRoom(shown, permutation, chosen));
              });
    }
    return scope.map(
        present -> new TokenDomain(name, present, key, permutation, faces, nirNumbers));
  }

  private static Map<ProtectedClass, TokenFace> defaultFaces() {
    Map<ProtectedClass, TokenFace> faces = new EnumMap<>(ProtectedClass.class);
    for (ProtectedClass protectedClass : ProtectedClass.values()) {
      faces.put(protectedClass, TokenFace.defaultOf(protectedClass));
    }
    return faces;
  }

  static Vocabulary<TokenFace> facesOf(ProtectedClass protectedClass) {
    return Vocabulary.of(TokenFace.of(protectedClass).toArray(TokenFace[]::new), TokenFace::label);
  }

  private Optional<TokenFace> face(ProtectedClass protectedClass, YamlFields fields) {
    Optional<TokenFace> face =
        fields
            .required("face")
            .flatMap(value -> values.word(value, "face", facesOf(protectedClass)));
    Optional<YamlFields.Field> bindTo = fields.field("bindTo");
    if (face.isPresent() && bindTo.isPresent()) {
      if (face.get().isDeterministic()) {
        problems.error(
            bindTo.get().at(), "face '" + face.get().label() + "' is not bound to anything");
      } else {
        values.word(bindTo.get().value(), "bindTo", BIND_TO);
      }
    }
    return face;
  }

  private Optional<Located<Set<NirNumbers>>> numbers(ProtectedClass held, YamlFields fields) {
    Optional<YamlFields.Field> field = fields.field("numbers");
    if (field.isPresent() && held != ProtectedClass.FR_NIR) {
      problems.error(
          field.get().at(), "numbers: classes of fr.nir, which " + held.label() + " has not");
      return Optional.empty();
    }
    Optional<Set<NirNumbers>> chosen =
        field.flatMap(present -> values.words(present.value(), "numbers", NIR_NUMBERS));
    if (chosen.isPresent() && !chosen.get().contains(NirNumbers.BORN)) {
      problems.error(
          field.get().at(),
          "numbers: A is missing (expected: at least everybody with a month of birth)");
      return Optional.empty();
    }
    return chosen.map(set -> new Located<>(set, field.get().at()));
  }

  /** More numbers than tokens would give two people one token. */
  private void checkRoom(
      TokenFace face, Permutation permutation, Located<Set<NirNumbers>> numbers) {
    long size = NirNumbers.sizeOf(numbers.value());
    String list =
        numbers.value().stream().sorted().map(NirNumbers::label).collect(Collectors.joining(", "));
    if (size > face.capacity()) {
      problems.error(
          numbers.at(),
          String.format(
              Locale.ROOT,
              "numbers: %s are %,d values, and the face '%s' has %,d tokens",
              list,
              size,
              face.label(),
              face.capacity()));
    } else if (permutation == Permutation.SWAP_OR_NOT && size > LARGEST_SWAP_OR_NOT) {
      problems.error(
          numbers.at(),
          String.format(
              Locale.ROOT,
              "numbers: %s are %,d values, and swap-or-not permutes at most %,d",
              list,
              size,
              LARGEST_SWAP_OR_NOT));
    }
  }
}
