package org.hustings.hq.link;

import org.hustings.protocol.MutualTls;

/// Where the broker is and who HQ is to it. The certificate's CN is [#CLIENT].
public record MqttEndpoint(String host, int port, MutualTls identity) {

    /// HQ's client id, which the broker's access list names.
    public static final String CLIENT = "hq";
}
