/**
 * Tokens and keys: how the clear values of a column class become pseudonyms and how they come back.
 *
 * <p>The way in is {@link dev.paravent.crypto.TokenContext}, made once per principal from a {@link
 * dev.paravent.crypto.Keyset}; it hands out {@link dev.paravent.crypto.ColumnCodec}s, which work on
 * the bytes of one field. Underneath, every pseudonym is a {@link
 * dev.paravent.crypto.LongPermutation} between two ranges of numbers; the rest is the ranking of
 * real-world values into such a range and back. Identities beside NIR and birth date are in {@code
 * dev.paravent.crypto.identity}; what wraps a keyset file is in {@code dev.paravent.crypto.kek}.
 * The package knows no SQL, no Netty and no YAML.
 */
@NullMarked
package dev.paravent.crypto;

import org.jspecify.annotations.NullMarked;
