/** The command. */
@NullMarked
package dev.paravent.cli;

import org.jspecify.annotations.NullMarked;
