package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link JsonText} against Jackson's trees, on random documents and on broken ones. */
@NullMarked
class JsonTextFuzzTest {
  private static final int ROUNDS = 40_000;
  private static final String[] KEYS = {"nir", "open", "list", "who", "x", "n\\u0069r", "é", ""};
  private static final String[] STRINGS = {"", "1", "a\\\"b", "\\u00e9", "é", "\\ud83d\\ude00", "\\\\"};
  private static final String[] SCALARS = {"0", "-1", "12.50", "1e9", "true", "false", "null"};

  private static final JsonRule NIR = new JsonRule.Classified(ProtectedClass.FR_NIR);
  private static final JsonRule RULE =
      new JsonRule.Container(
          Map.of(
              "nir", NIR,
              "open", new JsonRule.Open(),
              "list", new JsonRule.Container(Map.of("nir", NIR), NIR),
              "who", new JsonRule.Container(Map.of("nir", NIR), null)),
          null);

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Every value becomes the same token, so that the model needs no codec. */
  private static final class Fixed implements ElementRewriter {
    private static final byte[] TOKEN = "token".getBytes(StandardCharsets.UTF_8);

    @Override
    public int rewrite(byte[] source, int offset, int length) {
      return length == 0 ? NULL : TOKEN.length;
    }

    @Override
    public byte[] result() {
      return TOKEN;
    }
  }

  @Test
  void agreesWithAModelAndTakesNothingThatJacksonRefuses() throws JacksonException {
    Random random = new Random(2_024);
    JsonText text = new JsonText(RULE, JsonText.Unnamed.NULLED, held -> new Fixed());
    int agreed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String json = document(random, 0);
      if (random.nextInt(4) == 0) {
        json = broken(json, random);
      }
      byte[] source = json.getBytes(StandardCharsets.UTF_8);
      int length = text.rewrite(source, 0, source.length);
      JsonNode parsed = parse(json);
      if (length < 0) {
        // Jackson also knows a byte order mark and NUL in spaces; duplicates were none here
        assertThat(parsed).as(json).isNull();
      } else if (parsed != null) {
        agreed++;
        String rewritten = new String(text.result(), 0, length, StandardCharsets.UTF_8);
        assertThat(mapper.readTree(rewritten)).as(json).isEqualTo(model(parsed, RULE));
      } else {
        assertThat(hasDuplicates(json)).as(json).isTrue();
      }
    }
    assertThat(agreed).isGreaterThan(ROUNDS / 3);
  }

  private @Nullable JsonNode parse(String json) {
    try {
      JsonNode node = mapper.readTree(json);
      return node.isMissingNode() ? null : node;
    } catch (JacksonException refused) {
      return null;
    }
  }

  /** Whether it is JSON but for keys that come twice. */
  private static boolean hasDuplicates(String json) {
    try {
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readTree(json);
      return true;
    } catch (JacksonException refused) {
      return false;
    }
  }

  private static JsonNode model(JsonNode node, @Nullable JsonRule rule) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (rule) {
      case null -> nodes.nullNode();
      case JsonRule.Open open -> node;
      case JsonRule.Classified classified -> {
        // the token is no number, so that a number has none
        yield node.isTextual() && !node.textValue().isEmpty()
            ? TextNode.valueOf("token")
            : nodes.nullNode();
      }
      case JsonRule.Container container -> {
        if (node.isObject() && !container.members().isEmpty()) {
          ObjectNode object = nodes.objectNode();
          node.properties()
              .forEach(
                  member ->
                      object.set(
                          member.getKey(),
                          model(member.getValue(), container.members().get(member.getKey()))));
          yield object;
        }
        JsonRule elements = container.elements();
        if (node.isArray() && elements != null) {
          ArrayNode array = nodes.arrayNode();
          node.forEach(element -> array.add(model(element, elements)));
          yield array;
        }
        yield nodes.nullNode();
      }
    };
  }

  private static String document(Random random, int depth) {
    String space = random.nextInt(5) == 0 ? " \n\t\r" : "";
    int kind = random.nextInt(depth > 4 ? 2 : depth == 0 ? 6 : 4);
    StringBuilder json = new StringBuilder(space);
    switch (kind) {
      case 0 -> json.append('"').append(pick(STRINGS, random)).append('"');
      case 1 -> json.append(pick(SCALARS, random));
      case 2 -> {
        json.append('[').append(space);
        for (int i = random.nextInt(4); i > 0; i--) {
          json.append(document(random, depth + 1)).append(i > 1 ? "," : "");
        }
        json.append(space).append(']');
      }
      default -> {
        json.append('{').append(space);
        for (int i = random.nextInt(5); i > 0; i--) {
          json.append(space).append('"').append(pick(KEYS, random)).append('"').append(space);
          json.append(':').append(document(random, depth + 1)).append(i > 1 ? "," : "");
        }
        json.append('}');
      }
    }
    return json.append(space).toString();
  }

  private static String broken(String json, Random random) {
    if (json.isEmpty()) {
      return json;
    }
    int at = random.nextInt(json.length());
    String with = pick(new String[] {"", "\"", "{", "}", "[", "]", ",", ":", "\\", "1", "e"}, random);
    return json.substring(0, at) + with + json.substring(at + random.nextInt(2));
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
