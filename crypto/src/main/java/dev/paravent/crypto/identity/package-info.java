/**
 * Identities beside NIR and birth date: social security, bank and card numbers, digits, text.
 *
 * <p>The way in is {@link dev.paravent.crypto.identity.IdentityFace}, which {@link
 * dev.paravent.crypto.TokenContext#codec} turns into a codec under the key of its domain. Values
 * are bytes of text columns.
 */
@NullMarked
package dev.paravent.crypto.identity;

import org.jspecify.annotations.NullMarked;
