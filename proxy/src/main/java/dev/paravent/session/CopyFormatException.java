package dev.paravent.session;

/** What a client copies in is no row, or may not be written. */
final class CopyFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** A row is not what COPY expects: bad_copy_file_format. The message holds no value. */
  CopyFormatException(String message) {
    this(Refusal.of("22P04", message));
  }

  CopyFormatException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  static CopyFormatException tooLong(int maxRowBytes) {
    return new CopyFormatException(
        Refusal.of("54000", "the row is longer than %d bytes".formatted(maxRowBytes)));
  }

  Refusal refusal() {
    return refusal;
  }
}
