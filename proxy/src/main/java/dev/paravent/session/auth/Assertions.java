package dev.paravent.session.auth;

import dev.paravent.crypto.jwt.Assertion;
import dev.paravent.crypto.jwt.AssertionException;
import dev.paravent.crypto.jwt.AssertionProblem;
import dev.paravent.crypto.jwt.AssertionRules;
import dev.paravent.crypto.jwt.AssertionVerifier;
import dev.paravent.crypto.jwt.IssuerKeys;
import dev.paravent.crypto.jwt.KeyFileException;
import dev.paravent.decide.AssertedUser;
import dev.paravent.decide.EndUser;
import dev.paravent.policies.AssertionGrant;
import dev.paravent.session.files.FileBacked;
import dev.paravent.session.files.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies assertions with the issuer's keys of a file. Thread-safe. */
public final class Assertions {
  private static final Logger LOG = LoggerFactory.getLogger(Assertions.class);
  private static final int LONGEST_TEXT = 255;

  private final FileBacked<AssertionVerifier> verifier;
  private final InstantSource clock;

  private Assertions(FileBacked<AssertionVerifier> verifier, InstantSource clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Reads the keys.
   *
   * @throws IOException if the file cannot be used; its message is one line
   */
  public static Assertions load(Path keys, AssertionRules rules, InstantSource clock)
      throws IOException {
    return new Assertions(
        FileBacked.load(
            "assertion_keys",
            List.of(WatchedFile.open(keys)),
            contents -> read(keys, Objects.requireNonNull(contents.get(keys)), rules)),
        clock);
  }

  private static AssertionVerifier read(Path file, byte[] content, AssertionRules rules)
      throws IOException {
    try {
      IssuerKeys keys = IssuerKeys.read(content);
      LOG.info("event=assertion_keys ids={}", keys.ids());
      return new AssertionVerifier(keys, rules);
    } catch (KeyFileException unusable) {
      throw new IOException(file + ": " + unusable.getMessage(), unusable);
    }
  }

  /**
   * Who the assertion names. Takes some hundred microseconds.
   *
   * @throws AssertionException if it does not count, or lacks what the policy takes of it
   */
  public AssertedUser verify(String assertion, AssertionGrant grant) throws AssertionException {
    Assertion claims = verifier.current().verify(assertion, clock.instant());
    Map<String, EndUser.Attribute> attributes = new HashMap<>();
    for (Map.Entry<String, AssertionGrant.Attribute> taken : grant.attributes().entrySet()) {
      attributes.put(taken.getKey(), attribute(claims, taken.getValue()));
    }
    return new AssertedUser(
        new EndUser(text(claims, grant.subject()), attributes), claims.expiresAt());
  }

  private static EndUser.Attribute attribute(Assertion claims, AssertionGrant.Attribute taken)
      throws AssertionException {
    return switch (taken.type()) {
      case TEXT -> new EndUser.Text(text(claims, taken.claim()));
      case INTEGER -> {
        OptionalLong number = claims.wholeNumber(taken.claim());
        if (number.isEmpty()) {
          throw new AssertionException(AssertionProblem.CLAIMS);
        }
        yield new EndUser.Whole(number.getAsLong());
      }
    };
  }

  private static String text(Assertion claims, String claim) throws AssertionException {
    Optional<String> text = claims.text(claim).filter(Assertions::isPlain);
    return text.orElseThrow(() -> new AssertionException(AssertionProblem.CLAIMS));
  }

  /** Whether it can be told from others by eye and in a log: no control characters, no halves. */
  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_TEXT
        && text.codePoints()
            .allMatch(
                point ->
                    switch (Character.getType(point)) {
                      case Character.CONTROL,
                          Character.FORMAT,
                          Character.SURROGATE,
                          Character.UNASSIGNED,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          false;
                      default -> true;
                    });
  }

  /** The time by which assertions are judged. */
  public Instant now() {
    return clock.instant();
  }

  /** Reads the keys again if the file changed. Blocks. */
  public void reload() {
    verifier.reload();
  }
}
