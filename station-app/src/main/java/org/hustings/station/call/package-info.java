/// The call desk: the rules of one volunteer's calls, as data in and data out. Pure: no clock, no thread, no I/O; it
/// may import the protocol's words only, so that every rule runs in a test without a Raspberry Pi.
@NullMarked
package org.hustings.station.call;

import org.jspecify.annotations.NullMarked;
