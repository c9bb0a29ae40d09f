/**
 * How clients prove who they are, and as whom the proxy logs in behind them. The messages are the
 * session's business.
 */
@NullMarked
package dev.paravent.session.auth;

import org.jspecify.annotations.NullMarked;
