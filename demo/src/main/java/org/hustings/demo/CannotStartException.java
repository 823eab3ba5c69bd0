package org.hustings.demo;

/// The demo cannot be set up. The message says what is wrong and what to do; `exitCode` is 2 for usage and
/// configuration, 3 for a peer that is unreachable.
public final class CannotStartException extends Exception {

    public static final int CONFIGURATION = 2;
    public static final int UNREACHABLE = 3;

    private final int exitCode;

    public CannotStartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
