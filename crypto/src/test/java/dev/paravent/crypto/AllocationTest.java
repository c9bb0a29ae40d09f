package dev.paravent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens cost no garbage, one by one and in batches, there and back. */
class AllocationTest {

  private static final int RUNS = 100;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void noValueAllocates() {
    for (DateFace face : DateFace.values()) {
      for (WireFormat format : WireFormat.values()) {
        TokenContext context =
            TokenContext.create(Keyset.development(), "paravent", "", "a", NirFace.NINE, face);
        byte[] date = format == WireFormat.TEXT ? Bytes.ascii("1955-08-14") : Bytes.binary(-16_000);
        assertAllocatesNothing(context.birthDate(format), date);
        for (String nir : List.of("2550814168025", "255081416802538", "2 84 05 2A 321 025 52 ")) {
          assertAllocatesNothing(context.nir(format), Bytes.ascii(nir));
        }
        byte[] number =
            format == WireFormat.TEXT
                ? Bytes.ascii("2550814168025")
                : BigEndian.bytes(2_550_814_168_025L);
        assertAllocatesNothing(context.nirInt8(format), number);
      }
    }
  }

  private static void assertAllocatesNothing(ColumnCodec codec, byte[] clear) {
    byte[] token = new byte[codec.maxLength(clear.length)];
    byte[] back = new byte[codec.maxLength(clear.length)];
    byte[] many = new byte[65 * clear.length];
    for (int i = 0; i < 65; i++) {
      System.arraycopy(clear, 0, many, i * clear.length, clear.length);
    }
    FieldBatch batch = new FieldBatch();
    Runnable work =
        () -> {
          for (int subject = 0; subject < 3; subject++) {
            codec.tokenise(clear, 0, clear.length, subject, token, 0);
            codec.detokenise(token, 0, clear.length, subject, back, 0);
          }
          batch.begin(many);
          for (int i = 0; i < 65; i++) {
            batch.add(i * clear.length, clear.length, i);
          }
          codec.tokenise(batch);
        };
    assertThat(bytesOf(work)).as(new String(clear, StandardCharsets.ISO_8859_1)).isLessThan(16);
    assertThat(back).isEqualTo(clear);
  }

  /** Bytes a run, after enough runs that every class is loaded; the measuring itself has a few. */
  private static double bytesOf(Runnable work) {
    for (int i = 0; i < RUNS; i++) {
      work.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < RUNS; i++) {
      work.run();
    }
    return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
  }
}
