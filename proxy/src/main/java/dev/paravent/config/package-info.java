/** Flags and the configuration file. */
@NullMarked
package dev.paravent.config;

import org.jspecify.annotations.NullMarked;
