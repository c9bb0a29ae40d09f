package dev.paravent.sql;

/**
 * An attribute of the end user, named by a policy. Immutable; holds no value.
 *
 * @param type OID of what it is to the server
 */
public record EndUserValue(String attribute, int type) {}
