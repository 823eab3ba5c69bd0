package org.hustings.station.phone.media;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport.Quality;

/// The sound of one call: headset to RTP and back.
///
///     mouth ─ level ─ mute ─┬─ valve ─ Opus ─┐
///                           ├─ valve ─ PCMA ─┼─ session ─ UDP        UDP ─ gate ─ session ─ jitter buffer ─ decoder ─┐
///                           └─ valve ─ PCMU ─┘                                              ringing tone ─ selector ─
/// ear
///
/// A leg is prepared before its call, with its sockets bound and the devices still closed, as the offer must name the
/// ports. It plays from the INVITE on, with every valve closed: the microphone is open only in a call, and yet the
/// first
/// packet leaves at once on the answer. The codec is unknown until then, so each offered one has its encoder behind a
/// valve of its own; a closed one costs nothing. The decoder is put in when the far end has described itself.
///
/// One owner calls the methods, in the order prepare, play, (ring, hear,) open, close; mute, volume and quality at any
/// time. News comes on the leg's own thread.
public final class MediaLeg implements AutoCloseable {

    /// Volume steps, and the one that changes nothing. Three dB is the least step that everybody notices; the top is
    /// 9 dB up, as much speech as the telephone network's usual level leaves room for.
    private static final int STEP_MAX = 10;

    private static final int STEP_NEUTRAL = 7;
    private static final double STEP_DB = 3;

    private static final int BINDS_MAX = 5;
    private static final String QUIET = "0.0";
    private static final double SILENCE_DBFS = -100;

    private final Pipeline pipeline;
    private final Headset headset;
    private final List<Codec> codecs;
    private final PortPair ports;
    private final Consumer<MediaNews> news;
    private final RingingTone tone = new RingingTone();
    private Optional<Path> capture = Optional.empty();
    private Optional<Codec> heard = Optional.empty();
    private volatile double earDbfs = SILENCE_DBFS;
    private volatile boolean toneStopped;

    private MediaLeg(Headset headset, List<Codec> codecs, InetAddress local, Consumer<MediaNews> news) {
        this.headset = headset;
        this.codecs = List.copyOf(codecs);
        this.news = news;
        this.ports = PortPair.free(local);
        this.pipeline = Pipeline.parse(description(local), this::tell);
    }

    /// A leg with its ports bound on `local`, that offers `codecs`, the most wanted first.
    ///
    /// @throws MediaException when a plugin or device is missing or no port is free
    public static MediaLeg prepare(Headset headset, List<Codec> codecs, InetAddress local, Consumer<MediaNews> news) {
        if (headset instanceof Headset.Virtual(var microphone, var _) && !Files.isReadable(microphone)) {
            throw new MediaException(
                    "media.microphone = " + microphone + ": there is no such file to read; name a WAV");
        }
        for (var tries = 1; ; tries++) {
            var leg = new MediaLeg(headset, codecs, local, news);
            try {
                leg.bind();
                return leg;
            } catch (MediaException taken) {
                leg.pipeline.close();
                if (tries == BINDS_MAX) {
                    throw taken;
                }
            }
        }
    }

    private void bind() {
        if (captures().isPresent()) {
            pipeline.hold("capture"); // A file writer opens its file too early: its name is the call's.
        }
        // A sender takes its socket on the way to READY, one of its own if it has been given none by then.
        pipeline.hold("rtp-out");
        pipeline.hold("rtcp-out");
        pipeline.ready();
        pipeline.shareSocket("rtp-in", "rtp-out");
        pipeline.shareSocket("rtcp-in", "rtcp-out");
        pipeline.release("rtp-out");
        pipeline.release("rtcp-out");
    }

    private String description(InetAddress local) {
        var udpIn = " address=" + local.getHostAddress() + " auto-multicast=false ";
        var udpOut = " host=" + local.getHostAddress()
                + " port=9 auto-multicast=false close-socket=false sync=false async=false ";
        return String.join(
                "\n",
                headset.mouth() + " ! level name=mouth interval=200000000 ! volume name=mute ! tee name=speech",
                codecs.stream().map(MediaLeg::encoderBranch).collect(Collectors.joining("\n")),
                "funnel name=packets ! rtp.send_rtp_sink",
                "rtpsession name=rtp",
                "rtp.send_rtp_src ! udpsink name=rtp-out" + udpOut,
                "udpsrc name=rtp-in port=" + ports.rtp() + udpIn
                        + "! valve name=gate drop=true ! capsfilter name=line ! rtp.recv_rtp_sink",
                "rtp.recv_rtp_src ! rtpjitterbuffer name=buffer latency=40 do-lost=true",
                "udpsrc name=rtcp-in port=" + ports.rtcp() + udpIn + "caps=application/x-rtcp ! rtp.recv_rtcp_sink",
                "rtp.send_rtcp_src ! udpsink name=rtcp-out" + udpOut,
                "audiotestsrc name=tone is-live=true samplesperbuffer=" + headset.rate() / 50 + " volume=" + QUIET
                        + " freq=" + RingingTone.HERTZ + " ! " + headset.caps() + " ! chosen.sink_0",
                "input-selector name=chosen sync-streams=false ! volume name=loudness ! " + headset.ear());
    }

    private static String encoderBranch(Codec codec) {
        return "speech. ! " + valve(codec, "valve name=") + " drop=true ! audioconvert ! audioresample ! "
                + codec.encoder() + valve(codec, " name=pay-") + " pt=" + codec.payloadType() + " ! packets.";
    }

    private static String valve(Codec codec, String before) {
        return before + codec.name().toLowerCase(Locale.ROOT);
    }

    /// The port for RTP; RTCP's is the next.
    public int port() {
        return ports.rtp();
    }

    /// The codec of the call, once the far end has described itself.
    public Optional<Codec> codec() {
        return heard;
    }

    /// Opens the devices for this call. Nothing is sent yet, and what arrives is dropped.
    public void play(CallId call) {
        captures().map(folder -> folder.resolve(call + ".wav")).ifPresent(file -> {
            WavFile.begin(file, headset.rate());
            pipeline.set("capture", "location", file.toString());
            pipeline.release("capture");
            capture = Optional.of(file);
        });
        pipeline.play();
    }

    private Optional<Path> captures() {
        return headset instanceof Headset.Virtual(var _, var folder) ? folder : Optional.empty();
    }

    /// The volunteer hears the ringing tone, until the far end is heard.
    public void ring() {
        tone.begin();
    }

    /// Listens to the far end, and sends nothing: early media. Repeated calls change nothing.
    public void hear(RemoteMedia remote) {
        if (heard.isPresent()) {
            return;
        }
        heard = Optional.of(remote.codec());
        pipeline.set("line", "caps", remote.codec().caps(remote.payload()));
        pipeline.insert(
                "buffer",
                remote.codec().decoder() + " ! audioconvert ! audioresample ! " + headset.caps()
                        + " ! level name=far interval=200000000",
                "chosen",
                "sink_1");
        pipeline.set("gate", "drop", "false");
    }

    /// Sends speech to the far end, and listens. Called again, it sends to the new place (a re-INVITE).
    public void open(RemoteMedia remote) {
        pipeline.set("rtp-out", "host", remote.host());
        pipeline.set("rtp-out", "port", Integer.toString(remote.port()));
        pipeline.set("rtcp-out", "host", remote.host());
        pipeline.set("rtcp-out", "port", Integer.toString(remote.rtcpPort()));
        pipeline.set(valve(remote.codec(), "pay-"), "pt", Integer.toString(remote.payload()));
        pipeline.set(valve(remote.codec(), ""), "drop", "false");
        hear(remote);
        stopTone();
    }

    /// Silence is sent instead of speech: the packets go on, or a border controller would think the line dead.
    public void mute(boolean muted) {
        pipeline.set("mute", "mute", Boolean.toString(muted));
    }

    /// Volume of the ear piece, 0 to 10; 7 leaves it as it comes.
    public void volume(int step) {
        var within = Math.clamp(step, 0, STEP_MAX);
        var gain = Math.pow(10, (within - STEP_NEUTRAL) * STEP_DB / 20);
        pipeline.set("loudness", "volume", String.format(Locale.ROOT, "%.4f", gain));
    }

    /// How the line was so far; empty when nothing was heard.
    public Optional<Quality> quality() {
        return heard.flatMap(codec ->
                LineStatistics.quality(codec, pipeline.property("buffer", "stats"), pipeline.property("rtp", "stats")));
    }

    private void tell(PipelineNews told) {
        switch (told) {
            case PipelineNews.Level(var element, var rms)
            when element.equals("far") -> {
                earDbfs = Math.max(SILENCE_DBFS, rms);
                stopTone();
            }
            case PipelineNews.Level(var _, var rms) -> {
                if (!toneStopped) {
                    tone.tick().ifPresent(loudness -> pipeline.set("tone", "volume", loudness));
                }
                news.accept(new MediaNews.Levels(Math.max(SILENCE_DBFS, rms), earDbfs));
            }
            case PipelineNews.Failed(var element, var reason) ->
                news.accept(new MediaNews.Failed(element + ": " + reason));
            case PipelineNews.Finished _ -> {} // A call's sources never end by themselves.
        }
    }

    private synchronized void stopTone() {
        if (!toneStopped) {
            toneStopped = true;
            pipeline.select("chosen", "sink_1");
            pipeline.stop("tone");
        }
    }

    @Override
    public void close() {
        pipeline.close();
        capture.ifPresent(file -> WavFile.finish(file, headset.rate()));
        capture = Optional.empty();
    }
}
