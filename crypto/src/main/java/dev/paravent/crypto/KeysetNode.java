package dev.paravent.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A JSON object of a keyset and its place, for messages that tell where and what was expected. */
record KeysetNode(String place, JsonNode node) {

  /** The version of the file format. */
  static final int VERSION = 1;

  private static final int LONGEST_NAME_SHOWN = 20; // material has 44 characters

  /** The keyset of a whole document. */
  static Keyset keyset(String file, JsonNode root) throws KeysetException {
    KeysetNode document = new KeysetNode(file + ": ", root);
    document.requireOnly(Set.of("version", "primary", "keys"));
    if (document.number("version") != VERSION) {
      throw document.wrong("version", Integer.toString(VERSION));
    }
    List<MasterKey> keys = document.keys();
    Keyset keyset;
    try {
      keyset = new Keyset(keys, document.number("primary"));
    } catch (IllegalArgumentException e) {
      throw new KeysetException(document.place + e.getMessage());
    }
    if (keyset.isDevelopment()) {
      throw new KeysetException(document.place + "holds the development key, which is not secret");
    }
    return keyset;
  }

  private List<MasterKey> keys() throws KeysetException {
    JsonNode array = node.path("keys");
    if (!array.isArray() || array.isEmpty()) {
      throw wrong("keys", "a list of at least one key");
    }
    List<MasterKey> keys = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      keys.add(new KeysetNode(place + "keys[" + i + "].", array.get(i)).masterKey());
    }
    return keys;
  }

  private MasterKey masterKey() throws KeysetException {
    requireOnly(Set.of("id", "created", "material"));
    int id = number("id");
    if (id < 1 || id > MasterKey.LARGEST_ID) {
      throw wrong("id", "1 to " + MasterKey.LARGEST_ID);
    }
    return new MasterKey(id, created(), material());
  }

  private LocalDate created() throws KeysetException {
    try {
      return LocalDate.parse(text("created"));
    } catch (DateTimeException e) {
      throw wrong("created", "a date, YYYY-MM-DD");
    }
  }

  private Secret material() throws KeysetException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text("material"));
    } catch (IllegalArgumentException e) {
      throw wrong("material", "base64");
    }
    try {
      return new Secret(bytes);
    } catch (IllegalArgumentException e) {
      throw new KeysetException(place + "material: " + e.getMessage());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private void requireOnly(Set<String> fields) throws KeysetException {
    if (!node.isObject()) {
      throw new KeysetException(place + "not a JSON object");
    }
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

  /** The document holds material. */
  @Override
  public String toString() {
    return "KeysetNode[withheld]";
  }
}
