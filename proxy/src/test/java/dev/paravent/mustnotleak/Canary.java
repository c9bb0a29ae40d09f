package dev.paravent.mustnotleak;

import dev.paravent.attest.CanaryScanner;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * A planted person whose values must never reach a governed client; nobody's.
 *
 * @param nir 13 characters
 */
@NullMarked
public record Canary(long id, String surname, String nir, LocalDate birthDate) {
  private static final int MODULUS = 97;

  /** What the database under attack holds. */
  public static final List<Canary> PLANTED =
      List.of(
          new Canary(9001, "Zwart", "2070876351419", LocalDate.of(1907, 8, 23)),
          new Canary(9002, "Zilver", "1041162193508", LocalDate.of(1904, 11, 30)),
          new Canary(9003, "Zomer", "209032A117862", LocalDate.of(1909, 3, 6)),
          new Canary(9004, "Zeldzaam", "1100587214936", LocalDate.of(1910, 5, 17)));

  /** The same persons with other values, to see what the detector says when nothing leaks. */
  static final List<Canary> DECOYS =
      List.of(
          new Canary(9001, "Zwart", "1320568117254", LocalDate.of(1932, 5, 14)),
          new Canary(9002, "Zilver", "2350734285613", LocalDate.of(1935, 7, 2)),
          new Canary(9003, "Zomer", "138122B264095", LocalDate.of(1938, 12, 19)),
          new Canary(9004, "Zeldzaam", "2310113442788", LocalDate.of(1931, 1, 27)));

  public static CanaryScanner scanner() {
    return scanner(List.of());
  }

  /** As {@link #scanner()}, for who may not even see the rows: their notes are canaries too. */
  static CanaryScanner rowScanner() {
    return scanner(PLANTED.stream().map(canary -> "file " + canary.id()).toList());
  }

  private static CanaryScanner scanner(List<String> texts) {
    return new CanaryScanner(
        PLANTED.stream().map(Canary::nir).toList(),
        PLANTED.stream().map(Canary::birthDate).toList(),
        texts,
        LocalDate.now(ZoneOffset.UTC));
  }

  String key() {
    return "%02d".formatted(MODULUS - number(nir) % MODULUS);
  }

  public String nir15() {
    return nir + key();
  }

  /** The digits as a number; Corsica counts as 19 and 18. */
  static long number(String nir) {
    return Long.parseLong(nir.replace("2A", "19").replace("2B", "18"));
  }
}
