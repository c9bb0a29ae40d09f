package dev.paravent.catalog;

/**
 * A cast between two types.
 *
 * @param context pg_cast.castcontext: i implicit, a assignment, e explicit
 * @param binary whether it changes no bytes
 */
public record CastDefinition(int source, int target, char context, boolean binary) {}
