package org.hustings.station.screen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/// JavaFX's one thread: starting it, and waiting for it.
final class Toolkit {

    private static final long START_SECONDS = 30;

    private Toolkit() {}

    static void start() {
        var started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException _) {
            // Somebody has started it already.
            Platform.runLater(started::countDown);
        } catch (UnsupportedOperationException e) {
            throw new IllegalStateException(noDisplay(), e);
        }
        Platform.setImplicitExit(false);
        try {
            if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(noDisplay());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the window opened", e);
        }
    }

    static void runAndWait(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
            return;
        }
        var done = CompletableFuture.runAsync(work, Platform::runLater);
        try {
            done.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the window does not answer for " + START_SECONDS + " s", e);
        }
    }

    private static String noDisplay() {
        return "window.mode: no display to open a window on; set DISPLAY, or set window.mode to \"none\"";
    }
}
