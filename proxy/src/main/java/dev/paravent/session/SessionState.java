package dev.paravent.session;

import dev.paravent.decide.AssertedUser;
import dev.paravent.decide.SessionEffect;
import dev.paravent.policies.ProtectedClass;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What requests and responses of one session both know. Event-loop confined. */
final class SessionState {
  private final ExchangeQueue queue = new ExchangeQueue();
  private final Names<PreparedStatement> statements = new Names<>();
  private final Names<Portal> portals = new Names<>();
  private final SearchPathTracker searchPath;
  private final Map<ProtectedClass, Long> clearWrites = new EnumMap<>(ProtectedClass.class);
  private Map<Portal, PortalAge> formerPortals = new IdentityHashMap<>();
  private long batch;
  private long sequence;
  private long names;
  private final SettingTracker<Optional<AssertedUser>> endUser;
  private final TemporaryTables temporaries;
  private int pathEffectsInFlight;
  private int endUserEffectsInFlight;
  private int tableEffectsInFlight;
  private boolean pathMayHaveChanged;
  private final ListenedChannels channels = new ListenedChannels();
  private boolean skipping;
  private boolean transactionFailed;
  private boolean inTransaction;
  private CopyIn copyIn = CopyIn.NONE;
  private @Nullable RowCopy rowCopy;
  private @Nullable Runnable afterCopy;

  /** Where COPY FROM STDIN is: its messages are the server's from its CopyInResponse on. */
  enum CopyIn {
    NONE,
    STARTING,
    RUNNING
  }

  /** What a portal was opened under. */
  enum PortalAge {
    /** What governs the session now, or the same as far as the portal goes. */
    CURRENT,
    /** Another policy, which may have given another plan. */
    OTHER_POLICY,
    /** Other keys, or another token domain. */
    OTHER_KEYS
  }

  /** Begins with who was named at login. */
  SessionState(SearchPathTracker searchPath, Optional<AssertedUser> endUser) {
    this.searchPath = searchPath;
    this.endUser = new SettingTracker<>(endUser);
    this.temporaries = new TemporaryTables(() -> this.endUser.effective().map(AssertedUser::user));
  }

  ExchangeQueue queue() {
    return queue;
  }

  ListenedChannels channels() {
    return channels;
  }

  Names<PreparedStatement> statements() {
    return statements;
  }

  Names<Portal> portals() {
    return portals;
  }

  /** Another policy governs the session from now on, perhaps with other tokens. */
  void governanceChanged(boolean otherTokens) {
    Map<Portal, PortalAge> former = new IdentityHashMap<>();
    for (String name : portals.names()) {
      Portal portal = portals.predicted(name);
      if (portal != null) {
        boolean otherKeys = otherTokens || age(portal) == PortalAge.OTHER_KEYS;
        former.put(portal, otherKeys ? PortalAge.OTHER_KEYS : PortalAge.OTHER_POLICY);
      }
    }
    formerPortals = former;
  }

  PortalAge age(Portal portal) {
    return formerPortals.getOrDefault(portal, PortalAge.CURRENT);
  }

  /** What the portal gives is what it would give if it were opened now. */
  void foundRight(Portal portal) {
    formerPortals.remove(portal);
  }

  SearchPathTracker searchPath() {
    return searchPath;
  }

  TemporaryTables temporaries() {
    return temporaries;
  }

  /** On whose behalf the session acts; empty for nobody else. */
  SettingTracker<Optional<AssertedUser>> endUser() {
    return endUser;
  }

  /** Whether what is in flight may change on whose behalf the next statement runs. */
  boolean isEndUserUncertain() {
    // beyond a Sync a transaction may have ended that nobody began
    return endUserEffectsInFlight > 0 || (endUser.isUnsettled() && queue.hasSynchronise());
  }

  /** Counts the messages between two Syncs. */
  long batch() {
    return batch;
  }

  void nextBatch() {
    batch++;
  }

  long nextSequence() {
    return ++sequence;
  }

  /** A name that the server has never heard. */
  String nextName() {
    return "paravent_" + ++names;
  }

  /** Whether messages up to the next Sync are dropped, as the server drops them. */
  boolean isSkipping() {
    return skipping;
  }

  void skip(boolean newSkipping) {
    skipping = newSkipping;
  }

  boolean isTransactionFailed() {
    return transactionFailed;
  }

  void transactionFailed(boolean failed) {
    transactionFailed = failed;
  }

  /** As of the last ReadyForQuery. */
  boolean isInTransaction() {
    return inTransaction;
  }

  void inTransaction(boolean now) {
    inTransaction = now;
  }

  /** Whether what is in flight may change what names mean to the next statement. */
  boolean areNamesUncertain() {
    return pathEffectsInFlight > 0
        || tableEffectsInFlight > 0
        || (searchPath.isUnsettled() || temporaries.isUnsettled()) && !queue.isEmpty();
  }

  /** Whether what is in flight may change the temporary tables. */
  boolean areTablesUncertain() {
    return tableEffectsInFlight > 0;
  }

  /** What an effect in flight may change. */
  record InFlight(boolean path, boolean tables, boolean endUser) {}

  /** An effect is in flight. */
  InFlight effectSent(SessionEffect effect) {
    InFlight counts =
        new InFlight(mayChangePath(effect), mayChangeTables(effect), mayChangeEndUser(effect));
    pathEffectsInFlight += counts.path() ? 1 : 0;
    tableEffectsInFlight += counts.tables() ? 1 : 0;
    endUserEffectsInFlight += counts.endUser() ? 1 : 0;
    return counts;
  }

  /** The statement ended, or will never run. */
  void settled(InFlight counts) {
    if (counts.path()) {
      pathEffectsInFlight--;
      pathMayHaveChanged = true;
    }
    tableEffectsInFlight -= counts.tables() ? 1 : 0;
    endUserEffectsInFlight -= counts.endUser() ? 1 : 0;
  }

  /** A number of a table is in flight. */
  InFlight numberAsked() {
    tableEffectsInFlight++;
    return new InFlight(false, true, false);
  }

  /** Whether the effect may change what names or tokens mean, in a way that nobody knows before. */
  boolean mayChangeNames(SessionEffect effect) {
    return mayChangePath(effect) || mayChangeTables(effect) || mayChangeEndUser(effect);
  }

  /** Whether a statement of the client's may have changed the path since the server last spoke. */
  boolean mayPathHaveChanged() {
    return pathMayHaveChanged;
  }

  /** The server reports changed settings before it is ready. */
  void pathReported() {
    pathMayHaveChanged = false;
  }

  /** Whether the effect may change the search path. */
  private boolean mayChangePath(SessionEffect effect) {
    return switch (effect) {
      case SessionEffect.SearchPath ignored -> true;
      case SessionEffect.Everything ignored -> true;
      case SessionEffect.Commit ignored -> isPathUnsettled();
      case SessionEffect.Rollback ignored -> isPathUnsettled();
      case SessionEffect.RollbackTo ignored -> isPathUnsettled();
      case SessionEffect.None ignored -> false;
      case SessionEffect.Begin ignored -> false;
      case SessionEffect.Savepoint ignored -> false;
      case SessionEffect.Release ignored -> false;
      case SessionEffect.ActFor ignored -> false;
      case SessionEffect.CreateTable ignored -> false;
      case SessionEffect.DropTables ignored -> false;
      case SessionEffect.DiscardTables ignored -> false;
    };
  }

  private boolean mayChangeTables(SessionEffect effect) {
    return switch (effect) {
      case SessionEffect.CreateTable ignored -> true;
      case SessionEffect.DropTables ignored -> true;
      case SessionEffect.DiscardTables ignored -> true;
      case SessionEffect.Everything everything -> everything.discard();
      case SessionEffect.Commit ignored -> areTablesUnsettled();
      case SessionEffect.Rollback ignored -> areTablesUnsettled();
      case SessionEffect.RollbackTo ignored -> areTablesUnsettled();
      case SessionEffect.None ignored -> false;
      case SessionEffect.SearchPath ignored -> false;
      case SessionEffect.Begin ignored -> false;
      case SessionEffect.Savepoint ignored -> false;
      case SessionEffect.Release ignored -> false;
      case SessionEffect.ActFor ignored -> false;
    };
  }

  private boolean mayChangeEndUser(SessionEffect effect) {
    return switch (effect) {
      case SessionEffect.ActFor ignored -> true;
      case SessionEffect.Everything ignored ->
          isEndUserUnsettled() || endUser.effective().isPresent();
      case SessionEffect.Commit ignored -> isEndUserUnsettled();
      case SessionEffect.Rollback ignored -> isEndUserUnsettled();
      case SessionEffect.RollbackTo ignored -> isEndUserUnsettled();
      case SessionEffect.None ignored -> false;
      case SessionEffect.SearchPath ignored -> false;
      case SessionEffect.Begin ignored -> false;
      case SessionEffect.Savepoint ignored -> false;
      case SessionEffect.Release ignored -> false;
      case SessionEffect.CreateTable ignored -> false;
      case SessionEffect.DropTables ignored -> false;
      case SessionEffect.DiscardTables ignored -> false;
    };
  }

  private boolean isEndUserUnsettled() {
    return endUser.isUnsettled() || endUserEffectsInFlight > 0;
  }

  private boolean areTablesUnsettled() {
    return temporaries.isUnsettled() || tableEffectsInFlight > 0;
  }

  private boolean isPathUnsettled() {
    return searchPath.isUnsettled() || pathEffectsInFlight > 0;
  }

  /** Clear values of these classes are being written. */
  void writesClear(Set<ProtectedClass> classes, long atSequence) {
    for (ProtectedClass protectedClass : classes) {
      clearWrites.put(protectedClass, atSequence);
    }
  }

  /** Whether the transaction wrote a clear value of one of these classes. */
  boolean hasWrittenClear(Set<ProtectedClass> classes) {
    return !clearWrites.isEmpty() && classes.stream().anyMatch(clearWrites::containsKey);
  }

  CopyIn copyIn() {
    return copyIn;
  }

  /** What reads the rows of the copy that runs; null if the server does. */
  @Nullable RowCopy rowCopy() {
    return rowCopy;
  }

  /**
   * COPY FROM STDIN was sent; nothing may follow it until it ends.
   *
   * @param rows what reads its rows; null if the server does
   * @param afterwards what a Query still has to send then; null in the extended protocol
   */
  void copyStarts(@Nullable RowCopy rows, @Nullable Runnable afterwards) {
    copyIn = CopyIn.STARTING;
    rowCopy = rows;
    afterCopy = afterwards;
  }

  /** The Query goes on with this once the copy that was started has ended. */
  void continueAfterCopy(Runnable rest) {
    Runnable first = afterCopy;
    if (first == null) {
      throw new IllegalStateException("no copy of a Query runs");
    }
    afterCopy =
        () -> {
          first.run();
          rest.run();
        };
  }

  /** The server takes the copy's messages. */
  void copyRuns() {
    copyIn = CopyIn.RUNNING;
  }

  /** The copy's last message was sent, or the server has failed it; returns what is to follow. */
  @Nullable Runnable copyEnds() {
    Runnable afterwards = afterCopy;
    copyIn = CopyIn.NONE;
    rowCopy = null;
    afterCopy = null;
    return afterwards;
  }

  /** The transaction that held everything up to there is over. */
  void forgetClearWrites(long untilSequence) {
    clearWrites.values().removeIf(sequenceOfWrite -> sequenceOfWrite <= untilSequence);
  }
}
