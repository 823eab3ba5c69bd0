package org.hustings.station.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.SessionId;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Status;
import org.junit.jupiter.api.Test;

class HqLinkTest {

    private final List<LinkNews> news = new CopyOnWriteArrayList<>();

    @Test
    void anAddressThatCannotBeReadEndsNotTheLink() throws Exception {
        try (var link = open("no such host", news::add)) {
            await().until(() -> news.size() >= 2);
            assertThat(link.unreadable()).isZero();
        }
    }

    @Test
    void aListenerThatThrowsEndsNotTheLink() throws Exception {
        Consumer<LinkNews> broken = told -> {
            news.add(told);
            throw new IllegalStateException("a bug");
        };
        // Port 1 of this machine: nobody listens there.
        try (var link = open("127.0.0.1", broken)) {
            await().until(() -> news.size() >= 2);
            assertThat(link.unreadable()).isZero();
        }
    }

    private static HqLink open(String host, Consumer<LinkNews> news) throws Exception {
        var nowhere = Path.of("none");
        return HqLink.open(
                new LinkConfig(
                        new StationId("st-1"), host, 1, new MutualTls(nowhere, nowhere, nowhere), HqLinkTest::farewell),
                SSLContext.getDefault(),
                news);
    }

    private static Status farewell(SessionId session) {
        return new Status(
                session,
                false,
                Instant.EPOCH,
                "Ashford 1",
                "test",
                "a",
                Optional.empty(),
                0,
                Optional.empty(),
                Status.Phase.OFFLINE,
                0,
                0);
    }
}
