package org.hustings.station.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hustings.hardware.desk.SocketPanel;
import org.hustings.protocol.CallId;
import org.hustings.protocol.MutualTls;
import org.hustings.protocol.PhoneNumber;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.PhoneNews;

/// A station process to be killed: everything is real but the telephone.
final class KilledStation {

    /// What was dialed, a line of call and number each; what was closed for a process before, a line of the call each.
    static final String DIALS = "dials";

    static final String CLEANED = "cleaned";
    /// While there is a file of this name, the telephone has no line.
    static final String NO_LINE = "no-line";

    enum Voter {
        RINGS,
        ANSWERS,
        /// Answers, and the end of the call is never told.
        HOLDS
    }

    private KilledStation() {}

    /// Folder of certificates, folder of data, what the voter does, port of the broker.
    public static void main(String... args) throws IOException, InterruptedException {
        var certificates = Path.of(args[0]);
        var folder = Path.of(args[1]);
        var voter = Voter.valueOf(args[2]);
        var panel = SocketPanel.at(folder.resolve("panel.sock"));
        var config = Rig.config(
                folder,
                Integer.parseInt(args[3]),
                new MutualTls(
                        certificates.resolve("ca.crt"),
                        certificates.resolve("st-1.crt"),
                        certificates.resolve("st-1.key")));
        var devices = new StationWiring.Devices(
                news -> new Telephone(news, folder, voter),
                panel,
                List.of(new SocketDisplay(panel::tell, OptionalLong::empty)),
                List.of());
        try (var lock = DataLock.take(config.data());
                var station = new StationWiring(config, BootTime.ofLinux(), devices)) {
            System.err.println("on " + lock);
            station.run();
        }
    }

    /// Writes down what it does, as the network would know it, whatever the station remembers.
    private static final class Telephone extends FakePhone {

        private final Path folder;
        private final Voter voter;

        Telephone(Consumer<PhoneNews> listener, Path folder, Voter voter) {
            super(listener);
            this.folder = folder;
            this.voter = voter;
        }

        @Override
        public void dial(CallId call, PhoneNumber number, PhoneNumber callerId, int ringSeconds) {
            note(DIALS, call + " " + number.e164());
            super.dial(call, number, callerId, ringSeconds);
        }

        @Override
        public void dialed() {
            switch (voter) {
                case RINGS -> ring();
                case ANSWERS, HOLDS -> answer();
            }
        }

        @Override
        public void hangUp(CallId call) {
            if (voter != Voter.HOLDS) {
                super.hangUp(call);
            }
        }

        @Override
        public void cleanUp(CallId call, PhoneNumber number, Optional<PhoneNumber> callerId, Optional<Dialog> dialog) {
            note(CLEANED, call.toString());
            super.cleanUp(call, number, callerId, dialog);
        }

        @Override
        public boolean isReady() {
            return Files.notExists(folder.resolve(NO_LINE));
        }

        private void note(String file, String line) {
            try {
                Files.writeString(
                        folder.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException unwritten) {
                throw new UncheckedIOException(unwritten);
            }
        }
    }
}
