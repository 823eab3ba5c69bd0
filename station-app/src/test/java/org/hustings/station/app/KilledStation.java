package org.hustings.station.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.hustings.hardware.desk.SocketPanel;
import org.hustings.protocol.MutualTls;

/// A station process to be killed: everything is real but the telephone, which answers if the third argument says so.
final class KilledStation {

    private KilledStation() {}

    /// Folder of certificates, folder of data, `answer` or `ring`, port of the broker.
    public static void main(String... args) throws IOException, InterruptedException {
        var certificates = Path.of(args[0]);
        var folder = Path.of(args[1]);
        var answers = args[2].equals("answer");
        var panel = SocketPanel.at(folder.resolve("panel.sock"));
        var config = Rig.config(
                folder,
                Integer.parseInt(args[3]),
                new MutualTls(
                        certificates.resolve("ca.crt"),
                        certificates.resolve("st-1.crt"),
                        certificates.resolve("st-1.key")));
        var devices = new StationWiring.Devices(
                news -> new FakePhone(news) {
                    @Override
                    public void dialed() {
                        if (answers) {
                            answer();
                        } else {
                            ring();
                        }
                    }
                },
                panel,
                List.of(new SocketDisplay(panel::tell, OptionalLong::empty)),
                List.of());
        try (var lock = DataLock.take(config.data());
                var station = new StationWiring(config, BootTime.ofLinux(), devices)) {
            System.err.println("on " + lock);
            station.run();
        }
    }
}
