package org.hustings.demo.town.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CallersTest {

    private final Callers callers = new Callers();

    /// As GStreamer 1.22 writes it, shortened.
    private static String source(int ssrc, boolean internal, String from, int packets) {
        return "application/x-rtp-source-stats\\,\\ ssrc\\=\\(uint\\)" + ssrc + "\\,\\ internal\\=\\(boolean\\)"
                + internal
                + "\\,\\ validated\\=\\(boolean\\)true" + from + "\\,\\ packets-received\\=\\(guint64\\)" + packets
                + "\\,\\ jitter\\=\\(uint\\)4\\;";
    }

    private static String from(int port) {
        return "\\,\\ rtp-from\\=\\(string\\)127.0.0.1:" + port;
    }

    @Test
    void whoeverSpeaksNowIsFollowed() {
        assertThat(callers.heardSince(source(1, false, from(4_000), 50)))
                .contains(new InetSocketAddress("127.0.0.1", 4_000));
        assertThat(callers.heardSince(source(1, false, from(4_000), 50) + source(2, false, from(5_000), 3)))
                .contains(new InetSocketAddress("127.0.0.1", 5_000));
    }

    @Test
    void aSilentCallerIsNotHeard() {
        callers.heardSince(source(1, false, from(4_000), 50));
        assertThat(callers.heardSince(source(1, false, from(4_000), 50))).isEmpty();
    }

    @Test
    void ourOwnPacketsAreNobodysCall() {
        assertThat(callers.heardSince(source(7, true, "", 200))).isEmpty();
    }
}
