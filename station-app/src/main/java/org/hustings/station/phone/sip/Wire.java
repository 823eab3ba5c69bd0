package org.hustings.station.phone.sip;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Properties;
import java.util.TooManyListenersException;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.PeerUnavailableException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.HeaderFactory;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneException;

/// The SIP library, set up and silenced: sockets, transactions and retransmission are its work, dialogs are ours. (It
/// could keep dialogs too, but not those of a process that has died.)
///
/// Sending is safe from any thread; what arrives is handed to the [Inbox] on threads of the library's own.
final class Wire implements SipListener, AutoCloseable {

    /// Where everything from the network goes.
    interface Inbox {
        void request(Request request);

        void response(Response response);

        /// No final answer in 32 seconds (RFC 3261 timers B and F), or the socket broke.
        void unanswered(Request request);
    }

    private final InetSocketAddress local;
    private final Transport transport;
    private final Inbox inbox;
    private final SipStack stack;
    private final SipProvider provider;
    private final MessageFactory messages;
    private final HeaderFactory headers;

    /// Listens on `local`, an address of this machine and a port that is not 0.
    ///
    /// @throws PhoneException when the port is taken
    @SuppressWarnings("this-escape") // The listener must be known before the socket opens.
    Wire(InetSocketAddress local, Transport transport, Inbox inbox) {
        this.local = local;
        this.transport = transport;
        this.inbox = inbox;
        var factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        try {
            messages = factory.createMessageFactory();
            headers = factory.createHeaderFactory();
            stack = factory.createSipStack(properties(local, transport));
            var point =
                    stack.createListeningPoint(local.getAddress().getHostAddress(), local.getPort(), transport.word());
            provider = stack.createSipProvider(point);
            provider.setAutomaticDialogSupportEnabled(false);
            provider.addSipListener(this);
        } catch (PeerUnavailableException | TooManyListenersException bug) {
            throw new IllegalStateException("the SIP library does not start", bug);
        } catch (SipException | javax.sip.InvalidArgumentException taken) {
            throw new PhoneException(
                    "sip.listen = " + local.getAddress().getHostAddress() + ":" + local.getPort() + " ("
                            + transport.word()
                            + ") cannot be had: another program holds the port, or the address is not this machine's",
                    taken);
        }
    }

    private static Properties properties(InetSocketAddress local, Transport transport) {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "hustings-" + local.getPort());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("javax.sip.ROUTER_PATH", OneTransport.class.getName());
        properties.setProperty(
                "javax.sip.OUTBOUND_PROXY",
                local.getAddress().getHostAddress() + ":" + local.getPort() + "/" + transport.word());
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.TRACE_LEVEL", "0");
        properties.setProperty("gov.nist.javax.sip.LOG_STACK_TRACE_ON_MESSAGE_SEND", "false");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "65536");
        properties.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "5000");
        properties.setProperty("gov.nist.javax.sip.CACHE_CLIENT_CONNECTIONS", "true");
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        return properties;
    }

    InetSocketAddress local() {
        return local;
    }

    Transport transport() {
        return transport;
    }

    HeaderFactory headers() {
        return headers;
    }

    /// A request from its text, with a session description as its body unless that is empty.
    Request request(String head, String description) {
        try {
            var request = messages.createRequest(head);
            if (!description.isEmpty()) {
                request.setContent(description, headers.createContentTypeHeader("application", "sdp"));
            }
            return request;
        } catch (ParseException bug) {
            // Not its text: that holds a voter's number.
            throw new IllegalStateException("a request of ours is malformed at " + bug.getErrorOffset());
        }
    }

    /// Sends a request that wants an answer; retransmission and the wait for an answer begin here.
    void send(Request request) throws SipException {
        provider.getNewClientTransaction(request).sendRequest();
    }

    /// Sends a request that wants none: the ACK of a 2xx.
    void sendOnce(Request request) throws SipException {
        provider.sendRequest(request);
    }

    /// Answers a request; `description` as in [#request].
    void answer(Request request, int status, List<javax.sip.header.Header> extra, String description) {
        try {
            var response = messages.createResponse(status, request);
            for (var header : extra) {
                response.addHeader(header);
            }
            if (!description.isEmpty()) {
                response.setContent(description, headers.createContentTypeHeader("application", "sdp"));
            }
            transaction(request).sendResponse(response);
        } catch (ParseException | SipException | javax.sip.InvalidArgumentException unanswerable) {
            // A repeat, or a sender gone: the sender asks again if it still wants to know.
        }
    }

    private ServerTransaction transaction(Request request) throws SipException {
        return provider.getNewServerTransaction(request);
    }

    @Override
    public void processRequest(RequestEvent event) {
        inbox.request(event.getRequest());
    }

    @Override
    public void processResponse(ResponseEvent event) {
        inbox.response(event.getResponse());
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            inbox.unanswered(event.getClientTransaction().getRequest());
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        if (event.getSource() instanceof ClientTransaction transaction) {
            inbox.unanswered(transaction.getRequest());
        }
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        provider.removeSipListener(this);
        stack.stop();
    }
}
