/// The station's door: its command, its settings, the one thread that owns the desk, and the wiring of all parts. May
/// import every package of the station; only this one knows the hardware.
@NullMarked
package org.hustings.station.app;

import org.jspecify.annotations.NullMarked;
