/** PostgreSQL protocol v3: bytes to messages and back. */
@NullMarked
package dev.paravent.wire.pg;

import org.jspecify.annotations.NullMarked;
