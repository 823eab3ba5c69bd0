package org.hustings.hq.lists;

/// How far an import is. `percent` is of the file's bytes; `doing` is in words.
public record ImportProgress(long rows, int percent, String doing) {}
