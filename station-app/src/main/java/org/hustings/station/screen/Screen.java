package org.hustings.station.screen;

import java.util.List;
import java.util.Optional;

/// What the left pane shows, in words. One question a screen; nothing scrolls.
sealed interface Screen {

    /// The name of its picture in `docs/screens`, and on the panel's socket.
    String picture();

    /// One fact with its icon. `more` is said in the second colour.
    record Fact(Icon icon, String text, Optional<String> more) {
        static Fact of(Icon icon, String text) {
            return new Fact(icon, text, Optional.empty());
        }
    }

    /// Nobody to call yet. `looking` draws the bar of a search under way.
    record Waiting(String picture, String title, String body, boolean looking) implements Screen {}

    record Halted(String title, String body) implements Screen {
        @Override
        public String picture() {
            return "26-halted";
        }
    }

    record Paused(String title, String body) implements Screen {
        @Override
        public String picture() {
            return "15-break";
        }
    }

    /// The person, before anybody answered: nothing private. `run` is what a run of calls says, large: that calls
    /// start by themselves, or whether somebody is still there.
    record Card(
            String picture,
            String name,
            List<Fact> facts,
            Optional<List<Run>> why,
            Optional<String> run,
            Optional<String> hint)
            implements Screen {}

    record ScriptPreview(String title, String step, List<Run> say, Optional<String> run) implements Screen {
        @Override
        public String picture() {
            return "05-script";
        }
    }

    /// `time` and `share` move; the rest stands.
    record Ringing(String name, String line, String time, double share, List<String> hints, String label, List<Run> say)
            implements Screen {
        @Override
        public String picture() {
            return "06-ringing";
        }
    }

    record WhoIsIt(String title, String label, List<Run> say, List<Fact> facts, Optional<List<Run>> why, String hint)
            implements Screen {
        @Override
        public String picture() {
            return "07-who";
        }
    }

    record SomebodyElse(String title, String body, String child, String hint) implements Screen {
        @Override
        public String picture() {
            return "07-somebody-else";
        }
    }

    /// One step of the script. `facts` are private: the right person is on the line.
    record Script(int step, int steps, String stepText, List<Run> say, List<Fact> facts, String direction)
            implements Screen {
        @Override
        public String picture() {
            return "07a-script";
        }
    }

    record Results(String title, String hint, List<Fact> facts, String foot) implements Screen {
        @Override
        public String picture() {
            return "08-wrap-up";
        }
    }

    record Closing(String title, String body) implements Screen {
        @Override
        public String picture() {
            return "08-closing";
        }
    }

    record Refused(String title, List<Run> reason, String body, String foot) implements Screen {
        @Override
        public String picture() {
            return "16-refused";
        }
    }
}
