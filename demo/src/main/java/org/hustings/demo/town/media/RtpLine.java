package org.hustings.demo.town.media;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.hustings.station.phone.media.MediaException;
import org.hustings.station.phone.media.Pipeline;
import org.hustings.station.phone.media.PipelineNews;
import org.hustings.station.phone.media.PortPair;
import org.hustings.station.phone.media.WavFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call's sound, a GStreamer pipeline:
///
///     recording ─ skip ─┬─ clock ─ speak ─ payloader ─ session ─ UDP
///     recording ─ skip ─┘
///     UDP ─ session ─ jitter buffer ─ decoder ─ ear ─ WAV
///
/// It runs from the first [#play] or [#listen] on. The programmes are known when the line is opened, and follow each
/// other on one stream: the caller sees one source, whose numbers and times go on.
///
/// Symmetric (RFC 4961): sends from the port it listens on, at first to the address of the SDP, then to where the
/// caller's packets come from. Safe from any thread; [RtpRoom] calls [#look].
public final class RtpLine implements AutoCloseable {

    static final int PACKET_MS = 20;

    /// Samples per second of what was heard: all that G.711 carries, and enough to measure speech in.
    static final int RATE = 8_000;

    /// A longer call is heard to its tenth minute: ten megabytes.
    private static final Duration HEARD_MAX = Duration.ofMinutes(10);

    private static final int BINDS_MAX = 5;
    private static final Logger LOG = LoggerFactory.getLogger(RtpLine.class);

    private final InetSocketAddress local;
    private final AudioOffer offer;
    private final Path sound;
    private final List<Programme> programmes;
    private final Pipeline pipeline;
    private final Callers callers = new Callers();

    private InetSocketAddress remote;
    private boolean running;
    private int played;
    private boolean closed;
    private OptionalLong listeningSince = OptionalLong.empty();
    private OptionalLong lastHeardNanos = OptionalLong.empty();

    private RtpLine(InetAddress local, PortPair ports, AudioOffer offer, List<Programme> programmes, Path sound) {
        this.local = new InetSocketAddress(local, ports.rtp());
        this.offer = offer;
        this.sound = sound;
        this.programmes = List.copyOf(programmes);
        this.remote = offer.remote();
        this.pipeline = Pipeline.parse(description(programmes, ports), this::tell);
    }

    /// A line on a free pair of ports.
    static RtpLine open(InetAddress local, AudioOffer offer, List<Programme> programmes, Path sound) {
        beginSound(sound);
        for (int tries = 1; ; tries++) {
            var line = new RtpLine(local, PortPair.free(local), offer, programmes, sound);
            try {
                line.bind();
                return line;
            } catch (MediaException taken) {
                line.pipeline.close();
                if (tries == BINDS_MAX) {
                    throw taken;
                }
            }
        }
    }

    private static void beginSound(Path sound) {
        try {
            WavFile.begin(sound, RATE);
        } catch (UncheckedIOException full) {
            throw new MediaException("what a line hears cannot be kept: " + full.getMessage(), full);
        }
    }

    private void bind() {
        // A sender takes its socket on the way to READY, one of its own if it has been given none by then.
        pipeline.hold("rtp-out");
        pipeline.hold("rtcp-out");
        pipeline.ready();
        pipeline.shareSocket("rtp-in", "rtp-out");
        pipeline.shareSocket("rtcp-in", "rtcp-out");
        pipeline.release("rtp-out");
        pipeline.release("rtcp-out");
        sendTo(remote);
    }

    private String description(List<Programme> said, PortPair ports) {
        var codec = offer.codec();
        var udpIn = " address=" + local.getAddress().getHostAddress() + " auto-multicast=false reuse=false caps=";
        var udpOut = " auto-multicast=false close-socket=false sync=false async=false\n";
        var text = new StringBuilder("concat name=said ! clocksync ! valve name=speak drop=true ! " + codec.payloader()
                + " pt=" + offer.payloadType() + " ! rtp.send_rtp_sink\n");
        for (int i = 0; i < said.size(); i++) {
            text.append(said.get(i).description(codec, i, i == said.size() - 1, "said"));
        }
        return text + "rtpsession name=rtp\n"
                + "rtp.send_rtp_src ! udpsink name=rtp-out" + udpOut
                + "rtp.send_rtcp_src ! udpsink name=rtcp-out" + udpOut
                + "udpsrc name=rtp-in port=" + ports.rtp() + udpIn + codec.caps(offer.payloadType())
                + " ! rtp.recv_rtp_sink\n"
                + "udpsrc name=rtcp-in port=" + ports.rtcp() + udpIn + "application/x-rtcp ! rtp.recv_rtcp_sink\n"
                + "rtp.recv_rtp_src ! rtpjitterbuffer latency=40 do-lost=true ! " + codec.decoder()
                + " ! audioconvert ! audioresample ! audio/x-raw,format=S16LE,layout=interleaved,channels=1,rate="
                + RATE
                + " ! valve name=ear drop=true"
                + " ! filesink append=true buffer-mode=unbuffered sync=false async=false location="
                + Quoted.path(sound);
    }

    public InetSocketAddress local() {
        return local;
    }

    /// Speaks the next programme from its beginning. The first one is then being spoken already, unheard, if the line
    /// was listening before: as into a microphone.
    public synchronized void play() {
        if (closed || played == programmes.size()) {
            return;
        }
        if (played > 0) {
            programmes.get(played - 1).valves(played - 1).forEach(valve -> pipeline.set(valve, "drop", "true"));
        }
        played++;
        pipeline.set("speak", "drop", "false");
        run();
    }

    /// From now on what is heard is kept: the call was answered.
    public synchronized void listen() {
        if (!closed) {
            pipeline.set("ear", "drop", "false");
            listeningSince = OptionalLong.of(System.nanoTime());
            run();
        }
    }

    private void run() {
        if (!running) {
            running = true;
            try {
                pipeline.play();
            } catch (MediaException dumb) {
                LOG.warn("a line could not be started: {}", dumb.getMessage());
            }
        }
    }

    /// When the line last noticed that RTP of the caller had come, in [System#nanoTime].
    public synchronized OptionalLong lastHeardNanos() {
        return lastHeardNanos;
    }

    public Codec codec() {
        return offer.codec();
    }

    /// What was heard, complete once the line is closed.
    public Path sound() {
        return sound;
    }

    synchronized void look(long nowNanos) {
        if (closed || !running) {
            return;
        }
        if (listeningSince.isPresent() && nowNanos - listeningSince.getAsLong() > HEARD_MAX.toNanos()) {
            pipeline.set("ear", "drop", "true");
        }
        callers.heardSince(pipeline.property("rtp", "stats")).ifPresent(from -> {
            lastHeardNanos = OptionalLong.of(nowNanos);
            if (!from.equals(remote)) {
                sendTo(from);
            }
        });
    }

    private void sendTo(InetSocketAddress to) {
        remote = to;
        var host = to.getAddress().getHostAddress();
        pipeline.set("rtp-out", "host", host);
        pipeline.set("rtp-out", "port", Integer.toString(to.getPort()));
        pipeline.set("rtcp-out", "host", host);
        pipeline.set("rtcp-out", "port", Integer.toString(to.getPort() + 1));
    }

    private void tell(PipelineNews told) {
        switch (told) {
            // Such as a full disk. The line is deaf or dumb from now on, and its call ends by that.
            case PipelineNews.Failed(var element, var reason) -> LOG.warn("a line failed: {}: {}", element, reason);
            case PipelineNews.Level _, PipelineNews.Finished _ -> {}
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        pipeline.close();
        try {
            WavFile.finish(sound, RATE);
        } catch (UncheckedIOException full) {
            // A full disk loses what was heard of this call, never the call.
            LOG.warn("what was heard of a call could not be kept: {}", full.getMessage());
        }
    }
}
