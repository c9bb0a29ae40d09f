package dev.paravent.sql;

import dev.paravent.policies.Shown;

/**
 * What stands for a protected column. Immutable.
 *
 * @param column the column that is not shown
 * @param shown what is shown instead
 */
public record Substitute(Label.Identity column, Shown shown) {}
