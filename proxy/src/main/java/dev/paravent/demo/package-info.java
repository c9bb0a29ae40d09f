/** The demo: a synthetic third-party payer and the breach of 2024, replayed through the proxy. */
@NullMarked
package dev.paravent.demo;

import org.jspecify.annotations.NullMarked;
