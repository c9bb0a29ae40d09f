/** Policy files: YAML to an immutable {@link dev.paravent.policies.Policy}. Knows no SQL engine. */
@NullMarked
package dev.paravent.policies;

import org.jspecify.annotations.NullMarked;
