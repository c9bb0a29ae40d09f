/** How a proxy is set up: flags and the YAML configuration file, read into one immutable record. */
@NullMarked
package dev.paravent.config;

import org.jspecify.annotations.NullMarked;
