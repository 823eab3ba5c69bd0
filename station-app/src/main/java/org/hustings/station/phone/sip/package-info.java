/// Signalling: one call at a time over SIP (RFC 3261), with JAIN-SIP below it. The only package that knows that
/// library.
/// Imports the telephone's own words and its media.
@NullMarked
package org.hustings.station.phone.sip;

import org.jspecify.annotations.NullMarked;
