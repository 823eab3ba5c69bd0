package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhoneLogTest {

    private final PhoneLog log = new PhoneLog();

    @Test
    void eachCauseIsNamedOnceUntilThePhoneIsBack() {
        assertThat(log.readiness(false, "sound: pulsesink5: Failed to connect")).isPresent();
        assertThat(log.readiness(false, "the SIP peer does not answer OPTIONS")).isPresent();
        assertThat(log.readiness(false, "sound: pulsesink10: Failed to connect"))
                .isEmpty();
        assertThat(log.readiness(false, "the SIP peer does not answer OPTIONS")).isEmpty();

        assertThat(log.readiness(true, "the SIP peer answers")).isPresent();
        assertThat(log.readiness(true, "the SIP peer answers")).isEmpty();

        assertThat(log.readiness(false, "sound: pulsesink15: Failed to connect"))
                .contains("the phone is not ready: sound: pulsesink: Failed to connect; trying again");
    }
}
