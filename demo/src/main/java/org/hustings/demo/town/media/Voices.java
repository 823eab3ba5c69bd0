package org.hustings.demo.town.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything the town can say, spoken by espeak-ng and encoded by GStreamer once, when the town starts.
public record Voices(Map<String, Recording> recordings) {

    /// Languages the town speaks.
    public static final List<String> LANGUAGES = List.of("en", "fr", "de");

    /// Talkers of each language.
    public static final int TALKERS = 2;

    /// A loaded machine needs a few seconds for all of it.
    private static final Duration MAKING_MAX = Duration.ofSeconds(60);

    private record Spoken(String name, String voice, int wordsPerMinute, String text) {}

    private static final List<Spoken> TEXTS = List.of(
            new Spoken(
                    "talk-en-0",
                    "en-gb",
                    160,
                    "Hello? Yes, speaking. Well, the buses, mostly. One every hour, and none at all on Sundays. Is anybody"
                            + " going to do something about it? All right. Go on, I am listening."),
            new Spoken(
                    "talk-en-1",
                    "en-us+f3",
                    170,
                    "Hi, who is calling please? Oh, I see. I have been meaning to read about that. What would it change for"
                            + " the school on our street? That sounds sensible. Tell me more."),
            new Spoken(
                    "talk-fr-0",
                    "fr-fr",
                    160,
                    "Allô? Oui, c'est moi. Vous savez, ce qui compte pour nous, c'est le marché et la petite gare. Ah bon?"
                            + " Continuez, je vous écoute."),
            new Spoken(
                    "talk-fr-1",
                    "fr-fr+f2",
                    170,
                    "Oui, bonjour. Qui est à l'appareil? D'accord. Je ne suis pas encore décidée, pour être honnête. Dites"
                            + " m'en un peu plus."),
            new Spoken(
                    "talk-de-0",
                    "de",
                    160,
                    "Hallo? Ja, am Apparat. Also, bei uns geht es vor allem um die Mieten. Was wollen Sie denn da machen?"
                            + " Aha. Ja, erzählen Sie ruhig weiter."),
            new Spoken(
                    "talk-de-1",
                    "de+f4",
                    170,
                    "Guten Tag, wer spricht da bitte? Ach so. Ich habe mich noch nicht entschieden. Der Radweg wäre mir"
                            + " wichtig. Das klingt vernünftig."),
            new Spoken("voicemail-en", "en-gb+f2", 190, "Sorry, I am not here. Please speak after the tone."),
            new Spoken("voicemail-fr", "fr-fr+f4", 190, "Je suis absent. Parlez après le signal."),
            new Spoken("voicemail-de", "de+f2", 190, "Ich bin nicht da. Sprechen Sie nach dem Ton."),
            new Spoken(
                    "announcement-en",
                    "en-gb-x-rp",
                    175,
                    "The person you are calling is being connected. Please wait."),
            new Spoken("announcement-fr", "fr-fr", 175, "Votre correspondant va être mis en relation. Patientez."),
            new Spoken("announcement-de", "de", 175, "Ihr Gespräch wird verbunden. Bitte warten Sie."));

    public Voices {
        recordings = Map.copyOf(recordings);
    }

    /// Speaks and encodes everything in `folder`, from where the lines will read it. Throws an [IOException] that says
    /// what to install when a program is missing.
    public static Voices record(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var pipeline = new ArrayList<String>();
        var files = new ArrayList<Path>();
        try {
            for (var spoken : TEXTS) {
                speak(spoken, folder);
                encode("filesrc location=#" + files.size() + " ! wavparse", spoken.name(), folder, pipeline, files);
            }
        } catch (IOException missing) {
            throw new IOException(
                    "the town cannot speak: espeak-ng is missing or failed; install Debian's package espeak-ng",
                    missing);
        }
        // 440 ms at 1 kHz, the length and pitch people know from answering machines.
        tone("beep", "wave=sine freq=1000 volume=0.3 samplesperbuffer=480 num-buffers=44", folder, pipeline, files);
        // A minute: longer than any announcement is followed by ringing.
        tone("silence", "wave=silence samplesperbuffer=480 num-buffers=6000", folder, pipeline, files);
        try {
            Children.pipeline(MAKING_MAX, String.join(" ", pipeline), files);
        } catch (IOException missing) {
            throw new IOException(
                    "the town's speech cannot be encoded: gst-launch-1.0 is missing or failed; install Debian's packages"
                            + " gstreamer1.0-tools, gstreamer1.0-plugins-base and gstreamer1.0-plugins-good",
                    missing);
        }
        var recordings = new HashMap<String, Recording>();
        for (var spoken : TEXTS) {
            recordings.put(spoken.name(), Recording.read(folder, spoken.name()));
        }
        recordings.put("beep", Recording.read(folder, "beep"));
        recordings.put("silence", Recording.read(folder, "silence"));
        return new Voices(recordings);
    }

    /// A person talking, over and over. `talker` is any number; it picks one of the language's voices.
    public Programme talk(String language, int talker) {
        return Programme.loop(named("talk-" + language + "-" + Math.floorMod(talker, TALKERS)));
    }

    /// Greeting, beep, then silence: somebody may leave a message.
    public Programme voicemail(String language) {
        return new Programme(List.of(named("voicemail-" + language), named("beep")), named("silence"));
    }

    /// What the network says before the call is answered (early media), then silence.
    public Programme announcement(String language) {
        return new Programme(List.of(named("announcement-" + language)), named("silence"));
    }

    /// Nothing, over and over.
    public Programme silence() {
        return Programme.loop(named("silence"));
    }

    private Recording named(String name) {
        var recording = recordings.get(name);
        if (recording == null) {
            throw new IllegalArgumentException("no recording is called " + name);
        }
        return recording;
    }

    private static void speak(Spoken spoken, Path folder) throws IOException, InterruptedException {
        var wav = folder.resolve(spoken.name() + ".wav");
        Children.run(
                MAKING_MAX,
                List.of(
                        "espeak-ng",
                        "-v",
                        spoken.voice(),
                        "-s",
                        Integer.toString(spoken.wordsPerMinute()),
                        "-w",
                        wav.toString(),
                        spoken.text()));
    }

    private static void tone(String name, String what, Path folder, List<String> pipeline, List<Path> files) {
        encode("audiotestsrc " + what + " ! audio/x-raw,rate=48000,channels=1", name, folder, pipeline, files);
    }

    /// Appends one chain to the pipeline: the source, a tee, and a branch for each codec.
    private static void encode(String source, String name, Path folder, List<String> pipeline, List<Path> files) {
        if (source.startsWith("filesrc")) {
            files.add(folder.resolve(name + ".wav"));
        }
        var tee = "tee-" + name;
        pipeline.add(source + " ! tee name=" + tee);
        for (var codec : Codec.values()) {
            // Unbuffered: with buffers, GStreamer 1.22's filesink loses bytes of some hundred small packets.
            pipeline.add(tee + ". ! queue ! audioconvert ! audioresample ! " + codec.writer()
                    + " ! filesink buffer-mode=unbuffered location=#" + files.size());
            files.add(folder.resolve(name + "." + codec));
        }
    }
}
