package dev.paravent.policies;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The closed list of words that a place in a policy file accepts, in the order of the documents.
 * Immutable.
 */
record Vocabulary<E>(Map<String, E> meanings) {
  Vocabulary {
    meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
  }

  static <E> Vocabulary<E> of(E[] values, Function<E, String> word) {
    Map<String, E> meanings = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> meanings.put(word.apply(value), value));
    return new Vocabulary<>(meanings);
  }

  static <E> Vocabulary<E> of(String word, E meaning, String otherWord, E otherMeaning) {
    Map<String, E> meanings = new LinkedHashMap<>();
    meanings.put(word, meaning);
    meanings.put(otherWord, otherMeaning);
    return new Vocabulary<>(meanings);
  }

  Optional<E> meaning(String word) {
    return Optional.ofNullable(meanings.get(word));
  }

  Set<String> words() {
    return meanings.keySet();
  }
}
