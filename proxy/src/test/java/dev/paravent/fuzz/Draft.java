package dev.paravent.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A statement that is being generated. Confined to one thread. */
final class Draft {
  final Dice dice;
  final Tables tables;

  /** How likely a protected value stands where policies seldom allow one. */
  final double boldness;

  /** Whether the statement names no protected column and no relation that derives from one. */
  final boolean open;

  final List<Kind> parameters = new ArrayList<>();

  /** Common table expressions that may be read. */
  final List<Source> commonTables = new ArrayList<>();

  private boolean choosesRows;
  private boolean numbersGroups;
  private int aliases;

  Draft(Dice dice, Tables tables, double boldness, boolean open) {
    this.dice = dice;
    this.tables = tables;
    this.boldness = boldness;
    this.open = open;
  }

  String alias() {
    return "r" + ++aliases;
  }

  boolean isBold() {
    return !open && dice.chance(boldness);
  }

  /** Notes that the result depends on the order in which rows come. */
  void choosesRows() {
    choosesRows = true;
  }

  /** Notes that rows come in an order that the server chose for grouping. */
  void groups() {
    numbersGroups = true;
  }

  /** Whether the result may differ from run to run, or with the order of protected values. */
  boolean isArbitrary() {
    return choosesRows && numbersGroups;
  }

  boolean isOrderDependent() {
    return choosesRows;
  }

  String parameter(Kind kind) {
    parameters.add(kind);
    return "$" + parameters.size();
  }
}
