package dev.paravent.session;

import dev.paravent.crypto.scram.ScramKeys;
import dev.paravent.crypto.scram.ScramSecret;
import dev.paravent.decide.Principal;
import dev.paravent.policies.AccessPolicy;
import dev.paravent.session.SessionMetrics.LoginRefusal;
import dev.paravent.session.auth.CertificateUsers;
import dev.paravent.session.auth.ClientLogin;
import dev.paravent.session.auth.LoginLimiter;
import dev.paravent.session.auth.UpstreamCredentials.Credential;
import dev.paravent.wire.pg.BackendMessage.NegotiateProtocolVersion;
import dev.paravent.wire.pg.PgFrameDecoder;
import dev.paravent.wire.pg.StartupPacket;
import dev.paravent.wire.pg.StartupPacket.Startup;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a start-up packet to the login that listener and policy say. Where the proxy authenticates
 * clients, policy and database hear of the user only when it is proven. Event-loop confined.
 */
final class LoginRoute {
  private static final String PROTOCOL_OPTION = "_pq_.";

  private final ProxyParts parts;
  private final PgFrameDecoder decoder;
  private final Outbox toClient;
  private final Channel client;
  private final Future<?> timeout;
  private final @Nullable SslHandler tls;
  private final LoginRefuser refuser;

  /**
   * Prepares for a client.
   *
   * @param refuser tells the client why and closes
   */
  LoginRoute(
      ProxyParts parts,
      PgFrameDecoder decoder,
      Outbox toClient,
      Future<?> timeout,
      @Nullable SslHandler tls,
      LoginRefuser refuser) {
    this.parts = parts;
    this.decoder = decoder;
    this.toClient = toClient;
    this.client = toClient.channel();
    this.timeout = timeout;
    this.tls = tls;
    this.refuser = refuser;
  }

  /** Takes the packet in the frame. */
  void take(Startup startup, String user, ByteBuf in, int index, int length) {
    decoder.pause();
    switch (parts.login().client()) {
      case ClientLogin.Relay() -> relay(startup, user, in, index, length);
      case ClientLogin.Scram scram -> {
        negotiate(startup, options(startup));
        new ScramAdmission(
                scram,
                user,
                source(),
                ChannelBinding.ofOwn(tls),
                decoder,
                toClient,
                parts.random(),
                refuser,
                keys -> enter(startup, user, Optional.of(keys)))
            .begin();
      }
      case ClientLogin.Certificate certificate -> {
        negotiate(startup, options(startup));
        if (isShown(certificate, user)) {
          enter(startup, user, Optional.empty());
        }
      }
    }
  }

  private InetAddress source() {
    return client.remoteAddress() instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private boolean isShown(ClientLogin.Certificate login, String user) {
    LoginLimiter limiter = login.limiter();
    CertificateUsers users = login.users();
    if (limiter.isExhausted(source(), user)) {
      refuser.refuse(
          LoginRefusal.TOO_MANY_FAILURES, "28000", "too many failed logins; try again later");
      return false;
    }
    Optional<X509Certificate> certificate = ChannelBinding.peer(tls);
    if (certificate.isEmpty()) {
      refuser.refuse(
          LoginRefusal.NO_CERTIFICATE, "28000", "connection requires a valid client certificate");
      return false;
    }
    // TLS has verified it when the session began; a resumed one may have outlived it
    Date now = Date.from(parts.clock().instant());
    boolean isCurrent =
        !now.before(certificate.get().getNotBefore())
            && !now.after(certificate.get().getNotAfter());
    if (!isCurrent || !users.allows(certificate.get(), user)) {
      limiter.failed(source(), user);
      refuser.refuse(
          LoginRefusal.WRONG_CERTIFICATE,
          "28000",
          "certificate authentication failed for user \"" + user + "\"");
      return false;
    }
    return true;
  }

  /** The version that is spoken with the client. */
  private static int minorVersion(Startup startup) {
    return Math.min(startup.minor(), StartupPacket.MINOR_OF_LONG_KEYS);
  }

  /** What the client asked for beyond protocol 3.2, it does not get. */
  private void negotiate(Startup startup, List<String> unknownOptions) {
    int minor = minorVersion(startup);
    if (startup.minor() > minor || !unknownOptions.isEmpty()) {
      new NegotiateProtocolVersion(minor, unknownOptions).encode(toClient.buffer());
    }
  }

  private static List<String> options(Startup startup) {
    return startup.parameters().keySet().stream()
        .filter(name -> name.startsWith(PROTOCOL_OPTION))
        .toList();
  }

  private Optional<AccessPolicy> access(Governance governance, String user) {
    Optional<AccessPolicy> access = governance.policy().forUser(user);
    if (access.isEmpty()) {
      refuser.refuse(LoginRefusal.NO_POLICY, "28000", "no access policy names this user");
    }
    return access;
  }

  /** The database authenticates the client. */
  private void relay(Startup startup, String user, ByteBuf in, int index, int length) {
    Governance governance = parts.governance().get();
    Optional<AccessPolicy> access = access(governance, user);
    if (access.isEmpty()) {
      return;
    }
    switch (access.get().access()) {
      case CLEAR -> relayClear(user, startup, in, index, length);
      case GOVERNED -> govern(startup, governance, access.get(), null);
    }
  }

  /** The client has proven that it is this user; the proxy logs in behind it. */
  private void enter(Startup startup, String user, Optional<ScramKeys> keys) {
    Governance governance = parts.governance().get();
    Optional<AccessPolicy> access = access(governance, user);
    if (access.isEmpty()) {
      return;
    }
    Optional<UpstreamLogin> upstream = upstream(user, keys);
    if (upstream.isEmpty()) {
      refuser.refuse(
          LoginRefusal.NO_UPSTREAM_LOGIN,
          "28000",
          "there is no login at the database for this user");
      return;
    }
    switch (access.get().access()) {
      case CLEAR -> clear(startup, user, upstream.get());
      case GOVERNED -> govern(startup, governance, access.get(), upstream.get());
    }
  }

  private Optional<UpstreamLogin> upstream(String user, Optional<ScramKeys> keys) {
    if (parts.login().upstream().isEmpty()) {
      return Optional.of(new UpstreamLogin(user, keys.map(ScramSecret::ofKeys)));
    }
    Optional<Credential> credential = parts.login().upstream().get().of(user);
    return credential.map(found -> new UpstreamLogin(found.databaseUser(), found.secret()));
  }

  /**
   * Begins a governed session.
   *
   * @param upstream null leaves authentication to the client
   */
  private void govern(
      Startup startup,
      Governance governance,
      AccessPolicy access,
      @Nullable UpstreamLogin upstream) {
    switch (StartupVetting.vet(startup, access)) {
      case StartupVetting.Outcome.Refused refused -> refuser.tell().accept(refused.refusal());
      case StartupVetting.Outcome.Accepted accepted -> {
        if (upstream == null) {
          negotiate(startup, accepted.unknownOptions());
        }
        String databaseUser = upstream == null ? accepted.user() : upstream.user();
        Map<String, String> parameters = new LinkedHashMap<>(accepted.parameters());
        parameters.put("user", databaseUser);
        Principal principal =
            new Principal(accepted.user(), accepted.database(), access, databaseUser);
        new ServerLogin(
                parts,
                decoder,
                toClient,
                out -> Startup.encode(out, minorVersion(startup), parameters),
                minorVersion(startup),
                upstream,
                new SessionStart(
                    parts,
                    governance,
                    minorVersion(startup),
                    principal,
                    accepted.assertion(),
                    decoder,
                    toClient,
                    timeout))
            .begin();
      }
    }
  }

  /** Begins a clear session of a client that the proxy has authenticated. */
  private void clear(Startup startup, String user, UpstreamLogin upstream) {
    Map<String, String> parameters = new LinkedHashMap<>(startup.parameters());
    parameters.keySet().removeIf(name -> name.startsWith(PROTOCOL_OPTION));
    parameters.put("user", upstream.user());
    if (parameters.getOrDefault("database", "").isEmpty()) {
      parameters.put("database", user); // not that of the user behind it
    }
    new ServerLogin(
            parts,
            decoder,
            toClient,
            out -> Startup.encode(out, minorVersion(startup), parameters),
            minorVersion(startup),
            upstream,
            new ClearLogin(parts, user, decoder, toClient, timeout, false))
        .begin();
  }

  /** Passes the packet on, and all that follows. */
  private void relayClear(String user, Startup startup, ByteBuf in, int index, int length) {
    byte[] packet = new byte[length];
    in.getBytes(index, packet);
    new ServerLogin(
            parts,
            decoder,
            toClient,
            out -> out.writeBytes(packet),
            startup.minor(),
            null,
            new ClearLogin(parts, user, decoder, toClient, timeout, true))
        .begin();
  }
}
