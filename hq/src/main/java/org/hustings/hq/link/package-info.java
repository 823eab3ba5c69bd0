/// HQ on the broker: the one place that knows MQTT, and the wiring of everything that stations talk to. Imports all
/// packages that answer a station.
@NullMarked
package org.hustings.hq.link;

import org.jspecify.annotations.NullMarked;
