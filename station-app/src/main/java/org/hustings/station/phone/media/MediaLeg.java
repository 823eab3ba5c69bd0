package org.hustings.station.phone.media;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport.Quality;

/// The sound of one call: headset to RTP and back.
///
///     mouth ─ level ─ mute ─┬─ valve ─ Opus ─┐
///                           ├─ valve ─ PCMA ─┼─ session ─ UDP
///                           └─ valve ─ PCMU ─┘
///     UDP ─ gate ─ session ─ tee ─ valve ─ jitter buffer ─ decoder ─┐
///                                                    ringing tone ─ selector ─ ear
///
/// A leg is prepared before its call, with its sockets bound and the devices still closed, as the offer must name the
/// ports. It plays from the INVITE on, with every valve closed: the microphone is open only in a call, and yet the
/// first packet leaves at once on the answer. The codec is unknown until then, so each offered one has its encoder
/// behind a
/// valve of its own; a closed one costs nothing.
///
/// The receiving side is put in when the far end has described itself. It may describe itself again in another codec: a
/// forked call's announcement and answer come from two places (RFC 3261 section 13.2.2.4). So each codec that is
/// heard has a jitter buffer and decoder behind a valve of its own, and one valve is open. They all get the caps of
/// their own codec, whatever arrives: nothing is negotiated again.
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
    private final Set<Codec> receivers = EnumSet.noneOf(Codec.class);
    private Optional<Codec> heard = Optional.empty();
    private Optional<Codec> sent = Optional.empty();
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
                "rtp.recv_rtp_src ! tee name=arrived allow-not-linked=true",
                "udpsrc name=rtcp-in port=" + ports.rtcp() + udpIn + "caps=application/x-rtcp ! rtp.recv_rtcp_sink",
                "rtp.send_rtcp_src ! udpsink name=rtcp-out" + udpOut,
                "audiotestsrc name=tone is-live=true samplesperbuffer=" + headset.rate() / 50 + " volume=" + QUIET
                        + " freq=" + RingingTone.HERTZ + " ! " + headset.caps() + " ! chosen.sink_0",
                "funnel name=far-end ! level name=far interval=200000000 ! chosen.sink_1",
                "input-selector name=chosen sync-streams=false ! volume name=loudness ! " + headset.ear());
    }

    private static String encoderBranch(Codec codec) {
        return "speech. ! " + named("valve name=", codec) + " drop=true ! audioconvert ! audioresample ! "
                + codec.encoder() + named(" name=pay-", codec) + " pt=" + codec.payloadType() + " ! packets.";
    }

    private static String named(String before, Codec codec) {
        return before + codec.word();
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

    /// Listens to the far end, and sends nothing: early media. Called again, it listens to another codec, if that is
    /// what the far end has now.
    public void hear(RemoteMedia remote) {
        if (heard.equals(Optional.of(remote.codec()))) {
            return;
        }
        heard.ifPresent(before -> pipeline.set(named("in-", before), "drop", "true"));
        heard = Optional.of(remote.codec());
        pipeline.set("line", "caps", remote.codec().caps(remote.payload()));
        if (receivers.add(remote.codec())) {
            pipeline.insert("arrived", receiver(remote), "far-end", "sink_" + receivers.size());
        } else {
            pipeline.set(named("in-", remote.codec()), "drop", "false");
        }
        pipeline.set("gate", "drop", "false");
    }

    /// `capssetter`: the tee still has the caps of an earlier codec, which this one's decoder would refuse.
    private String receiver(RemoteMedia remote) {
        var codec = remote.codec();
        return "valve name=" + named("in-", codec) + " ! capssetter replace=true caps=\"" + codec.caps(remote.payload())
                + "\" ! rtpjitterbuffer name=" + named("buffer-", codec) + " latency=40 do-lost=true ! "
                + codec.decoder() + " ! audioconvert ! audioresample ! capsfilter caps=" + headset.caps();
    }

    /// Sends speech to the far end, and listens. Called again, it sends to the new place, in the new codec (a
    /// re-INVITE).
    public void open(RemoteMedia remote) {
        pipeline.set("rtp-out", "host", remote.host());
        pipeline.set("rtp-out", "port", Integer.toString(remote.port()));
        pipeline.set("rtcp-out", "host", remote.host());
        pipeline.set("rtcp-out", "port", Integer.toString(remote.rtcpPort()));
        sent.filter(before -> before != remote.codec())
                .ifPresent(before -> pipeline.set(named("", before), "drop", "true"));
        sent = Optional.of(remote.codec());
        pipeline.set(named("pay-", remote.codec()), "pt", Integer.toString(remote.payload()));
        pipeline.set(named("", remote.codec()), "drop", "false");
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
        return heard.flatMap(codec -> LineStatistics.quality(
                codec, pipeline.property(named("buffer-", codec), "stats"), pipeline.property("rtp", "stats")));
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
