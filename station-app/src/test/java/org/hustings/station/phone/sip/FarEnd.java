package org.hustings.station.phone.sip;

import java.util.function.BiConsumer;
import org.hustings.station.phone.sip.PlainUas.Message;

/// How far ends behave.
final class FarEnd {

    private FarEnd() {}

    /// Refuses with a status.
    static BiConsumer<PlainUas, Message> refusing(int status) {
        return (uas, request) -> {
            if (request.method().equals("INVITE")) {
                uas.reply(request, status, "", "");
            }
        };
    }

    /// Knows nothing of any call.
    static void know(PlainUas uas, Message request) {
        uas.reply(request, 481, "", "");
    }

    /// Rings until cancelled.
    static void ring(PlainUas uas, Message request) {
        switch (request.method()) {
            case "INVITE" -> {
                uas.reply(request, 100, "", "");
                uas.reply(request, 180, "", "");
            }
            case "CANCEL" -> {
                uas.reply(request, 200, "", "");
                uas.reply(uas.received("INVITE").getLast(), 487, "", "");
            }
            case "BYE" -> uas.reply(request, 200, "", "");
            default -> {}
        }
    }

    /// Answers at once, to a discard port: no sound.
    static void answer(PlainUas uas, Message request) {
        switch (request.method()) {
            case "INVITE" -> uas.reply(request, 200, "", DISCARD);
            case "BYE" -> uas.reply(request, 200, "", "");
            default -> {}
        }
    }

    static final String DISCARD =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 8\r\n";
}
