package org.hustings.hq.link;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a thread does with a failure it did not expect: says its class once for each cause, and goes on. A thread that
/// ended silently would leave stations without answers. Safe from any thread.
final class Causes {

    private static final Logger LOG = LoggerFactory.getLogger(Causes.class);
    private static final int CAUSES_MAX = 1_000;
    private static final int HALTED = 1;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /// Logs the class and the place only: a text may quote a row. Without memory nothing can be trusted: the process
    /// ends at once, and whoever keeps it starts it again.
    void unexpected(String what, Throwable failed) {
        if (failed instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(HALTED);
        }
        var trace = failed.getStackTrace();
        var cause = what + ": " + failed.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
        if (said.size() < CAUSES_MAX && said.add(cause)) {
            LOG.error("unexpected in {}; it goes on", cause);
        }
    }
}
