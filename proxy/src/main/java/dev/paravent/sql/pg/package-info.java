/** PostgreSQL's SQL: lexer, parser, tree and printer. */
@NullMarked
package dev.paravent.sql.pg;

import org.jspecify.annotations.NullMarked;
