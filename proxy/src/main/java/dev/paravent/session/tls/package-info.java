/**
 * TLS on both legs: which files it is made of, what is accepted, and the Netty handlers. The
 * messages that lead to TLS are the session's business.
 */
@NullMarked
package dev.paravent.session.tls;

import org.jspecify.annotations.NullMarked;
