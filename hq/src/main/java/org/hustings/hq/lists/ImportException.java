package org.hustings.hq.lists;

/// A whole file is refused, and nothing of it was imported. The message names the place and the cure, and quotes no
/// voter.
public final class ImportException extends RuntimeException {

    private static final String NOTHING = " (nothing was imported)";

    ImportException(String message) {
        super(message + NOTHING);
    }

    ImportException(String message, Throwable cause) {
        super(message + NOTHING, cause);
    }
}
