package dev.paravent.session;

import dev.paravent.policies.Policy;

/**
 * What decides about sessions: the policy in force, and what is made of it and of the keys.
 * Immutable; replaced as a whole, so that no session ever sees a half of each of two.
 */
public record Governance(Policy policy, PlannerProvider planners, CodecsProvider codecs) {}
