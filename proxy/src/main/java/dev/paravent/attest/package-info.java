/** Attacks on a running deployment: does anything planted in the database come back in clear? */
@NullMarked
package dev.paravent.attest;

import org.jspecify.annotations.NullMarked;
