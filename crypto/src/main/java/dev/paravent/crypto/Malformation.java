package dev.paravent.crypto;

/**
 * What is wrong with a malformed value, without the value.
 *
 * @param position of the first byte that is not as expected; the length if bytes are missing
 * @param expected what should be there, for people
 */
public record Malformation(int position, String expected) {

  @Override
  public String toString() {
    return "malformed at byte %d (expected: %s)".formatted(position, expected);
  }
}
