package dev.paravent.session;

import dev.paravent.crypto.scram.ScramSecret;
import java.util.Optional;

/**
 * As whom the proxy logs in at the database in place of a client.
 *
 * @param user the database user
 * @param secret what SCRAM-SHA-256 is answered with; empty where the database asks for nothing, or
 *     for the proxy's certificate
 */
record UpstreamLogin(String user, Optional<ScramSecret> secret) {}
