package dev.paravent.crypto.jwt;

import java.security.PublicKey;

/** A public key of the issuer, under the name that headers call it. Immutable. */
record IssuerKey(String id, SignatureAlgorithm algorithm, PublicKey key) {}
