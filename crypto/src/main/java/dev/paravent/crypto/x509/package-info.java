/**
 * Certificates and their private keys: read from PEM files, issued for demonstrations and tests.
 *
 * <p>The way in is {@link dev.paravent.crypto.x509.Credential}. The package knows no network: TLS
 * itself is the business of whoever holds the credential.
 */
@NullMarked
package dev.paravent.crypto.x509;

import org.jspecify.annotations.NullMarked;
