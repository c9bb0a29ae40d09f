package dev.paravent.crypto.jwt;

/** Why an assertion does not count. */
public enum AssertionProblem {
  TOO_LONG("it is longer than 8192 characters"),
  MALFORMED("it is no JWT in compact form, or its JSON is broken, too deep or says a member twice"),
  HEADER("its header has another member than alg, kid and typ, or another typ than JWT"),
  ALGORITHM("its alg is not EdDSA or ES256, or not the one of its key"),
  UNKNOWN_KEY("its kid is not among the issuer's keys"),
  SIGNATURE("its signature is wrong"),
  ISSUER("its iss is another issuer"),
  AUDIENCE("its aud does not name this proxy"),
  TIMES("its iat, nbf or exp is missing or no whole number of seconds, or exp is not after iat"),
  LIFETIME("it is valid for longer than allowed"),
  NOT_YET_VALID("it is not valid yet"),
  EXPIRED("it has expired"),
  CLAIMS("a claim that the policy takes is missing or of another type");

  private final String sentence;

  AssertionProblem(String sentence) {
    this.sentence = sentence;
  }

  /** What is wrong, said of "it"; quotes nothing. */
  public String sentence() {
    return sentence;
  }
}
