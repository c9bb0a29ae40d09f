package dev.paravent.benchmarks;

import dev.paravent.crypto.ColumnCodec;
import dev.paravent.crypto.DateFace;
import dev.paravent.crypto.Ff1Permutation;
import dev.paravent.crypto.FieldBatch;
import dev.paravent.crypto.Keyset;
import dev.paravent.crypto.Nir;
import dev.paravent.crypto.NirFace;
import dev.paravent.crypto.TokenContext;
import dev.paravent.crypto.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Time to tokenise one value: whole paths from bytes to bytes, the permutation alone, and Bouncy
 * Castle's engine from String to String, which the issue of the tokeniser compares with.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokeniserBenchmark {
  /** One step of a batch; too many for a branch predictor to learn by heart. */
  private static final int VALUES = FieldBatch.STEP;

  private static final int DIGITS = 12;
  private static final byte[] TWEAK = "nir/v1".getBytes(StandardCharsets.US_ASCII);

  private static final Keyset KEYS = Keyset.development();

  private final byte[] key = new byte[32];
  private final byte[] result = new byte[32];
  private final FieldBatch batch = new FieldBatch();

  private final Fields nirs = new Fields(Nir.LENGTH);
  private final Fields keyedNirs = new Fields(Nir.LENGTH_WITH_KEY);
  private final Fields dates = new Fields(Integer.BYTES);
  private final Fields isoDates = new Fields(10);
  private final String[] texts = new String[VALUES];
  private final long[] numbers = new long[VALUES];
  private final long[] values = new long[VALUES];

  private final TokenContext past = context(DateFace.PAST);
  private final ColumnCodec nir = past.nir(WireFormat.TEXT);
  private final ColumnCodec dateTable = past.birthDate(WireFormat.BINARY);
  private final ColumnCodec isoDateTable = past.birthDate(WireFormat.TEXT);
  private final ColumnCodec bound = context(DateFace.BOUND).birthDate(WireFormat.BINARY);
  private final ColumnCodec boundPast = context(DateFace.BOUND_PAST).birthDate(WireFormat.BINARY);
  private final Ff1Permutation ff1;
  private final FPEFF1Engine bouncyCastle = new FPEFF1Engine();

  /** Fields of one length, one behind the other. */
  private static final class Fields {
    private final int length;
    private final byte[] bytes;

    Fields(int length) {
      this.length = length;
      this.bytes = new byte[VALUES * length];
    }
  }

  public TokeniserBenchmark() {
    new Random(1).nextBytes(key);
    ff1 = new Ff1Permutation(key, 10, DIGITS);
  }

  /** Births between 1930 and 2009 in the departments 01 to 95, and dates of the same years. */
  @Setup
  public void prepare() {
    Random random = new Random(2);
    bouncyCastle.init(true, new FPEParameters(new KeyParameter(key), 10, TWEAK));
    for (int i = 0; i < VALUES; i++) {
      int year = 1930 + random.nextInt(80);
      int month = 1 + random.nextInt(12);
      texts[i] =
          "%d%02d%02d%02d%03d%03d"
              .formatted(
                  1 + random.nextInt(2),
                  year % 100,
                  month,
                  1 + random.nextInt(95),
                  1 + random.nextInt(990),
                  1 + random.nextInt(999));
      byte[] nirBytes = texts[i].getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(nirBytes, 0, nirs.bytes, i * nirs.length, nirs.length);
      String keyed = texts[i] + "%02d".formatted(Nir.controlKey(nirBytes, 0));
      put(keyed, keyedNirs, i);
      put("%d-%02d-%02d".formatted(year, month, 1 + random.nextInt(28)), isoDates, i);
      int day = -25_567 + random.nextInt(29_000);
      for (int at = 0; at < Integer.BYTES; at++) {
        dates.bytes[i * Integer.BYTES + at] = (byte) (day >>> 24 - 8 * at);
      }
      numbers[i] = Nir.rank(nirBytes, 0);
    }
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public byte[] nirBatch64() {
    return tokenise(nir, nirs);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public byte[] nirWithKeyBatch64() {
    return tokenise(nir, keyedNirs);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void nirSingle(Blackhole blackhole) {
    tokeniseSingly(nir, nirs, blackhole);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public long[] ff1Batch64() {
    System.arraycopy(numbers, 0, values, 0, VALUES);
    ff1.forward(values, VALUES, TWEAK);
    return values;
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public long[] ff1Single() {
    for (int i = 0; i < VALUES; i++) {
      values[i] = ff1.forward(numbers[i], TWEAK);
    }
    return values;
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void bouncyCastleFf1(Blackhole blackhole) {
    for (String text : texts) {
      blackhole.consume(bouncyCastle(text));
    }
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void dateTable(Blackhole blackhole) {
    tokeniseSingly(dateTable, dates, blackhole);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public void dateTableIso(Blackhole blackhole) {
    tokeniseSingly(isoDateTable, isoDates, blackhole);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public byte[] dateBound64() {
    return tokenise(bound, dates);
  }

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public byte[] dateBoundPast64() {
    return tokenise(boundPast, dates);
  }

  /** A context and its first codec of NIRs: both keys derived, the cipher ready. */
  @Benchmark
  public ColumnCodec keyContext() {
    return context(DateFace.BOUND).nir(WireFormat.TEXT);
  }

  private byte[] tokenise(ColumnCodec codec, Fields fields) {
    batch.begin(fields.bytes);
    for (int i = 0; i < VALUES; i++) {
      batch.add(i * fields.length, fields.length, i);
    }
    if (codec.tokenise(batch) != VALUES) {
      throw new IllegalStateException("not every value became a token");
    }
    return batch.result();
  }

  private void tokeniseSingly(ColumnCodec codec, Fields fields, Blackhole blackhole) {
    for (int i = 0; i < VALUES; i++) {
      int written = codec.tokenise(fields.bytes, i * fields.length, fields.length, i, result, 0);
      if (written != fields.length) {
        throw new IllegalStateException("value " + i + ": not tokenised");
      }
      blackhole.consume(result);
    }
  }

  private String bouncyCastle(String text) {
    byte[] numerals = new byte[text.length()];
    for (int i = 0; i < numerals.length; i++) {
      numerals[i] = (byte) (text.charAt(i) - '0');
    }
    bouncyCastle.processBlock(numerals, 0, numerals.length, numerals, 0);
    for (int i = 0; i < numerals.length; i++) {
      numerals[i] += '0';
    }
    return new String(numerals, StandardCharsets.ISO_8859_1);
  }

  private static void put(String text, Fields fields, int i) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, fields.bytes, i * fields.length, fields.length);
  }

  private static TokenContext context(DateFace dates) {
    return TokenContext.create(KEYS, "paravent", "", "benchmark", NirFace.NINE, dates);
  }
}
