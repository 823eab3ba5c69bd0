package org.hustings.station.phone.sip;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.station.phone.PhoneConfig.Transport;
import org.hustings.station.phone.PhoneNews;

/// A station's process that dials, tells its parent how far it came, and waits to be killed.
public final class DoomedStation {

    private DoomedStation() {}

    /// Arguments: folder, port of the far end, call id. Prints `invited`, or `answered` and the dialog's fields.
    public static void main(String... args) throws InterruptedException {
        var peer = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        var config = Bench.config(Path.of(args[0]), peer, Transport.UDP, Optional.empty());
        var phone = SipPhone.open(config, told -> print(told, System.out), Bench.SHORT);
        phone.dial(CallId.of(args[2]), Bench.NUMBER, Bench.CALLER, 60);
        Thread.sleep(60_000);
    }

    private static void print(PhoneNews told, PrintStream out) {
        switch (told) {
            case PhoneNews.Ringing _ -> out.println("ringing");
            case PhoneNews.Answered(var _, var _, var it) ->
                out.println(String.join(
                        "\t", "answered", it.localTag(), it.remoteTag(), it.remoteTarget(), "" + it.sequence()));
            case PhoneNews.Invited _, PhoneNews.Ended _, PhoneNews.Level _, PhoneNews.Readiness _ -> {}
        }
    }
}
