package dev.paravent.session;

import dev.paravent.decide.EndUser;
import dev.paravent.decide.Principal;
import dev.paravent.decide.Reason;
import dev.paravent.decide.RefusalCode;
import dev.paravent.decide.ServerParameter.OfEndUser;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An attribute of the end user as the server reads it. */
final class EndUserParameter {
  private EndUserParameter() {}

  /**
   * Writes the attribute with its length before it, as text. Without it no statement runs: nothing
   * else would say which rows there are.
   */
  static @Nullable Reason write(ByteBuf out, Principal principal, OfEndUser wanted) {
    EndUser.Attribute attribute =
        principal.endUser().map(user -> user.attributes().get(wanted.attribute())).orElse(null);
    if (attribute == null) {
      return new Reason(
          RefusalCode.ASSERTION_REQUIRED,
          "which rows may be seen depends on the end user, and none is named",
          "set paravent.assertion to a signed assertion",
          0);
    }
    byte[] text =
        switch (attribute) {
          case EndUser.Text(String value) -> value.getBytes(StandardCharsets.UTF_8);
          case EndUser.Whole(long value) ->
              Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        };
    out.writeInt(text.length);
    out.writeBytes(text);
    return null;
  }
}
