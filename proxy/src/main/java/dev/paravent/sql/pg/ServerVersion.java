package dev.paravent.sql.pg;

/**
 * The major release of PostgreSQL whose SQL is read. Releases differ in the meaning of some texts:
 *
 * <ul>
 *   <li>words such as {@code system_user} (16) or {@code json_array} (16) are names before they
 *       become key words: {@code keywords.txt} says since when each is one;
 *   <li>a key word is a column label without AS since 14;
 *   <li>{@code 0x1F} and {@code 1_000} are numbers since 16, errors in 15, and a number with a
 *       label before; likewise anything else that follows digits at once;
 *   <li>the vertical tab is a blank, and the escape {@code \v} stands for it, since 16;
 *   <li>EXTRACT is called {@code date_part} before 14, TRUE is called {@code bool} before 15.
 * </ul>
 *
 * <p>What only newer releases accept is read always: the server refuses it. Immutable.
 *
 * @param major from 13; later than {@link #NEWEST} is read like that one
 */
public record ServerVersion(int major) {
  /** The newest release whose grammar is known. */
  public static final ServerVersion NEWEST = new ServerVersion(18);

  public ServerVersion {
    if (major < 13) {
      throw new IllegalArgumentException("server version: " + major + " (expected: >= 13)");
    }
  }

  /**
   * The release of a server.
   *
   * @param number server_version_num, such as 150004
   */
  public static ServerVersion of(int number) {
    return new ServerVersion(number / 10_000);
  }

  boolean isBefore(int release) {
    return major < release;
  }
}
