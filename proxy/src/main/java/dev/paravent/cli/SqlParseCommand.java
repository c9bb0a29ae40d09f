package dev.paravent.cli;

import dev.paravent.config.ConfigException;
import dev.paravent.sql.pg.ParsedStatement;
import dev.paravent.sql.pg.PgEquality;
import dev.paravent.sql.pg.PgExpr;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgSyntaxException;
import dev.paravent.sql.pg.PgUtility;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code paravent sql parse}: how many statements of a set of files are read, and how many say the
 * same after they were printed. What is known by its first words only, such as CREATE INDEX, counts
 * as read and not as printed.
 */
@Command(
    name = "parse",
    description = "Parses files of statements separated by a line ';;' and counts them.",
    mixinStandardHelpOptions = true)
final class SqlParseCommand implements Callable<Integer> {
  private static final String SEPARATOR = "\\R;;[ \\t]*(?:\\R|$)";
  private static final int FAILURE = 1;

  @Option(names = "--print", description = "Print each statement as the server would get it.")
  private boolean print;

  // Set by picocli before anything runs.
  @SuppressWarnings("NullAway.Init")
  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files, or directories of *.sql.")
  private List<Path> paths;

  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  private final PgParser parser = new PgParser();
  private int statements;
  private int parsed;
  private int named;
  private int equal;

  @Override
  public Integer call() throws ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    for (Path path : paths) {
      for (Path file : files(path)) {
        String[] texts = read(file).split(SEPARATOR);
        for (int i = 0; i < texts.length; i++) {
          if (!texts[i].isBlank()) {
            statement(texts[i], file + " statement " + (i + 1), out, err);
          }
        }
      }
    }
    if (named > 0) {
      out.println("known by their first words only: " + named);
    }
    out.printf(
        "parsed %d of %d, printed and re-parsed equal %d of %d%n",
        parsed, statements, equal, parsed);
    return parsed == statements ? 0 : FAILURE;
  }

  private void statement(String text, String place, PrintWriter out, PrintWriter err) {
    statements++;
    List<ParsedStatement> trees;
    try {
      trees = parser.parse(text);
    } catch (PgSyntaxException e) {
      err.println(place + ": " + e.getMessage() + " (character " + e.position() + ")");
      return;
    }
    parsed++;
    List<String> printed = new ArrayList<>();
    boolean same = true;
    for (ParsedStatement tree : trees) {
      if (tree.tree() instanceof PgUtility.Unsupported) {
        named++;
        return;
      }
      String sql = PgPrinter.print(tree.tree());
      printed.add(sql);
      same &= isEqual(tree.tree(), sql);
    }
    if (same) {
      equal++;
    } else {
      err.println(place + ": says something else when printed");
    }
    if (print) {
      printed.forEach(out::println);
      out.println(";;");
    }
  }

  private boolean isEqual(SqlNode tree, String printed) {
    try {
      SqlNode again = parser.parseStatement(printed);
      return PgEquality.equal(withoutTypedLiterals(tree), withoutTypedLiterals(again));
    } catch (PgSyntaxException e) {
      return false;
    }
  }

  /** DATE '..' is printed as CAST('..' AS date), which is another tree of the same meaning. */
  private static @Nullable SqlNode withoutTypedLiterals(SqlNode tree) {
    return tree.accept(
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            SqlNode copy = super.visit(call);
            return copy instanceof PgExpr.Cast cast
                ? new PgExpr.Cast(PgExpr.CastForm.CAST, cast.operand, cast.type, SqlParserPos.ZERO)
                : copy;
          }
        });
  }

  private static List<Path> files(Path path) throws ConfigException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    } catch (IOException e) {
      throw new ConfigException(path + ": cannot be read");
    }
  }

  private static String read(Path file) throws ConfigException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read");
    }
  }
}
