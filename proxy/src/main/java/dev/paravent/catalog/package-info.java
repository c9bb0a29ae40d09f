/** What the database holds: an immutable snapshot of its system catalogs. */
@NullMarked
package dev.paravent.catalog;

import org.jspecify.annotations.NullMarked;
