package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.WireFormat;
import dev.paravent.decide.ColumnType;
import dev.paravent.policies.ProtectedClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TokenBatchTest {
  private final ColumnCodec codec =
      new FakeCodecs().codec(ProtectedClass.FR_NIR, ColumnType.TEXT, WireFormat.TEXT);
  private final TokenBatch batch = new TokenBatch(codec);
  private final ByteBuf out = Unpooled.buffer();

  private boolean add(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    boolean taken = batch.add(bytes, bytes.length, 0, out.writerIndex());
    if (taken) {
      out.writeZero(bytes.length);
    }
    return taken;
  }

  private String written() {
    return out.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void writesEveryTokenToItsPlace() {
    for (int i = 0; i < 64; i++) {
      assertThat(add("18403751234%02d".formatted(i))).isTrue();
    }
    assertThat(batch.isFull()).isTrue();
    assertThat(add("1840375123499")).isFalse();
    assertThat(written()).as("no clear byte before it is settled").matches("\\x00+");

    assertThat(batch.settle(out)).isEqualTo(64);

    for (int i = 0; i < 64; i++) {
      assertThat(written().substring(13 * i, 13 * i + 13))
          .isEqualTo("98403751234%02d".formatted(i));
    }
    assertThat(batch.settle(out)).isZero();
  }

  @Test
  void leavesWhatIsNoClearValueToTheCaller() {
    assertThat(add("9840375123401")).isFalse();
    assertThat(add("abc")).isFalse();
    assertThat(add("1".repeat(40))).isFalse();
  }

  @Test
  void forgetsValuesOfARowThatIsNotSent() {
    assertThat(add("1840375123401")).isTrue();
    int mark = out.writerIndex();
    assertThat(add("1840375123402")).isTrue();
    out.writerIndex(mark);
    batch.forgetFrom(mark);

    assertThat(batch.settle(out)).isEqualTo(1);
    assertThat(written()).isEqualTo("9840375123401");
  }
}
