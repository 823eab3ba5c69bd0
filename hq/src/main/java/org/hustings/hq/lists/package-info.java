/// Reads lists of contacts into dial units. Imports campaigns and the protocol; the phone number library shows here
/// only.
@NullMarked
package org.hustings.hq.lists;

import org.jspecify.annotations.NullMarked;
