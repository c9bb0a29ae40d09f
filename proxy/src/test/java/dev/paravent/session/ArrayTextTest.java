package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArrayTextTest {
  /** Upper-cases; {@code stop} stops, {@code null me} becomes NULL. */
  private static final class UpperCase implements ElementRewriter {
    private byte[] result = new byte[0];

    @Override
    public int rewrite(byte[] source, int offset, int length) {
      String text = new String(source, offset, length, StandardCharsets.UTF_8);
      if (text.equals("stop")) {
        return STOP;
      }
      if (text.equals("null me")) {
        return NULL;
      }
      result = text.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return result.length;
    }

    @Override
    public byte[] result() {
      return result;
    }
  }

  private static String rewrite(String array) {
    byte[] bytes = array.getBytes(StandardCharsets.UTF_8);
    ByteBuf out = Unpooled.buffer();
    int count = new ArrayText(new UpperCase(), 5).rewrite(bytes, bytes.length, out);
    return count < 0 ? "outcome " + count : out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void rewritesEachElement() {
    assertThat(rewrite("{}")).isEqualTo("{}");
    assertThat(rewrite("{1,2b}")).isEqualTo("{1,2B}");
    assertThat(rewrite("{ 1 , 2b } ")).isEqualTo("{1,2B}");
    assertThat(rewrite("{c,\"a b\",null,NULL,\"null\"}"))
        .isEqualTo("{\"C\",\"A B\",NULL,NULL,\"NULL\"}");
    assertThat(rewrite("{\"a\\\"b\",\"c\\\\\",d\\,}")).isEqualTo("{\"A\\\"B\",\"C\\\\\",\"D,\"}");
    assertThat(rewrite("{\"\"}")).isEqualTo("{\"\"}");
    assertThat(rewrite("{\"null me\",1}")).isEqualTo("{NULL,1}");
  }

  @Test
  void keepsDimensions() {
    assertThat(rewrite("{{1,2},{3,NULL}}")).isEqualTo("{{1,2},{3,NULL}}");
    assertThat(rewrite("[0:1]={1,2}")).isEqualTo("[0:1]={1,2}");
    assertThat(rewrite("[0:1][-1:0]={{1,2},{3,4}}")).isEqualTo("[0:1][-1:0]={{1,2},{3,4}}");
  }

  @Test
  void refusesWhatIsNoArray() {
    for (String broken :
        new String[] {
          "",
          "1",
          "{",
          "}",
          "{1",
          "{1,,2}",
          "{,1}",
          "{1}x",
          "{1}{2}",
          "{\"a}",
          "{a\"b\"}",
          "{a{b}}",
          "[x]={1}",
          "[0:1]",
          "{1 {2}}",
          "{\"a\"b}"
        }) {
      assertThat(rewrite(broken)).as(broken).isEqualTo("outcome " + ArrayText.MALFORMED);
    }
  }

  @Test
  void stopsAtARefusedElementAndAtTooMany() {
    assertThat(rewrite("{1,stop,2}")).isEqualTo("outcome " + ArrayText.STOPPED);
    assertThat(rewrite("{1,2,3,4,5,6}")).isEqualTo("outcome " + ArrayText.TOO_MANY);
    assertThat(rewrite("{1,2,3,4,5,NULL}")).isEqualTo("{1,2,3,4,5,NULL}");
  }
}
