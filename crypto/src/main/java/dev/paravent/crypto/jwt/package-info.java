/**
 * Signed assertions about end users: JWT (RFC 7519) by Ed25519 or ES256, verified and never made.
 *
 * <p>The way in is {@link dev.paravent.crypto.jwt.AssertionVerifier}. What an assertion may look
 * like is a closed list, not the whole of RFC 7515: no other algorithm, no key and no address of a
 * key in the header, no extension. No message quotes an assertion, since whoever holds one may use
 * it.
 */
@NullMarked
package dev.paravent.crypto.jwt;

import org.jspecify.annotations.NullMarked;
