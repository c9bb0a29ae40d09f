package dev.paravent.wire.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullMarked
class PgFrameDecoderTest {
  private static final FrameLimits LIMITS = FrameLimits.ofClient(1_000);

  @BeforeAll
  static void watchLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  /** Notes what it is handed. */
  private static final class Recorder implements FrameSink {
    final List<String> frames = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    boolean refuses;

    @Override
    public boolean frame(ByteBuf in, int index, int length) {
      if (refuses) {
        return false;
      }
      frames.add(ByteBufUtil.hexDump(in, index, length));
      return true;
    }

    @Override
    public void broken(Throwable cause) {
      failures.add(String.valueOf(cause.getMessage()));
    }

    @Override
    public void readComplete() {}

    @Override
    public void closed() {}

    @Override
    public void writabilityChanged(boolean writable) {}
  }

  private final Recorder recorder = new Recorder();

  private static byte[] messages() {
    return ByteBufUtil.decodeHexDump(
        "5100000006" + "6100" + "5300000004" + "480000000458" + "00000004");
  }

  private static void feed(EmbeddedChannel channel, byte[] bytes, int piece) {
    for (int at = 0; at < bytes.length; at += piece) {
      channel.writeInbound(
          channel.alloc().buffer().writeBytes(bytes, at, Math.min(piece, bytes.length - at)));
    }
  }

  @Test
  void splitsMessagesHoweverTheyArrive() {
    for (int piece = 1; piece <= messages().length; piece++) {
      Recorder each = new Recorder();
      EmbeddedChannel channel = new EmbeddedChannel(PgFrameDecoder.ofMessages(each, LIMITS));
      feed(channel, messages(), piece);
      assertThat(each.frames)
          .containsExactly("51000000066100", "5300000004", "4800000004", "5800000004");
      assertThat(each.failures).isEmpty();
      assertThat(channel.finish()).isFalse();
    }
  }

  @Test
  void readsStartupPacketsBeforeMessages() {
    PgFrameDecoder decoder = PgFrameDecoder.ofStartup(recorder);
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    feed(channel, ByteBufUtil.decodeHexDump("0000000804d2162f"), 3);
    decoder.readMessages(LIMITS);
    feed(channel, ByteBufUtil.decodeHexDump("5300000004"), 2);
    assertThat(recorder.frames).containsExactly("0000000804d2162f", "5300000004");
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void keepsWhatArrivesWhileItIsPaused() {
    PgFrameDecoder decoder = PgFrameDecoder.ofMessages(recorder, LIMITS);
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    recorder.refuses = true;
    feed(channel, messages(), 4);
    assertThat(recorder.frames).isEmpty();
    assertThat(decoder.isPaused()).isTrue();
    recorder.refuses = false;
    decoder.resume();
    assertThat(recorder.frames).hasSize(4);
    assertThat(decoder.pendingBytes()).isZero();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void refusesLengthsBeyondTheLimitBeforeTheBodyArrives() {
    String[] broken = {
      "5100000003",
      "51ffffffff",
      "5100000fff",
      "517fffffff",
      "5300002711",
      "0100000004",
      "79" + "00000004"
    };
    for (String bytes : broken) {
      Recorder each = new Recorder();
      EmbeddedChannel channel = new EmbeddedChannel(PgFrameDecoder.ofMessages(each, LIMITS));
      feed(channel, ByteBufUtil.decodeHexDump(bytes), 100);
      feed(channel, messages(), 100);
      assertThat(each.failures).as(bytes).hasSize(1);
      assertThat(each.frames).as(bytes).isEmpty();
      assertThat(channel.finish()).isFalse();
    }
  }

  @Test
  void refusesOversizedStartupPackets() {
    for (String bytes : List.of("00002711", "00000007", "47455420", "80000008")) {
      Recorder each = new Recorder();
      EmbeddedChannel channel = new EmbeddedChannel(PgFrameDecoder.ofStartup(each));
      feed(channel, ByteBufUtil.decodeHexDump(bytes), 100);
      assertThat(each.failures).as(bytes).hasSize(1);
      channel.finish();
    }
  }

  @Test
  void releasesTruncatedMessages() {
    EmbeddedChannel channel = new EmbeddedChannel(PgFrameDecoder.ofMessages(recorder, LIMITS));
    ByteBuf half = Unpooled.buffer().writeBytes(messages(), 0, 6);
    channel.writeInbound(half);
    channel.finish();
    assertThat(half.refCnt()).isZero();
    assertThat(recorder.frames).isEmpty();
  }

  @Test
  void survivesRandomBytes() {
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      Recorder each = new Recorder();
      EmbeddedChannel channel =
          new EmbeddedChannel(
              round % 2 == 0
                  ? PgFrameDecoder.ofStartup(each)
                  : PgFrameDecoder.ofMessages(each, LIMITS));
      feed(channel, bytes, 1 + random.nextInt(8));
      assertThat(each.failures.size()).isLessThanOrEqualTo(1);
      assertThat(channel.finish()).isFalse();
    }
  }
}
