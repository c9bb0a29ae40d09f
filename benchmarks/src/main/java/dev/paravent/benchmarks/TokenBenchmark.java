package dev.paravent.benchmarks;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.DateFace;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.NirFace;
import dev.paravent.crypto.TokenContext;
import dev.paravent.crypto.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One value to its token and back, in the text format, as a row needs it: parse, permute, write.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {
  /** Enough that no branch predictor knows the next value, few enough for the first-level cache. */
  private static final int VALUES = 64;

  /** The column class. */
  public enum Column {
    /** 13 characters. */
    NIR,
    /** 15 characters, the key included. */
    NIR_WITH_KEY,
    /** A deterministic date, from a table. */
    DATE_PAST,
    /** A date bound to its row's subject. */
    DATE_BOUND
  }

  @Param public Column column = Column.NIR;

  private ColumnCodec codec = context(DateFace.PAST).nir(WireFormat.TEXT);
  private final byte[][] clear = new byte[VALUES][];
  private final byte[][] tokens = new byte[VALUES][];
  private final byte[] result = new byte[32];

  @Setup
  public void prepare() {
    codec =
        switch (column) {
          case NIR, NIR_WITH_KEY -> context(DateFace.PAST).nir(WireFormat.TEXT);
          case DATE_PAST -> context(DateFace.PAST).birthDate(WireFormat.TEXT);
          case DATE_BOUND -> context(DateFace.BOUND).birthDate(WireFormat.TEXT);
        };
    for (int i = 0; i < VALUES; i++) {
      clear[i] = value(i).getBytes(StandardCharsets.US_ASCII);
      byte[] token = new byte[codec.maxLength(clear[i].length)];
      if (codec.tokenise(clear[i], 0, clear[i].length, i, token, 0) != token.length) {
        throw new IllegalStateException("value " + i + ": not tokenised");
      }
      tokens[i] = token;
    }
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public int tokenise() {
    int written = 0;
    for (int i = 0; i < VALUES; i++) {
      written += codec.tokenise(clear[i], 0, clear[i].length, i, result, 0);
    }
    return written;
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public int detokenise() {
    int written = 0;
    for (int i = 0; i < VALUES; i++) {
      written += codec.detokenise(tokens[i], 0, tokens[i].length, i, result, 0);
    }
    return written;
  }

  private String value(int i) {
    var birthDate = LocalDate.of(1930, 1, 1).plusDays(i * 449L);
    if (column == Column.DATE_PAST || column == Column.DATE_BOUND) {
      return birthDate.toString();
    }
    String nir =
        "%d%02d%02d%02d%03d%03d"
            .formatted(
                1 + i % 2,
                birthDate.getYear() % 100,
                birthDate.getMonthValue(),
                1 + i % 19,
                1 + i * 7,
                1 + i * 13);
    return column == Column.NIR ? nir : nir + "%02d".formatted(97 - Long.parseLong(nir) % 97);
  }

  private static TokenContext context(DateFace dates) {
    return TokenContext.create(
        Keyset.development(), "paravent", "", "benchmark", NirFace.NINE, dates);
  }
}
