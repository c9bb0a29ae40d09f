package dev.paravent.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paravent.crypto.kek.KekKind;
import dev.paravent.crypto.kek.Wrapping;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a keyset and its place, for messages that tell where and what was expected.
 *
 * <p>Version 1 holds the material as it is: {@code {"version":1,"primary":1,"keys":[{"id":1,
 * "created":"2026-11-25","material":"<base64 of 32 bytes>"}]}}. Version 2 holds all material in one
 * sealed field beside {@code wrapping}, {@code assignments} and, of each key, {@code retireAfter}.
 */
record KeysetNode(String place, JsonNode node) {

  static final int PLAIN_VERSION = 1;
  static final int WRAPPED_VERSION = 2;

  private static final int LONGEST_NAME_SHOWN = 20; // material has 44 characters
  private static final int MOST_NAMES = 10_000;
  private static final int MOST_PARAMETERS = 16;

  /** Whether the document is one that a key-encryption key opens. */
  boolean isWrapped() throws KeysetException {
    requireObject();
    int version = number("version");
    if (version != PLAIN_VERSION && version != WRAPPED_VERSION) {
      throw wrong("version", PLAIN_VERSION + " or " + WRAPPED_VERSION);
    }
    return version == WRAPPED_VERSION;
  }

  /** The keyset of a whole document of version 1. */
  Keyset keyset() throws KeysetException {
    requireOnly(Set.of("version", "primary", "keys"));
    List<MasterKey> keys = new ArrayList<>();
    for (KeysetNode key : keys()) {
      key.requireOnly(Set.of("id", "created", "material"));
      keys.add(new MasterKey(key.id(), key.date("created"), key.material()));
    }
    try {
      return new Keyset(keys, number("primary"));
    } catch (IllegalArgumentException e) {
      throw new KeysetException(place + e.getMessage());
    }
  }

  /** The sealed keyset of a whole document of version 2. */
  SealedKeyset sealedKeyset() throws KeysetException {
    requireOnly(Set.of("version", "wrapping", "primary", "keys", "assignments", "material"));
    List<SealedKeyset.Header> keys = new ArrayList<>();
    for (KeysetNode key : keys()) {
      key.requireOnly(Set.of("id", "created", "retireAfter"));
      LocalDate retireAfter = key.node.has("retireAfter") ? key.date("retireAfter") : null;
      keys.add(new SealedKeyset.Header(key.id(), key.date("created"), retireAfter));
    }
    return new SealedKeyset(
        new KeysetNode(place + "wrapping.", node.path("wrapping")).wrapping(),
        number("primary"),
        keys,
        assignments(),
        base64("material"));
  }

  static ObjectNode plain(ObjectNode root, Path file, Keyset keyset) throws KeysetException {
    root.put("version", PLAIN_VERSION).put("primary", keyset.version());
    boolean needsWrapping = !keyset.assignments().equals(Assignments.NONE);
    for (MasterKey key : keyset.keys()) {
      needsWrapping |= key.retireAfter() != null;
      byte[] material = key.material().copy();
      header(root, key.id(), key.created(), null)
          .put("material", Base64.getEncoder().encodeToString(material));
      Arrays.fill(material, (byte) 0);
    }
    if (needsWrapping) {
      throw new KeysetException(file + ": assignments and dates take a wrapped file");
    }
    return root;
  }

  static ObjectNode wrapped(ObjectNode root, SealedKeyset keyset) {
    root.put("version", WRAPPED_VERSION);
    ObjectNode wrapping = root.putObject("wrapping");
    wrapping.put("kek", keyset.wrapping().kind().label());
    ObjectNode parameters = wrapping.putObject("parameters");
    keyset.wrapping().parameters().forEach(parameters::put);
    wrapping.put("wrappedKey", keyset.wrapping().wrappedKey());
    root.put("primary", keyset.primary());
    keyset.keys().forEach(key -> header(root, key.id(), key.created(), key.retireAfter()));
    ObjectNode assignments = root.putObject("assignments");
    keyset.assignments().keyIds().forEach((name, id) -> assignments.put(name, id));
    return root.put("material", Base64.getEncoder().encodeToString(keyset.material()));
  }

  private static ObjectNode header(
      ObjectNode root, int id, LocalDate created, @Nullable LocalDate retireAfter) {
    ObjectNode key = root.withArray("/keys").addObject();
    key.put("id", id).put("created", created.toString());
    return retireAfter == null ? key : key.put("retireAfter", retireAfter.toString());
  }

  private List<KeysetNode> keys() throws KeysetException {
    JsonNode array = node.path("keys");
    if (!array.isArray() || array.isEmpty()) {
      throw wrong("keys", "a list of at least one key");
    }
    List<KeysetNode> keys = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      keys.add(new KeysetNode(place + "keys[" + i + "].", array.get(i)));
    }
    return keys;
  }

  private int id() throws KeysetException {
    int id = number("id");
    if (id < 1 || id > MasterKey.LARGEST_ID) {
      throw wrong("id", "1 to " + MasterKey.LARGEST_ID);
    }
    return id;
  }

  private Wrapping wrapping() throws KeysetException {
    requireOnly(Set.of("kek", "parameters", "wrappedKey"));
    KekKind kind =
        KekKind.ofLabel(text("kek"))
            .orElseThrow(() -> wrong("kek", "passphrase, file or vault-transit"));
    JsonNode object = node.path("parameters");
    if (!object.isObject() || object.size() > MOST_PARAMETERS) {
      throw wrong("parameters", "an object");
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> parameter : object.properties()) {
      if (!parameter.getValue().isTextual()) {
        throw wrong("parameters", "an object of strings");
      }
      parameters.put(parameter.getKey(), parameter.getValue().textValue());
    }
    return new Wrapping(kind, parameters, text("wrappedKey"));
  }

  private Assignments assignments() throws KeysetException {
    JsonNode object = node.path("assignments");
    if (!object.isObject() || object.size() > MOST_NAMES) {
      throw wrong("assignments", "an object of names and key ids");
    }
    SortedMap<String, Integer> keyIds = new TreeMap<>();
    for (Map.Entry<String, JsonNode> assignment : object.properties()) {
      if (!Assignments.isName(assignment.getKey())
          || !assignment.getValue().canConvertToInt()
          || !assignment.getValue().isIntegralNumber()) {
        throw wrong("assignments", "an object of names and key ids");
      }
      keyIds.put(assignment.getKey(), assignment.getValue().intValue());
    }
    return new Assignments(keyIds);
  }

  private LocalDate date(String field) throws KeysetException {
    try {
      return LocalDate.parse(text(field));
    } catch (DateTimeException e) {
      throw wrong(field, "a date, YYYY-MM-DD");
    }
  }

  private Secret material() throws KeysetException {
    byte[] bytes = base64("material");
    try {
      return new Secret(bytes);
    } catch (IllegalArgumentException e) {
      throw new KeysetException(place + "material: " + e.getMessage());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] base64(String field) throws KeysetException {
    try {
      return Base64.getDecoder().decode(text(field));
    } catch (IllegalArgumentException e) {
      throw wrong(field, "base64");
    }
  }

  private void requireObject() throws KeysetException {
    if (!node.isObject()) {
      throw new KeysetException(place + "not a JSON object");
    }
  }

  private void requireOnly(Set<String> fields) throws KeysetException {
    requireObject();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        boolean harmless = name.length() <= LONGEST_NAME_SHOWN && name.matches("[A-Za-z_-]+");
        throw new KeysetException(place + "unknown field" + (harmless ? ": " + name : ""));
      }
    }
  }

  private int number(String field) throws KeysetException {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(field, "a whole number");
    }
    return value.intValue();
  }

  private String text(String field) throws KeysetException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw wrong(field, "a string");
    }
    return value.textValue();
  }

  private KeysetException wrong(String field, String expected) {
    String got = node.has(field) ? "not valid" : "missing";
    return new KeysetException(place + field + ": " + got + " (expected: " + expected + ")");
  }

  /** The document may hold material. */
  @Override
  public String toString() {
    return "KeysetNode[withheld]";
  }
}
