package dev.paravent.wire.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.wire.pg.FrontendMessage.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class FrontendMessageTest {
  private static FrontendMessage decode(ByteBuf frame) {
    return FrontendMessage.decode(frame, 0, frame.readableBytes());
  }

  private static ByteBuf frame(char type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return Unpooled.buffer().writeByte(type).writeInt(bytes.length + 4).writeBytes(bytes);
  }

  @Test
  void readsWhatItWrites() {
    ByteBuf out = Unpooled.buffer();
    FrontendMessage.Parse.encode(out, "s", "select 'é'", List.of(0, 25));
    assertThat(decode(out)).isEqualTo(new FrontendMessage.Parse("s", "select 'é'", List.of(0, 25)));
    out.clear();
    FrontendMessage.Execute.encode(out, "p", 7);
    assertThat(decode(out)).isEqualTo(new FrontendMessage.Execute("p", 7));
    out.clear();
    FrontendMessage.Close.encode(out, FrontendMessage.Target.PORTAL, "p");
    assertThat(decode(out))
        .isEqualTo(new FrontendMessage.Close(FrontendMessage.Target.PORTAL, "p"));
  }

  @Test
  void readsBind() {
    ByteBuf frame = frame('B', "p\0s\0\0\1\0\1\0\2\0\0\0\2ab\377\377\377\377\0\0");
    Bind bind = (Bind) decode(frame);
    assertThat(bind.parameterCount()).isEqualTo(2);
    assertThat(bind.isNull(0)).isFalse();
    assertThat(bind.isNull(1)).isTrue();
    assertThat(bind.parameterFormat(1)).isEqualTo((short) 1);
    assertThat(frame.toString(bind.offsets()[0], 2, StandardCharsets.US_ASCII)).isEqualTo("ab");
  }

  @Test
  void refusesBodiesThatAreNotExact() {
    List<ByteBuf> broken =
        List.of(
            frame('Q', "select 1"),
            frame('Q', "select 1\0trailing\0"),
            frame('Q', "select \377\0"),
            frame('Q', "\355\240\200\0"), // a surrogate
            frame('Q', "\300\200\0"), // an overlong NUL
            frame('P', "\0select 1\0\0\1"),
            frame('P', "\0select 1\0\0\0x"),
            frame('B', "\0\0\0\0\0\1\377\377\377\376\0\0"),
            frame('B', "\0\0\0\0\377\377\0\0"),
            frame('B', "\0\0\0\1\0\2\0\0\0\0"),
            frame('B', "\0\0\0\0\0\1\0\0\0\7x\0\0"),
            frame('D', "X\0"),
            frame('S', "x"),
            frame('E', "\0\0\0"),
            frame('?', ""));
    for (ByteBuf frame : broken) {
      assertThatThrownBy(() -> decode(frame)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void failsOnRandomBodiesOnlyAsAProtocolError() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] body = new byte[random.nextInt(24)];
      random.nextBytes(body);
      char type = "QPBDCESHFX".charAt(random.nextInt(10));
      ByteBuf frame = Unpooled.buffer().writeByte(type).writeInt(body.length + 4).writeBytes(body);
      try {
        assertThat(decode(frame)).isNotNull();
      } catch (ProtocolException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
