/// Panels without a plate: one in memory for the drawn panel, one behind a socket for presses from another process.
/// Knows buttons, lamps and lines of JSON, never what a button means.
@NullMarked
package org.hustings.hardware.desk;

import org.jspecify.annotations.NullMarked;
