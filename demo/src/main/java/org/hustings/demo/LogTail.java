package org.hustings.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The last words of a program that could not start.
final class LogTail {

    private static final int LINES = 6;

    private LogTail() {}

    static String of(Path log) {
        try {
            var lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return last.isEmpty() ? "it said nothing" : "\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return "it left no log";
        }
    }
}
