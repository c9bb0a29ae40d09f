package dev.paravent.crypto.kek;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What it costs to try one passphrase by Argon2id (RFC 9106), and the salt. Immutable.
 *
 * <p>The least cost is OWASP's (19 MiB, two passes): a file that asks for less is refused, for
 * somebody may have weakened it before it was given to us. A file that asks for very much is
 * refused as well: it would only keep the proxy from starting.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Argon2Cost(int memoryKib, int iterations, int parallelism, byte[] salt) {

  static final int LEAST_MEMORY_KIB = 19_456;
  static final int LEAST_ITERATIONS = 2;
  static final int LEAST_SALT = 16;

  private static final int MOST_MEMORY_KIB = 1 << 20;
  private static final int MOST_ITERATIONS = 64;
  private static final int MOST_PARALLELISM = 16;
  private static final int MOST_SALT = 64;

  private static final String MEMORY = "memoryKiB";
  private static final String ITERATIONS = "iterations";
  private static final String PARALLELISM = "parallelism";
  private static final String SALT = "salt";
  private static final Set<String> NAMES = Set.of(MEMORY, ITERATIONS, PARALLELISM, SALT);

  /** RFC 9106's second recommended option: 64 MiB, three passes, four lanes. */
  static Argon2Cost recommended(byte[] salt) {
    return new Argon2Cost(1 << 16, 3, 4, salt);
  }

  static Argon2Cost of(Map<String, String> parameters) throws KekException {
    for (String name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        throw new KekException("wrapping.parameters: unknown field");
      }
    }
    return new Argon2Cost(
        number(parameters, MEMORY, LEAST_MEMORY_KIB, MOST_MEMORY_KIB),
        number(parameters, ITERATIONS, LEAST_ITERATIONS, MOST_ITERATIONS),
        number(parameters, PARALLELISM, 1, MOST_PARALLELISM),
        salt(parameters));
  }

  SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put(MEMORY, Integer.toString(memoryKib));
    parameters.put(ITERATIONS, Integer.toString(iterations));
    parameters.put(PARALLELISM, Integer.toString(parallelism));
    parameters.put(SALT, Base64.getEncoder().encodeToString(salt));
    return parameters;
  }

  /** The key of a passphrase, 32 bytes, which the caller wipes. */
  byte[] derive(byte[] passphrase) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build());
    byte[] key = new byte[AesGcm.KEY];
    generator.generateBytes(passphrase, key);
    return key;
  }

  private static int number(Map<String, String> parameters, String name, int least, int most)
      throws KekException {
    int value = 0;
    try {
      value = Integer.parseInt(parameters.getOrDefault(name, ""));
    } catch (NumberFormatException notANumber) {
      // told below, with what was expected
    }
    if (value < least || value > most) {
      throw new KekException(
          "wrapping.parameters.%s: missing or outside its range (expected: %d to %d)"
              .formatted(name, least, most));
    }
    return value;
  }

  private static byte[] salt(Map<String, String> parameters) throws KekException {
    byte[] salt = {};
    try {
      salt = Base64.getDecoder().decode(parameters.getOrDefault(SALT, ""));
    } catch (IllegalArgumentException notBase64) {
      // told below, with what was expected
    }
    if (salt.length < LEAST_SALT || salt.length > MOST_SALT) {
      throw new KekException(
          "wrapping.parameters.salt: missing or not valid (expected: base64 of %d to %d bytes)"
              .formatted(LEAST_SALT, MOST_SALT));
    }
    return salt;
  }

  /** The cost without the salt, which says nothing. */
  @Override
  public String toString() {
    return "Argon2Cost" + Arrays.asList(memoryKib, iterations, parallelism);
  }
}
