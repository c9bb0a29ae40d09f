package dev.paravent.mappers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a mapper sent it. In a file of them, separated by lines {@code ;;}, lines after
 * the text say {@code -- $1 23 =7}, a parameter with its type's OID and its value ({@code null}
 * without), {@code -- extended} for one without parameters, and {@code -- refused CODE} or {@code
 * -- refused BUNDLE CODE} for what a governed account may not do.
 *
 * @param extended whether it was sent by Parse and Bind
 * @param refusals the codes that are expected by bundle
 */
@NullMarked
record CapturedStatement(
    String sql, boolean extended, List<Parameter> parameters, Map<String, String> refusals) {
  private static final Pattern PARAMETER = Pattern.compile("-- \\$\\d+ (\\d+) (?:null|=(.*))");
  private static final Pattern REFUSED = Pattern.compile("-- refused (?:([a-z-]+) )?([A-Z_]+)");

  /** A value in text form. */
  record Parameter(int typeOid, @Nullable String value) {}

  static List<CapturedStatement> read(String file) throws IOException {
    String text = MapperDatabase.resource(file + ".sql");
    List<CapturedStatement> statements = new ArrayList<>();
    // the first line says what sent them
    for (String part : text.substring(text.indexOf('\n')).strip().split("\n;;\n")) {
      statements.add(of(part));
    }
    return statements;
  }

  private static CapturedStatement of(String text) {
    List<String> sql = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    Map<String, String> refusals = new LinkedHashMap<>();
    boolean extended = false;
    for (String line : text.split("\n")) {
      Matcher parameter = PARAMETER.matcher(line);
      Matcher refused = REFUSED.matcher(line);
      if (parameter.matches()) {
        extended = true;
        parameters.add(new Parameter(Integer.parseInt(parameter.group(1)), parameter.group(2)));
      } else if (line.equals("-- extended")) {
        extended = true;
      } else if (refused.matches()) {
        List<String> bundles =
            refused.group(1) == null ? MapperDatabase.BUNDLES : List.of(refused.group(1));
        bundles.forEach(bundle -> refusals.put(bundle, refused.group(2)));
      } else {
        sql.add(line);
      }
    }
    return new CapturedStatement(String.join("\n", sql).strip(), extended, parameters, refusals);
  }
}
