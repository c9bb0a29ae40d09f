package dev.paravent.crypto;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a key of a keyset. Immutable.
 *
 * @param assigned the names whose tokens it makes although it may not be the primary one
 */
public record KeyDescription(
    int id,
    LocalDate created,
    @Nullable LocalDate retirement,
    boolean isPrimary,
    List<String> assigned) {

  public KeyDescription {
    assigned = List.copyOf(assigned);
  }

  /** The last day on which anything may be assigned to it. */
  public Optional<LocalDate> retireAfter() {
    return Optional.ofNullable(retirement);
  }
}
