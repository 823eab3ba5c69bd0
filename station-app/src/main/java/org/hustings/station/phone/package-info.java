/// The telephone: one call at a time over SIP and RTP. Imports the protocol's words only; what a call means is the
/// desk's business.
@NullMarked
package org.hustings.station.phone;

import org.jspecify.annotations.NullMarked;
