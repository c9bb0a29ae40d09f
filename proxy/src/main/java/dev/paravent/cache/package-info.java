/** Plan cache and key contexts. */
@NullMarked
package dev.paravent.cache;

import org.jspecify.annotations.NullMarked;
