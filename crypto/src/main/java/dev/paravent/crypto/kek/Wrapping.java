package dev.paravent.crypto.kek;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A wrapped file key as the keyset file holds it. Immutable.
 *
 * @param parameters what the kind needs besides its secret, by name
 * @param wrappedKey text of the kind's own form
 */
public record Wrapping(KekKind kind, SortedMap<String, String> parameters, String wrappedKey) {

  public Wrapping {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }
}
