package dev.paravent.sql.pg;

import java.util.Objects;
import org.apache.calcite.sql.SqlNode;

/** Prints the functions of SQL/XML and XMLTABLE for {@link PgPrinter}. */
final class PgPrinterXml {
  private PgPrinterXml() {}

  static void print(PgCall.Xml xml, PgPrinter out) {
    switch (xml.kind) {
      case CONCAT -> {
        out.sql("XMLCONCAT(");
        arguments(xml, "", out);
      }
      case ELEMENT -> {
        out.sql("XMLELEMENT(NAME ");
        out.name(Objects.requireNonNull(xml.name));
        if (!xml.attributes.isEmpty()) {
          out.sql(", XMLATTRIBUTES(");
          out.nodes(xml.attributes);
          out.sql(")");
        }
        arguments(xml, ", ", out);
      }
      case FOREST -> {
        out.sql("XMLFOREST(");
        out.nodes(xml.attributes);
      }
      case PARSE -> {
        out.sql("XMLPARSE(");
        documentOrContent(xml, out);
        arguments(xml, "", out);
        option(xml, PgClause.XmlOption.PRESERVE_WHITESPACE, " PRESERVE WHITESPACE", out);
      }
      case PI -> {
        out.sql("XMLPI(NAME ");
        out.name(Objects.requireNonNull(xml.name));
        arguments(xml, ", ", out);
      }
      case ROOT -> root(xml, out);
      case SERIALIZE -> {
        out.sql("XMLSERIALIZE(");
        documentOrContent(xml, out);
        arguments(xml, "", out);
        out.sql(" AS ");
        out.node(Objects.requireNonNull(xml.type));
        option(xml, PgClause.XmlOption.INDENT, " INDENT", out);
      }
      case EXISTS -> {
        out.sql("XMLEXISTS(");
        out.operand(argument(xml, 0));
        out.sql(" PASSING ");
        out.operand(argument(xml, 1));
      }
    }
    out.sql(")");
  }

  private static SqlNode argument(PgCall.Xml xml, int index) {
    return Objects.requireNonNull(xml.arguments.get(index));
  }

  private static void arguments(PgCall.Xml xml, String before, PgPrinter out) {
    String separator = before;
    for (int i = 0; i < xml.arguments.size(); i++) {
      out.sql(separator);
      out.expression(argument(xml, i));
      separator = ", ";
    }
  }

  private static void documentOrContent(PgCall.Xml xml, PgPrinter out) {
    out.sql(xml.options.contains(PgClause.XmlOption.DOCUMENT) ? "DOCUMENT " : "CONTENT ");
  }

  private static void option(
      PgCall.Xml xml, PgClause.XmlOption option, String words, PgPrinter out) {
    out.sql(xml.options.contains(option) ? words : "");
  }

  private static void root(PgCall.Xml xml, PgPrinter out) {
    SqlNode version = xml.arguments.get(1);
    out.sql("XMLROOT(");
    out.expression(argument(xml, 0));
    out.sql(version == null ? ", VERSION NO VALUE" : ", VERSION ");
    if (version != null) {
      out.expression(version);
    }
    option(xml, PgClause.XmlOption.STANDALONE_YES, ", STANDALONE YES", out);
    option(xml, PgClause.XmlOption.STANDALONE_NO, ", STANDALONE NO", out);
    option(xml, PgClause.XmlOption.STANDALONE_NO_VALUE, ", STANDALONE NO VALUE", out);
  }

  static void table(PgFrom.XmlTable table, PgPrinter out) {
    out.sql(table.lateral ? "LATERAL XMLTABLE(" : "XMLTABLE(");
    if (!table.namespaces.isEmpty()) {
      out.sql("XMLNAMESPACES(");
      String separator = "";
      for (SqlNode namespace : table.namespaces) {
        out.sql(separator);
        namespace((PgClause.Labelled) namespace, out);
        separator = ", ";
      }
      out.sql("), ");
    }
    out.operand(table.row);
    out.sql(" PASSING ");
    out.operand(table.document);
    out.sql(" COLUMNS ");
    out.nodes(table.columns);
    out.sql(")");
    PgPrinterFrom.alias(table.alias, out);
  }

  private static void namespace(PgClause.Labelled namespace, PgPrinter out) {
    out.sql(namespace.name == null ? "DEFAULT " : "");
    out.operand(namespace.value);
    if (namespace.name != null) {
      out.sql(" AS ");
      out.name(namespace.name);
    }
  }

  static void column(PgClause.XmlColumn column, PgPrinter out) {
    out.name(column.name);
    if (column.type == null) {
      out.sql(" FOR ORDINALITY");
      return;
    }
    out.sql(" ");
    out.node(column.type);
    if (column.path != null) {
      out.sql(" PATH ");
      out.operand(column.path);
    }
    if (column.missing != null) {
      out.sql(" DEFAULT ");
      out.operand(column.missing);
    }
    out.sql(column.notNull ? " NOT NULL" : "");
  }
}
