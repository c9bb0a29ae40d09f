package dev.paravent.sql.pg;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformance;

/**
 * Plugs {@link PgParser} into Calcite: {@code
 * SqlParser.config().withParserFactory(PgParserFactory.INSTANCE)}. Casing and identifier length are
 * PostgreSQL's whatever the configuration says. Thread-safe.
 */
public final class PgParserFactory implements SqlParserImplFactory {
  /** The only factory. */
  public static final SqlParserImplFactory INSTANCE = new PgParserFactory();

  private PgParserFactory() {}

  @Override
  public SqlAbstractParserImpl getParser(Reader stream) {
    Adapter adapter = new Adapter();
    adapter.ReInit(stream);
    return adapter;
  }

  private static final class Adapter extends SqlAbstractParserImpl {
    private final PgParser parser = new PgParser();
    private String text = "";

    @Override
    public void ReInit(Reader reader) {
      StringWriter copy = new StringWriter();
      try {
        reader.transferTo(copy);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text = copy.toString();
    }

    @Override
    public SqlNode parseSqlExpressionEof() {
      return parser.parseExpression(text);
    }

    @Override
    public SqlNode parseSqlStmtEof() {
      return parser.parseStatement(text);
    }

    @Override
    public SqlNodeList parseSqlStmtList() {
      List<SqlNode> trees = parser.parse(text).stream().map(ParsedStatement::tree).toList();
      return new SqlNodeList(trees, SqlParserPos.ZERO);
    }

    @Override
    public SqlNode parseArray() {
      return parser.parseExpression(text);
    }

    @Override
    @SuppressWarnings("NullAway") // Calcite takes null where no token is expected
    public SqlParseException normalizeException(Throwable e) {
      if (e instanceof SqlParseException known) {
        return known;
      }
      int column = e instanceof PgSyntaxException syntax ? syntax.position() : 0;
      SqlParserPos pos = new SqlParserPos(1, column);
      return new SqlParseException(e.getMessage(), pos, null, null, e);
    }

    @Override
    public Metadata getMetadata() {
      throw new UnsupportedOperationException("key words are in PgLexer");
    }

    @Override
    protected SqlParserPos getPos() {
      return SqlParserPos.ZERO;
    }

    @Override
    public void setTabSize(int tabSize) {}

    @Override
    public void setQuotedCasing(Casing casing) {}

    @Override
    public void setUnquotedCasing(Casing casing) {}

    @Override
    public void setIdentifierMaxLength(int length) {}

    @Override
    public void setConformance(SqlConformance conformance) {}

    @Override
    public void switchTo(LexicalState state) {}
  }
}
