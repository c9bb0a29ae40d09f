package dev.paravent.crypto.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionVerifierTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final String EDWARDS = "{\"alg\":\"EdDSA\",\"kid\":\"ed\"}";
  private static final String WEIERSTRASS = "{\"alg\":\"ES256\",\"kid\":\"ec\",\"typ\":\"JWT\"}";

  private static Issuer ed;
  private static Issuer ec;
  private static AssertionVerifier verifier;

  @BeforeAll
  static void makeKeys() throws Exception {
    ed = Issuer.ed25519();
    ec = Issuer.es256();
    String set =
        "{\"keys\":[%s,%s]}"
            .formatted(ed.jwk(",\"kid\":\"ed\""), ec.jwk(",\"kid\":\"ec\",\"use\":\"sig\""));
    verifier =
        new AssertionVerifier(
            IssuerKeys.read(set.getBytes(UTF_8)),
            new AssertionRules(
                "https://portal", "paravent", Duration.ofSeconds(30), Duration.ofMinutes(15)));
  }

  private static String claims(String further) {
    return "{\"iss\":\"https://portal\",\"aud\":\"paravent\",\"sub\":\"alice\",%s}"
        .formatted(further);
  }

  private static String times(long issued, long expires) {
    return "\"iat\":%d,\"exp\":%d".formatted(issued, expires);
  }

  private static final String GOOD = claims(times(1_000_000, 1_000_600));

  private static AssertionProblem problem(String text) {
    AssertionException refused =
        catchThrowableOfType(AssertionException.class, () -> verifier.verify(text, NOW));
    assertThat(refused).as("it was taken").isNotNull();
    return refused.problem();
  }

  @Test
  void takesBothAlgorithms() throws Exception {
    Assertion byEd = verifier.verify(ed.sign(EDWARDS, GOOD), NOW);
    assertThat(byEd.text("sub")).contains("alice");
    assertThat(byEd.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_000_630));
    assertThat(verifier.verify(ec.sign(WEIERSTRASS, GOOD), NOW).text("sub")).contains("alice");
    assertThat(
            verifier.verify(ed.sign("{\"alg\":\"Ed25519\",\"kid\":\"ed\"}", GOOD), NOW).text("sub"))
        .as("the name of RFC 9864")
        .contains("alice");
  }

  @Test
  void givesClaimsByTheirTypeOnly() throws Exception {
    Assertion assertion =
        verifier.verify(
            ed.sign(
                EDWARDS,
                claims(
                    times(1_000_000, 1_000_600)
                        + ",\"n\":7,\"s\":\"7\",\"f\":7.0,\"big\":9223372036854775808,\"l\":[7]")),
            NOW);
    assertThat(assertion.wholeNumber("n")).hasValue(7);
    assertThat(assertion.text("n")).isEmpty();
    assertThat(assertion.wholeNumber("s")).isEmpty();
    assertThat(assertion.wholeNumber("f")).isEmpty();
    assertThat(assertion.wholeNumber("big")).isEmpty();
    assertThat(assertion.wholeNumber("l")).isEmpty();
    assertThat(assertion.text("absent")).isEmpty();
    assertThat(assertion.toString()).doesNotContain("alice");
  }

  @Test
  void refusesAssertionsWithoutSignature() throws Exception {
    String none =
        Issuer.encode("{\"alg\":\"none\",\"kid\":\"ed\"}".getBytes(UTF_8))
            + "."
            + Issuer.encode(GOOD.getBytes(UTF_8))
            + ".";
    assertThat(problem(none)).isEqualTo(AssertionProblem.ALGORITHM);
    String stripped = ed.sign(EDWARDS, GOOD).replaceAll("\\.[^.]*$", ".");
    assertThat(problem(stripped)).isEqualTo(AssertionProblem.SIGNATURE);
    assertThat(problem(ed.sign(EDWARDS, GOOD).replaceAll("\\.[^.]*$", "")))
        .isEqualTo(AssertionProblem.MALFORMED);
  }

  @Test
  void takesNoPublicKeyForASecretOfHmac() throws Exception {
    String signed =
        Issuer.encode("{\"alg\":\"HS256\",\"kid\":\"ec\"}".getBytes(UTF_8))
            + "."
            + Issuer.encode(GOOD.getBytes(UTF_8));
    for (byte[] secret : new byte[][] {ec.der(), ec.pem().getBytes(UTF_8)}) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String forged = signed + "." + Issuer.encode(mac.doFinal(signed.getBytes(UTF_8)));
      assertThat(problem(forged)).isEqualTo(AssertionProblem.ALGORITHM);
    }
  }

  @ParameterizedTest
  @CsvSource({"none", "NONE", "''", "HS256", "RS256", "PS256", "ES256K", "ES384", "eddsa", "es256"})
  void refusesEveryOtherAlgorithm(String alg) throws Exception {
    String header = "{\"alg\":\"%s\",\"kid\":\"ed\"}".formatted(alg);
    assertThat(problem(ed.sign(header, GOOD))).isEqualTo(AssertionProblem.ALGORITHM);
    String weierstrass = "{\"alg\":\"%s\",\"kid\":\"ec\"}".formatted(alg);
    assertThat(problem(ec.sign(weierstrass, GOOD))).isEqualTo(AssertionProblem.ALGORITHM);
  }

  @Test
  void refusesTheAlgorithmOfAnotherKey() throws Exception {
    assertThat(problem(ec.sign("{\"alg\":\"ES256\",\"kid\":\"ed\"}", GOOD)))
        .isEqualTo(AssertionProblem.ALGORITHM);
    assertThat(problem(ec.sign("{\"alg\":\"EdDSA\",\"kid\":\"ec\"}", GOOD)))
        .isEqualTo(AssertionProblem.ALGORITHM);
    assertThat(problem(ec.sign("{\"kid\":\"ec\"}", GOOD))).isEqualTo(AssertionProblem.ALGORITHM);
  }

  @Test
  void refusesOtherKeys() throws Exception {
    assertThat(problem(Issuer.ed25519().sign(EDWARDS, GOOD))).isEqualTo(AssertionProblem.SIGNATURE);
    assertThat(problem(Issuer.es256().sign(WEIERSTRASS, GOOD)))
        .isEqualTo(AssertionProblem.SIGNATURE);
    assertThat(problem(ed.sign("{\"alg\":\"EdDSA\",\"kid\":\"other\"}", GOOD)))
        .isEqualTo(AssertionProblem.UNKNOWN_KEY);
    assertThat(problem(ed.sign("{\"alg\":\"EdDSA\"}", GOOD)))
        .isEqualTo(AssertionProblem.UNKNOWN_KEY);
    assertThat(problem(ed.sign("{\"alg\":\"EdDSA\",\"kid\":1}", GOOD)))
        .isEqualTo(AssertionProblem.UNKNOWN_KEY);
  }

  @Test
  void takesNoKeyFromTheHeader() throws Exception {
    Issuer attacker = Issuer.ed25519();
    String own = "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"jwk\":%s}".formatted(attacker.jwk(""));
    assertThat(problem(attacker.sign(own, GOOD))).isEqualTo(AssertionProblem.HEADER);
    for (String member : new String[] {"jku", "x5u", "x5c", "x5t", "zip", "b64", "cty"}) {
      String header = "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"%s\":\"x\"}".formatted(member);
      assertThat(problem(ed.sign(header, GOOD))).isEqualTo(AssertionProblem.HEADER);
    }
  }

  @ParameterizedTest
  @CsvSource({"[]", "['exp']", "['b64']", "null", "1"})
  void refusesCritical(String critical) throws Exception {
    String header =
        "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":%s}".formatted(critical.replace('\'', '"'));
    assertThat(problem(ed.sign(header, GOOD))).isEqualTo(AssertionProblem.HEADER);
  }

  @Test
  void refusesTokensThatAreForSomethingElse() throws Exception {
    for (String type : new String[] {"\"at+jwt\"", "\"logout+jwt\"", "\"\"", "1", "null"}) {
      String header = "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"typ\":%s}".formatted(type);
      assertThat(problem(ed.sign(header, GOOD))).isEqualTo(AssertionProblem.HEADER);
    }
  }

  @Test
  void refusesMembersThatAreSaidTwice() throws Exception {
    assertThat(problem(ed.sign("{\"alg\":\"none\",\"alg\":\"EdDSA\",\"kid\":\"ed\"}", GOOD)))
        .isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem(ed.sign("{\"alg\":\"EdDSA\",\"kid\":\"x\",\"\\u006bid\":\"ed\"}", GOOD)))
        .isEqualTo(AssertionProblem.MALFORMED);
    String twice = claims("\"sub\":\"bob\"," + times(1_000_000, 1_000_600));
    assertThat(problem(ed.sign(EDWARDS, twice))).isEqualTo(AssertionProblem.MALFORMED);
    String nested = claims("\"x\":{\"a\":1,\"a\":2}," + times(1_000_000, 1_000_600));
    assertThat(problem(ed.sign(EDWARDS, nested))).isEqualTo(AssertionProblem.MALFORMED);
  }

  @Test
  void refusesAnythingButOneObject() throws Exception {
    for (String broken :
        new String[] {
          "", "[]", "1", "null", "\"x\"", GOOD + "{}", GOOD + " x", "{", "\uFEFF" + GOOD
        }) {
      assertThat(problem(ed.sign(EDWARDS, broken))).isEqualTo(AssertionProblem.MALFORMED);
    }
    String deep = claims("\"x\":" + "[".repeat(2000) + "]".repeat(2000));
    assertThat(problem(ed.sign(EDWARDS, deep))).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem(ed.sign("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}x", GOOD)))
        .isEqualTo(AssertionProblem.MALFORMED);
  }

  @Test
  void refusesOtherEncodingsThanUtf8() throws Exception {
    String head = Issuer.encode(EDWARDS.getBytes(UTF_8));
    byte[][] payloads = {
      GOOD.getBytes(StandardCharsets.UTF_16BE),
      GOOD.replace("alice", "\u00e9").getBytes(StandardCharsets.ISO_8859_1)
    };
    for (byte[] payload : payloads) {
      String signed = head + "." + Issuer.encode(payload);
      assertThat(problem(signed + "." + Issuer.encode(ed.signature(signed))))
          .isEqualTo(AssertionProblem.MALFORMED);
    }
  }

  @Test
  void refusesOtherSpellingsOfTheParts() throws Exception {
    String good = ed.sign(EDWARDS, GOOD);
    int last = good.lastIndexOf('.') + 1;
    assertThat(problem(good + "==")).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem(good + "\n")).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem(" " + good)).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem(good + ".")).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem("." + good)).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem(good.substring(0, last) + "+/+/")).isEqualTo(AssertionProblem.MALFORMED);
    // bits behind the last byte: 64 bytes are 86 characters, of which the last has four spare bits
    char spare = (char) (good.charAt(good.length() - 1) + 1);
    assertThat(problem(good.substring(0, good.length() - 1) + spare))
        .isIn(AssertionProblem.MALFORMED, AssertionProblem.SIGNATURE);
    assertThat(problem("")).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem("..")).isEqualTo(AssertionProblem.MALFORMED);
    assertThat(problem("\u00e9.\u00e9.\u00e9")).isEqualTo(AssertionProblem.MALFORMED);
  }

  @Test
  void refusesEveryChangedBit() throws Exception {
    for (String good : new String[] {ed.sign(EDWARDS, GOOD), ec.sign(WEIERSTRASS, GOOD)}) {
      String[] parts = good.split("\\.", -1);
      for (int part = 1; part < parts.length; part++) {
        byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
          byte[] changed = bytes.clone();
          changed[bit / 8] ^= (byte) (1 << (bit % 8));
          String[] other = parts.clone();
          other[part] = Issuer.encode(changed);
          assertThat(problem(String.join(".", other))).isEqualTo(AssertionProblem.SIGNATURE);
        }
      }
    }
  }

  @Test
  void refusesSignaturesOfZerosAndInOtherForms() throws GeneralSecurityException {
    String signed =
        Issuer.encode(WEIERSTRASS.getBytes(UTF_8)) + "." + Issuer.encode(GOOD.getBytes(UTF_8));
    // CVE-2022-21449
    assertThat(problem(signed + "." + Issuer.encode(new byte[64])))
        .isEqualTo(AssertionProblem.SIGNATURE);
    byte[] plain = ec.signature(signed);
    byte[] longer = Arrays.copyOf(plain, 65);
    assertThat(problem(signed + "." + Issuer.encode(longer))).isEqualTo(AssertionProblem.SIGNATURE);
    byte[] der = {0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01};
    assertThat(problem(signed + "." + Issuer.encode(der))).isEqualTo(AssertionProblem.SIGNATURE);
  }

  @Test
  void refusesOtherIssuersAndAudiences() throws Exception {
    String times = times(1_000_000, 1_000_600);
    String noIssuer = "{\"aud\":\"paravent\"," + times + "}";
    String otherIssuer = "{\"iss\":\"https://portal/\",\"aud\":\"paravent\"," + times + "}";
    String listedIssuer = "{\"iss\":[\"https://portal\"],\"aud\":\"paravent\"," + times + "}";
    for (String claims : new String[] {noIssuer, otherIssuer, listedIssuer}) {
      assertThat(problem(ed.sign(EDWARDS, claims))).isEqualTo(AssertionProblem.ISSUER);
    }
    for (String audience :
        new String[] {
          "",
          "\"aud\":\"other\",",
          "\"aud\":[],",
          "\"aud\":[1,\"paravent\"],",
          "\"aud\":[\"Paravent\"],",
          "\"aud\":{\"paravent\":1},",
          "\"aud\":null,"
        }) {
      String claims = "{\"iss\":\"https://portal\"," + audience + times + "}";
      assertThat(problem(ed.sign(EDWARDS, claims))).isEqualTo(AssertionProblem.AUDIENCE);
    }
    String several = "{\"iss\":\"https://portal\",\"aud\":[\"x\",\"paravent\"]," + times + "}";
    assertThat(verifier.verify(ed.sign(EDWARDS, several), NOW)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    // the clock may be 30 seconds off, and no more
    "999500, 999970, EXPIRED",
    "999500, 999971,",
    "1000030, 1000100,",
    "1000031, 1000100, NOT_YET_VALID",
    // 15 minutes are the longest
    "1000000, 1000900,",
    "1000000, 1000901, LIFETIME",
    "1000000, 1000000, TIMES",
    "1000000, 999999, TIMES",
    "-1, 10, TIMES",
    "1000000, 9999999999999, TIMES",
    "0, 1, EXPIRED",
  })
  void judgesTimes(long issued, long expires, String expected) throws Exception {
    String assertion = ed.sign(EDWARDS, claims(times(issued, expires)));
    if (expected == null) {
      assertThat(verifier.verify(assertion, NOW).expiresAt())
          .isEqualTo(Instant.ofEpochSecond(expires + 30));
    } else {
      assertThat(problem(assertion)).isEqualTo(AssertionProblem.valueOf(expected));
    }
  }

  @Test
  void asksForTimesThatAreWholeNumbers() throws Exception {
    for (String times :
        new String[] {
          "\"iat\":1000000",
          "\"exp\":1000600",
          "\"iat\":\"1000000\",\"exp\":1000600",
          "\"iat\":1000000,\"exp\":1000600.5",
          "\"iat\":1e6,\"exp\":1000600",
          "\"iat\":1000000,\"exp\":null",
          "\"iat\":1000000,\"exp\":99999999999999999999",
          "\"iat\":1000000,\"exp\":1000600,\"nbf\":\"x\""
        }) {
      assertThat(problem(ed.sign(EDWARDS, claims(times)))).isEqualTo(AssertionProblem.TIMES);
    }
    assertThat(problem(ed.sign(EDWARDS, claims(times(1_000_000, 1_000_600) + ",\"nbf\":1000031"))))
        .isEqualTo(AssertionProblem.NOT_YET_VALID);
    assertThat(problem(ed.sign(EDWARDS, claims("\"iat\":1000000,\"exp\":1" + "0".repeat(2000)))))
        .isEqualTo(AssertionProblem.MALFORMED);
  }

  @Test
  void looksAtClaimsOnlyWhenTheyAreSigned() throws Exception {
    Issuer other = Issuer.ed25519();
    assertThat(problem(other.sign(EDWARDS, "no json"))).isEqualTo(AssertionProblem.SIGNATURE);
  }

  @Test
  void refusesLongTextsUnread() {
    assertThat(problem("a".repeat(8193))).isEqualTo(AssertionProblem.TOO_LONG);
    assertThat(problem(".".repeat(8192))).isEqualTo(AssertionProblem.MALFORMED);
  }
}
