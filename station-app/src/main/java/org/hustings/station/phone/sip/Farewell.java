package org.hustings.station.phone.sip;

import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.hustings.station.phone.Dialog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends an answered call by BYE, and proves who we are if the far end wants that first.
final class Farewell {

    private static final Logger log = LoggerFactory.getLogger(Farewell.class);

    private final Wire wire;
    private final Requests requests;
    private final Authenticator authenticator;
    private final Requests.Party party;
    private final Dialog dialog;
    private int sent;

    Farewell(Wire wire, Requests requests, Authenticator authenticator, Requests.Party party, Dialog dialog) {
        this.wire = wire;
        this.requests = requests;
        this.authenticator = authenticator;
        this.party = party;
        this.dialog = dialog;
    }

    void send() {
        sent++;
        var line = authenticator.line(Request.BYE, dialog.remoteTarget(), "");
        try {
            wire.send(requests.bye(party, dialog, dialog.sequence() + sent, line));
        } catch (SipException | IllegalArgumentException | IllegalStateException failed) {
            log.warn(
                    "call {}: BYE could not be sent: {}",
                    party.call(),
                    failed.getClass().getSimpleName());
        }
    }

    void response(Response response) {
        var status = response.getStatusCode();
        if ((status == Response.UNAUTHORIZED || status == Response.PROXY_AUTHENTICATION_REQUIRED)
                && sent < CallNames.ATTEMPTS_MAX
                && authenticator.accept(response)) {
            send();
        }
    }
}
