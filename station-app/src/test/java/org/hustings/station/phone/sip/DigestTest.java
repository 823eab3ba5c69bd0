package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hustings.station.phone.PhoneConfig.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

    private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");
    private static final Digest.Proof PROOF =
            new Digest.Proof("GET", "/dir/index.html", "", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", 1);

    /// The vectors of RFC 7616 section 3.9.1.
    @ParameterizedTest
    @CsvSource({
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        "MD5, 8ca523f5e9506fed4657c9700eebdbec"
    })
    void theVectorsOfRfc7616Hold(String algorithm, String response) {
        var challenge = new Challenge(
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                Optional.of("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"),
                algorithm,
                Set.of("auth", "auth-int"),
                false);

        assertThat(Digest.response(challenge, MUFASA, PROOF, "auth")).isEqualTo(response);
    }

    /// Section 3.9.2 with the response as corrected by erratum 4897.
    @Test
    void theCorrectedVectorOfSha512Of256BitsHolds() {
        var challenge = new Challenge(
                "api@example.org",
                "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
                Optional.of("HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS"),
                "SHA-512-256",
                Set.of("auth"),
                false);
        var proof = new Digest.Proof("GET", "/doe.json", "", "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v", 1);

        assertThat(Digest.response(challenge, new Credentials("Jäsøn Doe", "Secret, or not?"), proof, "auth"))
                .isEqualTo("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    /// RFC 2617 section 3.5.
    @Test
    void theVectorOfRfc2617Holds() {
        var challenge = new Challenge(
                "testrealm@host.com",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                Optional.empty(),
                "MD5",
                Set.of("auth"),
                true);
        var proof = new Digest.Proof("GET", "/dir/index.html", "", "0a4f113b", 1);

        assertThat(Digest.response(challenge, new Credentials("Mufasa", "Circle Of Life"), proof, "auth"))
                .isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    @Test
    void theStrongestKnownAlgorithmIsTaken() {
        var offered = List.of(of("MD5"), of("SHA-256"), of("AES-1024"), of("SHA-512-256"));

        assertThat(Digest.strongest(offered))
                .hasValueSatisfying(it -> assertThat(it.algorithm()).isEqualTo("SHA-512-256"));
        assertThat(Digest.strongest(List.of(of("AES-1024")))).isEmpty();
    }

    private static Challenge of(String algorithm) {
        return new Challenge("realm", "nonce", Optional.empty(), algorithm, Set.of(), false);
    }
}
