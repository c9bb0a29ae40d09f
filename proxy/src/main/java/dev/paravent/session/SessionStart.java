package dev.paravent.session;

import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.session.SessionMetrics.LoginRefusal;
import dev.paravent.session.SessionMetrics.Role;
import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.BackendMessage.ParameterStatus;
import dev.paravent.wire.pg.BackendMessage.ReadyForQuery;
import dev.paravent.wire.pg.BackendMessage.Report;
import dev.paravent.wire.pg.FrameLimits;
import dev.paravent.wire.pg.FrameSink;
import dev.paravent.wire.pg.FrontendMessage.Query;
import dev.paravent.wire.pg.MessageReader;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.ProtocolException;
import dev.paravent.wire.pg.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A governed client from the database's OK to its first ReadyForQuery: the proxy learns the search
 * path and gets the planner. Event-loop confined.
 */
final class SessionStart implements ServerLogin.Next {
  private static final Logger LOG = LoggerFactory.getLogger(SessionStart.class);

  private enum Phase {
    AUTHENTICATING,
    STARTING,
    ASKING_PATH,
    WAITING_FOR_PLANNER,
    DONE
  }

  private final ProxyParts parts;
  private final int minorVersion;
  private final Governance governance;
  private final Principal principal;
  private final Optional<String> assertion;
  private final PgFrameDecoder clientDecoder;
  private final Outbox toClient;
  private final Future<?> timeout;
  private final Channel client;
  private Phase phase = Phase.AUTHENTICATING;
  private @Nullable Outbox toServer;
  private @Nullable PgFrameDecoder serverDecoder;
  private @Nullable CompletableFuture<StatementPlanner> planner;
  private CompletableFuture<EndUsers.Outcome> endUser =
      CompletableFuture.completedFuture(EndUsers.Outcome.NOBODY);
  private @Nullable BackendKeyData issuedKey;
  private @Nullable SearchPathTracker searchPath;

  SessionStart(
      ProxyParts parts,
      Governance governance,
      int minorVersion,
      Principal principal,
      Optional<String> assertion,
      PgFrameDecoder clientDecoder,
      Outbox toClient,
      Future<?> timeout) {
    this.parts = parts;
    this.governance = governance;
    this.minorVersion = minorVersion;
    this.principal = principal;
    this.assertion = assertion;
    this.clientDecoder = clientDecoder;
    this.toClient = toClient;
    this.timeout = timeout;
    this.client = toClient.channel();
  }

  @Override
  public void admitted(Outbox server, PgFrameDecoder decoder, ByteBuf in, int index, int length) {
    toServer = server;
    serverDecoder = decoder;
    if (!parts.userConnections().tryAcquire(principal.user())) {
      refuse(Refusal.tooManyOf(principal.user()));
      return;
    }
    client.closeFuture().addListener(f -> parts.userConnections().release(principal.user()));
    phase = Phase.STARTING;
    clientDecoder.handOverTo(new ClientSide());
    decoder.handOverTo(new ServerSide());
    toClient.buffer().writeBytes(in, index, length);
    planner = governance.planners().plannerFor(principal, Upstream.hostOf(server.channel()));
    assertion.ifPresent(
        text ->
            endUser =
                EndUsers.verify(text, principal, parts.login().assertions(), parts.planning()));
  }

  @Override
  public boolean passes(byte type) {
    return false;
  }

  @Override
  public Report told(Report report) {
    return ServerReports.scrubbed(report);
  }

  private void serverMessage(ByteBuf in, int index, int length) {
    MessageReader body = MessageReader.ofFrame(in, index, length);
    byte type = in.getByte(index);
    switch (type) {
      case 'S' -> {
        ParameterStatus status = ParameterStatus.decode(body);
        if (!PinnedSettings.allows(status.name(), status.value())) {
          throw new IncidentException(
              Incident.SETTING_CHANGED, "setting " + status.name() + " is not as pinned");
        }
        if (issuedKey == null) {
          toClient.buffer().writeBytes(in, index, length);
        } else { // a trigger on logins has set it
          new ParameterStatus(status.name(), PinnedSettings.told(status.value()))
              .encode(toClient.buffer());
        }
      }
      case 'K' -> {
        require(phase == Phase.STARTING && issuedKey == null, type);
        BackendKeyData issued =
            parts
                .cancelKeys()
                .issue(
                    CancelKeys.Target.of(BackendKeyData.decode(body), requireServer().channel()),
                    minorVersion >= StartupPacket.MINOR_OF_LONG_KEYS);
        issuedKey = issued;
        client.closeFuture().addListener(future -> parts.cancelKeys().revoke(issued));
        issued.encode(toClient.buffer());
      }
      case 'Z' -> {
        ReadyForQuery.decode(body);
        ready(type);
      }
      case 'T', 'C' -> require(phase == Phase.ASKING_PATH, type);
      case 'D' -> {
        require(phase == Phase.ASKING_PATH && searchPath == null, type);
        searchPath = new SearchPathTracker(principal.databaseUser(), schemas(in, body));
      }
      case 'N' -> {
        // not about this client's statements: it has none yet
      }
      case 'E' -> {
        told(Report.decode(in, index, length)).encode(toClient.buffer(), 'E');
        close();
      }
      default -> require(false, type);
    }
  }

  private void ready(byte type) {
    switch (phase) {
      case STARTING -> {
        phase = Phase.ASKING_PATH;
        Query.encode(
            requireServer().buffer(),
            "SELECT pg_catalog.current_schemas(false)::pg_catalog.text[]");
      }
      case ASKING_PATH -> {
        require(searchPath != null, type);
        phase = Phase.WAITING_FOR_PLANNER;
        awaitPlanner();
      }
      case AUTHENTICATING, WAITING_FOR_PLANNER, DONE -> require(false, type);
    }
  }

  /** The schemas of the search path that exist, in order. */
  private static List<String> schemas(ByteBuf in, MessageReader body) {
    int fields = body.count();
    int length = body.int32();
    if (fields != 1 || length < 0) {
      throw new IncidentException(Incident.RESULT_DISAGREES, "no search path was told");
    }
    byte[] text = new byte[length];
    in.getBytes(body.skip(length), text);
    body.end();
    List<String> schemas = SchemaArray.read(text);
    if (schemas.indexOf("pg_catalog") > 0) {
      throw new ProtocolException("search_path: pg_catalog is not first (expected: first)");
    }
    return schemas;
  }

  private void awaitPlanner() {
    CompletableFuture<StatementPlanner> promised = planner;
    if (promised == null) {
      throw new IllegalStateException("no planner was asked for");
    }
    endUser.whenComplete(
        (named, none) ->
            promised.whenComplete(
                (found, failure) -> {
                  if (client.eventLoop().inEventLoop()) {
                    planned(found, failure);
                  } else {
                    client.eventLoop().execute(() -> planned(found, failure));
                  }
                }));
  }

  private void planned(@Nullable StatementPlanner found, @Nullable Throwable failure) {
    if (phase != Phase.WAITING_FOR_PLANNER) {
      return; // closed meanwhile
    }
    if (found == null || failure != null) {
      LOG.error("event=catalog_unavailable database={}", principal.database());
      refuse(Refusal.of("57P03", "the catalog of this database is not available"));
      return;
    }
    EndUsers.Outcome named = endUser.join();
    Refusal refusal = named.refusal();
    if (refusal != null) {
      parts.metrics().loginRefused(LoginRefusal.WRONG_ASSERTION);
      refuse(refusal);
      return;
    }
    try {
      startSession(found, named);
    } catch (RuntimeException | Error e) {
      broken(e);
    }
  }

  private void startSession(StatementPlanner found, EndUsers.Outcome named) {
    SearchPathTracker path = searchPath;
    if (path == null) {
      throw new IllegalStateException("no search path was told");
    }
    Outbox server = requireServer();
    SessionContext context =
        new SessionContext(
            governance,
            Upstream.hostOf(server.channel()),
            new RowTransformer.Context(
                principal, found, new SessionCodecs(governance.codecs().codecsFor(principal))),
            parts.charges(),
            parts.metrics(),
            parts.settings(),
            parts.planning(),
            parts.login().assertions(),
            System::nanoTime);
    Session session =
        new Session(
            context,
            path,
            named.user(),
            parts.governance(),
            clientDecoder,
            toClient,
            server,
            () -> parts.sessions().remove(client));
    phase = Phase.DONE;
    timeout.cancel(false);
    parts.sessions().add(client, session);
    parts.metrics().sessionStarted(Role.GOVERNED);
    clientDecoder.readMessages(FrameLimits.ofClient(parts.settings().maxMessageBytes()));
    clientDecoder.handOverTo(session.clientSide());
    Objects.requireNonNull(serverDecoder).handOverTo(session.serverSide());
    new ReadyForQuery((byte) 'I').encode(toClient.buffer());
    toClient.flush();
    client.config().setAutoRead(true);
    clientDecoder.resume();
    session.review(); // what it began under may have been replaced meanwhile
    session.clientSide().readComplete();
  }

  private Outbox requireServer() {
    if (toServer == null) {
      throw new IllegalStateException("not connected");
    }
    return toServer;
  }

  private static void require(boolean expected, byte type) {
    if (!expected) {
      throw new IncidentException(
          Incident.UNEXPECTED_MESSAGE,
          "message 0x%02x during login: nothing asked for it".formatted(type));
    }
  }

  private void refuse(Refusal refusal) {
    if (phase != Phase.DONE) {
      refusal.report("FATAL").encode(toClient.buffer(), 'E');
      close();
    }
  }

  private void close() {
    if (phase == Phase.DONE) {
      return;
    }
    phase = Phase.DONE;
    if (toServer != null) {
      toServer.discard();
      toServer.channel().close();
    }
    if (client.isActive()) {
      toClient.close();
    } else {
      toClient.discard();
    }
  }

  private void broken(Throwable cause) {
    if (cause instanceof IncidentException incident) {
      parts.metrics().incident(incident.incident());
    }
    LOG.warn("event=login_failed cause={}", cause.getClass().getSimpleName());
    refuse(
        cause instanceof ProtocolException
            ? Refusal.of("08P01", "protocol violation: " + cause.getMessage())
            : Refusal.of("XX000", "the session cannot be started"));
  }

  private void flush() {
    if (toServer != null && toServer.hasPending()) {
      toServer.flush();
    }
    if (phase != Phase.DONE && toClient.hasPending()) {
      toClient.flush();
    }
  }

  /** The client waits. */
  private final class ClientSide implements FrameSink {
    @Override
    public boolean frame(ByteBuf in, int index, int length) {
      if (phase == Phase.DONE) {
        return true;
      }
      byte type = in.getByte(index);
      if (type == 'X') {
        close();
        return true;
      }
      client.config().setAutoRead(false);
      return false; // early data waits for the session
    }

    @Override
    public void broken(Throwable cause) {
      SessionStart.this.broken(cause);
    }

    @Override
    public void readComplete() {
      flush();
    }

    @Override
    public void closed() {
      close();
    }

    @Override
    public void writabilityChanged(boolean writable) {
      // a few bytes are all that is sent in this phase
    }
  }

  private final class ServerSide implements FrameSink {
    @Override
    public boolean frame(ByteBuf in, int index, int length) {
      if (phase != Phase.DONE) {
        serverMessage(in, index, length);
      }
      return true;
    }

    @Override
    public void broken(Throwable cause) {
      SessionStart.this.broken(cause);
    }

    @Override
    public void readComplete() {
      flush();
    }

    @Override
    public void closed() {
      refuse(Refusal.of("08006", "the database closed the connection"));
    }

    @Override
    public void writabilityChanged(boolean writable) {
      // a few bytes are all that is sent in this phase
    }
  }
}
