package org.hustings.station.phone;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hustings.station.phone.media.Codec;
import org.hustings.station.phone.media.Headset;

/// What the telephone must know: who carries its calls, where it listens, what the volunteer wears.
///
/// `peer` is the provider's border controller, its name still unresolved or not. `listen` with port 0 takes any free
/// port;
/// `portMemory` then names a file where the port is kept, so that a restarted station listens where the dead process
/// did
/// and can end its calls. `register` asks the peer to know us by REGISTER; without it we only probe with OPTIONS.
public record PhoneConfig(
        InetSocketAddress peer,
        Transport transport,
        InetSocketAddress listen,
        Optional<Path> portMemory,
        Optional<Credentials> credentials,
        boolean register,
        Headset headset,
        List<Codec> codecs) {

    /// How SIP travels. Encrypted signalling (TLS) will be one more constant, with its media profile beside it.
    public enum Transport {
        UDP,
        TCP;

        /// The transport a configuration names: `udp` or `tcp`.
        public static Optional<Transport> named(String word) {
            return switch (word) {
                case "udp" -> Optional.of(UDP);
                case "tcp" -> Optional.of(TCP);
                default -> Optional.empty();
            };
        }

        /// Its name in URIs: lower case.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Digest credentials of the trunk.
    public record Credentials(String user, String password) {

        public Credentials {
            if (!user.matches("[^\"\\\\\\p{Cntrl}]{1,128}")) {
                throw new IllegalArgumentException("sip.user must be 1 to 128 characters without quotes");
            }
        }

        @Override
        public String toString() {
            return "credentials of " + user;
        }
    }

    public PhoneConfig {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("media.codecs is empty: allowed are opus, pcma and pcmu");
        }
        if (peer.getPort() == 0) {
            throw new IllegalArgumentException("sip.peer needs a port, such as sbc.example:5060");
        }
        if (register && credentials.isEmpty()) {
            throw new IllegalArgumentException("sip.register = true needs sip.user and sip.password");
        }
    }
}
