package dev.paravent.decide;

import dev.paravent.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options of COPY. PostgreSQL docs, COPY; its ProcessCopyOptions says what fits what. */
final class CopyOptions {
  private static final Set<String> INTO =
      Set.of(
          "format",
          "delimiter",
          "null",
          "header",
          "quote",
          "escape",
          "encoding",
          "force_not_null",
          "force_null",
          "freeze",
          "default",
          "on_error",
          "log_verbosity",
          "reject_limit");
  private static final Set<String> READ_IN =
      Set.of(
          "format",
          "delimiter",
          "null",
          "header",
          "quote",
          "escape",
          "encoding",
          "force_not_null",
          "force_null");
  private static final Set<String> OUT_OF =
      Set.of("format", "delimiter", "null", "header", "quote", "escape", "encoding", "force_quote");
  private static final String NO_DELIMITERS = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

  private CopyOptions() {}

  /** Whether the server may get the options of COPY FROM, which it checks by itself. */
  static boolean areForwarded(List<Statement.Option> options) {
    return byName(options, INTO) != null;
  }

  /** How COPY TO writes the columns of these names; null if an option is not supported. */
  static @Nullable CopyFormat format(List<Statement.Option> options, List<String> columns) {
    Map<String, Statement.Option> given = byName(options, OUT_OF);
    if (given == null) {
      return null;
    }
    Signs signs = signs(given);
    Boolean header = truth(given.get("header"));
    Set<Integer> force = columns(given.get("force_quote"), columns);
    return signs == null || header == null || force == null || !signs.allows(given, "force_quote")
        ? null
        : new CopyFormat(
            signs.kind(),
            signs.delimiter(),
            signs.nullText(),
            header,
            signs.quote(),
            signs.escape(),
            force);
  }

  /**
   * How COPY FROM reads values for the columns of these names; null if an option is not supported.
   */
  static @Nullable CopySource source(List<Statement.Option> options, List<String> columns) {
    Map<String, Statement.Option> given = byName(options, READ_IN);
    if (given == null) {
      return null;
    }
    Signs signs = signs(given);
    CopySource.Header header = header(given.get("header"));
    Set<Integer> forceNotNull = columns(given.get("force_not_null"), columns);
    Set<Integer> forceNull = columns(given.get("force_null"), columns);
    return signs == null
            || header == null
            || forceNotNull == null
            || forceNull == null
            || !signs.allows(given, "force_not_null")
            || !signs.allows(given, "force_null")
        ? null
        : new CopySource(
            signs.kind(),
            columns,
            signs.delimiter(),
            signs.nullText(),
            header,
            signs.quote(),
            signs.escape(),
            forceNotNull,
            forceNull);
  }

  /** What both directions have. */
  private record Signs(
      CopyFormat.Kind kind, char delimiter, String nullText, char quote, char escape) {
    /** An option that is for csv alone. */
    boolean allows(Map<String, Statement.Option> given, String option) {
      return kind == CopyFormat.Kind.CSV || !given.containsKey(option);
    }
  }

  private static @Nullable Signs signs(Map<String, Statement.Option> given) {
    CopyFormat base =
        switch (value(given, "format", "text")) {
          case "text" -> CopyFormat.TEXT;
          case "csv" -> CopyFormat.CSV;
          case "binary" -> CopyFormat.BINARY;
          default -> null;
        };
    if (base == null || base.isBinary()) {
      boolean alone =
          given.keySet().stream().allMatch(n -> n.equals("format") || n.equals("encoding"));
      return base == null || !alone
          ? null
          : new Signs(base.kind(), base.delimiter(), base.nullText(), base.quote(), base.escape());
    }
    boolean csv = base.kind() == CopyFormat.Kind.CSV;
    Character delimiter = single(value(given, "delimiter", String.valueOf(base.delimiter())));
    Character quote = single(value(given, "quote", "\""));
    Character escape = quote == null ? null : single(value(given, "escape", quote.toString()));
    String nullText = value(given, "null", base.nullText());
    if (delimiter == null || quote == null || escape == null) {
      return null;
    }
    boolean csvOnly = given.containsKey("quote") || given.containsKey("escape");
    boolean fits =
        csv
            ? !delimiter.equals(quote) && nullText.indexOf(quote) < 0
            : !csvOnly && NO_DELIMITERS.indexOf(delimiter) < 0;
    return fits && nullText.indexOf(delimiter) < 0 && isOneLine(nullText)
        ? new Signs(base.kind(), delimiter, nullText, quote, escape)
        : null;
  }

  /** The options by name; null if one is unknown, given twice, or of another encoding. */
  private static @Nullable Map<String, Statement.Option> byName(
      List<Statement.Option> options, Set<String> known) {
    Map<String, Statement.Option> byName = new HashMap<>();
    for (Statement.Option option : options) {
      if (!known.contains(option.name()) || byName.put(option.name(), option) != null) {
        return null;
      }
    }
    String encoding = value(byName, "encoding", "utf8").toLowerCase(Locale.ROOT).replace("-", "");
    return encoding.equals("utf8") || encoding.equals("unicode") ? byName : null;
  }

  private static String value(Map<String, Statement.Option> given, String name, String otherwise) {
    Statement.Option option = given.get(name);
    return option == null ? otherwise : option.values().isEmpty() ? "" : option.values().get(0);
  }

  private static @Nullable Character single(String text) {
    boolean fits =
        text.length() == 1
            && text.charAt(0) < 128
            && text.charAt(0) != '\n'
            && text.charAt(0) != '\r';
    return fits ? text.charAt(0) : null;
  }

  private static boolean isOneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
  }

  private static @Nullable Boolean truth(Statement.@Nullable Option option) {
    if (option == null) {
      return false;
    }
    String value = option.values().isEmpty() ? "true" : option.values().get(0);
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default -> null;
    };
  }

  private static CopySource.@Nullable Header header(Statement.@Nullable Option option) {
    if (option != null
        && !option.values().isEmpty()
        && option.values().get(0).toLowerCase(Locale.ROOT).equals("match")) {
      return CopySource.Header.MATCH;
    }
    Boolean header = truth(option);
    return header == null ? null : header ? CopySource.Header.SKIP : CopySource.Header.NONE;
  }

  private static @Nullable Set<Integer> columns(
      Statement.@Nullable Option option, List<String> columns) {
    Set<Integer> forced = new HashSet<>();
    for (int i = 0; option != null && i < columns.size(); i++) {
      if (option.all() || option.values().contains(columns.get(i))) {
        forced.add(i);
      }
    }
    return option != null && !columns.containsAll(option.values()) ? null : forced;
  }
}
