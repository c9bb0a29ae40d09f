package dev.paravent.policies;

import dev.paravent.policies.TokenDomain.Scope;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code spec} of a TokenDomain document. */
final class TokenDomainReader {
  static final List<String> KEYS = List.of("scope", "key", "classes");
  static final List<String> FACE_KEYS = List.of("face", "bindTo");
  static final Vocabulary<Scope> SCOPES =
      Vocabulary.of(Scope.values(), scope -> scope.name().toLowerCase(Locale.ROOT));
  private static final Vocabulary<Boolean> BIND_TO = new Vocabulary<>(Map.of("subject", true));
  private static final String DEFAULT_KEY = "master";

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
    Map<ProtectedClass, TokenFace> faces = defaultFaces();
    ClassEntries.of(fields.get(), problems)
        .forEach(
            (protectedClass, node) ->
                face(protectedClass, node).ifPresent(face -> faces.put(protectedClass, face)));
    return scope.map(present -> new TokenDomain(name, present, key, faces));
  }

  private static Map<ProtectedClass, TokenFace> defaultFaces() {
    Map<ProtectedClass, TokenFace> faces = new EnumMap<>(ProtectedClass.class);
    for (ProtectedClass protectedClass : ProtectedClass.values()) {
      faces.put(
          protectedClass,
          switch (protectedClass) {
            case FR_NIR -> TokenFace.NIR_NINE;
            case BIRTH_DATE -> TokenFace.DATE_BOUND;
          });
    }
    return faces;
  }

  static Vocabulary<TokenFace> facesOf(ProtectedClass protectedClass) {
    TokenFace[] faces =
        Arrays.stream(TokenFace.values())
            .filter(face -> classOf(face) == protectedClass)
            .toArray(TokenFace[]::new);
    return Vocabulary.of(faces, TokenFace::label);
  }

  private static ProtectedClass classOf(TokenFace face) {
    return switch (face) {
      case NIR_NINE -> ProtectedClass.FR_NIR;
      case DATE_PAST, DATE_BOUND, DATE_BOUND_PAST -> ProtectedClass.BIRTH_DATE;
    };
  }

  private Optional<TokenFace> face(ProtectedClass protectedClass, Node node) {
    Optional<YamlFields> fields =
        YamlFields.closed(node, protectedClass.label(), FACE_KEYS, problems);
    Optional<TokenFace> face =
        fields
            .flatMap(present -> present.required("face"))
            .flatMap(value -> values.word(value, "face", facesOf(protectedClass)));
    Optional<YamlFields.Field> bindTo = fields.flatMap(present -> present.field("bindTo"));
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
}
