/** Random statements against the guarantees: what leaves does not depend on protected values. */
@NullMarked
package dev.paravent.fuzz;

import org.jspecify.annotations.NullMarked;
