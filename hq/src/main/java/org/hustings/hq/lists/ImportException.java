package org.hustings.hq.lists;

/// A whole file is refused, and nothing of it was imported. The message names the place and the cure, and quotes no
/// voter.
public final class ImportException extends RuntimeException {

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
