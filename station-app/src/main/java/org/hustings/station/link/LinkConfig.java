package org.hustings.station.link;

import java.util.function.Function;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;

/// Where the broker is and who we are to it. `farewell` makes the offline status of a session: its will.
public record LinkConfig(
        StationId station, String host, int port, MutualTls tls, Function<SessionId, Status> farewell) {}
