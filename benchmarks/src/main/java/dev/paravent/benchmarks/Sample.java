package dev.paravent.benchmarks;

/**
 * One measurement of one target.
 *
 * @param perSecond transactions or rows per second
 * @param latencyMillis average latency of a transaction; 0 for rows
 * @param proxyNanos processor time of the proxy per transaction or row; 0 without a proxy
 */
record Sample(double perSecond, double latencyMillis, double proxyNanos) {}
