package dev.paravent.benchmarks;

import dev.paravent.sql.pg.ParsedStatement;
import dev.paravent.sql.pg.ParserLimits;
import dev.paravent.sql.pg.PgLexer;
import dev.paravent.sql.pg.PgParser;
import dev.paravent.sql.pg.PgPrinter;
import dev.paravent.sql.pg.PgTokens;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A statement's text to tokens, to its tree and back, and to Calcite's own tree by Babel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {
  private static final SqlParser.Config BABEL =
      SqlParser.config()
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withConformance(SqlConformanceEnum.BABEL)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED);

  @Param public QueryShape shape = QueryShape.POINT_LOOKUP;

  private final PgParser parser = new PgParser();
  private String sql = "";
  private SqlNode tree = parser.parseExpression("1");

  @Setup
  public void prepare() {
    sql = shape.sql();
    tree = parser.parseStatement(sql);
  }

  @Benchmark
  public PgTokens lex() {
    return PgLexer.scan(sql, ParserLimits.DEFAULTS);
  }

  @Benchmark
  public List<ParsedStatement> lexAndParse() {
    return parser.parse(sql);
  }

  @Benchmark
  public String print() {
    return PgPrinter.print(tree);
  }

  @Benchmark
  public SqlNode babel() throws SqlParseException {
    return SqlParser.create(sql, BABEL).parseStmt();
  }
}
