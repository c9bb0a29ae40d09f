package dev.paravent.session.auth;

import java.util.Optional;

/**
 * How clients are let in, and as whom the proxy logs in at the database.
 *
 * @param upstream empty: as the client's own user
 * @param assertions what verifies who the end users are; empty: nobody can say
 */
public record LoginMethods(
    ClientLogin client, Optional<UpstreamCredentials> upstream, Optional<Assertions> assertions) {
  /** Authentication is between client and database. */
  public static final LoginMethods RELAY =
      new LoginMethods(new ClientLogin.Relay(), Optional.empty());

  /** Without end users. */
  public LoginMethods(ClientLogin client, Optional<UpstreamCredentials> upstream) {
    this(client, upstream, Optional.empty());
  }

  public LoginMethods {
    if (client instanceof ClientLogin.Relay && upstream.isPresent()) {
      throw new IllegalArgumentException("upstream: a login (expected: none, clients log in)");
    }
  }
}
