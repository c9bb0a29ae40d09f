package dev.paravent.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as an array, in text or binary, or as a document: its protected values are replaced,
 * all of them, or it is refused. The first byte says which of the three it is.
 */
@NullMarked
public final class ValuesFuzz {
  private static final int MAX_ELEMENTS = 100;
  private static final byte CLEAR = '#';
  private static final JsonRule NIR = new JsonRule.Classified(ProtectedClass.FR_NIR);
  private static final JsonRule RULE =
      new JsonRule.Container(
          Map.of("nir", NIR, "list", new JsonRule.Container(Map.of("nir", NIR), NIR)), null);

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100_000).build())
                  .build())
          .build();

  private ValuesFuzz() {}

  /** Every value becomes the same token. */
  private static final class Fixed implements ElementRewriter {
    private static final byte[] TOKEN = "token".getBytes(StandardCharsets.US_ASCII);

    @Override
    public int rewrite(byte[] source, int offset, int length) {
      if (offset < 0 || length < 0 || offset + length > source.length) {
        throw new AssertionError("the value lies outside the field");
      }
      return length == 0 ? NULL : TOKEN.length;
    }

    @Override
    public byte[] result() {
      return TOKEN;
    }
  }

  /** One input, as fuzzers call it. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] field = new byte[data.length - 1];
    System.arraycopy(data, 1, field, 0, field.length);
    ByteBuf out = Unpooled.buffer();
    switch (data[0] % 3) {
      case 0 -> {
        if (new ArrayText(new Fixed(), MAX_ELEMENTS).rewrite(field, field.length, out) >= 0) {
          requireNoClear(out);
        }
      }
      case 1 -> new ArrayBinary(new Fixed(), MAX_ELEMENTS).rewrite(field, field.length, 25, out);
      default -> {
        if (!Arrays.equals(
            new String(field, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), field)) {
          return; // a database has only text in its encoding
        }
        JsonText text = new JsonText(RULE, JsonText.Unnamed.NULLED, held -> new Fixed());
        int length = text.rewrite(field, 0, field.length);
        if (length >= 0) {
          JsonNode left = read(text.result(), length);
          if (left != null) {
            requireNoClear(left);
          } else if (read(field, field.length) != null) {
            throw new AssertionError("what leaves is no document");
          }
        }
      }
    }
    out.release();
  }

  /** Null if Jackson, which minds halves of surrogate pairs, does not take it. */
  private static @Nullable JsonNode read(byte[] document, int length) {
    try {
      return MAPPER.readTree(document, 0, length);
    } catch (IOException e) {
      return null;
    }
  }

  /** Keys are not protected, values are. */
  private static void requireNoClear(JsonNode node) {
    if (node.isTextual() && node.textValue().indexOf(CLEAR) >= 0) {
      throw new AssertionError("a clear value is left");
    }
    node.forEach(ValuesFuzz::requireNoClear);
  }

  /** The mark of clear values has no place in the syntax of arrays. */
  private static void requireNoClear(ByteBuf out) {
    if (out.indexOf(out.readerIndex(), out.writerIndex(), CLEAR) >= 0) {
      throw new AssertionError("a clear value is left");
    }
  }
}
