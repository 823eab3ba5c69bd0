package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.EnumNaming;

/// The retained message of a campaign: everything a station needs but people. No voter data, ever.
///
/// `ringSeconds` is how long a call rings at least before the station gives up (20 s or more); `windowSize` is how many
/// leases a station tries to hold. `powerPauseSeconds` is how long a run of mode POWER shows the next person before the
/// station dials by itself; see [#powerPause()]. `rules` are the interlocks that the station checks by itself; a
/// campaign without any has none. In a `rehearsal` only staff numbers are leased.
public record Campaign(
        CampaignId campaign,
        @JsonProperty(required = true) int version,
        CampaignState state,
        String name,
        Script script,
        ResultSet resultSet,
        Mode mode,
        @JsonProperty(required = true) int windowSize,
        @JsonProperty(required = true) int ringSeconds,
        @JsonProperty(required = true) int permitSeconds,
        Optional<Integer> powerPauseSeconds,
        Optional<Rules> rules,
        boolean rehearsal) {

    /// Shorter ringing than this counts as abandoning the call (16 CFR 310.4(b)(4)(iii): 15 seconds or four rings; we
    /// keep 20).
    public static final int RING_SECONDS_LEAST = 20;

    /// Nobody reads a name, breathes in and finds the pause key in less.
    public static final int POWER_PAUSE_SECONDS_LEAST = 3;

    /// Longer is no run any more: the press is quicker.
    public static final int POWER_PAUSE_SECONDS_MOST = 60;

    private static final int POWER_PAUSE_SECONDS = 5;

    public Campaign {
        Checks.given("campaign", campaign);
        Checks.atLeast("version", 1, version);
        Checks.given("state", state);
        Checks.given("name", name);
        Checks.given("script", script);
        Checks.given("resultSet", resultSet);
        Checks.given("mode", mode);
        Checks.atLeast("windowSize", 1, windowSize);
        Checks.atLeast("ringSeconds", RING_SECONDS_LEAST, ringSeconds);
        Checks.atLeast("permitSeconds", 1, permitSeconds);
        powerPauseSeconds = Checks.maybe(powerPauseSeconds);
        powerPauseSeconds.ifPresent(seconds -> {
            Checks.atLeast("powerPauseSeconds", POWER_PAUSE_SECONDS_LEAST, seconds);
            if (seconds > POWER_PAUSE_SECONDS_MOST) {
                throw new IllegalArgumentException(
                        "powerPauseSeconds must be at most " + POWER_PAUSE_SECONDS_MOST + " but is " + seconds);
            }
        });
        rules = Checks.maybe(rules);
    }

    /// A campaign with the usual pause, without interlocks, that calls voters.
    public Campaign(
            CampaignId campaign,
            int version,
            CampaignState state,
            String name,
            Script script,
            ResultSet resultSet,
            Mode mode,
            int windowSize,
            int ringSeconds,
            int permitSeconds) {
        this(
                campaign,
                version,
                state,
                name,
                script,
                resultSet,
                mode,
                windowSize,
                ringSeconds,
                permitSeconds,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /// From the card of the next person to the dial that the station begins by itself.
    public Duration powerPause() {
        return Duration.ofSeconds(powerPauseSeconds.orElse(POWER_PAUSE_SECONDS));
    }

    /// The same campaign under these interlocks, ringing that long at least.
    public Campaign with(Rules interlocks, int ringSecondsLeast) {
        return new Campaign(
                campaign,
                version,
                state,
                name,
                script,
                resultSet,
                mode,
                windowSize,
                Math.max(ringSeconds, ringSecondsLeast),
                permitSeconds,
                powerPauseSeconds,
                Optional.of(interlocks),
                rehearsal);
    }

    /// The same, before its release.
    public Campaign rehearsing() {
        return new Campaign(
                campaign,
                version,
                state,
                name,
                script,
                resultSet,
                mode,
                windowSize,
                ringSeconds,
                permitSeconds,
                powerPauseSeconds,
                rules,
                true);
    }

    /// The station's part of the rules. `version` names the rule set they were taken from.
    public record Rules(@JsonProperty(required = true) int version, List<Silence> silences, List<Gate> gates) {
        public Rules {
            Checks.atLeast("rules.version", 1, version);
            silences = Checks.listOf(silences);
            gates = Checks.listOf(gates);
        }
    }

    /// From when to when nobody of a constituency may be called, nor anybody whose constituency is unknown; without a
    /// constituency nobody at all.
    public record Silence(Optional<String> constituency, Instant from, Instant until) {
        public Silence {
            constituency = Checks.maybe(constituency);
            Checks.given("silence.from", from);
            Checks.given("silence.until", until);
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("silence.until must be after silence.from");
            }
        }

        public boolean bars(Optional<String> voters, Instant at) {
            var isTheirs = constituency.isEmpty()
                    || voters.isEmpty()
                    || constituency.get().strip().equalsIgnoreCase(voters.get().strip());
            return isTheirs && !at.isBefore(from) && at.isBefore(until);
        }
    }

    /// One of `needs` must be on record for a call by these modes to such a number there; everywhere, without a
    /// jurisdiction. A jurisdiction (ISO 3166-1 or -2) includes its parts.
    public record Gate(
            Optional<String> jurisdiction,
            List<NumberType> numberTypes,
            List<Mode> modes,
            List<Need> needs,
            Optional<Integer> maxAgeDays) {
        public Gate {
            jurisdiction = Checks.maybe(jurisdiction);
            numberTypes = Checks.listOf(numberTypes);
            modes = Checks.listOf(modes);
            needs = Checks.listOf(needs);
            maxAgeDays = Checks.maybe(maxAgeDays);
            if (needs.contains(Need.SCREENED) && maxAgeDays.isEmpty()) {
                throw new IllegalArgumentException("gate.maxAgeDays is missing");
            }
        }

        /// Somebody whose jurisdiction is unknown may live there.
        public boolean concerns(Contact contact, Mode mode) {
            return modes.contains(mode) && numberTypes.contains(contact.numberType()) && isThere(contact);
        }

        private boolean isThere(Contact contact) {
            return jurisdiction.isEmpty()
                    || contact.jurisdictions().isEmpty()
                    || contact.jurisdictions().stream()
                            .anyMatch(place ->
                                    place.equals(jurisdiction.get()) || place.startsWith(jurisdiction.get() + "-"));
        }

        /// A screening holds on its day and `maxAgeDays` after, by the contact's own calendar.
        public boolean isOpenTo(Contact contact, Instant at) {
            var today = at.atZone(contact.timeZone()).toLocalDate();
            return needs.stream().anyMatch(need -> switch (need) {
                case CONSENT -> contact.consent().isPresent();
                case SCREENED ->
                    contact.screenedOn()
                            .filter(day -> !day.isAfter(today))
                            .filter(day -> !today.isAfter(day.plusDays(maxAgeDays.orElse(0))))
                            .isPresent();
            });
        }
    }

    /// What somebody may have on record: agreement to be called, or a look into the register of objections.
    @EnumNaming(LowerCamelCaseStrategy.class)
    public enum Need {
        CONSENT,
        SCREENED
    }

    /// The words to say, in every language the campaign speaks. `version` is named by each report.
    public record Script(
            @JsonProperty(required = true) int version,
            String sponsor,
            String callBackNumber,
            Map<Language, List<Step>> steps) {
        public Script {
            Checks.atLeast("script.version", 1, version);
            Checks.given("script.sponsor", sponsor);
            Checks.given("script.callBackNumber", callBackNumber);
            Checks.given("script.steps", steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("script.steps has no language");
            }
            steps = Map.copyOf(steps);
        }

        /// The steps in `wanted`, or in any language there is: a script in another tongue beats none.
        public List<Step> in(Language wanted) {
            var found = steps.get(wanted);
            return found != null ? found : steps.values().iterator().next();
        }
    }

    /// One screen of words. Merge fields stand in braces, as in `{givenName}`; `otherwise` is said instead when one of
    /// them is empty. `choices` are the branches on keys 1 to 5, none for a last step.
    public record Step(String id, String say, String otherwise, String direction, List<Choice> choices) {
        public Step {
            Checks.given("step.id", id);
            Checks.given("step.say", say);
            otherwise = otherwise == null ? "" : otherwise;
            direction = direction == null ? "" : direction;
            choices = Checks.listOf(choices);
        }
    }

    /// A branch: what the key says, and the step it leads to.
    public record Choice(String label, String next) {
        /// What fits a rail label on two lines (look, section 4).
        public static final int LABEL_MAX = 34;

        public Choice {
            Checks.atMost("choice.label", LABEL_MAX, label);
            Checks.given("choice.next", next);
        }
    }
}
