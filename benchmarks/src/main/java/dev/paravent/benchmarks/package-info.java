/**
 * End-to-end measurements of the proxy beside the database itself and a bare relay.
 *
 * <p>{@link dev.paravent.benchmarks.Bench} is the command.
 */
@NullMarked
package dev.paravent.benchmarks;

import org.jspecify.annotations.NullMarked;
