/// What the station must not forget: the desk, its leases, its outbox. The only package that knows SQLite and the
/// sealing
/// of what lies on the disk. May import the protocol's words and the call desk's.
@NullMarked
package org.hustings.station.store;

import org.jspecify.annotations.NullMarked;
