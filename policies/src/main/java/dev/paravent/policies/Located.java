package dev.paravent.policies;

/** A value and the place that says so. */
record Located<T>(T value, Position at) {}
