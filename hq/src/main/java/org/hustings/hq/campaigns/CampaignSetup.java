package org.hustings.hq.campaigns;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hustings.hq.campaigns.CampaignFile.Retry;
import org.hustings.hq.dispatch.core.LeaseTerm;
import org.hustings.hq.dispatch.core.RetryRules;
import org.hustings.hq.rules.Asked;
import org.hustings.hq.rules.CallMode;
import org.hustings.hq.rules.CallingHours;
import org.hustings.hq.rules.Poll;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Campaign.Script;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Json;
import org.hustings.protocol.LeaseRequest;
import org.hustings.protocol.Mode;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.ResultSet;
import org.jspecify.annotations.Nullable;

/// A campaign's file with every default filled in and every value checked.
///
/// `region` is the country whose numbers may be written without a country code (ISO 3166-1 alpha-2).
public record CampaignSetup(
        CampaignId campaign,
        String name,
        String region,
        PhoneNumber callerId,
        Mode mode,
        ResultSet resultSet,
        CallingHours hours,
        int windowSize,
        int ringSeconds,
        int permitSeconds,
        Optional<Integer> powerPauseSeconds,
        Duration leaseTtl,
        RetryRules retry,
        boolean fiction,
        Set<String> profiles,
        List<Poll> polls,
        CampaignFile.ScriptText script) {

    private static final Pattern REGION = Pattern.compile("[A-Z]{2}");
    private static final Pattern SPAN = Pattern.compile("(\\d{2}):(\\d{2})-(\\d{2}):(\\d{2})");
    private static final int WINDOW_SIZE = 5;
    private static final int RING_SECONDS = 25;
    /// Every station holds it, and the broker retains it.
    private static final int SCRIPT_BYTES_MAX = 256 * 1024;
    /// The shortest that answers anywhere.
    private static final int CALL_BACK_DIGITS_LEAST = 3;
    /// A dial needs a permit no older than 30 minutes.
    private static final int PERMIT_SECONDS = 1_800;

    /// Throws an [IllegalArgumentException] that names the key and what is allowed.
    static CampaignSetup of(CampaignFile file) {
        var region = given("region", file.region());
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "region is \"" + region + "\" but must be a country of two capital letters, such as GB");
        }
        var setup = new CampaignSetup(
                new CampaignId(given("id", file.id())),
                given("name", file.name()),
                region,
                given("callerId", file.callerId()),
                Objects.requireNonNullElse(file.mode(), Mode.PRESS),
                Objects.requireNonNullElse(file.resultSet(), ResultSet.OPINION),
                hours(given("hours", file.hours()), days(file.days())),
                orElse(file.windowSize(), WINDOW_SIZE),
                orElse(file.ringSeconds(), RING_SECONDS),
                orElse(file.permitSeconds(), PERMIT_SECONDS),
                Optional.ofNullable(file.powerPauseSeconds()),
                seconds("leaseSeconds", orElse(file.leaseSeconds(), (int) LeaseTerm.TTL.toSeconds())),
                retry(file.retry()),
                Boolean.TRUE.equals(file.fiction()),
                file.profiles() == null ? Set.of() : Set.copyOf(file.profiles()),
                PollDates.of(file, region),
                given("script", file.script()));
        publishable(setup.script());
        if (setup.mode() == Mode.PREDICTIVE) {
            throw new IllegalArgumentException("mode is \"predictive\" but only press and power are built");
        }
        if (setup.windowSize() > LeaseRequest.WANT_MAX) {
            throw new IllegalArgumentException(
                    "windowSize must be at most " + LeaseRequest.WANT_MAX + " but is " + setup.windowSize());
        }
        // The message checks the rest of itself.
        var bytes = Json.write(setup.message(1, 1, CampaignState.RUNNING)).length;
        if (bytes > SCRIPT_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "script has " + bytes + " bytes but at most " + SCRIPT_BYTES_MAX + " are sent; shorten its texts");
        }
        return setup;
    }

    /// Whoever is called is told who pays for the call and how to call back.
    private static void publishable(CampaignFile.ScriptText script) {
        if (script.sponsor() == null || script.sponsor().isBlank()) {
            throw new IllegalArgumentException("script.sponsor is missing: say who pays for the calls");
        }
        var number = script.callBackNumber();
        if (number == null || number.chars().filter(Character::isDigit).count() < CALL_BACK_DIGITS_LEAST) {
            throw new IllegalArgumentException(
                    "script.callBackNumber is missing: give the number voters can call back, such as +442079460100");
        }
    }

    /// What the campaign asks of the rules.
    public Asked asked() {
        return new Asked(hours, CallMode.of(mode), callerId, profiles, polls, fiction);
    }

    /// What stations are told, but for the rules and for what a rehearsal changes.
    public Campaign message(int version, int scriptVersion, CampaignState state) {
        return new Campaign(
                campaign,
                version,
                state,
                name,
                new Script(scriptVersion, script.sponsor(), script.callBackNumber(), script.steps()),
                resultSet,
                mode,
                windowSize,
                ringSeconds,
                permitSeconds,
                powerPauseSeconds,
                Optional.empty(),
                false);
    }

    /// Reads `09:00-21:00`.
    private static CallingHours hours(String hours, Set<DayOfWeek> days) {
        var parts = SPAN.matcher(hours);
        if (!parts.matches()) {
            throw new IllegalArgumentException("hours is \"" + hours + "\" but must look like \"09:00-21:00\"");
        }
        return new CallingHours(
                minuteOfDay(parts.group(1), parts.group(2)),
                minuteOfDay(parts.group(3), parts.group(4)),
                days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days);
    }

    private static int minuteOfDay(String hour, String minute) {
        if (Integer.parseInt(minute) > 59) {
            throw new IllegalArgumentException("hours has a minute above 59");
        }
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }

    private static Set<DayOfWeek> days(@Nullable List<String> names) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        if (names != null) {
            names.forEach(name -> days.add(day(name)));
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        for (var day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("days has \"" + name + "\" but allowed are "
                + EnumSet.allOf(DayOfWeek.class).stream()
                        .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static RetryRules retry(@Nullable Retry retry) {
        var asked = retry == null ? new Retry(null, null, null, null, null, null, null) : retry;
        return new RetryRules(
                orElse(asked.triesMax(), 3),
                minutes("retry.noAnswerMinutes", asked.noAnswerMinutes(), 240),
                minutes("retry.busyMinutes", asked.busyMinutes(), 30),
                minutes("retry.failedMinutes", asked.failedMinutes(), 15),
                minutes("retry.callBackMinutes", asked.callBackMinutes(), 1_440),
                minutes("retry.skippedMinutes", asked.skippedMinutes(), 15),
                minutes("retry.householdMinutes", asked.householdMinutes(), 60));
    }

    private static Duration minutes(String key, @Nullable Integer value, int otherwise) {
        var minutes = orElse(value, otherwise);
        if (minutes < 0) {
            throw new IllegalArgumentException(key + " must be at least 0 but is " + minutes);
        }
        return Duration.ofMinutes(minutes);
    }

    private static Duration seconds(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1 but is " + value);
        }
        return Duration.ofSeconds(value);
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> T given(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
