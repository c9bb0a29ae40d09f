/** (Analysis, Policy, Principal) to a Verdict: pure, no I/O, no clock. */
@NullMarked
package dev.paravent.decide;

import org.jspecify.annotations.NullMarked;
