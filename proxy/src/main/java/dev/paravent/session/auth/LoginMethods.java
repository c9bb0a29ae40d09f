package dev.paravent.session.auth;

import java.util.Optional;

/**
 * How clients are let in, and as whom the proxy logs in at the database.
 *
 * @param upstream empty: as the client's own user
 */
public record LoginMethods(ClientLogin client, Optional<UpstreamCredentials> upstream) {
  /** Authentication is between client and database. */
  public static final LoginMethods RELAY =
      new LoginMethods(new ClientLogin.Relay(), Optional.empty());

  public LoginMethods {
    if (client instanceof ClientLogin.Relay && upstream.isPresent()) {
      throw new IllegalArgumentException("upstream: a login (expected: none, clients log in)");
    }
  }
}
