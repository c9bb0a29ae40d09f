package dev.paravent.sql.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgLexerTest {
  /** KIND:value for each token, END left out. */
  private static String tokens(String text) {
    PgTokens tokens = PgLexer.scan(text, ParserLimits.DEFAULTS);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < tokens.size() - 1; i++) {
      shown.add(tokens.kind(i) + ":" + tokens.value(i));
    }
    return String.join(" ", shown);
  }

  private static PgSyntaxException refusal(String text) {
    return catchThrowableOfType(
        PgSyntaxException.class, () -> PgLexer.scan(text, ParserLimits.DEFAULTS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // comments
        "a/* x /* y */ z */b | IDENT:a IDENT:b",
        "a--b | IDENT:a",
        "a/***/b | IDENT:a IDENT:b",
        "a//b | IDENT:a OPERATOR:// IDENT:b",
        "a*/**/b | IDENT:a STAR:* IDENT:b",
        // strings
        "'it''s' | STRING:it's",
        "'a\\b' | STRING:a\\b",
        "N'a' | IDENT:nchar STRING:a",
        "B'01' x'1Fa' | BIT_STRING:01 HEX_STRING:1Fa",
        "$$a'b$$ | STRING:a'b",
        "$t$a$$b$t$ | STRING:a$$b",
        "a$b$c | IDENT:a$b$c",
        "E'a\\'b\\\\' | STRING:a'b\\",
        "E'\\101\\x41\\u0041\\U00000041' | STRING:AAAA",
        "E'\\xg\\q' | STRING:xgq",
        "E'\\uD83D\\uDE00' | STRING:😀",
        "U&'\\0041\\+000042' | STRING:AB",
        "U&'d!0061t' UESCAPE '!' | STRING:dat",
        "U&'a\\\\b' | STRING:a\\b",
        "U&'\\D83D\\DE00' | STRING:😀",
        // identifiers
        "Select \"Select\" | IDENT:select QUOTED_IDENT:Select",
        "\"a\"\"b\" | QUOTED_IDENT:a\"b",
        "U&\"d\\0061t\" | QUOTED_IDENT:dat",
        "ÉTÉ_É | IDENT:ÉtÉ_É",
        "_a1$ | IDENT:_a1$",
        // numbers
        "1 1. .5 1.5 1e10 1.e-2 | INTEGER:1 DECIMAL:1. DECIMAL:.5 DECIMAL:1.5 DECIMAL:1e10"
            + " DECIMAL:1.e-2",
        "1_000 0x1F 0b_11 0o17 | INTEGER:1_000 INTEGER:0x1F INTEGER:0b_11 INTEGER:0o17",
        "1..2 | INTEGER:1 DOT_DOT:.. INTEGER:2",
        "$1+$22 | PARAM:$1 PLUS:+ PARAM:$22",
        // operators
        "a=-1 | IDENT:a EQUAL:= MINUS:- INTEGER:1",
        "a@-1 | IDENT:a OPERATOR:@- INTEGER:1",
        "a*--b | IDENT:a STAR:*",
        "a<>b!=c | IDENT:a NOT_EQUAL:<> IDENT:b NOT_EQUAL:!= IDENT:c",
        "a->>b@>c | IDENT:a OPERATOR:->> IDENT:b OPERATOR:@> IDENT:c",
        "a::b:=c=>d:e | IDENT:a TYPECAST::: IDENT:b COLON_EQUAL::= IDENT:c ARROW:=> IDENT:d COLON::"
            + " IDENT:e",
        "a<=b>=c | IDENT:a LESS_EQUAL:<= IDENT:b GREATER_EQUAL:>= IDENT:c",
        "+-+1 | PLUS:+ MINUS:- PLUS:+ INTEGER:1",
        "a?b | IDENT:a OPERATOR:? IDENT:b",
      })
  void readsTokensAsPostgresDoes(String text, String expected) {
    assertThat(tokens(text)).isEqualTo(expected);
  }

  @Test
  void continuesStringsOnlyAcrossANewline() {
    assertThat(tokens("'a'\n'b'")).isEqualTo("STRING:ab");
    assertThat(tokens("'a' -- c\n  'b'")).isEqualTo("STRING:ab");
    assertThat(tokens("E'a'\n'\\n'")).isEqualTo("STRING:a\n");
    assertThat(tokens("U&'\\0061'\n'\\0062'")).isEqualTo("STRING:ab");
    assertThat(tokens("'a' 'b'")).isEqualTo("STRING:a STRING:b");
    assertThat(tokens("'a' /*\n*/ 'b'")).isEqualTo("STRING:a STRING:b");
  }

  @Test
  void endsLineCommentsAtEitherNewline() {
    assertThat(tokens("a --x\nb")).isEqualTo("IDENT:a IDENT:b");
    assertThat(tokens("a --x\rb")).isEqualTo("IDENT:a IDENT:b");
  }

  @Test
  void seesColumnsThatHideBehindCommentsAndDollars() {
    assertThat(tokens("select id /***/ , nir /* */ from patient"))
        .isEqualTo("IDENT:select IDENT:id COMMA:, IDENT:nir IDENT:from IDENT:patient");
    assertThat(tokens("select name $$/*$$, nir from patient --*/ from insurer"))
        .isEqualTo("IDENT:select IDENT:name STRING:/* COMMA:, IDENT:nir IDENT:from IDENT:patient");
  }

  @Test
  void cutsNamesToSixtyThreeBytesOfWholeCharacters() {
    assertThat(tokens("A".repeat(70))).isEqualTo("IDENT:" + "a".repeat(63));
    assertThat(tokens("\"" + "é".repeat(40) + "\"")).isEqualTo("QUOTED_IDENT:" + "é".repeat(31));
    assertThat(tokens("x" + "é".repeat(31))).isEqualTo("IDENT:x" + "é".repeat(31));
  }

  @Test
  void marksKeyWords() {
    PgTokens tokens = PgLexer.scan("SeLeCt nir \"select\"", ParserLimits.DEFAULTS);
    assertThat(tokens.word(0)).isEqualTo("select");
    assertThat(tokens.word(1)).isEmpty();
    assertThat(tokens.word(2)).isEmpty();
    assertThat(tokens.toString()).doesNotContain("nir");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a",
        "\"a",
        "$$a",
        "$t$a$$",
        "/* /* */",
        "\"\"",
        "U&\"\"",
        "E'\\u12'",
        "E'\\u0000'",
        "E'\\uD83D'",
        "E'\\uDE00'",
        "E'\\uD83Dx'",
        "E'\\xff'",
        "E'\\200'",
        "E'\\0'",
        "U&'\\12'",
        "U&'\\D83D'",
        "U&'\\DE00'",
        "U&'a' UESCAPE 'ab'",
        "U&'a' UESCAPE '1'",
        "U&'a' UESCAPE U&'!'",
        "U&'a' UESCAPE x",
        "B'2'",
        "X'G'",
        "1a",
        "1_",
        "1__0",
        "1.5x",
        "1e",
        "1e+",
        "0x",
        "0xg",
        "0b2",
        "$1a",
        "$0",
        "$",
        "$a",
        "\\",
        "{",
        "a\u0000b",
        "'\uD800'"
      })
  void refusesWhatPostgresRefuses(String text) {
    assertThat(refusal(text)).isNotNull();
  }

  @Test
  void countsErrorPositionsInCharacters() {
    assertThat(refusal("😀 1a").position()).isEqualTo(3);
  }

  @Test
  void refusesTooLargeTexts() {
    ParserLimits limits = new ParserLimits(10, 3, 5, 2);
    assertThat(kind("12345678901", limits)).isEqualTo(PgSyntaxException.Kind.LIMIT);
    assertThat(kind("a b c d", limits)).isEqualTo(PgSyntaxException.Kind.LIMIT);
    assertThat(kind("$3", limits)).isEqualTo(PgSyntaxException.Kind.LIMIT);
  }

  private static PgSyntaxException.Kind kind(String text, ParserLimits limits) {
    return catchThrowableOfType(PgSyntaxException.class, () -> PgLexer.scan(text, limits)).kind();
  }
}
