package org.hustings.hq.lists;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a file is that calls itself CSV, by its first bytes.
final class FileKind {

    private static final String AS_CSV = "; open it and save it as CSV in UTF-8";
    private static final String UNPACK = "; unpack it and import the CSV file in it";

    /// Where the name of the first entry begins.
    private static final int ZIP_NAME = 30;

    private record Signature(String bytes, String refusal) {}

    /// In Latin-1, so that a character is a byte.
    private static final List<Signature> SIGNATURES = List.of(
            new Signature("\u00D0\u00CF\u0011\u00E0", "an old spreadsheet or document (xls, doc)" + AS_CSV),
            new Signature("\u001F\u008B", "a gzip archive" + UNPACK),
            new Signature("BZh", "a bzip2 archive" + UNPACK),
            new Signature("\u00FD7zXZ", "an xz archive" + UNPACK),
            new Signature("7z\u00BC\u00AF'\u001C", "a 7-Zip archive" + UNPACK),
            new Signature("Rar!\u001A", "a RAR archive" + UNPACK),
            new Signature("%PDF-", "a PDF; ask whoever made it for the list itself as CSV"),
            new Signature("SQLite format 3\0", "an SQLite database; export the table as CSV in UTF-8"),
            new Signature("\u0089PNG", "a picture"),
            new Signature("\u00FF\u00D8\u00FF", "a picture"),
            new Signature("\u00FF\u00FE", "in UTF-16; save it as CSV in UTF-8"),
            new Signature("\u00FE\u00FF", "in UTF-16; save it as CSV in UTF-8"),
            new Signature("\0", "no text; save it as CSV in UTF-8"));

    private FileKind() {}

    /// Throws an [ImportException] that names what the file is and the cure, unless it may be CSV.
    static void refuseOthers(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
            throw new ImportException("the file is " + zip(text));
        }
        for (var signature : SIGNATURES) {
            if (text.startsWith(signature.bytes())) {
                throw new ImportException("the file is " + signature.refusal());
            }
        }
        var words = text.stripLeading().toLowerCase(Locale.ROOT);
        if (words.startsWith("<!doctype") || words.startsWith("<html") || words.startsWith("<?xml")) {
            throw new ImportException("the file is a web page or XML, often what a download answers that needs you to"
                    + " sign in" + AS_CSV);
        }
        if (words.startsWith("{") || words.startsWith("[{")) {
            throw new ImportException("the file is JSON; export it as CSV in UTF-8");
        }
        if (isWide(head)) {
            throw new ImportException("the file is in UTF-16; save it as CSV in UTF-8");
        }
    }

    /// Spreadsheets are archives too, and say early what they hold.
    private static String zip(String text) {
        if (text.contains("[Content_Types].xml") || text.contains("xl/")) {
            return "a spreadsheet (xlsx)" + AS_CSV;
        }
        // An OpenDocument file begins with an entry of this name (OpenDocument 1.3, part 2, section 3.3).
        return text.startsWith("mimetype", ZIP_NAME)
                ? "a spreadsheet (ods)" + AS_CSV
                : "a zip archive or a spreadsheet; unpack it, or save it as CSV in UTF-8";
    }

    /// Every other byte of the first few is 0: Latin letters in UTF-16 without a mark.
    private static boolean isWide(byte[] head) {
        var zeros = 0;
        var looked = Math.min(head.length, 64);
        for (int place = 0; place < looked; place++) {
            zeros += head[place] == 0 ? 1 : 0;
        }
        return looked >= 8 && zeros * 3 >= looked;
    }
}
