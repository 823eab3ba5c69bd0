package org.hustings.station.phone.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private final List<PipelineNews> news = new CopyOnWriteArrayList<>();

    @Test
    void aLevelIsToldInDecibelsBelowFullScale() {
        try (var pipeline = Pipeline.parse(
                "audiotestsrc is-live=true volume=0.1 ! level name=loud interval=50000000 ! fakesink async=false",
                news::add)) {
            pipeline.play();

            await().until(() -> news.size() >= 2);
        }
        // A sine of a tenth of full scale: 20 dB below, and 3 dB more for its root mean square.
        assertThat(news.getFirst()).isInstanceOfSatisfying(PipelineNews.Level.class, level -> {
            assertThat(level.element()).isEqualTo("loud");
            assertThat(level.rmsDbfs()).isBetween(-23.5, -22.5);
        });
    }

    @Test
    void aMissingElementIsNamedWithItsDebianPackage() {
        assertThatThrownBy(() -> Pipeline.parse("pulsenosuch ! fakesink", news::add))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("pulsenosuch")
                .hasMessageContaining("gstreamer1.0-pulseaudio");
    }

    @Test
    void aFileThatIsNotThereFailsThePipeline() {
        try (var pipeline = Pipeline.parse("filesrc location=nowhere.wav ! fakesink", news::add)) {
            assertThatThrownBy(pipeline::play).isInstanceOf(MediaException.class);

            await().until(() -> news.stream().anyMatch(PipelineNews.Failed.class::isInstance));
        }
    }

    @Test
    void anEndIsToldAndPropertiesAreReadAsText() {
        try (var pipeline =
                Pipeline.parse("audiotestsrc num-buffers=3 ! volume name=v volume=0.5 ! fakesink", news::add)) {
            pipeline.set("v", "volume", "0.25");
            assertThat(pipeline.property("v", "volume")).isEqualTo("0.25");
            pipeline.play();

            await().until(() -> news.contains(new PipelineNews.Finished()));
        }
    }

    @Test
    void partsAreInsertedIntoARunningPipeline() {
        try (var pipeline = Pipeline.parse(
                "audiotestsrc is-live=true ! tee name=t allow-not-linked=true"
                        + " input-selector name=s sync-streams=false ! level name=out interval=50000000 ! fakesink async=false"
                        + " audiotestsrc is-live=true wave=silence ! s.sink_0",
                news::add)) {
            pipeline.play();
            pipeline.insert("t", "queue ! volume volume=0.5", "s", "sink_1");
            pipeline.select("s", "sink_1");

            await().until(() ->
                    news.stream().anyMatch(it -> it instanceof PipelineNews.Level level && level.rmsDbfs() > -20));
        }
    }
}
