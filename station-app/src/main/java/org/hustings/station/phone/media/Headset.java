package org.hustings.station.phone.media;

import java.nio.file.Path;
import java.util.Optional;

/// What the volunteer wears: a source of sound, the mouth, and a sink, the ear.
public sealed interface Headset {

    /// A sound server's source and sink, PulseAudio's or PipeWire's; its defaults where not named.
    record Pulse(Optional<String> source, Optional<String> sink) implements Headset {}

    /// One ALSA device for both, such as `plughw:CARD=Headset`.
    record Alsa(Optional<String> device) implements Headset {}

    /// No sound card: a WAV looped for ever at real pace as the microphone, and what the ear hears in one WAV for each
    /// call, `<captures>/<call id>.wav`. Without `captures` the ear hears nothing.
    record Virtual(Path microphone, Optional<Path> captures) implements Headset {}

    /// Samples per second on both sides. A virtual headset has no hardware to please: 16 kHz is all that wideband Opus
    /// carries, at a third of the work and disk of 48.
    default int rate() {
        return switch (this) {
            case Pulse _, Alsa _ -> 48_000;
            case Virtual _ -> 16_000;
        };
    }

    /// From the device to raw mono audio at [#rate()].
    ///
    /// Pulse: 10 ms periods in a buffer of 40 measured best from mouth to ear. Virtual: cut into 20 ms pieces, as
    /// a file comes in pieces of the reader's choosing, and held to the clock.
    default String mouth() {
        var raw = " ! audioconvert ! audioresample ! " + caps();
        return switch (this) {
            case Pulse(var source, var _) ->
                "pulsesrc client-name=hustings provide-clock=false buffer-time=40000 latency-time=10000"
                        + device(source) + raw;
            case Alsa(var device) ->
                "alsasrc provide-clock=false buffer-time=40000 latency-time=10000" + device(device) + raw;
            case Virtual(var microphone, var _) ->
                "multifilesrc loop=true location=" + quoted(microphone.toString()) + " ! wavparse ignore-length=true"
                        + raw + " ! audiobuffersplit output-buffer-duration=1/50 ! clocksync";
        };
    }

    /// From raw mono audio at [#rate()] to the device. `async=false`, or two live peers wait for each other for ever.
    default String ear() {
        return switch (this) {
            case Pulse(var _, var sink) ->
                "audioconvert ! audioresample ! pulsesink client-name=hustings provide-clock=false buffer-time=40000"
                        + " latency-time=10000 processing-deadline=0 async=false" + device(sink);
            case Alsa(var device) ->
                "audioconvert ! audioresample ! alsasink provide-clock=false buffer-time=40000 latency-time=10000"
                        + " processing-deadline=0 async=false" + device(device);
            case Virtual(var _, var captures) ->
                captures.isPresent()
                        ? caps() + " ! filesink name=capture append=true buffer-mode=unbuffered async=false sync=false"
                        : "fakesink async=false sync=false";
        };
    }

    /// Raw audio as both sides of every headset have it.
    default String caps() {
        return "audio/x-raw,format=S16LE,layout=interleaved,channels=1,rate=" + rate();
    }

    private static String device(Optional<String> name) {
        return name.map(it -> " device=" + quoted(it)).orElse("");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
