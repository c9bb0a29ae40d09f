package dev.paravent.session;

import dev.paravent.session.auth.LoginMethods;
import dev.paravent.session.tls.ListenerTls;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What all connections of a server share. Thread-safe. */
record ProxyParts(
    ServerSettings settings,
    Optional<ListenerTls> listenerTls,
    LoginMethods login,
    Executor handshakes,
    Supplier<Governance> governance,
    Charges charges,
    SessionMetrics metrics,
    Upstream upstream,
    CancelKeys cancelKeys,
    Executor planning,
    OpenSessions sessions,
    UserConnections userConnections,
    AtomicInteger connections,
    SecureRandom random,
    InstantSource clock) {}
