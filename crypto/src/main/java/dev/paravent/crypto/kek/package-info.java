/**
 * Key-encryption keys: what a keyset file is wrapped by, so that the file alone is worth nothing.
 *
 * <p>The way in is {@link dev.paravent.crypto.kek.KeyEncryptionKey}. The package knows nothing of
 * keysets and tokens: it wraps and unwraps 32 bytes.
 */
@NullMarked
package dev.paravent.crypto.kek;

import org.jspecify.annotations.NullMarked;
