package org.hustings.station.phone.sip;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.media.MediaLeg;
import org.hustings.station.phone.media.MediaNews;

/// The media leg that waits for the next call, its ports bound, so that a dial need not build one. On the phone's
/// thread.
final class Spare implements AutoCloseable {

    private final PhoneConfig config;
    private final InetAddress local;
    private final Consumer<Runnable> thread;
    private final Consumer<MediaNews> listener;
    private Optional<MediaLeg> leg = Optional.empty();
    private long serial;

    Spare(PhoneConfig config, InetAddress local, Consumer<Runnable> thread, Consumer<MediaNews> listener) {
        this.config = config;
        this.local = local;
        this.thread = thread;
        this.listener = listener;
    }

    /// Has a leg ready from now on.
    ///
    /// @throws MediaException when there is no sound to be had
    void prepare() {
        if (leg.isEmpty()) {
            serial++;
            var mine = serial;
            leg = Optional.of(MediaLeg.prepare(
                    config.headset(), config.codecs(), local, news -> thread.accept(() -> hear(mine, news))));
        }
    }

    /// News of an earlier leg is late and means nothing now.
    private void hear(long from, MediaNews news) {
        if (from == serial) {
            listener.accept(news);
        }
    }

    /// The leg for a call; the next one must be prepared when that call is over.
    MediaLeg take() {
        prepare();
        var taken = leg.orElseThrow();
        leg = Optional.empty();
        return taken;
    }

    @Override
    public void close() {
        leg.ifPresent(MediaLeg::close);
        leg = Optional.empty();
    }
}
