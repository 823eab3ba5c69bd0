package org.hustings.demo.bench;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A SIP request as far as the callee reads it: its first word, and the header lines that an answer repeats
/// (RFC 3261 section 8.2.6.2). Short forms of RFC 3261 section 7.3.3 are known, folded lines are not: neither caller
/// writes any.
record SipText(String method, String callId, List<String> repeated) {

    private static final Pattern RPORT = Pattern.compile(";rport(?=[;,]|$)");
    private static final String TAG = ";tag=callee";

    static SipText of(String message) {
        var head = message.split("\r\n\r\n", 2)[0].split("\r\n", -1);
        var repeated = List.of(head).stream()
                .skip(1)
                .filter(line -> switch (name(line)) {
                    case "via", "v", "from", "f", "to", "t", "call-id", "i", "cseq" -> true;
                    default -> false;
                })
                .toList();
        var callId = repeated.stream()
                .filter(line -> name(line).equals("call-id") || name(line).equals("i"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        return new SipText(head[0].split(" ", 2)[0], callId, repeated);
    }

    /// 180 to this INVITE that came from `from`.
    String ringing(InetSocketAddress from, String contact) {
        return answer("180 Ringing", from, contact, "");
    }

    /// 200 OK to this request that came from `from`; `contact` is HOST:PORT, `description` the SDP or nothing.
    String ok(InetSocketAddress from, String contact, String description) {
        return answer("200 OK", from, contact, description);
    }

    private String answer(String status, InetSocketAddress from, String contact, String description) {
        var answer = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (var line : repeated) {
            answer.append(answering(line, from)).append("\r\n");
        }
        answer.append("Contact: <sip:callee@").append(contact).append(">\r\n");
        if (!description.isEmpty()) {
            answer.append("Content-Type: application/sdp\r\n");
        }
        return answer.append("Content-Length: ")
                .append(description.length())
                .append("\r\n\r\n")
                .append(description)
                .toString();
    }

    private static String answering(String line, InetSocketAddress from) {
        return switch (name(line)) {
            // RFC 3581 section 4: where the request came from.
            case "via", "v" ->
                RPORT.matcher(line)
                        .replaceFirst(";rport=" + from.getPort() + ";received="
                                + from.getAddress().getHostAddress());
            case "to", "t" -> line.contains(";tag=") ? line : line + TAG;
            default -> line;
        };
    }

    private static String name(String line) {
        var colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }
}
