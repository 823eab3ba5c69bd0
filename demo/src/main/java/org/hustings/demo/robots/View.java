package org.hustings.demo.robots;

import java.util.Map;
import java.util.Optional;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Light;
import org.hustings.protocol.CallId;

/// What a station shows, as its panel's socket tells it after each change: no names, no numbers.
///
/// `keys` are what each button means now; `counting` says that the station will dial by itself in a moment; `human` is
/// how long ago a person pressed, in milliseconds, or -1.
public record View(
        String phase,
        String screen,
        Map<Button, Light> lamps,
        Map<Button, String> keys,
        Optional<CallId> call,
        Optional<String> contact,
        boolean counting,
        long human) {

    public View {
        phase = phase == null ? "" : phase;
        screen = screen == null ? "" : screen;
        lamps = lamps == null ? Map.of() : Map.copyOf(lamps);
        keys = keys == null ? Map.of() : Map.copyOf(keys);
        call = call == null ? Optional.empty() : call;
        contact = contact == null ? Optional.empty() : contact;
    }

    /// The button that means `wanted` now, if any does.
    public Optional<Button> that(String wanted) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// False for a line that tells something else, such as a press that was refused.
    boolean isWhole() {
        return !phase.isEmpty();
    }

    /// Round green is lit: a person is on the screen and may be called.
    public boolean mayCall() {
        return phase.equals("offered") && lit(Button.CALL);
    }

    public boolean lit(Button button) {
        return lamps.getOrDefault(button, Light.OFF) != Light.OFF;
    }

    /// The desk is between two calls.
    public boolean isBetweenCalls() {
        return switch (phase) {
            case "dialing", "talking", "closing", "wrappingUp" -> false;
            default -> true;
        };
    }
}
