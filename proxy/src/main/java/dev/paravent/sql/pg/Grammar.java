package dev.paravent.sql.pg;

/** The parts of the grammar, which call each other. Confined to one parse. */
final class Grammar {
  final TokenCursor cursor;
  final NameGrammar names;
  final TypeGrammar types;
  final LiteralGrammar literals;
  final ExpressionGrammar expressions;
  final PrimaryGrammar primaries;
  final FunctionGrammar functions;
  final WordFunctionGrammar wordFunctions;
  final JsonClauseGrammar jsonClauses;
  final JsonGrammar json;
  final XmlGrammar xml;
  final TableFunctionGrammar tableFunctions;
  final WindowGrammar windows;
  final QueryGrammar queries;
  final WithGrammar withs;
  final FromGrammar froms;
  final DmlGrammar dml;
  final MergeGrammar merges;
  final UtilityGrammar utilities;
  final SettingGrammar settings;
  final SessionGrammar sessions;
  final CopyGrammar copies;
  final TemporaryGrammar tables;
  final DefinitionGrammar definitions;

  Grammar(TokenCursor cursor) {
    this.cursor = cursor;
    this.names = new NameGrammar(cursor);
    this.literals = new LiteralGrammar(cursor);
    this.types = new TypeGrammar(this);
    this.expressions = new ExpressionGrammar(this);
    this.primaries = new PrimaryGrammar(this);
    this.functions = new FunctionGrammar(this);
    this.wordFunctions = new WordFunctionGrammar(this);
    this.jsonClauses = new JsonClauseGrammar(this);
    this.json = new JsonGrammar(this);
    this.xml = new XmlGrammar(this);
    this.tableFunctions = new TableFunctionGrammar(this);
    this.windows = new WindowGrammar(this);
    this.queries = new QueryGrammar(this);
    this.withs = new WithGrammar(this);
    this.froms = new FromGrammar(this);
    this.dml = new DmlGrammar(this);
    this.merges = new MergeGrammar(this);
    this.utilities = new UtilityGrammar(this);
    this.settings = new SettingGrammar(this);
    this.sessions = new SessionGrammar(this);
    this.copies = new CopyGrammar(this);
    this.tables = new TemporaryGrammar(this);
    this.definitions = new DefinitionGrammar(this);
  }
}
