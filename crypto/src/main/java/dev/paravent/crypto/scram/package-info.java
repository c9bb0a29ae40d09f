/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) as PostgreSQL speaks it: the server's half, which checks a
 * proof with a verifier and so learns the client's key, and the client's half.
 *
 * <p>The way in is {@link dev.paravent.crypto.scram.ScramServer} and {@link
 * dev.paravent.crypto.scram.ScramClient}. The package knows no network: messages are bytes.
 */
@NullMarked
package dev.paravent.crypto.scram;

import org.jspecify.annotations.NullMarked;
