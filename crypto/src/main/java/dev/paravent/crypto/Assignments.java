package dev.paravent.crypto;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which names (token domains, or principals within them) have their tokens from which key; whoever
 * is not named follows the primary key. Immutable.
 */
record Assignments(SortedMap<String, Integer> keyIds) {

  static final Assignments NONE = new Assignments(new TreeMap<>());

  private static final int LONGEST_NAME = 255;

  Assignments {
    keyIds = Collections.unmodifiableSortedMap(new TreeMap<>(keyIds));
  }

  /** Whether text can be a name: 1 to 255 characters that can be printed. */
  static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  /** The key of the first of the names that is assigned. */
  Optional<Integer> keyOf(List<String> names) {
    return names.stream()
        .filter(keyIds::containsKey)
        .findFirst()
        .map(name -> keyIds.getOrDefault(name, 0));
  }

  List<String> namesOf(int keyId) {
    return keyIds.entrySet().stream()
        .filter(entry -> entry.getValue() == keyId)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** These and the names; whoever was assigned already stays where it was. */
  Assignments with(Collection<String> names, int keyId) {
    SortedMap<String, Integer> changed = new TreeMap<>(keyIds);
    names.forEach(name -> changed.putIfAbsent(name, keyId));
    return new Assignments(changed);
  }

  Assignments without(Collection<String> names) {
    SortedMap<String, Integer> changed = new TreeMap<>(keyIds);
    names.forEach(changed::remove);
    return new Assignments(changed);
  }
}
