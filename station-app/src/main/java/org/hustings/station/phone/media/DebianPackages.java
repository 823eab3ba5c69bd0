package org.hustings.station.phone.media;

import java.util.List;
import java.util.regex.Pattern;

/// Which Debian package brings a GStreamer element, so that a missing one is named with its cure.
final class DebianPackages {

    private record Source(Pattern elements, String debian) {}

    private static final List<Source> SOURCES = List.of(
            new Source(Pattern.compile("pulse.*"), "gstreamer1.0-pulseaudio"),
            new Source(Pattern.compile("alsa.*"), "gstreamer1.0-alsa"),
            new Source(
                    Pattern.compile(
                            "(opus(enc|dec)|audio(convert|resample|testsrc|mixer|rate)|rawaudioparse|volume).*"),
                    "gstreamer1.0-plugins-base"),
            new Source(Pattern.compile("audiobuffersplit|srtp.*|inter.*|opusparse"), "gstreamer1.0-plugins-bad"),
            new Source(
                    Pattern.compile("(rtp|udp|level|alaw|mulaw|wav|multifile|capssetter).*"),
                    "gstreamer1.0-plugins-good"));

    private static final Pattern NO_ELEMENT = Pattern.compile("no element \"([^\"]+)\"");

    private DebianPackages() {}

    /// GStreamer's complaint about a description, with the package to install where an element is missing.
    static String explain(String complaint) {
        var missing = NO_ELEMENT.matcher(complaint);
        if (!missing.find()) {
            return complaint;
        }
        var element = missing.group(1);
        return "GStreamer has no element \"" + element + "\": install the Debian package " + of(element);
    }

    static String of(String element) {
        return SOURCES.stream()
                .filter(source -> source.elements().matcher(element).matches())
                .map(Source::debian)
                .findFirst()
                .orElse("libgstreamer1.0-0");
    }
}
