/// The program of headquarters: its command line, its settings, and the one class that builds and closes its parts.
/// May import every package of headquarters; none imports it.
@NullMarked
package org.hustings.hq.app;

import org.jspecify.annotations.NullMarked;
