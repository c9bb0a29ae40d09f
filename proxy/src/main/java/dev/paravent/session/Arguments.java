package dev.paravent.session;

import dev.paravent.decide.SessionCommand.Argument;
import dev.paravent.decide.SessionCommand.Constant;
import dev.paravent.decide.SessionCommand.Parameter;
import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of EXECUTE as the Bind that stands for them. */
final class Arguments {
  private Arguments() {}

  /** Why the values do not fit the statement; null if they do. */
  static @Nullable Refusal misfit(
      List<Argument> arguments,
      PreparedStatement statement,
      @Nullable Bind around,
      List<Integer> declaredAround) {
    if (arguments.size() != statement.clientParameters()) {
      return Refusal.of("42601", "wrong number of parameters for prepared statement");
    }
    List<Integer> types = statement.clientTypes();
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Parameter(int index))) {
        continue;
      }
      if (around == null || index >= around.parameterCount()) {
        return Refusal.of("42P02", "there is no parameter $" + (index + 1));
      }
      int declared =
          index < declaredAround.size() ? declaredAround.get(index) : TypeOid.UNSPECIFIED;
      boolean sameType = declared == TypeOid.UNSPECIFIED || declared == types.get(i);
      if (around.parameterFormat(index) == 1 && !sameType) {
        // the bytes would be read as another type's
        return Refusal.of(
            "42804", "parameter $%d is not of the statement's type".formatted(index + 1));
      }
    }
    return null;
  }

  /** A Bind of the statement under this portal name; around is the Bind of the EXECUTE itself. */
  static Bind bind(List<Argument> arguments, String portal, @Nullable Bind around) {
    int count = arguments.size();
    short[] formats = new short[count];
    int[] offsets = new int[count];
    int[] lengths = new int[count];
    ByteBuf frame = Unpooled.buffer();
    for (int i = 0; i < count; i++) {
      offsets[i] = frame.writerIndex();
      lengths[i] = -1;
      switch (arguments.get(i)) {
        case Constant(String text) -> {
          if (text != null) {
            lengths[i] = frame.writeCharSequence(text, StandardCharsets.UTF_8);
          }
        }
        case Parameter(int index) -> {
          if (around != null && !around.isNull(index)) {
            formats[i] = around.parameterFormat(index);
            lengths[i] = around.lengths()[index];
            frame.writeBytes(around.frame(), around.offsets()[index], lengths[i]);
          }
        }
      }
    }
    short[] resultFormats = around == null ? Statements.TEXT : around.resultFormats();
    return new Bind(portal, "", formats, frame, offsets, lengths, resultFormats);
  }
}
