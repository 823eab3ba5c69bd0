package org.hustings.hq.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.hustings.protocol.MutualTls;
import org.hustings.provisioning.CertificateAuthority;
import org.hustings.provisioning.CertificateAuthority.Use;
import org.hustings.provisioning.PemFiles;

/// The authority in `DATA/ca` and what it certified for headquarters: the broker, headquarters as a client, the
/// operator.
public record OwnCertificates(Path folder) {

    /// Makes what is missing and renews what is past two thirds of its life. `hosts` are the names under which the
    /// broker
    /// is reached.
    public static OwnCertificates openOrCreate(Path data, List<String> hosts, Clock clock) throws IOException {
        var certificates = new OwnCertificates(data.resolve("ca"));
        PemFiles.createPrivateFolder(certificates.folder);
        var authority = CertificateAuthority.openOrCreate(certificates.folder, clock);
        certificates.ensure(authority, Use.SERVER, "broker", hosts);
        certificates.ensure(authority, Use.CLIENT, CertificateAuthority.HQ, List.of());
        certificates.ensure(authority, Use.CLIENT, CertificateAuthority.OPERATOR, List.of());
        return certificates;
    }

    public Path authority() {
        return folder.resolve("ca.crt");
    }

    /// What the broker shows to its clients.
    public MutualTls broker() {
        return identity("broker");
    }

    /// What headquarters shows to the broker.
    public MutualTls hq() {
        return identity(CertificateAuthority.HQ);
    }

    /// For people and tools that look on.
    public MutualTls operator() {
        return identity(CertificateAuthority.OPERATOR);
    }

    private void ensure(CertificateAuthority authority, Use use, String name, List<String> hosts) throws IOException {
        var identity = identity(name);
        if (authority.isDue(identity.certificate())) {
            authority.issue(use, name, CertificateAuthority.HQ_VALIDITY, hosts, identity.certificate(), identity.key());
        }
    }

    private MutualTls identity(String name) {
        return new MutualTls(authority(), folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }
}
