package org.hustings.station.phone.sip;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Headset;
import org.hustings.station.phone.media.MediaLeg;

/// A far end's sound: what it says, and a recording of what it hears.
final class Voter implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Path captures;
    private final CallId name = new CallId(java.util.UUID.randomUUID());
    private final MediaLeg leg;
    private final Codec codec;

    Voter(Path microphone, Path captures, Codec codec) {
        this.captures = captures;
        this.codec = codec;
        this.leg = MediaLeg.prepare(
                new Headset.Virtual(microphone, Optional.of(captures)), List.of(codec), HERE, news -> {});
        leg.play(name);
    }

    /// Speaks and listens to whoever sent this offer, and describes itself.
    String answer(String offer) {
        leg.open(Sdp.read(offer, List.of(codec)).orElseThrow());
        return Sdp.describe(HERE.getHostAddress(), leg.port(), Sdp.Format.usual(List.of(codec)), 1, 1, "sendrecv");
    }

    Path heard() {
        return captures.resolve(name + ".wav");
    }

    /// Says and hears nothing more; its port is free.
    void stop() {
        leg.close();
    }

    @Override
    public void close() {
        leg.close();
    }
}
