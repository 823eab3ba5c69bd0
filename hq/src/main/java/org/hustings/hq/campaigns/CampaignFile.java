package org.hustings.hq.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hustings.protocol.Campaign.Step;
import org.hustings.protocol.Language;
import org.hustings.protocol.Mode;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.ResultSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.toml.TomlMapper;

/// A campaign as its author writes it: one TOML file. `example-campaign.toml` beside this class's module explains
/// every key.
///
/// Durations carry their unit in the name. What is left out takes the default named in the example.
public record CampaignFile(
        String id,
        String name,
        String region,
        PhoneNumber callerId,
        @Nullable Mode mode,
        @Nullable ResultSet resultSet,
        String hours,
        @Nullable List<String> days,
        @JsonProperty("windowSize") @Nullable Integer windowSize,
        @Nullable Integer ringSeconds,
        @Nullable Integer permitSeconds,
        @Nullable Integer powerPauseSeconds,
        @Nullable Integer leaseSeconds,
        @Nullable Retry retry,
        @Nullable Boolean fiction,
        @Nullable List<String> profiles,
        @Nullable List<PollText> polls,
        ScriptText script) {

    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// When people are called again.
    public record Retry(
            @Nullable Integer triesMax,
            @Nullable Integer noAnswerMinutes,
            @Nullable Integer busyMinutes,
            @Nullable Integer failedMinutes,
            @Nullable Integer callBackMinutes,
            @Nullable Integer skippedMinutes,
            @Nullable Integer householdMinutes) {}

    /// A day on which people vote: its date, the constituency (all without one), the round, the country if it is not
    /// the campaign's, the wall clock in `zone` at which the polls close.
    public record PollText(
            String on,
            @Nullable String constituency,
            @Nullable Integer round,
            @Nullable String country,
            @Nullable String closes,
            String zone) {}

    /// The words, and who pays for them.
    public record ScriptText(String sponsor, String callBackNumber, Map<Language, List<Step>> steps) {}

    /// Reads and checks a file. Throws a [CampaignFileException] that names the key, the value and the cure.
    public static CampaignFile read(Path file) {
        try {
            var read = TOML.readValue(Files.readString(file), CampaignFile.class);
            if (read == null) {
                throw new CampaignFileException(file + " is empty");
            }
            CampaignSetup.of(read);
            return read;
        } catch (NoSuchFileException missing) {
            throw new CampaignFileException("there is no file " + file, missing);
        } catch (IOException unreadable) {
            throw new CampaignFileException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (UnrecognizedPropertyException unknown) {
            var known =
                    unknown.getKnownPropertyIds().stream().map(Object::toString).sorted();
            throw new CampaignFileException(
                    file + ": unknown key \"" + unknown.getPropertyName() + "\"" + line(unknown) + "; allowed here are "
                            + known.collect(Collectors.joining(", ")),
                    unknown);
        } catch (JacksonException refused) {
            throw new CampaignFileException(file + ": " + reason(refused), refused);
        } catch (IllegalArgumentException refused) {
            throw new CampaignFileException(file + ": " + refused.getMessage(), refused);
        }
    }

    private static String reason(JacksonException refused) {
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage() + line(refused);
            }
        }
        var key = refused instanceof DatabindException databind
                ? databind.getPath().stream()
                        .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
                        .collect(Collectors.joining("."))
                : "";
        return (key.isEmpty() ? "" : "key " + key + ": ") + refused.getOriginalMessage() + line(refused);
    }

    private static String line(JacksonException refused) {
        var at = refused.getLocation();
        return at == null || at.getLineNr() < 1 ? "" : " (line " + at.getLineNr() + ")";
    }
}
