package dev.paravent.sql.pg;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A clause of a function or utility statement that is no value by itself. Immutable. */
public abstract sealed class PgClause extends PgNode {
  PgClause(SqlParserPos pos) {
    super(pos);
  }

  /** Words of SQL/XML functions that are not the usual ones. */
  public enum XmlOption {
    DOCUMENT,
    CONTENT,
    PRESERVE_WHITESPACE,
    INDENT,
    STANDALONE_YES,
    STANDALONE_NO,
    STANDALONE_NO_VALUE
  }

  /** The QUOTES clause of JSON_QUERY; NONE if it is absent. */
  public enum JsonQuotes {
    NONE,
    KEEP,
    OMIT
  }

  /** The WRAPPER clause of JSON_QUERY; NONE if it is absent. */
  public enum JsonWrapper {
    NONE,
    WITHOUT,
    CONDITIONAL,
    UNCONDITIONAL
  }

  /** What an SQL/JSON function gives instead of a value. */
  public enum Behavior {
    ERROR,
    NULL,
    TRUE,
    FALSE,
    UNKNOWN,
    EMPTY_ARRAY,
    EMPTY_OBJECT,
    DEFAULT
  }

  /** value FORMAT JSON [ENCODING name]. */
  public static final class JsonInput extends PgClause {
    public final SqlNode value;
    public final @Nullable String encoding;

    public JsonInput(SqlNode value, @Nullable String encoding, SqlParserPos pos) {
      super(pos);
      this.value = value;
      this.encoding = encoding;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(value, encoding);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new JsonInput(parts.required(SqlNode.class), parts.optional(String.class), pos);
    }
  }

  /** key : value of a JSON object. */
  public static final class JsonMember extends PgClause {
    public final SqlNode key;
    public final SqlNode value;

    public JsonMember(SqlNode key, SqlNode value, SqlParserPos pos) {
      super(pos);
      this.key = key;
      this.value = value;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(key, value);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new JsonMember(parts.required(SqlNode.class), parts.required(SqlNode.class), pos);
    }
  }

  /** RETURNING type [FORMAT JSON [ENCODING name]]. */
  public static final class JsonReturning extends PgClause {
    public final SqlDataTypeSpec type;
    public final boolean formatted;
    public final @Nullable String encoding;

    public JsonReturning(
        SqlDataTypeSpec type, boolean formatted, @Nullable String encoding, SqlParserPos pos) {
      super(pos);
      this.type = type;
      this.formatted = formatted;
      this.encoding = encoding;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(type, formatted, encoding);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new JsonReturning(
          parts.required(SqlDataTypeSpec.class), parts.flag(), parts.optional(String.class), pos);
    }
  }

  /** What stands before ON EMPTY or ON ERROR; only DEFAULT has a value. */
  public static final class JsonBehavior extends PgClause {
    public final Behavior kind;
    public final @Nullable SqlNode value;

    public JsonBehavior(Behavior kind, @Nullable SqlNode value, SqlParserPos pos) {
      super(pos);
      this.kind = kind;
      this.value = value;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(kind, value);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new JsonBehavior(parts.required(Behavior.class), parts.optional(SqlNode.class), pos);
    }
  }

  /**
   * value [AS name]: an argument of PASSING, an XML attribute, or an XML namespace, where no name
   * is DEFAULT.
   */
  public static final class Labelled extends PgClause {
    public final SqlNode value;
    public final @Nullable String name;

    public Labelled(SqlNode value, @Nullable String name, SqlParserPos pos) {
      super(pos);
      this.value = value;
      this.name = name;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(value, name);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Labelled(parts.required(SqlNode.class), parts.optional(String.class), pos);
    }
  }

  /** name [value | (values)] of COPY or EXPLAIN. Words are string literals, * is a star. */
  public static final class Option extends PgClause {
    public final String name;
    public final @Nullable SqlNode value;
    public final List<SqlNode> values;

    public Option(String name, @Nullable SqlNode value, List<SqlNode> values, SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.value = value;
      this.values = List.copyOf(values);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, value, values);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new Option(
          parts.required(String.class), parts.optional(SqlNode.class), parts.nodes(), pos);
    }
  }

  /** A column of JSON_TABLE; without a type it is FOR ORDINALITY. */
  public static final class JsonColumn extends PgClause {
    public final String name;
    public final @Nullable SqlDataTypeSpec type;
    public final boolean exists;
    public final boolean formatted;
    public final @Nullable String encoding;
    public final @Nullable SqlNode path;
    public final JsonWrapper wrapper;
    public final JsonQuotes quotes;
    public final @Nullable SqlNode onEmpty;
    public final @Nullable SqlNode onError;

    public JsonColumn(
        String name,
        @Nullable SqlDataTypeSpec type,
        boolean exists,
        boolean formatted,
        @Nullable String encoding,
        @Nullable SqlNode path,
        JsonWrapper wrapper,
        JsonQuotes quotes,
        @Nullable SqlNode onEmpty,
        @Nullable SqlNode onError,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.type = type;
      this.exists = exists;
      this.formatted = formatted;
      this.encoding = encoding;
      this.path = path;
      this.wrapper = wrapper;
      this.quotes = quotes;
      this.onEmpty = onEmpty;
      this.onError = onError;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(
          name, type, exists, formatted, encoding, path, wrapper, quotes, onEmpty, onError);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new JsonColumn(
          parts.required(String.class),
          parts.optional(SqlDataTypeSpec.class),
          parts.flag(),
          parts.flag(),
          parts.optional(String.class),
          parts.optional(SqlNode.class),
          parts.required(JsonWrapper.class),
          parts.required(JsonQuotes.class),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          pos);
    }
  }

  /** NESTED PATH path [AS name] COLUMNS (..) of JSON_TABLE. */
  public static final class JsonNested extends PgClause {
    public final SqlNode path;
    public final @Nullable String pathName;
    public final List<SqlNode> columns;

    public JsonNested(
        SqlNode path, @Nullable String pathName, List<SqlNode> columns, SqlParserPos pos) {
      super(pos);
      this.path = path;
      this.pathName = pathName;
      this.columns = List.copyOf(columns);
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(path, pathName, columns);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new JsonNested(
          parts.required(SqlNode.class), parts.optional(String.class), parts.nodes(), pos);
    }
  }

  /** A column of XMLTABLE; without a type it is FOR ORDINALITY. */
  public static final class XmlColumn extends PgClause {
    public final String name;
    public final @Nullable SqlDataTypeSpec type;
    public final @Nullable SqlNode path;
    public final @Nullable SqlNode missing;
    public final boolean notNull;

    public XmlColumn(
        String name,
        @Nullable SqlDataTypeSpec type,
        @Nullable SqlNode path,
        @Nullable SqlNode missing,
        boolean notNull,
        SqlParserPos pos) {
      super(pos);
      this.name = name;
      this.type = type;
      this.path = path;
      this.missing = missing;
      this.notNull = notNull;
    }

    @Override
    public List<@Nullable Object> parts() {
      return partList(name, type, path, missing, notNull);
    }

    @Override
    PgNode rebuild(Parts parts) {
      return new XmlColumn(
          parts.required(String.class),
          parts.optional(SqlDataTypeSpec.class),
          parts.optional(SqlNode.class),
          parts.optional(SqlNode.class),
          parts.flag(),
          pos);
    }
  }
}
