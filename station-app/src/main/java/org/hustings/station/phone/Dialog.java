package org.hustings.station.phone;

import java.util.List;

/// What a later process needs to end an answered call (RFC 3261 section 12): saved with the answer.
///
/// `routes` is the route set in sending order. Holds a number, so it is stored sealed and never printed.
public record Dialog(String localTag, String remoteTag, String remoteTarget, List<String> routes, long sequence) {

    public Dialog {
        routes = List.copyOf(routes);
    }

    @Override
    public String toString() {
        return "dialog " + localTag + "/" + remoteTag;
    }
}
