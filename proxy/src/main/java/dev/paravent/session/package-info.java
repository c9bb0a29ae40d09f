/** One session per client: its queue of exchanges, its rows and parameters. */
@NullMarked
package dev.paravent.session;

import org.jspecify.annotations.NullMarked;
