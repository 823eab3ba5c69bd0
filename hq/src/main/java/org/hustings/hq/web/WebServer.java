package org.hustings.hq.web;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hustings.hq.rulebook.Explainer;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.Json;
import org.hustings.protocol.WrongSettingException;

/// The web page of headquarters: plain HTTP, so on 127.0.0.1 only. Closed by [#close()].
public final class WebServer implements AutoCloseable {

    public static final String USER = "hq";

    /// As the audit names whoever came in by the page's user.
    private static final String WHO = "web:" + USER;

    /// What is posted is a number and a reason.
    private static final long BODY_BYTES_MAX = 16 * 1024;

    private static final String HOST = "127.0.0.1";
    /// The page needs its own style sheet and nothing else; no script runs on it, ours or another's.
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Serves from the return on. Throws a [WrongSettingException] when the port is taken.
    public static WebServer start(
            int port, String password, DataSource source, Supplier<Health> health, PeopleApi people, Clock clock) {
        var latest = new LatestOverview(new OverviewReader(source, clock), clock);
        var segments = new SegmentCounts(source, clock);
        var style = style();
        var database = new Database(source);
        var book = new RuleBook(database, clock);
        var rules = new RulesApi(book, new Explainer(database, book, clock));
        var javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = BODY_BYTES_MAX;
            config.routes.before(context -> HEADERS.forEach(context::header));
            config.routes.get("/health", context -> answer(context, health.get()));
            config.routes.get(
                    "/style.css",
                    context -> context.contentType("text/css; charset=utf-8").result(style));
            config.routes.get("/api/segments", context -> {
                if (isKnown(context, password)) {
                    context.contentType("application/json; charset=utf-8").result(segments.json());
                }
            });
            config.routes.post("/api/opt-outs", context -> {
                if (isKnown(context, password)) {
                    people.add(context, WHO);
                }
            });
            config.routes.delete("/api/opt-outs", context -> {
                if (isKnown(context, password)) {
                    people.remove(context, WHO);
                }
            });
            config.routes.get("/api/campaigns/{id}/stop-report", context -> {
                if (isKnown(context, password)) {
                    people.stopReport(context);
                }
            });
            config.routes.get("/api/budgets", context -> {
                if (isKnown(context, password)) {
                    context.contentType("application/json; charset=utf-8")
                            .result(Json.write(BudgetTables.answer(latest.ask())));
                }
            });
            config.routes.get("/api/rules", context -> {
                if (isKnown(context, password)) {
                    rules.rules(context);
                }
            });
            config.routes.get("/api/explain", context -> {
                if (isKnown(context, password)) {
                    rules.explain(context);
                }
            });
            config.routes.get("/", context -> {
                if (isKnown(context, password)) {
                    context.contentType("text/html; charset=utf-8")
                            .result(Page.of(latest.ask(), health.get(), clock.instant()));
                }
            });
        });
        try {
            javalin.start(HOST, port);
        } catch (JavalinBindException taken) {
            javalin.stop();
            throw new WrongSettingException("web.port is " + port + ", but another program listens on " + HOST + ":"
                    + port + "; end that program or choose another port");
        }
        return new WebServer(javalin);
    }

    public static String url(int port) {
        return "http://" + HOST + ":" + port + "/";
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void answer(Context context, Health health) {
        context.status(health.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType("text/plain; charset=utf-8")
                .result(health.line() + "\n");
    }

    private static boolean isKnown(Context context, String password) {
        var given = context.basicAuthCredentials();
        var isKnown = given != null && USER.equals(given.getUsername()) && isSame(password, given.getPassword());
        if (!isKnown) {
            context.status(HttpStatus.UNAUTHORIZED)
                    .header("WWW-Authenticate", "Basic realm=\"Headquarters\", charset=\"UTF-8\"")
                    .contentType("text/plain; charset=utf-8")
                    .result("Sign in with the user and password in hq.json of headquarters' data directory.\n");
        }
        return isKnown;
    }

    /// In a time that does not tell how much of it was right.
    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String style() {
        try (var bytes = Objects.requireNonNull(WebServer.class.getResourceAsStream("style.css"))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
