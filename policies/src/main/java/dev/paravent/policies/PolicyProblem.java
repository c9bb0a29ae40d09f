package dev.paravent.policies;

import java.util.Comparator;

/**
 * Something wrong in a policy file. Prints as {@code file:line:column: message}.
 *
 * @param file the file as it was named to the reader
 * @param line from 1; 0 when the problem is the file or the directory as a whole
 * @param column from 1; 0 when {@code line} is
 * @param severity an error rejects the bundle, a warning does not
 * @param message what was found and what was expected
 */
public record PolicyProblem(String file, int line, int column, Severity severity, String message) {
  static final Comparator<PolicyProblem> BY_PLACE =
      Comparator.comparing(PolicyProblem::file)
          .thenComparingInt(PolicyProblem::line)
          .thenComparingInt(PolicyProblem::column)
          .thenComparing(PolicyProblem::message);

  /** What a problem does to its bundle. */
  public enum Severity {
    ERROR,
    WARNING
  }

  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
