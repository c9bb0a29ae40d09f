package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.DateFace;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.NirFace;
import dev.paravent.crypto.TokenContext;
import dev.paravent.crypto.WireFormat;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentinelTest {
  private final ColumnCodec codec =
      TokenContext.create(Keyset.development(), "paravent", "", "d", NirFace.NINE, DateFace.PAST)
          .nir(WireFormat.TEXT);
  private final Sentinel sentinel = new Sentinel(codec, true);

  /** Upper and lower case of Corsica; letters and blanks beside a number do not hide it. */
  @ParameterizedTest
  @CsvSource({
    "'nir 185057505601205 x', 4",
    "'185057505601205', 0",
    "'190012A00100156..', 0",
    "'né 190012a00100156', 3",
    "'(190012b00100183)', 1",
    "'b190012b00100183', 1",
    "'A185057505601205B', 1",
    "'a185057505601205b', 1",
  })
  void replacesNumbersWithTheirKey(String text, int position) {
    String replaced = replace(text);
    assertThat(mayHold(text)).isTrue();
    assertThat(replaced).hasSameSizeAs(text).isNotEqualTo(text);
    assertThat(replaced.charAt(position)).isEqualTo('9');
    assertThat(replaced.substring(0, position)).isEqualTo(text.substring(0, position));
    assertThat(replaced.substring(position + 15)).isEqualTo(text.substring(position + 15));
  }

  /** A number that a client has sent back must not become the token that it may not look up. */
  @Test
  void showsNoTokenToWhoMayNotUseClearNumbers() {
    byte[] text = "nir 185057505601205 x".getBytes(StandardCharsets.UTF_8);
    assertThat(new Sentinel(codec, false).replace(text, text.length)).isEqualTo(1);
    assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("nir *************** x");
  }

  @Test
  void replacesSeveral() {
    assertThat(replace("185057505601205,185057505601206;190012a00100156"))
        .matches("9\\d{14},185057505601206;9\\d{14}");
  }

  /** More digits are another number; a wrong key, blanks inside and tokens are none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1850575056012050",
        "0185057505601205",
        "185057505601206",
        "1850575056012  ",
        "1 85 05 75 056 012 05",
        "18505750560120",
        ""
      })
  void leavesOtherNumbers(String text) {
    assertThat(replace(text)).isEqualTo(text);
  }

  private String replace(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] room = Arrays.copyOf(bytes, bytes.length + 7); // a buffer is longer
    sentinel.replace(room, bytes.length);
    return new String(room, 0, bytes.length, StandardCharsets.UTF_8);
  }

  private static boolean mayHold(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Sentinel.mayHold(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
  }
}
