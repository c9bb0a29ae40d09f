package dev.paravent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paravent.session.ConversationFuzz;
import dev.paravent.session.CopiedRowsFuzz;
import dev.paravent.session.ValuesFuzz;
import dev.paravent.sql.pg.SqlTextFuzz;
import dev.paravent.wire.pg.FramesFuzz;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fuzz targets pass their seeds: inputs that once failed, and some that make sense; and each
 * seed with bytes changed, cut off and doubled, the same ones in every build.
 */
@NullMarked
class FuzzSeedsTest {
  private static final int VARIANTS = 40;

  @ParameterizedTest
  @ValueSource(
      classes = {
        SqlTextFuzz.class,
        FramesFuzz.class,
        ValuesFuzz.class,
        CopiedRowsFuzz.class,
        ConversationFuzz.class
      })
  void passesItsSeeds(Class<?> target) throws ReflectiveOperationException, IOException {
    Method input = target.getMethod("fuzzerTestOneInput", byte[].class);
    List<Path> seeds;
    try (Stream<Path> files = Files.list(FuzzSeeds.directory(target.getName()))) {
      seeds = files.sorted().toList();
    }
    assertThat(seeds).hasSizeGreaterThan(3);
    for (Path seed : seeds) {
      byte[] bytes = Files.readAllBytes(seed);
      assertThatCode(() -> play(input, bytes)).as("%s", seed).doesNotThrowAnyException();
      Random random = new Random(Arrays.hashCode(bytes));
      for (int i = 0; i < VARIANTS; i++) {
        byte[] variant = changed(bytes, random);
        assertThatCode(() -> play(input, variant))
            .as("%s changed to %s", seed, Arrays.toString(variant))
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void noticesWhatFails() throws ReflectiveOperationException {
    Method failing = Failing.class.getMethod("fuzzerTestOneInput", byte[].class);
    assertThatThrownBy(() -> play(failing, new byte[0])).isInstanceOf(AssertionError.class);
  }

  /** A target that does not bear an empty input. */
  public static final class Failing {
    private Failing() {}

    /** Fails on nothing. */
    public static void fuzzerTestOneInput(byte[] data) {
      if (data.length == 0) {
        throw new AssertionError("nothing");
      }
    }
  }

  private static void play(Method input, byte[] bytes) throws Throwable {
    try {
      input.invoke(null, (Object) bytes.clone());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static byte[] changed(byte[] bytes, Random random) {
    List<Byte> changed = new ArrayList<>();
    for (byte next : bytes) {
      changed.add(next);
    }
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !changed.isEmpty(); i++) {
      int at = random.nextInt(changed.size());
      switch (random.nextInt(4)) {
        case 0 -> changed.set(at, (byte) random.nextInt(256));
        case 1 -> changed.remove(at);
        case 2 -> changed.addAll(at, List.copyOf(changed.subList(at / 2, at)));
        default -> changed.subList(at, changed.size()).clear();
      }
    }
    byte[] result = new byte[changed.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = changed.get(i);
    }
    return result;
  }
}
