/** Files that the proxy reads again when they change. */
@NullMarked
package dev.paravent.session.files;

import org.jspecify.annotations.NullMarked;
