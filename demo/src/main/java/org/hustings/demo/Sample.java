package org.hustings.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.hustings.demo.town.SampleList;
import org.hustings.protocol.Mode;

/// The campaign and the people of the demo. All numbers come from ranges reserved for fiction.
final class Sample {

    static final String CAMPAIGN = "library-2027";
    /// One of a household is called, the others rest for an hour, and retries wait for hours: the list must outlast the
    /// run without them.
    private static final int PEOPLE_PER_CALL = 4;
    private static final int PEOPLE_LEAST = 400;
    /// What a run without an end may work through; it then says that the list is done.
    private static final int PEOPLE_MOST = 60_000;

    /// Every list has some; the import tells them.
    private static final int BROKEN_ROWS = 3;

    private static final String BY_PRESS = "mode = \"press\"";
    /// With the shortest pause there may be: nobody reads the cards.
    private static final String BY_THEMSELVES = "mode = \"power\"\npowerPauseSeconds = 3";

    private final Options options;
    private final Places places;
    private final Mode mode;

    Sample(Options options, Places places) {
        this(options, places, Mode.PRESS);
    }

    /// With dials that begin by `mode`, PRESS or POWER.
    Sample(Options options, Places places, Mode mode) {
        this.options = options;
        this.places = places;
        this.mode = mode;
    }

    Path campaign() throws IOException {
        var file = places.sample("campaign.toml");
        try (InputStream text = Objects.requireNonNull(
                Sample.class.getResourceAsStream("sample-campaign.toml"), "sample-campaign.toml")) {
            var campaign = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, mode == Mode.PRESS ? campaign : campaign.replace(BY_PRESS, BY_THEMSELVES));
        }
        return file;
    }

    /// The user's list, or ours.
    Path list() throws IOException {
        if (options.list().isPresent()) {
            return options.list().get();
        }
        var people = Math.clamp((long) options.calls() * PEOPLE_PER_CALL, PEOPLE_LEAST, PEOPLE_MOST);
        var file = places.sample("list.csv");
        SampleList.write(file, people, options.seed(), BROKEN_ROWS);
        return file;
    }
}
