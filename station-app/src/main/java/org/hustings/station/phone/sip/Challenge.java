package org.hustings.station.phone.sip;

import java.util.Optional;
import java.util.Set;

/// One WWW-Authenticate or Proxy-Authenticate header: the demand to prove who we are (RFC 7616 section 3.3).
///
/// `algorithm` is as the server wrote it, `MD5` when it named none. `qop` is empty for servers older than RFC 2617.
record Challenge(
        String realm, String nonce, Optional<String> opaque, String algorithm, Set<String> qop, boolean proxy) {

    Challenge {
        qop = Set.copyOf(qop);
    }
}
