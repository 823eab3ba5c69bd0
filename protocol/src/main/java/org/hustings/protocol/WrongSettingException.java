package org.hustings.protocol;

/// A program cannot start with its settings. The message is the whole story for the person who wrote them: key, value,
/// what is allowed, where it was set. Programs print it and end with exit code 2.
public final class WrongSettingException extends RuntimeException {

    public WrongSettingException(String message) {
        super(message);
    }
}
