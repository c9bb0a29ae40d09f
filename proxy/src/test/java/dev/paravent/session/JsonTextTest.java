package dev.paravent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.policies.JsonRule;
import dev.paravent.policies.ProtectedClass;
import dev.paravent.session.JsonText.Unnamed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class JsonTextTest {
  private static final JsonRule NIR = new JsonRule.Classified(ProtectedClass.FR_NIR);
  private static final JsonRule OPEN = new JsonRule.Open();

  /** {@code $.nir}, {@code $.list[*]}, {@code $.who.nir}, {@code $.lines[*].nir} and public paths. */
  private static final JsonRule RULE =
      new JsonRule.Container(
          Map.of(
              "nir", NIR,
              "open", OPEN,
              "é\"", NIR,
              "list", new JsonRule.Container(Map.of(), NIR),
              "who", new JsonRule.Container(Map.of("nir", NIR, "name", OPEN), null),
              "lines",
                  new JsonRule.Container(
                      Map.of(), new JsonRule.Container(Map.of("nir", NIR, "n", OPEN), null))),
          null);

  /** Writes T before a value, refuses what begins with !, nulls what is empty or begins with ?. */
  private static final class Marker implements ElementRewriter {
    private byte[] result = new byte[0];

    @Override
    public int rewrite(byte[] source, int offset, int length) {
      String value = new String(source, offset, length, StandardCharsets.UTF_8);
      if (value.startsWith("!")) {
        return STOP;
      }
      if (value.isEmpty() || value.startsWith("?")) {
        return NULL;
      }
      boolean number = value.chars().allMatch(c -> c >= '0' && c <= '9');
      result = ((number ? "9" : "T") + value).getBytes(StandardCharsets.UTF_8);
      return result.length;
    }

    @Override
    public byte[] result() {
      return result;
    }
  }

  private static String rewrite(String json, Unnamed unnamed) {
    JsonText text = new JsonText(RULE, unnamed, held -> new Marker());
    // between other bytes, to see that none of them is read
    byte[] source = ("\"" + json + "\"").getBytes(StandardCharsets.UTF_8);
    int length = text.rewrite(source, 1, source.length - 2);
    return length < 0
        ? Integer.toString(length)
        : new String(text.result(), 0, length, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {}",
        "{\"nir\": \"1\"} | {\"nir\": \"91\"}",
        "{\"nir\": 12} | {\"nir\": 912}",
        "{\"nir\":\"1\",\"nir\":\"2\"} | {\"nir\":\"91\",\"nir\":\"92\"}",
        "{\"n\\u0069r\": \"\\u0031\"} | {\"n\\u0069r\": \"91\"}",
        "{\"\\u00e9\\\"\": \"a\"} | {\"\\u00e9\\\"\": \"Ta\"}",
        "{\"é\\\"\": \"a\\\"\\n\"} | {\"é\\\"\": \"Ta\\\"\\u000a\"}",
        "{\"nir\": null} | {\"nir\": null}",
        "{\"nir\": true, \"open\": 1} | {\"nir\": null, \"open\": 1}",
        "{\"nir\": {\"nir\": \"1\"}} | {\"nir\": null}",
        "{\"nir\": [\"1\"]} | {\"nir\": null}",
        "{\"nir\": 1.5} | {\"nir\": null}",
        "{\"nir\": -1} | {\"nir\": null}",
        "{\"nir\": 1e2} | {\"nir\": null}",
        "{\"nir\": \"?\"} | {\"nir\": null}",
        "{\"x\": \"1\", \"Nir\": \"1\", \"nir \": 1} | {\"x\": null, \"Nir\": null, \"nir \": null}",
        "{\"x\": {\"nir\": [1, {\"a\": \"}\"}]}, \"nir\": \"1\"} | {\"x\": null, \"nir\": \"91\"}",
        "{\"open\": {\"nir\": 1.10, \"b\" : [ 1E+5, \"\\u00e9\" ]} } | {\"open\": {\"nir\": 1.10, \"b\" : [ 1E+5, \"\\u00e9\" ]} }",
        "{\"list\": [\"1\", 2, null, \"?\", []]} | {\"list\": [\"91\", 92, null, null, null]}",
        "{\"list\": {\"0\": \"1\"}} | {\"list\": null}",
        "{\"list\": \"1\"} | {\"list\": null}",
        "{\"who\": {\"nir\": \"1\", \"name\": \"N\", \"age\": 3}} | {\"who\": {\"nir\": \"91\", \"name\": \"N\", \"age\": null}}",
        "{\"who\": [{\"nir\": \"1\"}]} | {\"who\": null}",
        "{\"lines\": [{\"nir\": \"1\", \"n\": 2, \"m\": 3}, 4, []]} | {\"lines\": [{\"nir\": \"91\", \"n\": 2, \"m\": null}, null, null]}",
        "[{\"nir\": \"1\"}] | null",
        "\"1850578006005\" | null",
        "1850578006005 | null",
        "null | null",
        "{\"nir\": \"!\"} | -2",
      })
  void replacesMembersAndKeepsTheRest(String json, String expected) {
    assertThat(rewrite(json, Unnamed.NULLED)).isEqualTo(expected);
  }

  @Test
  void keepsWhatNobodyNamesInWhatIsWritten() {
    String json = "{\"x\": {\"nir\": 1}, \"who\": [1], \"nir\": \"1\", \"y\": null}";
    assertThat(rewrite(json, Unnamed.KEPT)).isEqualTo(json.replace("\"1\"", "\"91\""));
    assertThat(rewrite(json, Unnamed.KEPT_UNLESS_NULL))
        .isEqualTo(Integer.toString(JsonText.HIDDEN));
    assertThat(rewrite("{\"nir\": null, \"open\": null, \"x\": [null]}", Unnamed.KEPT_UNLESS_NULL))
        .isEqualTo("{\"nir\": null, \"open\": null, \"x\": [null]}");
    assertThat(rewrite("{\"nir\": []}", Unnamed.KEPT)).isEqualTo(Integer.toString(JsonText.UNFIT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "}", "[", "{\"open\"}", "{\"open\":}", "{\"open\":1,}", "{,}", "[1,]", "[1 2]",
        "{\"open\":1 \"nir\":2}", "{open:1}", "{\"open\":'1'}", "{\"open\":01}", "{\"open\":1.}",
        "{\"open\":.5}", "{\"open\":+1}", "{\"open\":1e}", "{\"open\":-}", "{\"open\":nul}",
        "{\"open\":NULL}", "{\"open\":tru}", "{\"open\":NaN}", "{\"open\":\"\\x\"}",
        "{\"open\":\"\\u12\"}", "{\"open\":\"\\u12g4\"}", "{\"open\":\"\n\"}", "{\"open\":\"",
        "{\"nir\":\"1}", "{\"nir\":\"1\\", "{}{}", "{} 1", "{\"open\":[}]", "{\"open\":{]}",
        "{\"open\":1}]", "/*x*/{}", "{\"open\":[1}", "{\"x\":{\"a\" 1}}", "{\"x\":{\"a\":1,}}",
        "\uFEFF{}", "{\"nir\":\"1850578006005\"", "{\"open\":\"a\" \"nir\":\"1\"}"
      })
  void takesNothingThatIsNotJson(String text) {
    for (Unnamed unnamed : Unnamed.values()) {
      assertThat(rewrite(text, unnamed)).isEqualTo(Integer.toString(JsonText.MALFORMED));
    }
  }

  @Test
  void endsAtTheEndOfTheValue() {
    // the quote behind the text would close the string
    assertThat(rewrite("{\"nir\": 1}, {\"open\": \"1", Unnamed.NULLED))
        .isEqualTo(Integer.toString(JsonText.MALFORMED));
  }

  @Test
  void passesOverDeepNestingWithoutRecursion() {
    String deep = "[".repeat(50_000) + "]".repeat(50_000);
    assertThat(rewrite("{\"open\": " + deep + "}", Unnamed.NULLED))
        .isEqualTo("{\"open\": " + deep + "}");
    String tooDeep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(rewrite("{\"open\": " + tooDeep + "}", Unnamed.NULLED))
        .isEqualTo(Integer.toString(JsonText.MALFORMED));
  }
}
