package org.hustings.hq.rules;

/// A rule file is not one. The message names file, line, key and cure.
public final class RuleFileException extends RuntimeException {

    public RuleFileException(String message) {
        super(message);
    }

    RuleFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
