/** Prometheus metrics and health. */
@NullMarked
package dev.paravent.metrics;

import org.jspecify.annotations.NullMarked;
