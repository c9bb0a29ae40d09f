package dev.paravent.session;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What all connections of a server share. Thread-safe. */
record ProxyParts(
    ServerSettings settings,
    Supplier<Governance> governance,
    Charges charges,
    SessionMetrics metrics,
    Upstream upstream,
    CancelKeys cancelKeys,
    Executor planning,
    OpenSessions sessions,
    UserConnections userConnections,
    AtomicInteger connections) {}
