package dev.paravent.catalog;

/** What a server of a cluster is at present. */
public enum ServerStanding {
  /** The primary, and transactions may write. */
  WRITABLE,
  /** The primary, but transactions are read-only unless they say otherwise. */
  READ_ONLY,
  /** It replays what the primary writes. */
  STANDBY
}
