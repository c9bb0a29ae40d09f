package dev.paravent.catalog;

/**
 * A cast between two types.
 *
 * @param context pg_cast.castcontext: i implicit, a assignment, e explicit
 * @param binary whether it changes no bytes
 * @param runsCode whether it runs a function that a user wrote, see {@link PgType#runsCode}
 */
public record CastDefinition(
    int source, int target, char context, boolean binary, boolean runsCode) {}
