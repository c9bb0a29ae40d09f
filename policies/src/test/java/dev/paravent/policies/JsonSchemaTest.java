package dev.paravent.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published JSON Schema and the reader know the same keys and words. */
class JsonSchemaTest {
  private final Object schema = read();

  @Test
  void keysAgree() {
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(DocumentReader.KEYS);
    assertThat(keys("$defs", "metadata"))
        .containsExactlyInAnyOrderElementsOf(DocumentReader.METADATA_KEYS);
    assertThat(keys("$defs", "classification"))
        .containsExactlyInAnyOrderElementsOf(ClassificationReader.KEYS);
    assertThat(keys("$defs", "companion"))
        .containsExactlyInAnyOrderElementsOf(ColumnRuleReader.COMPANION_KEYS);
    assertThat(keys("$defs", "json"))
        .containsExactlyInAnyOrderElementsOf(ColumnRuleReader.JSON_KEYS);
    assertThat(keys("$defs", "tokenDomain"))
        .containsExactlyInAnyOrderElementsOf(TokenDomainReader.KEYS);
    assertThat(keys("$defs", "tokenDomain", "properties", "classes", "properties", "birth-date"))
        .containsExactlyInAnyOrder("face", "bindTo");
    assertThat(keys("$defs", "tokenDomain", "properties", "classes", "properties", "fr.nir"))
        .containsExactlyInAnyOrder("face", "numbers");
    assertThat(TokenDomainReader.FACE_KEYS).containsExactlyInAnyOrder("face", "bindTo", "numbers");
    assertThat(keys("$defs", "accessPolicy"))
        .containsExactlyInAnyOrderElementsOf(AccessPolicyReader.KEYS);
    assertThat(keys("$defs", "accessPolicy", "properties", "principals"))
        .containsExactlyInAnyOrderElementsOf(AccessPolicyReader.PRINCIPAL_KEYS);
    assertThat(keys("$defs", "assertions"))
        .containsExactlyInAnyOrderElementsOf(AssertionGrantReader.KEYS);
    assertThat(keys("$defs", "attribute"))
        .containsExactlyInAnyOrderElementsOf(AssertionGrantReader.ATTRIBUTE_KEYS);
    assertThat(keys("$defs", "grant")).containsExactlyInAnyOrderElementsOf(ClassGrantReader.KEYS);
  }

  @Test
  void clearPoliciesRefuseTheSameKeys() {
    assertThat(map(at("$defs", "accessPolicy", "then", "properties")).keySet())
        .containsExactlyInAnyOrderElementsOf(AccessPolicyReader.GOVERNED_KEYS);
  }

  @Test
  void wordsAgree() {
    agree(DocumentReader.KINDS, "properties", "kind");
    agree(ColumnRuleReader.CLASSES, "$defs", "class");
    agree(ColumnRuleReader.PARTS, "$defs", "companion", "properties", "part");
    agree(TokenDomainReader.SCOPES, "$defs", "tokenDomain", "properties", "scope");
    agree(TokenDomainReader.PERMUTATIONS, "$defs", "tokenDomain", "properties", "permutation");
    agree(
        TokenDomainReader.NIR_NUMBERS,
        "$defs",
        "tokenDomain",
        "properties",
        "classes",
        "properties",
        "fr.nir",
        "properties",
        "numbers",
        "items");
    agree(AccessPolicyReader.ACCESSES, "$defs", "accessPolicy", "properties", "access");
    agree(AccessPolicyReader.ON_REFUSALS, "$defs", "accessPolicy", "properties", "onRefusal");
    agree(AssertionGrantReader.USES, "$defs", "assertions", "properties", "use");
    agree(AssertionGrantReader.TYPES, "$defs", "attribute", "properties", "type");
    agree(ShownReader.READS, "$defs", "grant", "properties", "read");
    agree(ShownReader.GENERALISATIONS, "$defs", "grant", "properties", "generalise");
    agree(ClassGrantReader.LOOKUPS, "$defs", "grant", "properties", "lookup", "items");
    agree(ClassGrantReader.WRITES, "$defs", "grant", "properties", "write", "items");
    agree(ClassGrantReader.COMPARES, "$defs", "grant", "properties", "compare", "items");
    agree(ClassGrantReader.COPIES, "$defs", "grant", "properties", "copy");
    agree(ClassGrantReader.ORDERS, "$defs", "grant", "properties", "order");
    agree(ClassGrantReader.ON_ORDERS, "$defs", "grant", "properties", "onOrder");
    agree(ClassGrantReader.MIN_MAXES, "$defs", "grant", "properties", "minmax");
    agree(ClassGrantReader.DERIVES, "$defs", "grant", "properties", "derive", "items");
    agree(ClassGrantReader.ON_MALFORMED, "$defs", "grant", "properties", "onMalformed");
  }

  @Test
  void everyClassHasItsFacesAndItsGrant() {
    for (ProtectedClass held : ProtectedClass.values()) {
      agree(
          TokenDomainReader.facesOf(held),
          "$defs",
          "tokenDomain",
          "properties",
          "classes",
          "properties",
          held.label(),
          "properties",
          "face");
      assertThat(keys("$defs", "accessPolicy", "properties", "classes")).contains(held.label());
      assertThat(keys("$defs", "classification", "properties", "registry")).contains(held.label());
    }
  }

  /** The schema names a word {@code null} twice: as a text and as YAML's null. */
  private void agree(Vocabulary<?> vocabulary, String... path) {
    List<?> published = (List<?>) step(at(path), "enum");
    assertThat(published.stream().map(String::valueOf).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(vocabulary.words());
  }

  private List<String> keys(String... path) {
    return List.copyOf(map(step(at(path), "properties")).keySet());
  }

  private Object at(String... path) {
    Object node = schema;
    for (String step : path) {
      node = step(node, step);
    }
    return node;
  }

  private static Object step(Object node, String key) {
    return Objects.requireNonNull(map(node).get(key), key);
  }

  @SuppressWarnings("unchecked") // JSON objects have texts as keys
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  /** JSON is YAML. */
  private static Object read() {
    try {
      return new Load(LoadSettings.builder().build())
          .loadFromString(Files.readString(Path.of("schema", "paravent-policy-v1.schema.json")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
