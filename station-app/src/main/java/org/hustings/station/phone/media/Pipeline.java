package org.hustings.station.phone.media;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// One GStreamer pipeline, from its description to its end.
///
/// A thread of its own reads the bus: it answers LATENCY messages (without the answer a jitter buffer does nothing) and
/// tells the rest as [PipelineNews]. The listener must not close the pipeline itself; it hands that to another thread.
/// All methods are safe from any other thread. After [#close] every method but `close` throws.
public final class Pipeline implements AutoCloseable {

    /// Opening a sound device took under 200 ms wherever it was tried; a sound server that hangs must not hang us.
    private static final Duration STATE_MAX = Duration.ofSeconds(3);

    private static final long FOREVER = -1;
    private static final long REASON_MAX_MS = 500;
    private static final Duration READER_END_MAX = Duration.ofSeconds(2);

    private final MemorySegment pipeline;
    private final MemorySegment bus;
    private final Consumer<PipelineNews> news;
    private final Thread reader;
    private final Object lock = new Object();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private volatile boolean closed;

    private Pipeline(MemorySegment pipeline, Consumer<PipelineNews> news) {
        this.pipeline = pipeline;
        this.bus = Gst.bus(pipeline);
        this.news = news;
        this.reader = Thread.ofPlatform().daemon().name("gst-bus").unstarted(this::readBus);
    }

    /// Builds a pipeline, still without devices or sockets. The description is that of `gst-launch-1.0` and must have
    /// at
    /// least two elements.
    ///
    /// @throws MediaException naming what is missing, and the Debian package that has it
    public static Pipeline parse(String description, Consumer<PipelineNews> news) {
        var made = new Pipeline(load(description), news);
        made.reader.start();
        return made;
    }

    private static MemorySegment load(String description) {
        try {
            return Gst.parseLaunch(description);
        } catch (ExceptionInInitializerError atFirstUse) {
            if (atFirstUse.getCause() instanceof MediaException missing) {
                throw missing;
            }
            throw atFirstUse;
        } catch (NoClassDefFoundError afterwards) {
            throw new MediaException("GStreamer could not be loaded; the first attempt said why", afterwards);
        }
    }

    /// Opens devices and sockets; nothing flows yet.
    public void ready() {
        state(Gst.STATE_READY, "made ready");
    }

    /// Lets it flow. Returns when the change is under way: live sources are running a few milliseconds later.
    public void play() {
        state(Gst.STATE_PLAYING, "played");
    }

    private void state(int state, String participle) {
        synchronized (lock) {
            open();
            if (Gst.setState(pipeline, state) == Gst.STATE_CHANGE_FAILURE) {
                throw new MediaException("the sound pipeline could not be " + participle + ": " + reason());
            }
        }
    }

    /// What the failing element said; it says so on the bus, at about the same time.
    private String reason() {
        return failure.completeOnTimeout("a device is missing, or a port is taken", REASON_MAX_MS, MILLISECONDS)
                .join();
    }

    /// Waits until the last state change is done, at most three seconds; false when it failed or goes on.
    public boolean awaitState() {
        open();
        return Gst.awaitState(pipeline, STATE_MAX.toNanos()) == 1;
    }

    /// Sets a property of the named element from its text, as the description language would.
    public void set(String element, String property, String value) {
        with(element, it -> {
            Gst.setArgument(it, property, value);
            return true;
        });
    }

    /// A property as GStreamer writes it: a number, a word, or a structure with its fields.
    public String property(String element, String property) {
        return with(element, it -> Gst.property(it, property));
    }

    /// Makes a `udpsink` send from the socket that a `udpsrc` listens on, as symmetric RTP wants (RFC 4961). The
    /// pipeline must be [#ready]. Give the sink `close-socket=false` in the description.
    public void shareSocket(String udpSource, String udpSink) {
        with(
                udpSource,
                source -> with(udpSink, sink -> {
                    Gst.shareObject(source, "used-socket", sink, "socket");
                    return true;
                }));
    }

    /// Makes a selector pass on what arrives at that pad of it (`sink_0`, `sink_1`, …).
    public void select(String selector, String padName) {
        with(selector, it -> {
            var pad = Gst.pad(it, padName);
            if (Gst.isNull(pad)) {
                throw new IllegalArgumentException(selector + " has no pad " + padName);
            }
            Gst.setObject(it, "active-pad", pad);
            Gst.unref(pad);
            return true;
        });
    }

    /// Builds a bin from a description and puts it between two elements of the running pipeline: after `from`, which
    /// has a free `src` or is a tee, and before the pad `toPad` of `to`, created if it is a request pad.
    public void insert(String from, String description, String to, String toPad) {
        with(
                from,
                source -> with(to, sink -> {
                    var bin = Gst.parseBin(description);
                    // The pipeline takes a reference of its own.
                    var linked = Gst.add(pipeline, bin)
                            && Gst.linkToPad(bin, sink, toPad)
                            && Gst.syncStateWithParent(bin)
                            && Gst.link(source, bin);
                    Gst.unref(bin);
                    if (!linked) {
                        throw new MediaException("could not put a part between " + from + " and " + to);
                    }
                    // What waits for its time, such as a jitter buffer, is told how long the way to the sinks is.
                    Gst.recalculateLatency(pipeline);
                    return true;
                }));
    }

    /// Keeps one element out of the pipeline's state changes, until [#release].
    public void hold(String element) {
        with(element, it -> {
            Gst.lockState(it, true);
            return true;
        });
    }

    /// Lets a held element take part again, from the next state change on.
    public void release(String element) {
        with(element, it -> {
            Gst.lockState(it, false);
            return true;
        });
    }

    /// Stops one element for good while the rest goes on.
    public void stop(String element) {
        with(element, it -> {
            Gst.lockState(it, true);
            Gst.setState(it, Gst.STATE_NULL);
            return true;
        });
    }

    /// Sends end-of-stream into every source, so that file writers finish; [PipelineNews.Finished] follows.
    public void finish() {
        synchronized (lock) {
            open();
            Gst.sendEos(pipeline);
        }
    }

    private <T> T with(String element, Function<MemorySegment, T> use) {
        synchronized (lock) {
            open();
            var found = Gst.byName(pipeline, element);
            if (Gst.isNull(found)) {
                throw new IllegalArgumentException("no element named " + element);
            }
            try {
                return use.apply(found);
            } finally {
                Gst.unref(found);
            }
        }
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("the pipeline is closed");
        }
    }

    private void readBus() {
        while (!closed) {
            var message = Gst.pop(bus, FOREVER);
            if (Gst.isNull(message)) {
                continue;
            }
            try {
                read(message);
            } catch (IllegalStateException late) {
                if (!closed) {
                    throw late;
                }
            } finally {
                Gst.unrefMessage(message);
            }
        }
    }

    private void read(MemorySegment message) {
        var source = Gst.messageSource(message);
        switch (Gst.messageType(message)) {
            case Gst.LATENCY -> Gst.recalculateLatency(pipeline);
            case Gst.ELEMENT -> {
                var rms = Gst.messageRms(message);
                if (!Double.isNaN(rms)) {
                    news.accept(new PipelineNews.Level(Gst.name(source), rms));
                }
            }
            case Gst.ERROR -> {
                var failed = new PipelineNews.Failed(Gst.name(source), Gst.messageError(message));
                failure.complete(failed.element() + ": " + failed.reason());
                news.accept(failed);
            }
            case Gst.EOS -> {
                if (!Gst.isNull(source)) {
                    news.accept(new PipelineNews.Finished());
                }
            }
            default -> {} // Forty other types that nobody here needs.
        }
    }

    /// Stops everything and gives devices, sockets and memory back. Harmless when repeated.
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            Gst.setState(pipeline, Gst.STATE_NULL);
        }
        Gst.wake(bus);
        try {
            if (Thread.currentThread() == reader || !reader.join(READER_END_MAX)) {
                return; // A reader still at work keeps the objects: a small leak instead of a crash.
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        Gst.unref(bus);
        Gst.unref(pipeline);
    }
}
