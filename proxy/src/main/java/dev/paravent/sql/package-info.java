/** Name resolution and information flow over the SQL tree. */
@NullMarked
package dev.paravent.sql;

import org.jspecify.annotations.NullMarked;
