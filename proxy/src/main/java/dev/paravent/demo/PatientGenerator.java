package dev.paravent.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Makes the same synthetic patients for the same seed, each with a number of its own. */
final class PatientGenerator {
  private static final LocalDate FIRST_BIRTH = LocalDate.of(1930, 1, 1);
  private static final int BIRTH_DAYS = 33_000;
  private static final int OVERSEAS = 97;
  private static final int ABROAD = 99;
  private static final int CORSICA = 20;
  private static final int COMMUNES = 989;
  private static final int ORDERS = 998;

  private static final List<String> LAST_NAMES =
      List.of(
          "Martin",
          "Bernard",
          "Thomas",
          "Petit",
          "Robert",
          "Richard",
          "Durand",
          "Dubois",
          "Moreau",
          "Laurent",
          "Simon",
          "Michel",
          "Lefèvre",
          "Leroy",
          "Roux",
          "David",
          "Bertrand",
          "Morel",
          "Fournier",
          "Girard",
          "Santini",
          "Colonna");
  private static final List<String> MEN =
      List.of("Jean", "Pierre", "Michel", "Luc", "Hugo", "Louis", "Paul", "Adam", "Noé", "Rémi");
  private static final List<String> WOMEN =
      List.of("Marie", "Anne", "Julie", "Léa", "Emma", "Chloé", "Inès", "Alice", "Zoé", "Camille");
  private static final List<String> CITIES =
      List.of("Paris", "Lyon", "Marseille", "Lille", "Nantes", "Bastia", "Ajaccio", "Strasbourg");
  private static final List<String> COVERS =
      List.of("base", "confort", "premium", "hospitalisation");

  private final Random random;
  private final Set<SyntheticNir> taken = new HashSet<>();

  PatientGenerator(long seed) {
    this.random = new Random(seed);
  }

  /** The next patients, numbered from 1. */
  List<Patient> patients(int count, int insurers) {
    List<Patient> patients = new ArrayList<>(count);
    for (long id = 1; id <= count; id++) {
      patients.add(patient(id, insurers));
    }
    return patients;
  }

  private Patient patient(long id, int insurers) {
    boolean woman = random.nextBoolean();
    LocalDate birth = FIRST_BIRTH.plusDays(random.nextInt(BIRTH_DAYS));
    return new Patient(
        id,
        freeNumber(woman, birth),
        birth,
        oneOf(LAST_NAMES),
        oneOf(woman ? WOMEN : MEN),
        oneOf(CITIES),
        1 + random.nextInt(insurers),
        oneOf(COVERS));
  }

  private SyntheticNir freeNumber(boolean woman, LocalDate birth) {
    SyntheticNir nir = number(woman, birth);
    while (!taken.add(nir)) {
      nir = number(woman, birth);
    }
    return nir;
  }

  private SyntheticNir number(boolean woman, LocalDate birth) {
    return new SyntheticNir(
        String.format(
            Locale.ROOT,
            "%d%02d%02d%s%03d",
            woman ? 2 : 1,
            birth.getYear() % 100,
            birth.getMonthValue(),
            place(),
            1 + random.nextInt(ORDERS)));
  }

  /** Department and commune, five characters: mainland, Corsica, overseas (971..976) or abroad. */
  private String place() {
    int department = 1 + random.nextInt(ABROAD);
    return switch (department) {
      case CORSICA -> (random.nextBoolean() ? "2A" : "2B") + threeDigits(COMMUNES);
      case OVERSEAS ->
          "97" + (1 + random.nextInt(6)) + String.format(Locale.ROOT, "%02d", random.nextInt(90));
      case 96, 98 -> "99" + threeDigits(COMMUNES);
      default -> String.format(Locale.ROOT, "%02d", department) + threeDigits(COMMUNES);
    };
  }

  private String threeDigits(int highest) {
    return String.format(Locale.ROOT, "%03d", 1 + random.nextInt(highest));
  }

  private String oneOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
