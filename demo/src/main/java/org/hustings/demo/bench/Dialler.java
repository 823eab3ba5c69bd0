package org.hustings.demo.bench;

import java.io.IOException;
import java.util.Optional;
import org.hustings.demo.CannotStartException;

/// A phone that makes one call after the other to the callee.
interface Dialler extends AutoCloseable {

    /// One call, from the press to the closed line.
    record Measured(double toInviteMs, double toAckMs, double toSoundMs) {}

    /// Empty when this call gave no whole measurement: no INVITE, no ACK or no sound within seconds.
    Optional<Measured> call() throws IOException, InterruptedException, CannotStartException;

    @Override
    void close() throws IOException;
}
