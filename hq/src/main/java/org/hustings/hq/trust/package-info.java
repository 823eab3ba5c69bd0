/// The certificates of headquarters itself.
/// Imports only `protocol` and `provisioning`, whose certificate authority it opens.
@NullMarked
package org.hustings.hq.trust;

import org.jspecify.annotations.NullMarked;
