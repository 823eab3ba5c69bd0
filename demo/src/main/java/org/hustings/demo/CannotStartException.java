package org.hustings.demo;

/// The demo cannot be set up. The message says what is wrong and what to do; `exitCode` is 2 for usage and
/// configuration, 3 for a peer that is unreachable.
final class CannotStartException extends Exception {

    static final int CONFIGURATION = 2;
    static final int UNREACHABLE = 3;

    private final int exitCode;

    CannotStartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
