package org.hustings.station.phone.sip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hustings.station.phone.Dialog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dialog of the call that is being answered, on disk before its ACK leaves: from the ACK on the far end sends no
/// more, so a process killed before the desk saved the answer could not tell the next one whom to say BYE.
///
/// The number is never written: its digits stand there as places in it, `{start,length}`, and whoever cleans up knows
/// it.
final class DialogMemory {

    private static final Logger log = LoggerFactory.getLogger(DialogMemory.class);
    private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,2}),(\\d{1,2})}");
    private static final long BYTES_MAX = 65_536;
    /// Shorter pieces say nothing about a number.
    private static final int DIGITS_LEAST = 3;

    private final Optional<Path> file;

    /// Beside the remembered port; without one, nothing is kept.
    DialogMemory(Optional<Path> portMemory) {
        this.file = portMemory.map(it -> it.resolveSibling("sip.dialog"));
    }

    /// On disk when this returns. A disk that refuses is no reason to leave a person unanswered.
    void keep(Requests.Party party, Dialog dialog) {
        var digits = digits(party);
        var lines = new ArrayList<>(List.of(
                party.names().callId(), dialog.remoteTag(), Long.toString(dialog.sequence()), dialog.remoteTarget()));
        lines.addAll(dialog.routes());
        if (file.isEmpty() || lines.stream().anyMatch(it -> it.contains("{") || it.contains("\n"))) {
            return;
        }
        var text = new StringBuilder();
        lines.subList(0, 3).forEach(it -> text.append(it).append('\n'));
        lines.subList(3, lines.size())
                .forEach(it -> text.append(masked(it, digits)).append('\n'));
        text.append("end\n"); // A write cut by a power failure lacks it.
        try (var channel = FileChannel.open(
                file.get(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException unwritable) {
            log.warn("call {}: its dialog cannot be kept: a crash now may leave it open", party.call());
        }
    }

    /// The dialog of this call, if it was the last to be answered.
    Optional<Dialog> of(Requests.Party party) {
        try {
            if (file.isEmpty() || !Files.exists(file.get()) || Files.size(file.get()) > BYTES_MAX) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(file.get());
            if (lines.size() < 5
                    || !lines.getLast().equals("end")
                    || !lines.getFirst().equals(party.names().callId())) {
                return Optional.empty();
            }
            var digits = digits(party);
            var routes = lines.subList(4, lines.size() - 1).stream()
                    .map(it -> unmasked(it, digits))
                    .toList();
            return Optional.of(new Dialog(
                    party.names().localTag(),
                    lines.get(1),
                    unmasked(lines.get(3), digits),
                    routes,
                    Long.parseLong(lines.get(2))));
        } catch (IOException | RuntimeException unreadable) {
            log.warn("call {}: its dialog cannot be read", party.call());
            return Optional.empty();
        }
    }

    /// The last call is over.
    void forget() {
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException undeletable) {
            log.warn("the dialog of an ended call stays on disk");
        }
    }

    private static String digits(Requests.Party party) {
        return party.number().e164().replaceAll("\\D", "");
    }

    private static String masked(String text, String digits) {
        var masked = new StringBuilder();
        for (var i = 0; i < text.length(); ) {
            var length = 0;
            while (i + length < text.length() && digits.contains(text.substring(i, i + length + 1))) {
                length++;
            }
            if (length < DIGITS_LEAST) {
                masked.append(text.charAt(i));
                i++;
            } else {
                var start = digits.indexOf(text.substring(i, i + length));
                masked.append('{').append(start).append(',').append(length).append('}');
                i += length;
            }
        }
        return masked.toString();
    }

    private static String unmasked(String text, String digits) {
        return PLACE.matcher(text).replaceAll(place -> {
            var start = Integer.parseInt(place.group(1));
            return digits.substring(start, start + Integer.parseInt(place.group(2)));
        });
    }
}
