package org.hustings.station.phone.sip;

import gov.nist.javax.sip.stack.HopImpl;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;

/// Sends each request to its first route, or else to its target, always over the transport the station is configured
/// for.
/// The library's own router would take UDP for any URI that names no transport (RFC 3263 section 4.1), where we have
/// none.
///
/// Public, with these constructor arguments, as the library makes it by name; the second one carries the transport.
public final class OneTransport implements Router {

    private static final int DEFAULT_PORT = 5060;

    private final String transport;

    public OneTransport(SipStack stack, String hostPortAndTransport) {
        this.transport = hostPortAndTransport
                .substring(hostPortAndTransport.lastIndexOf('/') + 1)
                .toUpperCase(Locale.ROOT);
    }

    @Override
    public Hop getNextHop(Request request) {
        return hop(target(request));
    }

    private static URI target(Request request) {
        return request.getHeader(RouteHeader.NAME) instanceof RouteHeader route
                ? route.getAddress().getURI()
                : request.getRequestURI();
    }

    private Hop hop(URI uri) {
        if (!(uri instanceof SipURI target)) {
            throw new IllegalArgumentException("a request can go to a sip URI only");
        }
        return new HopImpl(target.getHost(), target.getPort() > 0 ? target.getPort() : DEFAULT_PORT, transport);
    }

    @Override
    @SuppressWarnings("InlineMeSuggester")
    @Deprecated // By the library, which still asks for it.
    public ListIterator<Hop> getNextHops(Request request) {
        return List.of(getNextHop(request)).listIterator();
    }

    @Override
    @SuppressWarnings("NullAway") // The library's word for none; it asks only where we gave no next hop.
    public Hop getOutboundProxy() {
        return null;
    }
}
