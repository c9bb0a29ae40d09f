package dev.paravent.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paravent.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The options of EXPLAIN and COPY. */
@NullMarked
class SessionOptionsTest {
  private static Statement.Option option(String name, String... values) {
    return new Statement.Option(name, List.of(values), false);
  }

  private static @Nullable CopyFormat format(Statement.Option... options) {
    return CopyOptions.format(List.of(options), List.of("id", "name"));
  }

  @Test
  void printsTheOptionsOfExplainItself() {
    assertThat(ExplainOptions.text(List.of())).isEmpty();
    assertThat(ExplainOptions.text(List.of(option("costs", "OFF"), option("format", "Json"))))
        .isEqualTo("(COSTS FALSE, FORMAT JSON) ");
    assertThat(ExplainOptions.text(List.of(option("analyze", "off")))).isEmpty();
  }

  @Test
  void refusesWhatRunsTheStatementOrTellsSettings() {
    for (String name : List.of("analyze", "buffers", "wal", "timing", "settings", "serialize")) {
      assertThat(ExplainOptions.text(List.of(option(name)))).as(name).isNull();
    }
    assertThat(ExplainOptions.text(List.of(option("format", "binary")))).isNull();
    assertThat(ExplainOptions.text(List.of(option("costs", "maybe")))).isNull();
  }

  @Test
  void readsTheFormatsOfCopy() {
    assertThat(format()).isEqualTo(CopyFormat.TEXT);
    assertThat(format(option("format", "binary"))).isEqualTo(CopyFormat.BINARY);
    assertThat(
            format(
                option("format", "csv"),
                option("delimiter", ";"),
                option("header"),
                option("force_quote", "name"),
                option("null", "-")))
        .isEqualTo(new CopyFormat(CopyFormat.Kind.CSV, ';', "-", true, '"', '"', Set.of(1)));
  }

  @Test
  void refusesOptionsOfCopyThatDoNotFit() {
    assertThat(format(option("format", "parquet"))).isNull();
    assertThat(format(option("format", "binary"), option("null", "x"))).isNull();
    assertThat(format(option("delimiter", "a"))).isNull();
    assertThat(format(option("delimiter", "||"))).isNull();
    assertThat(format(option("quote", "'"))).isNull();
    assertThat(format(option("format", "csv"), option("null", "a,b"))).isNull();
    assertThat(format(option("format", "csv"), option("force_quote", "nir"))).isNull();
    assertThat(format(option("encoding", "latin1"))).isNull();
    assertThat(format(option("header"), option("header"))).isNull();
  }

  private static @Nullable CopySource source(Statement.Option... options) {
    return CopyOptions.source(List.of(options), List.of("id", "name"));
  }

  @Test
  void readsHowRowsAreCopiedIn() {
    assertThat(
            source(
                option("format", "csv"),
                option("header", "Match"),
                option("escape", "\\"),
                option("force_null", "name"),
                new Statement.Option("force_not_null", List.of(), true)))
        .isEqualTo(
            new CopySource(
                CopyFormat.Kind.CSV,
                List.of("id", "name"),
                ',',
                "",
                CopySource.Header.MATCH,
                '"',
                '\\',
                Set.of(0, 1),
                Set.of(1)));
    assertThat(source(option("force_null", "name"))).isNull();
    assertThat(source(option("header", "maybe"))).isNull();
    assertThat(source(option("format", "binary"), option("header"))).isNull();
  }

  @Test
  void forwardsMoreOptionsThanItReads() {
    for (String name : List.of("default", "on_error", "log_verbosity", "reject_limit", "freeze")) {
      assertThat(CopyOptions.areForwarded(List.of(option(name, "x")))).as(name).isTrue();
      assertThat(source(option(name, "x"))).as(name).isNull();
    }
    assertThat(CopyOptions.areForwarded(List.of(option("oids")))).isFalse();
  }
}
