package dev.paravent.wire.pg;

/** How long a message of a type may be. Immutable. */
public interface FrameLimits {
  /** What {@link #maxLength} answers for a type that does not exist. */
  int UNKNOWN_TYPE = -1;

  /** The longest length word that is accepted, itself included, or {@link #UNKNOWN_TYPE}. */
  int maxLength(byte type);

  /** Messages without text in them: PQ_SMALL_MESSAGE_LIMIT. */
  int SMALL = 10_000;

  /** Answers to authentication requests: PG_MAX_AUTH_TOKEN_LENGTH. */
  int AUTHENTICATION = 65_535;

  /** What a client may send after its start-up packet. */
  static FrameLimits ofClient(int maxMessageBytes) {
    return type ->
        switch (type) {
          case 'Q', 'P', 'B', 'F', 'd' -> maxMessageBytes;
          case 'p' -> AUTHENTICATION;
          case 'D', 'E', 'C', 'H', 'S', 'X', 'c', 'f' -> SMALL;
          default -> UNKNOWN_TYPE;
        };
  }

  /** What a client may send before the server has let it in. */
  static FrameLimits ofUnknownClient() {
    return type ->
        switch (type) {
          case 'p' -> AUTHENTICATION;
          case 'Q', 'P', 'B', 'F', 'd', 'D', 'E', 'C', 'H', 'S', 'X', 'c', 'f' -> SMALL;
          default -> UNKNOWN_TYPE;
        };
  }

  /** What a server may send. */
  static FrameLimits ofServer(int maxRowBytes) {
    return type ->
        switch (type) {
          case 'D', 'd' -> maxRowBytes;
          case 'R',
              'K',
              'S',
              'Z',
              'T',
              't',
              'n',
              '1',
              '2',
              '3',
              'C',
              's',
              'I',
              'E',
              'N',
              'A',
              'v',
              'G',
              'H',
              'W',
              'c',
              'V' ->
              Math.min(maxRowBytes, 16 * 1024 * 1024);
          default -> UNKNOWN_TYPE;
        };
  }
}
