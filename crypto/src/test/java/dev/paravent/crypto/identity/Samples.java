package dev.paravent.crypto.identity;

import java.util.List;
import java.util.Random;

/** Random clear values, made by the rules of their issuers and not by the codecs. */
final class Samples {

  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final List<String> IBANS = IbanCodecTest.EXAMPLES;

  private Samples() {}

  static String of(IdentityFace face, Random random) {
    String value =
        switch (face) {
          case US_SSN_LETTERED, US_SSN_ASSIGNABLE -> ssn(random);
          case BE_NISS -> niss(random);
          case ES_IDENTITY_LETTERED, ES_IDENTITY_ASSIGNABLE -> spanish(random);
          case IBAN -> IBANS.get(random.nextInt(IBANS.size()));
          case CARD -> card(random, 13);
          case CARD_BIN6 -> card(random, 13);
          case CARD_BIN8 -> card(random, 15);
          case DIGITS -> digits(random, 6 + random.nextInt(30));
          case OPAQUE_TEXT -> text(random);
        };
    boolean isPadded = face != IdentityFace.OPAQUE_TEXT && random.nextInt(4) == 0;
    return isPadded ? value + " ".repeat(random.nextInt(4)) : value;
  }

  private static String ssn(Random random) {
    int area = 1 + random.nextInt(899);
    int group = 1 + random.nextInt(99);
    int serial = 1 + random.nextInt(9_999);
    String gap = List.of("", "-", " ").get(random.nextInt(3));
    return "%03d%s%02d%s%04d".formatted(area == 666 ? 665 : area, gap, group, gap, serial);
  }

  private static String niss(Random random) {
    int month = random.nextInt(13) + 20 * random.nextInt(3);
    String digits =
        "%02d%02d%02d%03d"
            .formatted(random.nextInt(100), month, random.nextInt(32), 1 + random.nextInt(998));
    long number = Long.parseLong(random.nextBoolean() ? digits : "2" + digits);
    String all = digits + "%02d".formatted(97 - number % 97);
    return random.nextBoolean() ? all : all.replaceFirst("(..)(..)(..)(...)(..)", "$1.$2.$3-$4.$5");
  }

  private static String spanish(Random random) {
    if (random.nextBoolean()) {
      int number = random.nextInt(100_000_000);
      return "%08d%c".formatted(number, DNI_LETTERS.charAt(number % 23));
    }
    int first = random.nextInt(3);
    int number = random.nextInt(10_000_000);
    int check = (first * 10_000_000 + number) % 23;
    return "%c%07d%s%c"
        .formatted(
            "XYZ".charAt(first),
            number,
            random.nextBoolean() ? "-" : "",
            DNI_LETTERS.charAt(check));
  }

  private static String card(Random random, int least) {
    int length = least + random.nextInt(20 - least);
    String payload = (2 + random.nextInt(5)) + digits(random, length - 2);
    for (int check = 0; check < 10; check++) {
      if (isLuhn(payload + check)) {
        String card = payload + check;
        return length == 16 && random.nextBoolean()
            ? card.replaceFirst("(.{4})(.{4})(.{4})(.{4})", "$1 $2 $3 $4")
            : card;
      }
    }
    throw new IllegalStateException("no check digit");
  }

  /** Luhn's formula by the table of its patent (US 2950048), from the right. */
  static boolean isLuhn(String digits) {
    int[] doubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : doubled[digit];
    }
    return sum % 10 == 0;
  }

  static String digits(Random random, int length) {
    StringBuilder digits = new StringBuilder();
    random.ints(length, 0, 10).forEach(digits::append);
    return digits.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    random.ints(random.nextInt(80), 0, 256).forEach(c -> text.append((char) c));
    return text.toString();
  }
}
