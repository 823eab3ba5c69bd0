package org.hustings.hq.lists;

/// A filter that cannot be read. The message names the place, what stands there and what is allowed.
public final class FilterException extends RuntimeException {

    FilterException(String message) {
        super(message);
    }
}
