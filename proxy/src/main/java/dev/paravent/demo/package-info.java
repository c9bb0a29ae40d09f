/** The main job, shown on an embedded PostgreSQL. */
@NullMarked
package dev.paravent.demo;

import org.jspecify.annotations.NullMarked;
