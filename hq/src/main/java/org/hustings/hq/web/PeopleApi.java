package org.hustings.hq.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hustings.hq.lists.AccountKey;
import org.hustings.hq.lists.NumberKeys;
import org.hustings.hq.lists.NumberKeys.Found;
import org.hustings.hq.people.Ground;
import org.hustings.hq.people.OptOuts;
import org.hustings.hq.people.StopReport;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Json;
import org.hustings.protocol.Json.Read;

/// Opt-outs and the report of a stop, as JSON. No answer repeats a number.
public record PeopleApi(OptOuts optOuts, AccountKey key, Database database, Clock clock) {

    private static final String JSON = "application/json";

    /// A number, or a contact for all numbers of a person. `reason` is for an entry, `why` for taking one out.
    private record Asked(
            Optional<String> number,
            Optional<String> region,
            Optional<String> contact,
            Optional<String> source,
            Optional<String> reason,
            Optional<String> why) {}

    private record Added(int numbers, int isNew, int leasesRevoked) {}

    private record Removed(int numbers, List<OptOuts.Standing> left) {}

    private record Trouble(String error) {}

    /// `POST /api/opt-outs`: enters the numbers on the word of `source`. Live leases are taken back before it answers.
    void add(Context context, String who) {
        answer(context, asked -> {
            var keys = keys(asked);
            var ground = new Ground.Named(asked.source().orElse("api"), who, asked.reason());
            var added = optOuts.add(keys, ground);
            return new Added(keys.size(), added.isNew(), added.revoked().size());
        });
    }

    /// `DELETE /api/opt-outs`: takes out what `source` entered by mistake.
    void remove(Context context, String who) {
        answer(context, asked -> {
            var source = given("source", asked.source());
            var removed = optOuts.remove(keys(asked), source, who, given("why", asked.why()));
            return new Removed(removed.numbers(), removed.left());
        });
    }

    /// `GET /api/campaigns/{id}/stop-report`.
    void stopReport(Context context) {
        try {
            var campaign = new CampaignId(context.pathParam("id"));
            write(context, HttpStatus.OK, StopReport.of(database, campaign, clock.instant()));
        } catch (IllegalArgumentException wrong) {
            write(context, HttpStatus.BAD_REQUEST, new Trouble(String.valueOf(wrong.getMessage())));
        }
    }

    private interface Work {
        Object on(Asked asked);
    }

    /// Only JSON is read: a page of somebody else cannot make a browser send that without asking first.
    private static void answer(Context context, Work work) {
        var type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
            write(context, HttpStatus.UNSUPPORTED_MEDIA_TYPE, new Trouble("the body must be " + JSON));
            return;
        }
        switch (Json.read(context.bodyAsBytes(), Asked.class)) {
            case Read.Unreadable<Asked>(var reason) -> write(context, HttpStatus.BAD_REQUEST, new Trouble(reason));
            case Read.Message<Asked>(var asked) -> {
                try {
                    write(context, HttpStatus.OK, work.on(asked));
                } catch (IllegalArgumentException wrong) {
                    write(context, HttpStatus.BAD_REQUEST, new Trouble(String.valueOf(wrong.getMessage())));
                }
            }
        }
    }

    private Set<String> keys(Asked asked) {
        if (asked.number().isPresent() == asked.contact().isPresent()) {
            throw new IllegalArgumentException("give either number or contact");
        }
        if (asked.contact().isPresent()) {
            var keys = optOuts.numbersOf(new ContactId(asked.contact().get()));
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("contact is nobody of whom a number is known");
            }
            return keys;
        }
        return switch (new NumberKeys(key, asked.region()).of(asked.number().orElseThrow())) {
            case Found.Known known -> Set.of(known.keyHex());
            case Found.NoNumber(var reason) -> throw new IllegalArgumentException("number " + reason);
        };
    }

    private static String given(String field, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(field + " is missing"));
    }

    private static void write(Context context, HttpStatus status, Object body) {
        context.status(status).contentType(JSON).result(Json.write(body));
    }
}
