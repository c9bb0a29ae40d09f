package dev.paravent.session;

import dev.paravent.decide.Principal;
import dev.paravent.decide.StatementPlanner;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.session.SessionMetrics.Incident;
import dev.paravent.session.SessionMetrics.Role;
import dev.paravent.wire.pg.BackendMessage.Authentication;
import dev.paravent.wire.pg.BackendMessage.BackendKeyData;
import dev.paravent.wire.pg.BackendMessage.NegotiateProtocolVersion;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A governed client from its start-up packet to its first ReadyForQuery: authentication is relayed
 * message by message, then the proxy learns the search path and gets the planner. Event-loop
 * confined.
 */
final class Login {
  private static final Logger LOG = LoggerFactory.getLogger(Login.class);
  private static final String SCRAM_PLUS = "SCRAM-SHA-256-PLUS";

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
  private final StartupVetting.Outcome.Accepted accepted;
  private final Principal principal;
  private final PgFrameDecoder clientDecoder;
  private final Outbox toClient;
  private final Future<?> timeout;
  private final Channel client;
  private final PgFrameDecoder serverDecoder;
  private Phase phase = Phase.AUTHENTICATING;
  private boolean passwordAwaited;
  private @Nullable Outbox toServer;
  private @Nullable CompletableFuture<StatementPlanner> planner;
  private @Nullable BackendKeyData issuedKey;
  private @Nullable SearchPathTracker searchPath;

  Login(
      ProxyParts parts,
      Governance governance,
      int minorVersion,
      StartupVetting.Outcome.Accepted accepted,
      AccessPolicy access,
      PgFrameDecoder clientDecoder,
      Outbox toClient,
      Future<?> timeout) {
    this.parts = parts;
    this.governance = governance;
    this.minorVersion = minorVersion;
    this.accepted = accepted;
    this.principal = new Principal(accepted.user(), accepted.database(), access);
    this.clientDecoder = clientDecoder;
    this.toClient = toClient;
    this.timeout = timeout;
    this.client = toClient.channel();
    this.serverDecoder =
        PgFrameDecoder.ofMessages(
            new ServerSide(), FrameLimits.ofServer(parts.settings().maxRowBytes()));
  }

  /** Connects to the database and sends it the proxy's own start-up packet. */
  void begin() {
    clientDecoder.readMessages(FrameLimits.ofUnknownClient());
    clientDecoder.handOverTo(new ClientSide());
    client.config().setAutoRead(false);
    parts
        .upstream()
        .connect(client.eventLoop(), serverDecoder)
        .addListener((Future<Channel> future) -> connected(future));
  }

  private void connected(Future<Channel> future) {
    if (!future.isSuccess()) {
      LOG.warn("event=upstream_unreachable reason=\"{}\"", future.cause().getMessage());
      refuse(Refusal.of("08001", "the database cannot be reached"));
      return;
    }
    if (!client.isActive() || phase == Phase.DONE) {
      future.getNow().close();
      return;
    }
    Outbox outbox = new Outbox(future.getNow());
    toServer = outbox;
    StartupPacket.Startup.encode(outbox.buffer(), minorVersion, accepted.parameters());
    outbox.flush();
    client.config().setAutoRead(true);
  }

  private void serverMessage(ByteBuf in, int index, int length) {
    MessageReader body = MessageReader.ofFrame(in, index, length);
    byte type = in.getByte(index);
    switch (type) {
      case 'R' -> authentication(in, index, length, body);
      case 'S' -> {
        ParameterStatus status = ParameterStatus.decode(body);
        if (!PinnedSettings.allows(status.name(), status.value())) {
          throw new IncidentException(
              Incident.SETTING_CHANGED, "setting " + status.name() + " is not as pinned");
        }
        toClient.buffer().writeBytes(in, index, length);
      }
      case 'K' -> {
        require(phase == Phase.STARTING && issuedKey == null, type);
        BackendKeyData issued =
            parts
                .cancelKeys()
                .issue(
                    new CancelKeys.Target(
                        BackendKeyData.decode(body), requireServer().channel().remoteAddress()),
                    minorVersion >= StartupPacket.MINOR_OF_LONG_KEYS);
        issuedKey = issued;
        client.closeFuture().addListener(future -> parts.cancelKeys().revoke(issued));
        issued.encode(toClient.buffer());
      }
      case 'Z' -> {
        ReadyForQuery.decode(body);
        ready(type);
      }
      case 'v' -> {
        NegotiateProtocolVersion spoken = NegotiateProtocolVersion.decode(body);
        require(
            phase == Phase.AUTHENTICATING
                && spoken.minor() < minorVersion
                && spoken.unknownOptions().isEmpty(),
            type);
        // its cancel key will be short; the client's is the proxy's own
      }
      case 'T', 'C' -> require(phase == Phase.ASKING_PATH, type);
      case 'D' -> {
        require(phase == Phase.ASKING_PATH && searchPath == null, type);
        searchPath = new SearchPathTracker(principal.user(), schemas(in, body));
      }
      case 'N' -> {
        // not about this client's statements: it has none yet
      }
      case 'E' -> {
        ServerReports.scrubbed(Report.decode(in, index, length)).encode(toClient.buffer(), 'E');
        close();
      }
      default -> require(false, type);
    }
  }

  private void authentication(ByteBuf in, int index, int length, MessageReader body) {
    require(phase == Phase.AUTHENTICATING, (byte) 'R');
    int code = Authentication.decode(body).code();
    switch (code) {
      case Authentication.OK -> {
        if (!parts.userConnections().tryAcquire(principal.user())) {
          refuse(Refusal.tooManyOf(principal.user()));
          return;
        }
        client.closeFuture().addListener(f -> parts.userConnections().release(principal.user()));
        phase = Phase.STARTING;
        toClient.buffer().writeBytes(in, index, length);
        planner = governance.planners().plannerFor(principal);
      }
      case Authentication.CLEARTEXT, Authentication.MD5, Authentication.SASL_CONTINUE -> {
        passwordAwaited = true;
        toClient.buffer().writeBytes(in, index, length);
      }
      case Authentication.SASL -> {
        // channel binding would need the server's certificate
        List<String> mechanisms =
            Authentication.mechanisms(body).stream()
                .filter(mechanism -> !mechanism.equals(SCRAM_PLUS))
                .toList();
        if (mechanisms.isEmpty()) {
          refuse(Refusal.of("28000", "the database asks for an unsupported authentication"));
          return;
        }
        passwordAwaited = true;
        Authentication.encodeSasl(toClient.buffer(), mechanisms);
      }
      case Authentication.SASL_FINAL -> toClient.buffer().writeBytes(in, index, length);
      default -> refuse(Refusal.of("28000", "the database asks for an unsupported authentication"));
    }
    if (phase == Phase.AUTHENTICATING) {
      client.config().setAutoRead(true);
      clientDecoder.resume();
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
    promised.whenComplete(
        (found, failure) -> {
          if (client.eventLoop().inEventLoop()) {
            planned(found, failure);
          } else {
            client.eventLoop().execute(() -> planned(found, failure));
          }
        });
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
    try {
      startSession(found);
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  private void startSession(StatementPlanner found) {
    SearchPathTracker path = searchPath;
    if (path == null) {
      throw new IllegalStateException("no search path was told");
    }
    Outbox server = requireServer();
    SessionContext context =
        new SessionContext(
            governance,
            new RowTransformer.Context(
                principal, found, new SessionCodecs(governance.codecs().codecsFor(principal))),
            parts.charges(),
            parts.metrics(),
            parts.settings(),
            parts.planning(),
            System::nanoTime);
    Session session =
        new Session(
            context,
            path,
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
    serverDecoder.handOverTo(session.serverSide());
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

  /** The client may only answer what the server asks. */
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
      if (phase != Phase.AUTHENTICATING || !passwordAwaited) {
        client.config().setAutoRead(false);
        return false; // early data waits for the session
      }
      if (type != 'p') {
        throw new ProtocolException("message: 0x%02x (expected: a password)".formatted(type));
      }
      passwordAwaited = false;
      requireServer().buffer().writeBytes(in, index, length);
      return true;
    }

    @Override
    public void broken(Throwable cause) {
      Login.this.broken(cause);
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
      Login.this.broken(cause);
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
