/// The way to headquarters: the station's only MQTT client, and the pure rules of what is asked, repeated and sent
/// again.
/// May import the protocol's words only.
@NullMarked
package org.hustings.station.link;

import org.jspecify.annotations.NullMarked;
