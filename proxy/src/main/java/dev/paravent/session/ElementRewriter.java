package dev.paravent.session;

/** Replaces one value, be it a field or an element of an array. Confined to one thread. */
interface ElementRewriter {
  /** The value becomes NULL. */
  int NULL = -1;

  /** The value must not pass; the rewriter knows why. */
  int STOP = -2;

  /** Replaces the value; returns how many bytes of {@link #result} it has, NULL or STOP. */
  int rewrite(byte[] source, int offset, int length);

  /** Holds the last value. */
  byte[] result();
}
