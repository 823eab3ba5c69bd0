package org.hustings.hq.children;

import java.io.IOException;

/// A program that headquarters runs for itself.
public interface Child {

    /// How people call it in a message, as in "PostgreSQL".
    String name();

    /// Takes over the one that an earlier headquarters left behind, or starts one; returns when it serves. Throws when
    /// it
    /// cannot, with a message for a person; may be called again.
    ProcessHandle start() throws IOException, InterruptedException;

    /// Ends it in order and returns when it is gone. Does nothing when it is not running.
    void stop() throws IOException, InterruptedException;
}
