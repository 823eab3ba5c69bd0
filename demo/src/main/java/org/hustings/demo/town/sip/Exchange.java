package org.hustings.demo.town.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.station.phone.sip.SilentLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The town's telephone exchange: takes INVITEs over UDP and TCP on one port (RFC 3261, the answering side), and tells
/// a [Caller] what becomes of them. A message that cannot be read is dropped or refused by the stack and ends nothing.
///
/// Safe from any thread. Its own thread delivers events in the order they arrived.
public final class Exchange implements SipListener, AutoCloseable {

    /// Fifty at once are asked for; four times that is a flood, answered with 503.
    static final int CALLS_MAX = 200;

    /// Far beyond any INVITE of ours.
    private static final int MESSAGE_BYTES_MAX = 65_536;

    /// A free UDP port is nearly always free for TCP too.
    private static final int PORT_TRIES_MAX = 20;

    private static final int REGISTRATION_SECONDS = 300;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Caller caller;
    private final InetSocketAddress local;
    private final SipStack stack;
    private final SipProvider provider;
    private final MessageFactory messages;
    private final HeaderFactory headers;
    private final AddressFactory addresses;
    private final Map<String, IncomingCall> calls = new ConcurrentHashMap<>();

    private Exchange(InetSocketAddress local, Caller caller) throws SipException, InvalidArgumentException {
        this.local = local;
        this.caller = caller;
        var factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        stack = factory.createSipStack(properties());
        messages = factory.createMessageFactory();
        headers = factory.createHeaderFactory();
        addresses = factory.createAddressFactory();
        try {
            var host = local.getAddress().getHostAddress();
            provider = stack.createSipProvider(stack.createListeningPoint(host, local.getPort(), ListeningPoint.UDP));
            provider.addListeningPoint(stack.createListeningPoint(host, local.getPort(), ListeningPoint.TCP));
            provider.addSipListener(this);
        } catch (SipException | InvalidArgumentException | java.util.TooManyListenersException taken) {
            stack.stop();
            throw new SipException("no SIP on " + local, taken);
        }
    }

    /// Listens at `listen`; port 0 takes a free one. Throws an [IOException] that names the address if it is taken.
    public static Exchange open(InetSocketAddress listen, Caller caller) throws IOException {
        var local = listen.getPort() == 0 ? free(listen) : listen;
        requireFree(local);
        try {
            return new Exchange(local, caller);
        } catch (SipException | InvalidArgumentException taken) {
            throw new IOException(inUse(local), taken);
        }
    }

    public InetSocketAddress local() {
        return local;
    }

    private static Properties properties() {
        var properties = new Properties();
        // Two exchanges in one process need stacks of different names, and no address of the stack's own.
        properties.setProperty("javax.sip.STACK_NAME", "town-" + UUID.randomUUID());
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(MESSAGE_BYTES_MAX));
        return properties;
    }

    private static InetSocketAddress free(InetSocketAddress listen) throws IOException {
        for (int i = 0; i < PORT_TRIES_MAX; i++) {
            try (var udp = new DatagramSocket(listen);
                    var tcp = new ServerSocket(udp.getLocalPort(), 1, listen.getAddress())) {
                return new InetSocketAddress(listen.getAddress(), tcp.getLocalPort());
            } catch (IOException takenForTcp) {
                LOG.debug("a free UDP port was taken for TCP", takenForTcp);
            }
        }
        throw new IOException(
                "no port is free for both UDP and TCP on " + listen.getAddress().getHostAddress());
    }

    /// Throws an [IOException] that names the address unless it is free for UDP and TCP; port 0 always is.
    public static void requireFree(InetSocketAddress local) throws IOException {
        try (var udp = new DatagramSocket(local);
                var tcp = new ServerSocket(local.getPort(), 1, local.getAddress())) {
            LOG.debug("{} is free for UDP {} and TCP {}", local, udp.isBound(), tcp.isBound());
        } catch (IOException taken) {
            throw new IOException(inUse(local), taken);
        }
    }

    private static String inUse(InetSocketAddress local) {
        return "cannot listen for SIP on " + local.getAddress().getHostAddress() + ":" + local.getPort()
                + ": the address is taken or not ours; choose another --listen, or port 0 for a free one";
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            switch (event.getRequest().getMethod()) {
                case Request.INVITE -> invite(event);
                case Request.ACK -> acknowledge(event);
                case Request.CANCEL -> cancel(event);
                case Request.BYE -> bye(event);
                case Request.REGISTER -> register(event);
                case Request.OPTIONS, Request.INFO, Request.UPDATE -> reply(event, Response.OK);
                default -> reply(event, Response.METHOD_NOT_ALLOWED);
            }
        } catch (TransactionAlreadyExistsException repeated) {
            LOG.debug("a repeated request was dropped");
        } catch (SipException | InvalidArgumentException | ParseException | RuntimeException hostile) {
            // Whatever a caller sends, the town goes on. The text may quote the message: its kind must do.
            LOG.warn("a request was dropped ({})", IncomingCall.kind(hostile));
        }
    }

    private void invite(RequestEvent event) throws SipException, InvalidArgumentException, ParseException {
        var request = event.getRequest();
        if (((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null) {
            reInvite(event);
            return;
        }
        var transaction = transaction(event);
        var callId = callId(request);
        var call = new IncomingCall(this, transaction, callId);
        if (calls.size() >= CALLS_MAX) {
            transaction.sendResponse(messages.createResponse(Response.SERVICE_UNAVAILABLE, request));
        } else if (calls.putIfAbsent(callId, call) != null) {
            // RFC 3261 section 8.2.2.2: the same call by another way.
            transaction.sendResponse(messages.createResponse(Response.LOOP_DETECTED, request));
        } else {
            transaction.sendResponse(messages.createResponse(Response.TRYING, request));
            caller.invited(call, read(request, callId));
        }
    }

    private static Invite read(Request request, String callId) {
        var from = (FromHeader) request.getHeader(FromHeader.NAME);
        var contact = (ContactHeader) request.getHeader(ContactHeader.NAME);
        var raw = request.getRawContent();
        return new Invite(
                callId,
                user(request.getRequestURI()),
                user(from.getAddress().getURI()),
                contact == null ? "" : contact.getAddress().getURI().toString(),
                raw == null ? "" : new String(raw, StandardCharsets.UTF_8));
    }

    private static String user(URI uri) {
        return uri instanceof SipURI sip && sip.getUser() != null ? sip.getUser() : "";
    }

    /// The session stays as it was answered: hold and codec changes are not played with here.
    private void reInvite(RequestEvent event) throws SipException, InvalidArgumentException, ParseException {
        var call = calls.get(callId(event.getRequest()));
        if (call == null) {
            reply(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        var ok = messages.createResponse(Response.OK, event.getRequest());
        ok.addHeader(contact(event.getRequest()));
        ok.setContent(call.description().getBytes(StandardCharsets.US_ASCII), sdpType());
        transaction(event).sendResponse(ok);
    }

    private void acknowledge(RequestEvent event) {
        var call = calls.get(callId(event.getRequest()));
        if (call != null) {
            caller.acknowledged(call);
        }
    }

    private void cancel(RequestEvent event) throws SipException, InvalidArgumentException, ParseException {
        var call = calls.get(callId(event.getRequest()));
        if (call == null) {
            reply(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        reply(event, Response.OK);
        if (call.cancel()) {
            caller.cancelled(call);
        }
    }

    private void bye(RequestEvent event) throws SipException, InvalidArgumentException, ParseException {
        var call = calls.remove(callId(event.getRequest()));
        if (call == null) {
            reply(event, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        reply(event, Response.OK);
        caller.hungUp(call);
    }

    /// Everybody may register, for as long as they like: the town calls nobody.
    private void register(RequestEvent event) throws SipException, InvalidArgumentException, ParseException {
        var request = event.getRequest();
        var ok = messages.createResponse(Response.OK, request);
        for (var contacts = request.getHeaders(ContactHeader.NAME); contacts.hasNext(); ) {
            ok.addHeader((ContactHeader) contacts.next());
        }
        var expires = request.getExpires();
        ok.addHeader(expires != null ? expires : headers.createExpiresHeader(REGISTRATION_SECONDS));
        transaction(event).sendResponse(ok);
    }

    private void reply(RequestEvent event, int status) throws SipException, InvalidArgumentException, ParseException {
        transaction(event).sendResponse(messages.createResponse(status, event.getRequest()));
    }

    private ServerTransaction transaction(RequestEvent event) throws SipException {
        var known = event.getServerTransaction();
        return known != null ? known : provider.getNewServerTransaction(event.getRequest());
    }

    private static String callId(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    ContactHeader contact(Request request) throws ParseException {
        var uri = addresses.createSipURI("town", local.getAddress().getHostAddress());
        uri.setPort(local.getPort());
        uri.setTransportParam(((ViaHeader) request.getHeader(ViaHeader.NAME)).getTransport());
        return headers.createContactHeader(addresses.createAddress(uri));
    }

    ContentTypeHeader sdpType() throws ParseException {
        return headers.createContentTypeHeader("application", "sdp");
    }

    MessageFactory messages() {
        return messages;
    }

    ClientTransaction newClientTransaction(Request request) throws SipException {
        return provider.getNewClientTransaction(request);
    }

    void forget(IncomingCall call) {
        calls.remove(call.callId(), call);
    }

    @Override
    public void processResponse(ResponseEvent event) {
        // Only BYEs are sent, and a call is over with its BYE whatever is answered.
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        // The town's own timers end what the caller left.
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.info("a caller at {}:{} cannot be reached", event.getHost(), event.getPort());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        stack.stop();
    }
}
