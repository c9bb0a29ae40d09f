package dev.paravent.crypto;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a keyset in time; each makes a new keyset. Immutable.
 *
 * <p>Tokens carry no version, so whole names move from key to key, and with a name all its tokens:
 * what portals stored under the former key resolves no longer, or to somebody else.
 */
public final class KeyRotation {

  private final Keyset keyset;

  KeyRotation(Keyset keyset) {
    this.keyset = keyset;
  }

  /**
   * A new random key as the primary one.
   *
   * @param keep names that stay with the former primary key; everybody else who followed it moves
   * @param retireAfter the day by which those who stay must have moved, if any
   * @throws KeysetException if a name is none, the day is past, or ids have run out
   */
  public Keyset withNewPrimary(
      SecureRandom random,
      LocalDate today,
      Collection<String> keep,
      @Nullable LocalDate retireAfter)
      throws KeysetException {
    requireNames(keep);
    if (retireAfter != null && !retireAfter.isAfter(today)) {
      throw new KeysetException("retire-after: " + retireAfter + " (expected: a day to come)");
    }
    int newest = keyset.keys().stream().mapToInt(MasterKey::id).max().orElse(0);
    if (newest >= MasterKey.LARGEST_ID) {
      throw new KeysetException("keys: " + newest + " is the last id there is");
    }
    MasterKey former = keyset.primary();
    List<MasterKey> keys = new ArrayList<>();
    for (MasterKey key : keyset.keys()) {
      keys.add(retireAfter != null && key.equals(former) ? key.retiringAfter(retireAfter) : key);
    }
    keys.add(new MasterKey(newest + 1, today, Keyset.secret(random)));
    return new Keyset(keys, newest + 1, keyset.assignments().with(keep, former.id()));
  }

  /**
   * Names that stayed with an older key now follow the primary one.
   *
   * @throws KeysetException if one of them is not assigned to any key
   */
  public Keyset withMoved(Collection<String> names) throws KeysetException {
    requireNames(names);
    for (String name : names) {
      if (!keyset.assignments().keyIds().containsKey(name)) {
        throw new KeysetException(
            "move: " + name + " is assigned to no key (it follows the primary key already)");
      }
    }
    return new Keyset(keyset.keys(), keyset.version(), keyset.assignments().without(names));
  }

  private static void requireNames(Collection<String> names) throws KeysetException {
    for (String name : names) {
      if (!Assignments.isName(name)) {
        throw new KeysetException("name: not valid (expected: 1 to 255 printable characters)");
      }
    }
  }
}
